import type { RefusalCode } from './refusal-words.ts'
import type { Command, FailureReason, Procurement, PublicState } from './state.ts'
import type { Conduct, DirectGround, IssuerLevel } from './terms.ts'

/** A text in the measure's own Chinese and in English; `{{name}}` stands for a parameter. */
export interface Text {
  zh: string
  en: string
}

/** What can be done. */
export const actionWords: Record<Command['kind'], Text> = {
  save: { zh: '保存', en: 'Save' },
  submit: { zh: '提交选取申请', en: 'Submit' },
  'ask-supplement': { zh: '一次性告知补正', en: 'Ask for a supplement' },
  supply: { zh: '提交补正', en: 'Submit the supplement' },
  return: { zh: '未补正，退回', en: 'Return' },
  pass: { zh: '核对无误，发布公告', en: 'Pass and publish' },
  register: { zh: '报名', en: 'Register' },
  decline: { zh: '谢绝邀请', en: 'Decline' },
  'withdraw-registration': { zh: '取消报名', en: 'Withdraw the registration' },
  cancel: { zh: '取消采购', en: 'Cancel' },
  close: { zh: '报名截止', en: 'Registration closes' },
  open: { zh: '开启报名', en: 'Open the registrations' },
  drawn: { zh: '产生选取结果', en: 'Selection result' },
  bids: { zh: '竞价结束', en: 'Bidding over' },
  choose: { zh: '从推荐机构中选取', en: 'Choose among the recommended' },
  award: { zh: '出具中选通知书', en: 'Issue the award notice' },
  disqualify: { zh: '中选机构不再符合条件，由候补递补', en: 'Winner no longer qualifies: next alternate' },
  annul: { zh: '投诉成立，终止本次选取', en: 'End the selection: complaint upheld' },
  void: { zh: '作废采购公告', en: 'Void the announcement' },
  'run-again': { zh: '调整条件，另行组织选取', en: 'Change the conditions and run again' },
}

/** Where a procurement stands, as its parties see it. */
export const statusWords: Record<Procurement['status'], Text> = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '形式核对中', en: 'Form check' },
  supplementing: { zh: '待补正', en: 'Supplement due' },
  open: { zh: '报名中', en: 'Open for registration' },
  opening: { zh: '待选取', en: 'Awaiting selection' },
  drawing: { zh: '选取中', en: 'Selection under way' },
  bidding: { zh: '竞价中', en: 'Bidding' },
  choosing: { zh: '待业主选取', en: 'Owner chooses' },
  publicity: { zh: '公示中', en: 'Result publicised' },
  awarded: { zh: '已中选', en: 'Awarded' },
  failed: { zh: '流选', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  voided: { zh: '已作废', en: 'Voided' },
}

/** Where an announcement stands, as the public sees it. */
export const publicStateWords: Record<PublicState, Text> = {
  open: statusWords.open,
  selecting: statusWords.opening,
  publicity: statusWords.publicity,
  awarded: statusWords.awarded,
  failed: statusWords.failed,
  cancelled: statusWords.cancelled,
  voided: statusWords.voided,
}

/** Why a selection failed (27). */
export const failureWords: Record<FailureReason, Text> = {
  'no-eligible-registration': { zh: '无符合条件的中介服务机构报名', en: 'No eligible agency registered' },
  'too-few-registrations': {
    zh: '报名数量不满足公开选取最低要求',
    en: 'Fewer registrations than the method requires',
  },
  'no-bid': { zh: '规定时限内无机构出价', en: 'Nobody bid in the time set' },
  'too-few-bids': { zh: '出价的机构少于最低要求', en: 'Fewer parties bid than required' },
  'complaint-upheld': {
    zh: '对采购公告或选取的投诉成立',
    en: 'A complaint about the announcement or the selection was upheld',
  },
  'no-alternate-left': {
    zh: '中选机构不再符合条件，且无候补',
    en: 'The winner no longer qualifies and no alternate is left',
  },
}

/** What happened: kinds of facts without their `procurement.`. */
export const factWords = {
  submitted: { zh: '项目业主提交选取申请', en: 'The owner submitted the application' },
  'supplement-asked': { zh: '运营机构一次性告知补正要求', en: 'The operator told what is missing' },
  supplied: { zh: '项目业主提交补正，核对时间重新计算', en: 'The owner supplied it; the check runs anew' },
  returned: { zh: '未按要求补正，退回', en: 'Returned: demands not met' },
  published: { zh: '形式核对无误，发布采购公告', en: 'Form check passed, announcement published' },
  cancelled: { zh: '项目业主取消采购', en: 'The owner cancelled the procurement' },
  closed: { zh: '报名截止，名单封存', en: 'Registration closed, the list is sealed' },
  opened: {
    zh: '开启报名：报名 {{registrations}} 家，符合条件 {{eligible}} 家',
    en: 'Registrations opened: {{registrations}} registered, {{eligible}} eligible',
  },
  failed: { zh: '流选', en: 'The selection failed' },
  recommended: {
    zh: '系统按公告的公式评分，向项目业主推荐 {{recommended}} 家',
    en: 'Scored by the announced formula; {{recommended}} recommended to the owner',
  },
  chosen: {
    zh: '项目业主从推荐的机构中选取了{{name}}',
    en: 'The owner chose {{name}} among the recommended',
  },
  'bidding-set': {
    zh: '{{parties}} 家进入竞价，{{startsAt}} 开始',
    en: '{{parties}} parties will bid from {{startsAt}} on',
  },
  result: { zh: '选取结果产生，发布中选公告并公示', en: 'Result found and publicised' },
  disqualified: {
    zh: '中选机构不再符合条件，由候补递补',
    en: 'The winner no longer qualifies; the next alternate follows',
  },
  awarded: {
    zh: '公示期满，出具中选通知书 {{number}}',
    en: 'Publicity over, award notice {{number}} issued',
  },
  held: {
    zh: '收到投诉，暂缓出具中选通知书',
    en: 'A complaint is being handled; the award notice waits',
  },
  released: { zh: '投诉处理完毕，继续办理', en: 'The complaint is over; the award goes on' },
  voided: { zh: '因不可抗力或重大变故作废采购公告', en: 'Voided for force majeure or a grave change' },
  'run-again': { zh: '项目业主调整条件，另行组织选取', en: 'The owner runs a new selection' },
} as const satisfies Record<string, Text>

