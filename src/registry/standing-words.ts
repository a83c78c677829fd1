import type { NoticeText } from './notice-words.ts'
import type { Ground, StandingCommand, StandingFactName, StandingStatus } from './standing-state.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export type StandingRefusalCode = 'not-available' | keyof typeof standingRefusalWords

/** `not-available` is worded by the platform, for every module. */
export const standingRefusalWords = {
  'second-person-required': {
    zh: '须由本机构另一名工作人员复核；本案由{{name}}提出。',
    en: 'Another person of this body must confirm; {{name}} opened the case.',
  },
  'not-in-charge': {
    zh: '该机构没有由本部门监管的资质（资格）。',
    en: 'Your department is in charge of none of this agency’s qualifications.',
  },
  'agency-not-in-market': {
    zh: '该机构不在中介超市内（尚未入驻或已清退）。',
    en: 'The agency is not in the market: not admitted yet, or expelled.',
  },
  'evidence-text-missing': { zh: '请写明事实和依据。', en: 'State the facts and the basis.' },
  'evidence-file-missing': { zh: '请上传证据材料。', en: 'Upload the evidence.' },
  'evidence-file-unknown': {
    zh: '没有找到所附文件，请重新上传。',
    en: 'The file was not found; upload it again.',
  },
  'material-missing': {
    zh: '请重新提交有效资质等材料并说明情况。',
    en: 'File the valid qualification anew and explain.',
  },
  'service-not-of-agency': {
    zh: '该机构没有“{{serviceType}}”这项服务。',
    en: 'The agency does not serve {{serviceType}}.',
  },
  'expulsion-under-way': {
    zh: '该机构已有一件清退事项（{{id}}）在办。',
    en: 'An expulsion of this agency ({{id}}) is under way already.',
  },
  'standing-reason-missing': { zh: '请说明理由。', en: 'Give the reason.' },
  'document-missing': {
    zh: '请写明作出规定的机关、文号和依据。',
    en: 'Name the issuer, the number and the basis of the document.',
  },
} satisfies Record<string, Text>

export const standingActionWords: Record<StandingCommand['kind'], Text> = {
  report: { zh: '通报', en: 'Report' },
  open: { zh: '提出', en: 'Open the case' },
  'take-up': { zh: '受理通报', en: 'Take up the report' },
  confirm: { zh: '复核属实', en: 'Confirm as second person' },
  approve: { zh: '批准清退', en: 'Approve the expulsion' },
  dismiss: { zh: '不予处理', en: 'Dismiss' },
  'request-restoration': { zh: '申请恢复服务', en: 'Ask for restoration' },
  'approve-restoration': { zh: '核准恢复服务', en: 'Restore the service' },
  'decline-restoration': { zh: '不予恢复', en: 'Decline the restoration' },
  lift: { zh: '依法解除限制', en: 'Lift the bar by law' },
}

export const standingStatusWords: Record<StandingStatus, Text> = {
  new: { zh: '新案', en: 'New' },
  reported: { zh: '部门通报，待受理', en: 'Reported' },
  opened: { zh: '待第二人复核', en: 'Awaits a second person' },
  confirmed: { zh: '待管理机构批准', en: 'Awaits approval' },
  'in-force': { zh: '已生效', en: 'In force' },
  restoring: { zh: '已生效，申请恢复中', en: 'In force, restoration asked for' },
  restored: { zh: '已恢复服务', en: 'Restored' },
  lifted: { zh: '限制已依法解除', en: 'Bar lifted' },
  dismissed: { zh: '不予处理', en: 'Dismissed' },
}

export const measureWords: Record<'suspension' | 'expulsion', Text> = {
  suspension: { zh: '暂停服务', en: 'Suspension' },
  expulsion: { zh: '清退', en: 'Expulsion' },
}

export const groundWords: Record<Ground, Text> = {
  'conditions-not-met': {
    zh: '不符合相关中介服务入驻条件',
    en: 'No longer meets the conditions of admission',
  },
  'qualification-lapsed': { zh: '资质（资格）失效', en: 'Qualification lapsed' },
  'suspended-by-department': {
    zh: '被行业主管部门暂停开展相关中介服务',
    en: 'Suspended by its department',
  },
  'judgment-defaulter': {
    zh: '被司法机关列为失信被执行人',
    en: 'Listed by the courts as a judgment defaulter',
  },
  'qualification-revoked': {
    zh: '资质（资格）被吊销、撤销、注销',
    en: 'Qualification revoked, withdrawn or cancelled',
  },
  blacklisted: {
    zh: '依法列入黑名单、被暂停或责令不得开展中介服务',
    en: 'Blacklisted or forbidden to serve by law',
  },
}

