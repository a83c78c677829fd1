import type { AuthorityKind, ReportCommand, ReportOutcome, ReportStatus } from './report-state.ts'
import type { ReportedKind } from './situations.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export const reportRefusalWords = {
  'report-text-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'report-other-kind': {
    zh: '所选情形说的不是这一类单位，请重新选择被举报人。',
    en: 'The situation speaks of another kind of body; choose whom it is about again.',
  },
  'report-body-unknown': {
    zh: '没有找到被举报的单位。第五十五条只适用于使用财政性资金的项目业主。',
    en: 'There is no such body. Article 55 is about owners who use fiscal money.',
  },
  'report-no-finance': {
    zh: '被举报人不是财政性资金项目业主，不由财政部门处理。',
    en: 'Not an owner of fiscal money: the finance authority does not handle it.',
  },
  'report-to-itself': {
    zh: '“{{name}}”就是被举报的单位，不能移交其自行处理。',
    en: '“{{name}}” is whom it is about; it cannot be passed to itself.',
  },
  'report-unknown': {
    zh: '没有找到这件举报，请核对受理编号和查询码。',
    en: 'There is no such report; check number and code.',
  },
} as const satisfies Record<string, Text>

export type ReportRefusalCode = 'not-available' | 'not-permitted' | keyof typeof reportRefusalWords

export const reportedKindWords: Record<ReportedKind, Text> = {
  operator: { zh: '中介超市运营机构及其工作人员', en: 'An operator and its staff' },
  department: { zh: '行业主管部门及其工作人员', en: 'A department and its staff' },
  owner: { zh: '财政性资金项目业主及其工作人员', en: 'An owner of fiscal money and its staff' },
}

export const authorityWords: Record<AuthorityKind, Text> = {
  appointing: { zh: '任免机关、单位', en: 'Appointing authority' },
  supervisory: { zh: '监察机关', en: 'Supervisory authority' },
  finance: { zh: '财政部门', en: 'Finance authority' },
  audit: { zh: '审计部门', en: 'Audit authority' },
  judicial: { zh: '司法机关（涉嫌犯罪）', en: 'Judicial authority (suspected crime)' },
  own: { zh: '本管理机构自行处理', en: 'Handled by this body' },
}

export const reportOutcomeWords: Record<ReportOutcome, Text> = {
  handled: { zh: '属实，已处理', en: 'Founded, handled' },
  disciplined: { zh: '属实，已处分', en: 'Founded, disciplined' },
  transferred: { zh: '涉嫌犯罪，已移送司法机关', en: 'Transferred to the judiciary' },
  unfounded: { zh: '查无实据', en: 'Unfounded' },
  insufficient: { zh: '线索不足，存查', en: 'Too little to go on, kept on file' },
}

export const reportActionWords: Record<ReportCommand['kind'], Text> = {
  submit: { zh: '提交举报', en: 'Report' },
  find: { zh: '时限发现线索', en: 'Found by the clocks' },
  'take-up': { zh: '立为线索', en: 'Take up' },
  dismiss: { zh: '不作为线索', en: 'Set aside' },
  route: { zh: '移交有权机关', en: 'Pass to the authority' },
  conclude: { zh: '记录处理结果', en: 'Record the outcome' },
}

export const reportStatusWords: Record<ReportStatus, Text> = {
  new: { zh: '填写中', en: 'New' },
  draft: { zh: '系统发现，待研判', en: 'Found by the system' },
  received: { zh: '已收到，待移交', en: 'Received' },
  routed: { zh: '有权机关处理中', en: 'With the authority' },
  concluded: { zh: '已有结果', en: 'Concluded' },
  dismissed: { zh: '不作为线索', en: 'Set aside' },
}

/** What happened, `report.<name>`; the parameters are the fact's body. */
export const reportFactWords = {
  'report.received': { zh: '收到举报', en: 'Report received' },
  'report.found': { zh: '时限届满，系统发现线索', en: 'Found by the clocks' },
  'report.taken-up': { zh: '立为线索', en: 'Taken up' },
  'report.dismissed': { zh: '不作为线索：{{reason}}', en: 'Set aside: {{reason}}' },
  'report.routed': { zh: '移交{{name}}', en: 'Passed to {{name}}' },
  'report.concluded': { zh: '记录处理结果', en: 'Outcome recorded' },
  'report.counted': { zh: '属实，计入公开统计', en: 'Founded and counted in public' },
} as const satisfies Record<string, Text>

export type ReportFactName = keyof typeof reportFactWords extends `report.${infer N}` ? N : never