export type FactName = keyof typeof factWords

/** What the market publishes or issues (25.1, 26, 27, 28). */
export const noticeWords = {
  announcement: { zh: '采购公告', en: 'Procurement announcement' },
  cancellation: { zh: '取消公告', en: 'Cancellation notice' },
  failure: { zh: '流选公告', en: 'Failed selection notice' },
  result: { zh: '中选公告', en: 'Result notice' },
  voiding: { zh: '作废公告', en: 'Voiding notice' },
  award: { zh: '中选通知书', en: 'Award notice' },
} as const satisfies Record<string, Text>

export type NoticeKind = keyof typeof noticeWords

/** Conditions of registration, as the screen lists them (met or not). */
export const conditionWords = {
  'not-invited': { zh: '受项目业主邀请', en: 'Asked by the owner' },
  'agency-not-admitted': { zh: '已入驻，未被暂停或清退', en: 'Admitted, neither suspended nor expelled' },
  'agency-suspended-from-selection': {
    zh: '已入驻，未被暂停或清退',
    en: 'Admitted, neither suspended nor expelled',
  },
  'agency-suspended-for-breach': {
    zh: '已入驻，未被暂停或清退',
    en: 'Admitted, neither suspended nor expelled',
  },
  'agency-expelled-from-market': {
    zh: '已入驻，未被暂停或清退',
    en: 'Admitted, neither suspended nor expelled',
  },
  'service-not-held': { zh: '入驻的服务类型包含此项', en: 'Admitted for this type of service' },
  'qualification-not-confirmed': {
    zh: '资质（资格）经行业主管部门确认',
    en: 'Qualification confirmed by the department',
  },
  'service-suspended': { zh: '此项服务未被暂停', en: 'This service is not suspended' },
  'qualification-expired-by-deadline': {
    zh: '资质（资格）在报名截止之日有效',
    en: 'Qualification valid on the day of the deadline',
  },
  'listed-qualification-missing': {
    zh: '具备事项清单载明的法定资质（资格）',
    en: 'Holds what the law asks for this service',
  },
  'listed-qualification-lapsed': {
    zh: '法定资质（资格）在报名截止之日有效',
    en: 'What the law asks for is valid on the day of the deadline',
  },
  'listed-qualification-suspended': {
    zh: '法定资质（资格）未被暂停',
    en: 'What the law asks for is not suspended',
  },
  'qualification-not-held': { zh: '具备公告要求的资质（资格）', en: 'Holds the qualification asked for' },
  'grade-too-low': { zh: '资质等级不低于公告要求', en: 'Grade not below the one asked for' },
} as const satisfies Partial<Record<RefusalCode, Text>>

export type ConditionCode = keyof typeof conditionWords

/** The ways of choosing (22.1). */
export const methodWords = {
  random: { zh: '随机选取', en: 'Random selection' },
  direct: { zh: '直接选取', en: 'Direct selection' },
  merit: { zh: '择优选取', en: 'Selection on merit' },
  average: { zh: '均价比选', en: 'Average price' },
  bidding: { zh: '竞价选取', en: 'Reverse auction' },
  other: { zh: '其他方式', en: 'Other approved method' },
} as const satisfies Record<string, Text>

/** Sources of money (4). */
export const moneyWords = {
  fiscal: { zh: '财政性资金', en: 'Fiscal money' },
  'non-fiscal': { zh: '非财政性资金', en: 'Non-fiscal money' },
} as const satisfies Record<string, Text>

/** Grounds of a direct selection (22.1.2.1-4). */
export const groundWords: Record<DirectGround, Text> = {
  invited: { zh: '邀请 3 家以上符合条件的机构报名参与', en: 'At least three agencies are invited' },
  small: {
    zh: '服务金额不高于 1 万元且整个项目预估价低于二百万元',
    en: 'Fee up to 10,000 yuan, whole project below 2,000,000',
  },
  emergency: {
    zh: '自然灾害等不可预见且不可控的紧急情况，政府督办',
    en: 'Emergency, urged by the government, with a written document',
  },
  'follow-on': {
    zh: '项目后续调整服务要求，由原机构继续提供服务',
    en: 'Follow-on with the agency of the contract',
  },
}

/** How the one is found in a direct selection. */
export const conductWords: Record<Conduct, Text> = {
  draw: { zh: '在接受邀请的机构中电脑随机选取', en: 'Draw among those who accept' },
  auction: { zh: '在接受邀请的机构中竞价选取', en: 'Reverse auction among those who accept' },
  choice: { zh: '直接选取 1 家', en: 'One agency is chosen directly' },
}

/** Levels of bodies (22.1.2.3: 县级以上). */
export const issuerLevelWords: Record<IssuerLevel, Text> = {
  'below-county': { zh: '县级以下', en: 'Below county level' },
  county: { zh: '县级', en: 'County' },
  city: { zh: '市级', en: 'City' },
  province: { zh: '省级', en: 'Province' },
  state: { zh: '国家级', en: 'National' },
}
