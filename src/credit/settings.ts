import { art } from '../gazette/index.ts'
import type { Json, Setting } from '../workflow/index.ts'

/** 39, 40 say 经核实确认后 without a time for the agency to be heard: 本系统缺省值. */
export const hearingWorkingDays: Setting<number> = {
  key: 'credit.hearing-working-days',
  cites: art('111', '39'),
  default: 3,
  zh: '认定失信行为前听取机构陈述的时限（工作日；本系统缺省值）',
  en: 'Hearing of an agency before a breach is found, in working days',
}

/** 44 names four parts and no weights: 依省办法，本系统缺省值. In thousandths; they need not add up to 1000. */
export const scoreWeights: Setting<{
  performance: number
  lawfulness: number
  ratings: number
  inspections: number
}> = {
  key: 'credit.score-weights-permille',
  cites: art('111', '44'),
  default: { performance: 300, lawfulness: 300, ratings: 300, inspections: 100 },
  zh: '信用评分的权重：执业履约、遵守法律法规、业主评价、监督检查（千分比；依省办法，本系统缺省值）',
  en: 'Weights of the credit score: performance, lawfulness, ratings, inspections, in thousandths',
}

/** 44: what is taken off the part 遵守法律法规 for each finding within two years. */
export const scoreDeductions: Setting<{ warning: number; general: number; serious: number }> = {
  key: 'credit.score-deductions',
  cites: art('111', '44'),
  default: { warning: 5, general: 25, serious: 100 },
  zh: '两年内每件失信预警、一般失信、严重失信在“遵守法律法规”一项中的扣分（满分 100；本系统缺省值）',
  en: 'Points taken off lawfulness, out of 100, for a warning, a general and a serious breach within two years',
}

/** 44: what one inspection of each result earns, out of 100. */
export const scoreInspections: Setting<{ passed: number; defects: number; failed: number }> = {
  key: 'credit.score-inspections',
  cites: art('111', '44'),
  default: { passed: 100, defects: 60, failed: 0 },
  zh: '监督检查合格、有缺陷、不合格在信用评分中的得分（满分 100；本系统缺省值）',
  en: 'Points of an inspection that was passed, that found defects, that failed, out of 100',
}

/** 44: a newcomer has kept and broken nothing yet; neither full marks nor none. */
export const scoreWithoutRecord: Setting<number> = {
  key: 'credit.score-without-record',
  cites: art('111', '44'),
  default: 80,
  zh: '尚无记录的一项在信用评分中的得分（满分 100；本系统缺省值）',
  en: 'Points of a part of the credit score without any record, out of 100',
}

/** Everything that this module leaves to the city, for the page that lists it. */
export const creditSettings: readonly Setting<Json>[] = [
  hearingWorkingDays,
  scoreWeights,
  scoreDeductions,
  scoreInspections,
  scoreWithoutRecord,
]
