import type { NoticeText } from './notice-words.ts'
import type { StaffCommand, StaffFactName } from './staff-state.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which the people of an organisation are not changed as wanted. */
export type StaffRefusalCode = 'not-available' | keyof typeof staffRefusalWords

/** `not-available` is worded by the platform, for every module. */
export const staffRefusalWords = {
  'last-administrator': {
    zh: '{{name}}是本单位唯一的账户管理员，不能离开或卸任；请先“移交管理权”给另一名成员，或先授予他人管理员角色。',
    en: '{{name}} is the only administrator here and cannot leave or step down; hand over to another member first, or make somebody else an administrator.',
  },
  'nobody-to-hand-to': {
    zh: '本单位还没有其他成员，请先邀请接任的人。',
    en: 'There is nobody to hand over to yet; invite the successor first.',
  },
  'natural-person-alone': {
    zh: '自然人业主由本人办理，没有其他成员；不再使用的，在“单位信息”中注销。',
    en: 'A natural person acts alone and has no other members; to stop, deregister the entry.',
  },
  'key-person-by-change': {
    zh: '{{name}}是本机构登记在册的关键岗位人员，离任须经运营机构核对：请在“信息变更 · 关键岗位人员（或法定代表人）”中提交，生效后再在这里办理。',
    en: '{{name}} is a key person in the register. Leaving the post is checked by the operator: file it under Changes, then come back here.',
  },
  'post-by-change': {
    zh: '{{name}}没有登记为相应的关键岗位人员：请先在“信息变更”中提交到任并经运营机构核对，生效后再授予角色。',
    en: '{{name}} is not registered for that post. File the change first; once the operator has checked it the role can be given.',
  },
  'role-not-of-kind': {
    zh: '本类单位没有这个角色。',
    en: 'Organisations of this kind have no such role.',
  },
  'invited-account-invalid': {
    zh: '账号为 2 至 40 位字母、数字、点、横线或下划线；不知道对方账号的，此项留空。',
    en: 'An account has 2 to 40 letters, digits, dots, dashes; leave it empty if you do not know it.',
  },
  'has-administrator': {
    zh: '该机构已有账户管理员，其人员由机构自行管理。',
    en: 'The body has an administrator already and manages its people itself.',
  },
  'begun-already': {
    zh: '管理机构已有人员，由其账户管理员邀请其他人。',
    en: 'The management body has people already; its administrator invites others.',
  },
  'no-such-invitation': {
    zh: '没有这份邀请，请核对邀请码。',
    en: 'There is no such invitation; check the code.',
  },
  'invitation-used': {
    zh: '这份邀请已被使用或撤回，请对方重新邀请。',
    en: 'This invitation has been used or withdrawn; ask for a new one.',
  },
  'invitation-lapsed': {
    zh: '这份邀请已于 {{expiresAt}} 失效，请对方重新邀请。',
    en: 'This invitation lapsed at {{expiresAt}}; ask for a new one.',
  },
  'not-the-invited': {
    zh: '邀请的不是{{name}}。账户实名使用，请由被邀请人本人接受。',
    en: 'The invitation is not for {{name}}. Accounts are under real names: the invited person accepts in person.',
  },
  'invited-other-account': {
    zh: '这份邀请指定了另一个账号，请用该账号登录后接受。',
    en: 'The invitation names another account; sign in with that one.',
  },
  'already-member': {
    zh: '账号“{{account}}”已是本单位成员，角色在“角色”中调整。',
    en: 'The account {{account}} is a member already; change the roles instead.',
  },
  'invited-already': {
    zh: '已邀请{{name}}且邀请仍有效；要换新码，请先撤回原邀请。',
    en: '{{name}} has an open invitation; withdraw it to issue a new code.',
  },
  'no-such-member': {
    zh: '本单位没有这名成员，请刷新后重选。',
    en: 'There is no such member here; please choose anew.',
  },
  'roles-unchanged': { zh: '{{name}}的角色没有变化。', en: 'These are the roles that {{name}} has.' },
  'leave-by-yourself': {
    zh: '本人离开请用“离开本单位”。',
    en: 'To go yourself, use “Leave”.',
  },
  'removal-reason-missing': { zh: '请说明移除的理由。', en: 'Give the reason.' },
} as const satisfies Record<string, Text>

export const staffActionWords: Record<Exclude<StaffCommand['kind'], 'accept' | 'found' | 'begin'>, Text> = {
  invite: { zh: '邀请人员', en: 'Invite' },
  'withdraw-invitation': { zh: '撤回邀请', en: 'Withdraw the invitation' },
  'set-roles': { zh: '调整角色', en: 'Change roles' },
  'hand-over': { zh: '移交管理权', en: 'Hand over the administration' },
  remove: { zh: '移除成员', en: 'Remove' },
  leave: { zh: '离开本单位', en: 'Leave' },
}

export const staffFactWords: Record<`staff.${StaffFactName}`, Text> = {
  'staff.begun': {
    zh: '系统首次启动，生成首位账户管理员的邀请（{{expiresAt}} 前有效）',
    en: 'First start: the system issued the invitation of the first administrator, valid until {{expiresAt}}',
  },
  'staff.invited': { zh: '{{by}}邀请{{name}}加入', en: '{{by}} invited {{name}}' },
  'staff.invitation-withdrawn': {
    zh: '{{by}}撤回对{{name}}的邀请',
    en: '{{by}} withdrew the invitation of {{name}}',
  },
  'staff.joined': { zh: '{{name}}接受邀请，加入', en: '{{name}} joined' },
  'staff.roles-changed': { zh: '{{by}}调整{{name}}的角色', en: '{{by}} changed the roles of {{name}}' },
  'staff.handed-over': {
    zh: '{{fromName}}将管理权移交{{toName}}',
    en: '{{fromName}} handed the administration over to {{toName}}',
  },
  'staff.removed': { zh: '{{by}}移除{{name}}：{{reason}}', en: '{{by}} removed {{name}}: {{reason}}' },
  'staff.left': { zh: '{{name}}离开', en: '{{name}} left' },
}

export const staffNotices: Record<'joined' | 'handed-over' | 'left', NoticeText> = {
  joined: {
    subject: { zh: '{{name}}已加入{{organisation}}', en: '{{name}} joined {{organisation}}' },
    body: {
      zh: '{{name}}已接受邀请，可以代表{{organisation}}办理事项。角色在“单位人员”中调整。',
      en: '{{name}} accepted the invitation and may act for {{organisation}}.',
    },
  },
  'handed-over': {
    subject: {
      zh: '{{organisation}}的管理权已移交',
      en: 'The administration of {{organisation}} was handed over',
    },
    body: {
      zh: '{{fromName}}已将账户管理权移交{{toName}}。',
      en: '{{fromName}} handed the administration over to {{toName}}.',
    },
  },
  left: {
    subject: { zh: '{{name}}已离开{{organisation}}', en: '{{name}} left {{organisation}}' },
    body: {
      zh: '{{name}}不再代表{{organisation}}办理事项。',
      en: '{{name}} no longer acts for {{organisation}}.',
    },
  },
}
