import type { Words } from '../words/words.ts'

export const excellenceWords = {
  title: { zh: '优质中介服务机构库', en: 'Library of excellent agencies' },
  short: { zh: '优质机构', en: 'Excellent' },
  lead: {
    zh: '按公布的公式每天计算：符合的自动入库，不再符合的自动出库，没有人选。',
    en: 'Computed every day by a published formula: who meets it is in, who no longer does is out; nobody chooses.',
  },
  formula: { zh: '公式（{{from}} 起算，截至 {{on}}）', en: 'The formula (from {{from}} to {{on}})' },
  formulaMonths: {
    zh: '最近 {{months}} 个月内的评价和抽查；业主亲自评价不少于 {{ratings}} 次；加权平均不低于 {{stars}} 星；没有“不一致，无正当理由”或“未按约履行”的抽查结果；服务未被暂停。',
    en: 'Ratings and spot checks of the last {{months}} months; at least {{ratings}} ratings by owners themselves; a weighted mean of at least {{stars}} stars; no finding of a difference without reason or of a breach; nothing suspended.',
  },
  settings: { zh: '各数值的依据文号和生效日期', en: 'Documents and dates behind the figures' },
  none: { zh: '今天没有机构符合公式', en: 'No agency meets the formula today' },
  agency: { zh: '中介服务机构', en: 'Agency' },
  mean: { zh: '加权平均星级', en: 'Weighted mean' },
  count: { zh: '业主亲自评价', en: 'Ratings by owners' },
  findings: { zh: '抽查不合格', en: 'Bad findings' },
  standing: { zh: '服务状态', en: 'Standing' },
  meanValue: { zh: '{{sum}} ÷ {{weight}} = {{value}} 星', en: '{{sum}} ÷ {{weight}} = {{value}} stars' },
  meanNone: { zh: '没有评价', en: 'no ratings' },
  meanAsk: { zh: '不低于 {{n}} 星', en: 'at least {{n}} stars' },
  countValue: { zh: '{{n}} 次', en: '{{n}}' },
  countAsk: { zh: '不少于 {{n}} 次', en: 'at least {{n}}' },
  findingsAsk: { zh: '0 次', en: 'none' },
  good: { zh: '正常', en: 'good' },
  notGood: { zh: '有服务被暂停或已清退', en: 'something is suspended, or it was expelled' },
  in: { zh: '今天在库', en: 'In the library today' },
  out: { zh: '今天不在库', en: 'Not in the library today' },
} as const satisfies Words
