import type { ScorePart } from './score.ts'

interface Text {
  zh: string
  en: string
}

export const scorePartWords: Record<ScorePart, Text> = {
  performance: { zh: '执业履约情况', en: 'Performance' },
  lawfulness: { zh: '遵守法律法规情况', en: 'Lawfulness' },
  ratings: { zh: '项目业主星级评价', en: 'Ratings by owners' },
  inspections: { zh: '监督检查情况', en: 'Inspections' },
}

/** How each part comes about, with the numbers of this agency; the words are the formula. */
export const scoreWorkingWords: Record<ScorePart, Text> = {
  performance: {
    zh: '按时 {{kept}} ÷（按时 {{kept}} ＋ 逾期 {{missed}} ＋ 退回成果 {{returned}}）× 100',
    en: '{{kept}} in time ÷ ({{kept}} in time + {{missed}} late + {{returned}} returned) × 100',
  },
  lawfulness: {
    zh: '100 － 预警 {{warning}} 件 × {{warningPoints}} － 一般失信 {{general}} 件 × {{generalPoints}} － 严重失信 {{serious}} 件 × {{seriousPoints}}，最低为 0',
    en: '100 − {{warning}} warnings × {{warningPoints}} − {{general}} general × {{generalPoints}} − {{serious}} serious × {{seriousPoints}}, at least 0',
  },
  ratings: {
    zh: '{{count}} 次评价（其中默认 {{byDefault}} 次，按半权）的加权平均 ÷ 10 星 × 100',
    en: 'Weighted mean of {{count}} ratings ({{byDefault}} by default, at their lower weight) ÷ 10 stars × 100',
  },
  inspections: {
    zh: '合格 {{passed}} 次 × {{passedPoints}} ＋ 有缺陷 {{defects}} 次 × {{defectsPoints}} ＋ 不合格 {{failed}} 次 × {{failedPoints}}，按次平均',
    en: '{{passed}} passed × {{passedPoints}} + {{defects}} with defects × {{defectsPoints}} + {{failed}} failed × {{failedPoints}}, mean',
  },
}

export const withoutRecordWords: Text = {
  zh: '近两年没有记录，按缺省值计 {{points}}',
  en: 'No record within two years: {{points}} by default',
}
