import type { NoticeText } from './notice-words.ts'
import type { ObjectionCommand, ObjectionFactName, ObjectionStatus } from './objection-state.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export type ObjectionRefusalCode = 'not-available' | keyof typeof objectionRefusalWords

/** `not-available` is worded by the platform, for every module. */
export const objectionRefusalWords = {
  'publicity-over': {
    zh: '公示期已于 {{ends}} 届满，不再受理公示异议；其他问题可以投诉举报。',
    en: 'The publicity ended at {{ends}}: no objection can be filed any more.',
  },
  'objection-under-way': {
    zh: '贵单位对该机构的异议（{{id}}）正在复核，请等待结果。',
    en: 'An objection of yours ({{id}}) against this agency is being reviewed.',
  },
  'objection-reason-missing': { zh: '请写明理由。', en: 'Give the reason.' },
  'objection-file-missing': { zh: '请上传证明材料。', en: 'Upload a document that shows it.' },
  'objection-file-unknown': {
    zh: '没有找到所附文件，请重新上传。',
    en: 'The file was not found; upload it again.',
  },
} satisfies Record<string, Text>

export const objectionActionWords: Record<ObjectionCommand['kind'], Text> = {
  file: { zh: '提出异议', en: 'Object' },
  raise: { zh: '提请管理机构复核', en: 'Raise to the management body' },
  uphold: { zh: '异议成立', en: 'Uphold' },
  reject: { zh: '异议不成立', en: 'Reject' },
}

export const objectionStatusWords: Record<ObjectionStatus, Text> = {
  new: { zh: '填写中', en: 'New' },
  filed: { zh: '运营机构复核中', en: 'Under review by the operator' },
  raised: { zh: '管理机构复核中', en: 'Under review by the management body' },
  upheld: { zh: '异议成立，入驻终止', en: 'Upheld; the admission has ended' },
  rejected: { zh: '异议不成立', en: 'Rejected' },
}

/** What happened, one line for a timeline and the log; the parameters are the fact's body. */
export const objectionFactWords: Record<`objection.${ObjectionFactName}`, Text> = {
  'objection.filed': { zh: '提出公示异议', en: 'Objection filed' },
  'objection.raised': { zh: '提请管理机构复核：{{reason}}', en: 'Raised to the management body: {{reason}}' },
  'objection.upheld': { zh: '{{by}}决定异议成立：{{decision}}', en: 'Upheld by {{by}}: {{decision}}' },
  'objection.rejected': { zh: '{{by}}决定异议不成立：{{decision}}', en: 'Rejected by {{by}}: {{decision}}' },
}

/** Messages. `{{name}}` is the agency. */
export const objectionNotices = {
  'filed-to-operator': {
    subject: { zh: '公示异议待复核：{{name}}', en: 'Objection to review: {{name}}' },
    body: {
      zh: '有人对{{name}}的入驻公示提出异议，请在{{due}}前复核并作出决定，必要时提请管理机构。',
      en: 'The admission of {{name}} was objected to. Please review and decide before {{due}}, or raise it.',
    },
  },
  'filed-to-agency': {
    subject: { zh: '入驻公示有异议', en: 'An objection to your admission' },
    body: {
      zh: '{{name}}的入驻公示收到异议，由{{operator}}复核。理由：{{reason}}',
      en: 'An objection to the admission of {{name}} is being reviewed by {{operator}}: {{reason}}',
    },
  },
  raised: {
    subject: { zh: '公示异议提请复核：{{name}}', en: 'Objection raised to you: {{name}}' },
    body: {
      zh: '{{operator}}提请贵单位牵头复核对{{name}}的公示异议，请在{{due}}前作出决定。理由：{{reason}}',
      en: '{{operator}} asks you to lead the review of an objection against {{name}} and to decide before {{due}}: {{reason}}',
    },
  },
  upheld: {
    subject: { zh: '公示异议成立：{{name}}', en: 'Objection upheld: {{name}}' },
    body: {
      zh: '{{by}}复核决定：异议成立，{{name}}的入驻终止。{{decision}}',
      en: '{{by}} has upheld the objection; the admission of {{name}} ends. {{decision}}',
    },
  },
  rejected: {
    subject: { zh: '公示异议不成立：{{name}}', en: 'Objection rejected: {{name}}' },
    body: {
      zh: '{{by}}复核决定：对{{name}}的异议不成立。{{decision}}',
      en: '{{by}} has rejected the objection against {{name}}. {{decision}}',
    },
  },
} satisfies Record<string, NoticeText>
