import { type Article, art } from '../gazette/index.ts'

/** How a situation weighs: 失信预警 (41), 一般失信行为 (39), 严重失信行为 (40). */
export type Severity = 'warning' | 'general' | 'serious'

/** Paragraph of a situation in the measure: the nine of 39, the twelve of 40, and the warning of 41. */
export const situationCodes = [
  ...(['39.1', '39.2', '39.3', '39.4', '39.5', '39.6', '39.7', '39.8', '39.9'] as const),
  ...(['40.1', '40.2', '40.3', '40.4', '40.5', '40.6', '40.7', '40.8', '40.9', '40.10', '40.11'] as const),
  ...(['40.12', '41'] as const),
] as const
export type SituationCode = (typeof situationCodes)[number]

export interface Situation {
  article: Article
  severity: Severity
  /** The measure's own words. */
  zh: string
  en: string
}

/** 39, 40, 41: every situation with its paragraph and its words; the severity follows from the paragraph alone. */
export const situations: Readonly<Record<SituationCode, Situation>> = {
  '39.1': {
    article: art('111', '39.1'),
    severity: 'general',
    zh: '中选中介服务机构未按时与项目业主联系、无故放弃中选结果或不按时与项目业主签订合同的（因不可抗力和政策原因除外）。',
    en: 'Did not contact the owner in time, gave up an award without reason, or did not sign in time (force majeure and policy excepted)',
  },
  '39.2': {
    article: art('111', '39.2'),
    severity: 'general',
    zh: '擅自提高服务收费或变相要求项目业主增加服务费用的。',
    en: 'Raised its fee on its own or made the owner pay more under another name',
  },
  '39.3': {
    article: art('111', '39.3'),
    severity: 'general',
    zh: '无正当理由不按合同规定的服务时间完成相关工作的（因不可抗力和政策原因除外）。',
    en: 'Did not finish in the time of the contract without good reason (force majeure and policy excepted)',
  },
  '39.4': {
    article: art('111', '39.4'),
    severity: 'general',
    zh: '中选中介服务机构未按从业规范提供服务，服务质量不达标，服务成果不符合从业规范要求未被行政管理部门或行业主管部门认可，而被行业主管部门退回的。',
    en: 'Served below the norms of its trade; its work was not recognised and was returned by the department',
  },
  '39.5': {
    article: art('111', '39.5'),
    severity: 'general',
    zh: '存在应当回避情形却未回避的。',
    en: 'Did not recuse itself although it had to',
  },
  '39.6': {
    article: art('111', '39.6'),
    severity: 'general',
    zh: '法定代表人、业务授权人等信息未如实填写的。',
    en: 'Gave untrue information on its representative, authorised agent or others',
  },
  '39.7': {
    article: art('111', '39.7'),
    severity: 'general',
    zh: '经查实未履行有关守信承诺的。',
    en: 'Was found not to have kept a commitment',
  },
  '39.8': {
    article: art('111', '39.8'),
    severity: 'general',
    zh: '作为投诉人在中介超市1年内投诉3次以上，经调查核实属于恶意投诉的。',
    en: 'Complained three times or more within a year, found to be in bad faith',
  },
  '39.9': {
    article: art('111', '39.9'),
    severity: 'general',
    zh: '中介服务机构恶意低价竞标，扰乱中介超市运行秩序的。',
    en: 'Bid at a malicious low price and disturbed the market',
  },
  '40.1': {
    article: art('111', '40.1'),
    severity: 'serious',
    zh: '提供虚假材料、证照（伪造、篡改、转借、借用、挂靠等）入驻中介超市的。',
    en: 'Came in on false papers or certificates (forged, altered, lent, borrowed, name lending)',
  },
  '40.2': {
    article: art('111', '40.2'),
    severity: 'serious',
    zh: '报名同一个项目的不同中介服务机构，使用相同网络地址报名和办理业务的。',
    en: 'Different agencies registered for one project from the same network address',
  },
  '40.3': {
    article: art('111', '40.3'),
    severity: 'serious',
    zh: '与项目业主或其他中介服务机构相互串通，扰乱公平竞争秩序的。',
    en: 'Colluded with an owner or with other agencies',
  },
  '40.4': {
    article: art('111', '40.4'),
    severity: 'serious',
    zh: '以远低于成本价的方式恶意竞价的。',
    en: 'Bid maliciously far below cost',
  },
  '40.5': {
    article: art('111', '40.5'),
    severity: 'serious',
    zh: '提供中介服务时，利用执业之便，谋取不正当利益的。',
    en: 'Used its practice to gain undue advantage',
  },
  '40.6': {
    article: art('111', '40.6'),
    severity: 'serious',
    zh: '贿赂项目业主、交易当事人和其他有关人员的。',
    en: 'Bribed an owner, a party or another person concerned',
  },
  '40.7': {
    article: art('111', '40.7'),
    severity: 'serious',
    zh: '违法违规或违反合同规定将项目进行转包或分包的。',
    en: 'Subcontracted against the law or the contract',
  },
  '40.8': {
    article: art('111', '40.8'),
    severity: 'serious',
    zh: '利用监理、评审、审核等服务优势干预其他中介服务机构日常经营或要求其他中介服务机构进行利益输送的。',
    en: 'Used supervision, review or audit to interfere with other agencies or to demand advantages',
  },
  '40.9': {
    article: art('111', '40.9'),
    severity: 'serious',
    zh: '捏造事实、提供虚假材料、以非法手段取得证明材料进行恶意投诉的。',
    en: 'Complained in bad faith with fabricated facts, false papers or unlawful evidence',
  },
  '40.10': {
    article: art('111', '40.10'),
    severity: 'serious',
    zh: '被有关行业主管部门列入失信联合惩戒黑名单的。',
    en: 'Was put on a department’s blacklist of joint punishment',
  },
  '40.11': {
    article: art('111', '40.11'),
    severity: 'serious',
    zh: '2年内（不计算暂停服务时间）出现一般失信行为累计达到3次的。',
    en: 'Three general breaches within two years, suspended time not counted',
  },
  '40.12': {
    article: art('111', '40.12'),
    severity: 'serious',
    zh: '无正当理由，拒不接受中介超市管理机构、行业主管部门询问核查、处理结论的。',
    en: 'Refused questioning, checks or conclusions of the management body or a department without good reason',
  },
  '41': {
    article: art('111', '41'),
    severity: 'warning',
    zh: '存在不良行为，情节未达到一般失信行为的。',
    en: 'Behaved badly, short of a general breach',
  },
}

/** 39: what a person may bring; 40.11 is computed from three findings and cannot be said by anyone. */
export const saidSituations: readonly SituationCode[] = situationCodes.filter((code) => code !== '40.11')
