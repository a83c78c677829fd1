import { type Article, art } from '../gazette/index.ts'

/** Whom 53, 54 and 55 speak of, each with its staff (及其工作人员). */
export const reportedKinds = ['operator', 'department', 'owner'] as const
export type ReportedKind = (typeof reportedKinds)[number]

interface Situation {
  article: Article
  of: ReportedKind
  /** The measure's own words. */
  zh: string
  en: string
}

/** Every situation of 53 (运营机构), 54 (行业主管部门) and 55 (财政性资金项目业主), in the measure's own words. */
export const situations = {
  '53.1': {
    ...{ article: art('111', '53.1'), of: 'operator' },
    zh: '阻挠和限制中介服务机构入驻中介超市',
    en: 'hinders or limits the admission of agencies',
  },
  '53.2': {
    ...{ article: art('111', '53.2'), of: 'operator' },
    zh: '公开选取前擅自泄露项目报名中介服务机构名单',
    en: 'discloses who has registered before the selection',
  },
  '53.3': {
    ...{ article: art('111', '53.3'), of: 'operator' },
    zh: '擅自利用信息技术手段干预中介超市中选结果',
    en: 'interferes with a result by technical means',
  },
  '53.4': {
    ...{ article: art('111', '53.4'), of: 'operator' },
    zh: '未核实情况导致中介服务机构被错误信用处理',
    en: 'brings about a wrong credit decision by not verifying',
  },
  '53.5': {
    ...{ article: art('111', '53.5'), of: 'operator' },
    zh: '恶意引导中选服务机构主动放弃中选项目',
    en: 'maliciously leads a winner to give its award up',
  },
  '53.6': {
    ...{ article: art('111', '53.6'), of: 'operator' },
    zh: '擅自干预中选中介服务机构按照从业规范独立开展服务，影响中介服务结果',
    en: 'interferes with the independent work of the winner and so with its outcome',
  },
  '53.7': {
    ...{ article: art('111', '53.7'), of: 'operator' },
    zh: '违法干预中介服务机构选取活动的其他行为',
    en: 'interferes unlawfully with a selection in another way',
  },
  '54.1': {
    ...{ article: art('111', '54.1'), of: 'department' },
    zh: '设置或变相设置区域性、行业性中介服务执业限制，影响市场公平竞争',
    en: 'sets regional or sectoral restrictions, openly or not, that impair fair competition',
  },
  '54.2': {
    ...{ article: art('111', '54.2'), of: 'department' },
    zh: '故意刁难中介服务机构，无正当理由否定中介服务机构服务成果',
    en: 'makes difficulties on purpose and denies a deliverable without good reason',
  },
  '54.3': {
    ...{ article: art('111', '54.3'), of: 'department' },
    zh: '行使行政管理职权过程中向项目业主或中介服务机构吃、拿、卡、要，存在“怕慢假庸散”等不良作风，或与中介服务机构存在不正当利益输送',
    en: 'takes or demands favours in office, is idle or false in it, or shares improper gains with an agency',
  },
  '54.4': {
    ...{ article: art('111', '54.4'), of: 'department' },
    zh: '其他需追责的行为',
    en: 'does something else that must be answered for',
  },
  '55.1': {
    ...{ article: art('111', '55.1'), of: 'owner' },
    zh: '未按本办法公开选取中介服务机构，自行委托或指定中介服务机构',
    en: 'entrusts or names an agency by itself instead of an open selection',
  },
  '55.2': {
    ...{ article: art('111', '55.2'), of: 'owner' },
    zh: '以不合理条件限制和排斥中介服务机构参与交易活动，对中介服务机构实行差别对待或歧视待遇',
    en: 'keeps agencies out by unreasonable conditions or treats them differently',
  },
  '55.3': {
    ...{ article: art('111', '55.3'), of: 'owner' },
    zh: '无正当理由对公开选取结果不予确认，或未按时确认公开选取结果',
    en: 'does not confirm a result without good reason, or not in time',
  },
  '55.4': {
    ...{ article: art('111', '55.4'), of: 'owner' },
    zh: '恶意刁难中选中介服务机构，不配合中选中介服务机构开展工作',
    en: 'makes difficulties for the winner and does not co-operate',
  },
  '55.5': {
    ...{ article: art('111', '55.5'), of: 'owner' },
    zh: '无故不与中选中介服务机构签订服务合同',
    en: 'does not sign the contract with the winner, without cause',
  },
  '55.6': {
    ...{ article: art('111', '55.6'), of: 'owner' },
    zh: '采取欺诈、胁迫、索贿等非法手段，损害中介服务机构利益',
    en: 'harms an agency by fraud, coercion, asking for bribes or other unlawful means',
  },
  '55.7': {
    ...{ article: art('111', '55.7'), of: 'owner' },
    zh: '无故拖欠服务费用或未按选取公告约定超额支付服务费用',
    en: 'is behind with fees without cause, or pays more than was announced',
  },
  '55.8': {
    ...{ article: art('111', '55.8'), of: 'owner' },
    zh: '其他需追责的行为',
    en: 'does something else that must be answered for',
  },
} as const satisfies Record<string, Situation>

export type SituationId = keyof typeof situations
export const situationIds = Object.keys(situations) as readonly SituationId[]

/** The article behind all situations of a kind: 由有权机关进行处理或处分. */
export const articleOf: Record<ReportedKind, Article> = {
  operator: art('111', '53'),
  department: art('111', '54'),
  owner: art('111', '55'),
}