/** What happened, one line for a timeline and the log; the parameters are the fact's body. */
export const standingFactWords: Record<`standing.${StandingFactName}`, Text> = {
  'standing.reported': { zh: '行业主管部门通报', en: 'Reported by the department' },
  'standing.opened': { zh: '运营机构提出', en: 'Opened by the operator' },
  'standing.confirmed': { zh: '第二人复核属实', en: 'Confirmed by a second person' },
  'standing.dismissed': { zh: '不予处理：{{reason}}', en: 'Dismissed: {{reason}}' },
  'standing.suspended': { zh: '暂停服务', en: 'Service suspended' },
  'standing.expelled': {
    zh: '清退出中介超市，机构及其法定代表人至 {{until}} 不得申请入驻',
    en: 'Expelled; the agency and its legal representative may not apply until {{until}}',
  },
  'standing.restoration-requested': { zh: '重新提交材料，申请恢复服务', en: 'Restoration asked for' },
  'standing.restored': { zh: '运营机构核准，恢复服务', en: 'Service restored' },
  'standing.restoration-declined': { zh: '不予恢复：{{reason}}', en: 'Restoration declined: {{reason}}' },
  'standing.bar-lifted': {
    zh: '依法解除申请入驻的限制（{{issuer}} {{number}}）',
    en: 'Bar lifted by law ({{issuer}} {{number}})',
  },
}

export const standingNotices = {
  reported: {
    subject: { zh: '部门通报：{{name}}', en: 'Reported by a department: {{name}}' },
    body: {
      zh: '{{by}}通报{{name}}：{{ground}}。请运营机构受理核实。',
      en: '{{by}} reports {{name}}: {{ground}}. The operator is to take it up.',
    },
  },
  'to-approve': {
    subject: { zh: '清退待批准：{{name}}', en: 'Expulsion to approve: {{name}}' },
    body: {
      zh: '{{by}}已由两人核实，{{name}}{{ground}}，请管理机构决定是否清退。',
      en: 'Two people of {{by}} found against {{name}}: {{ground}}. Please decide on its expulsion.',
    },
  },
  suspended: {
    subject: { zh: '暂停服务：{{name}}', en: 'Service suspended: {{name}}' },
    body: {
      zh: '因{{ground}}，{{services}}自即时起暂停报名；在办项目继续履行。重新提交有效资质等材料并经运营机构核准后恢复。',
      en: 'Because of: {{ground}}; {{services}} suspended for new registrations at once. What is running goes on. File valid material anew to be restored.',
    },
  },
  expelled: {
    subject: { zh: '清退出中介超市：{{name}}', en: 'Expelled: {{name}}' },
    body: {
      zh: '因{{ground}}，经管理机构批准，{{name}}被清退；机构及其法定代表人至 {{until}} 不得申请入驻。',
      en: 'Because of: {{ground}}; {{name}} is expelled. Neither it nor its legal representative may apply until {{until}}.',
    },
  },
  'restoration-requested': {
    subject: { zh: '申请恢复服务：{{name}}', en: 'Restoration asked for: {{name}}' },
    body: {
      zh: '{{name}}已重新提交材料，请核准是否恢复服务。',
      en: '{{name}} has filed fresh material; please decide on its restoration.',
    },
  },
  restored: {
    subject: { zh: '恢复服务：{{name}}', en: 'Service restored: {{name}}' },
    body: { zh: '{{services}}已恢复，可以报名。', en: '{{services}} restored.' },
  },
  'restoration-declined': {
    subject: { zh: '不予恢复服务：{{name}}', en: 'Restoration declined: {{name}}' },
    body: { zh: '不予恢复，理由：{{reason}}。', en: 'Declined: {{reason}}.' },
  },
  'bar-lifted': {
    subject: { zh: '申请入驻的限制已解除：{{name}}', en: 'Bar lifted: {{name}}' },
    body: {
      zh: '依{{issuer}}{{number}}，{{name}}及其法定代表人可以重新申请入驻。',
      en: 'By {{issuer}} {{number}}, {{name}} and its legal representative may apply again.',
    },
  },
  dismissed: {
    subject: { zh: '通报不予处理：{{name}}', en: 'Report dismissed: {{name}}' },
    body: { zh: '对{{name}}的通报不予处理，理由：{{reason}}。', en: 'Dismissed: {{reason}}.' },
  },
} satisfies Record<string, NoticeText>
