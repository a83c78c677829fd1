import type { BreachCommand, BreachStatus } from './breach-state.ts'
import type { Sanction } from './sanctions.ts'
import type { Severity } from './situations.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export const breachRefusalWords = {
  'breach-agency-outside': {
    zh: '该机构不在中介超市内（尚未入驻或已清退）。',
    en: 'The agency is not in the market: not admitted yet, or expelled.',
  },
  'breach-text-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'breach-file-missing': {
    zh: '请上传证据材料：没有证据不得作信用处理。',
    en: 'Upload the evidence: no decision on credit without it.',
  },
  'breach-file-unknown': {
    zh: '没有找到所附文件，请重新上传。',
    en: 'The file was not found; upload it again.',
  },
  'breach-not-in-charge': {
    zh: '该机构没有由本部门监管的资质（资格）。',
    en: 'Your department is in charge of none of this agency’s qualifications.',
  },
  'situation-computed': {
    zh: '两年内三次一般失信由系统依认定结果累计，不能手工提出。',
    en: 'Three general breaches within two years are counted by the system and not reported by hand.',
  },
  'situation-not-heard': {
    zh: '听取陈述的情形是第{{heard}}条款，只能就此认定，或者从轻发布失信预警。',
    en: 'The agency was heard on {{heard}}: find that, or no more than a warning.',
  },
  'hearing-runs': {
    zh: '机构可在 {{due}} 前陈述申辩，届时或者机构陈述之后方可认定。',
    en: 'The agency may state its case until {{due}}; decide after that, or once it has.',
  },
  'hearing-over': {
    zh: '陈述申辩的时限已于 {{due}} 届满。',
    en: 'The time to state your case ended at {{due}}.',
  },
  'answered-already': { zh: '已提交陈述申辩。', en: 'Your case was stated already.' },
  'breach-second-person': {
    zh: '须由本机构另一名工作人员复核；本案由{{name}}认定。',
    en: 'Another person of this body must confirm; {{name}} made the finding.',
  },
  'not-due-yet': { zh: '期限未到。', en: 'It is not due yet.' },
  'repair-not-general': {
    zh: '只有一般失信行为可以申请信用修复。',
    en: 'Only a general breach can be repaired.',
  },
  'repair-not-first': {
    zh: '只有首次失信可以申请信用修复；该机构曾于 {{on}} 被认定失信。',
    en: 'Only a first breach can be repaired; an earlier one was found on {{on}}.',
  },
  'adopted-already': { zh: '本单位已提出意见。', en: 'Your body has given its opinion.' },
  'repair-loss': {
    zh: '尚未核实没有造成损失，不能核定通过。',
    en: 'That no loss was caused has not been verified.',
  },
  'repair-not-adopted': {
    zh: '整改措施未得到{{by}}采纳，不能核定通过。',
    en: 'The rectification has not been adopted by {{by}}.',
  },
  'repair-not-forgiven': {
    zh: '尚未核实书面谅解书，不能核定通过。',
    en: 'The letter of forgiveness has not been verified.',
  },
} as const satisfies Record<string, Text>

export type BreachRefusalCode = 'not-available' | keyof typeof breachRefusalWords

export const breachActionWords: Record<BreachCommand['kind'], Text> = {
  draft: { zh: '系统发现', en: 'Found by the system' },
  compute: { zh: '累计三次一般失信', en: 'Count three general breaches' },
  report: { zh: '通报失信行为', en: 'Report a breach' },
  open: { zh: '提出失信行为', en: 'Open a case' },
  hear: { zh: '听取机构陈述', en: 'Hear the agency' },
  answer: { zh: '陈述申辩', en: 'State our case' },
  decide: { zh: '作出认定', en: 'Make the finding' },
  confirm: { zh: '复核属实', en: 'Confirm as second person' },
  approve: { zh: '核准清退', en: 'Approve the expulsion' },
  dismiss: { zh: '不予认定', en: 'Dismiss' },
  'end-suspension': { zh: '暂停期满', en: 'Suspension ends' },
  'take-down': { zh: '公示期满', en: 'Publicity ends' },
  'apply-repair': { zh: '申请信用修复', en: 'Apply for credit repair' },
  adopt: { zh: '对整改措施提出意见', en: 'Give an opinion on the rectification' },
  'decide-repair': { zh: '核定信用修复', en: 'Decide on the repair' },
}

export const breachStatusWords: Record<BreachStatus, Text> = {
  new: { zh: '新案', en: 'New' },
  drafted: { zh: '线索，待核实', en: 'Draft, to look into' },
  hearing: { zh: '听取陈述中', en: 'The agency is heard' },
  decided: { zh: '待第二人复核', en: 'Awaits a second person' },
  confirmed: { zh: '待管理机构核准', en: 'Awaits approval' },
  'in-force': { zh: '已认定', en: 'Found' },
  repairing: { zh: '已认定，修复申请核定中', en: 'Found, repair asked for' },
  repaired: { zh: '已修复', en: 'Repaired' },
  dismissed: { zh: '不予认定', en: 'Dismissed' },
}

export const severityWords: Record<Severity, Text> = {
  warning: { zh: '失信预警', en: 'Warning' },
  general: { zh: '一般失信行为', en: 'General breach' },
  serious: { zh: '严重失信行为', en: 'Serious breach' },
}

export const sanctionWords: Record<Sanction['measure'], Text> = {
  warning: { zh: '失信预警公告', en: 'Warning published' },
  suspension: { zh: '暂停参与承接中介服务', en: 'Suspended from taking part' },
  expulsion: { zh: '清退出中介超市', en: 'Expelled from the market' },
}

/** What happened, `breach.<name>`; the parameters are the fact's body. */
export const breachFactWords = {
  'breach.drafted': { zh: '记入线索', en: 'Drafted' },
  'breach.computed': { zh: '两年内累计三次一般失信', en: 'Three general breaches within two years' },
  'breach.hearing': { zh: '通知机构陈述申辩', en: 'The agency was asked to state its case' },
  'breach.answered': { zh: '机构陈述申辩', en: 'The agency stated its case' },
  'breach.decided': { zh: '作出认定，待复核', en: 'Finding made' },
  'breach.confirmed': { zh: '第二人复核属实，报管理机构核准', en: 'Confirmed; sent for approval' },
  'breach.found': { zh: '认定生效，公示至 {{publicUntil}}', en: 'In force; published until {{publicUntil}}' },
  'breach.dismissed': { zh: '不予认定：{{reason}}', en: 'Dismissed: {{reason}}' },
  'breach.suspension-ended': { zh: '暂停期满，恢复参与', en: 'Suspension over' },
  'breach.taken-down': { zh: '公示期满，撤下', en: 'Publicity over, taken down' },
  'breach.repair-applied': { zh: '申请信用修复', en: 'Repair applied for' },
  'breach.adopted': { zh: '{{body}}对整改措施提出意见', en: 'Opinion of {{body}} on the rectification' },
  'breach.repair-refused': { zh: '修复核定不通过：{{reason}}', en: 'Repair refused: {{reason}}' },
  'breach.repaired': {
    zh: '信用修复，公示至 {{publicUntil}}',
    en: 'Repaired; published until {{publicUntil}}',
  },
} as const satisfies Record<string, Text>

export type BreachFactName = keyof typeof breachFactWords extends `breach.${infer N}` ? N : never
