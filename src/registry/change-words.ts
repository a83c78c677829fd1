import type { ChangeCommand, ChangeFactName, ChangeMatter, ChangeStatus } from './change-state.ts'
import type { NoticeText } from './notice-words.ts'

interface Text {
  zh: string
  en: string
}

export const changeMatterWords: Record<ChangeMatter, Text> = {
  contact: { zh: '联系方式与经营范围', en: 'Contact and scope' },
  name: { zh: '机构名称（营业执照）', en: 'Name (licence)' },
  representative: { zh: '法定代表人', en: 'Legal representative' },
  people: { zh: '关键岗位人员', en: 'Key people' },
  qualification: { zh: '资质（资格）', en: 'Qualification' },
}

export const changeActionWords: Record<ChangeCommand['kind'], Text> = {
  file: { zh: '提交变更', en: 'Report the change' },
  confirm: { zh: '资质（资格）属实，确认', en: 'Confirm the qualification' },
  approve: { zh: '核对一致，准予变更', en: 'Consistent: let it take effect' },
  refuse: { zh: '不予变更', en: 'Refuse' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
}

export const changeStatusWords: Record<ChangeStatus, Text> = {
  new: { zh: '未提交', en: 'Not filed' },
  confirming: { zh: '部门审核中，尚未生效', en: 'With the department, not in force' },
  submitted: { zh: '核对中，尚未生效', en: 'Being checked, not in force' },
  'in-force': { zh: '已生效', en: 'In force' },
  refused: { zh: '不予变更', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

export const changeFactWords: Record<`change.${ChangeFactName}`, Text> = {
  'change.submitted': { zh: '提交信息变更', en: 'Change reported' },
  'change.confirmed': {
    zh: '行业主管部门（{{department}}）确认资质（资格）',
    en: 'Qualification confirmed by {{department}}',
  },
  'change.in-force': { zh: '信息变更生效', en: 'Change in force' },
  'change.refused': { zh: '不予变更：{{reason}}', en: 'Change refused: {{reason}}' },
  'change.withdrawn': { zh: '撤回变更', en: 'Change withdrawn' },
}

/** Mails and messages of changes. */
export const changeNotices = {
  'to-confirm': {
    subject: { zh: '资质（资格）审核：{{name}}', en: 'Qualification to confirm: {{name}}' },
    body: {
      zh: '{{name}}提交了新的资质（资格）证书，由贵部门审核确认，请在{{due}}前办理。确认并经运营机构核准前不生效。',
      en: '{{name}} has filed a new certificate, which is for your department to confirm before {{due}}. It is not in force before the operator has approved it too.',
    },
  },
  submitted: {
    subject: { zh: '信息变更核对：{{name}}', en: 'Change to check: {{name}}' },
    body: {
      zh: '{{name}}提交了关键信息变更，请在{{due}}前核对。核对通过前变更不生效。',
      en: '{{name}} has reported a key change. Please check it before {{due}}; it is not in force until then.',
    },
  },
  'in-force': {
    subject: { zh: '信息变更已生效：{{name}}', en: 'Change in force: {{name}}' },
    body: {
      zh: '{{name}}的信息变更已经生效，并在公开页面上显示。',
      en: 'The change of {{name}} is in force and shown on its public page.',
    },
  },
  refused: {
    subject: { zh: '信息变更不予通过：{{name}}', en: 'Change refused: {{name}}' },
    body: {
      zh: '{{operator}}对{{name}}的信息变更不予通过。理由：{{reason}}。原信息继续有效。',
      en: '{{operator}} has refused the change of {{name}}: {{reason}}. What was in force remains so.',
    },
  },
} satisfies Record<string, NoticeText>
