import type { ConsultCommand, ConsultStatus } from './consult-state.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export const consultRefusalWords = {
  'consult-text-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'consult-body-unknown': {
    zh: '请选择该地的中介超市运营机构或行业主管部门。',
    en: 'Choose the operator or a department that serves the place.',
  },
  'consult-extended-already': {
    zh: '已经延期过一次；延期办理以1次为限。',
    en: 'It has been extended once already; there is one extension.',
  },
  'consult-extension-too-late': {
    zh: '办理期限已于 {{due}} 届满；延期须在届满前提出。请尽快答复。',
    en: 'The time ended at {{due}}; an extension is asked for before the end. Please answer soon.',
  },
  'consult-not-for-publication': {
    zh: '咨询人没有同意公开。',
    en: 'The enquirer has not agreed to publication.',
  },
  'consult-names-somebody': {
    zh: '公开的内容里有个人信息“{{found}}”，请删去后再公开。',
    en: 'The text holds personal data, “{{found}}”; strike it out before publishing.',
  },
  'consult-unknown': {
    zh: '没有找到这件咨询，请核对受理编号和查询码。',
    en: 'There is no such consult; check number and code.',
  },
  'consult-region-unknown': { zh: '请选择地区。', en: 'Choose the place.' },
} as const satisfies Record<string, Text>

export type ConsultRefusalCode = 'not-available' | 'not-permitted' | keyof typeof consultRefusalWords

export const consultActionWords: Record<ConsultCommand['kind'], Text> = {
  ask: { zh: '提出咨询', en: 'Ask' },
  refer: { zh: '转交有职责的单位', en: 'Refer to the body in charge' },
  extend: { zh: '延期办理', en: 'Extend' },
  answer: { zh: '答复咨询', en: 'Answer' },
  publish: { zh: '公开问答', en: 'Publish' },
  keep: { zh: '不公开', en: 'Do not publish' },
}

export const consultStatusWords: Record<ConsultStatus, Text> = {
  new: { zh: '填写中', en: 'New' },
  open: { zh: '办理中', en: 'Being handled' },
  answered: { zh: '已答复', en: 'Answered' },
  published: { zh: '已答复并公开', en: 'Answered and published' },
  kept: { zh: '已答复', en: 'Answered, not published' },
}

/** What happened, `consult.<name>`; the parameters are the fact's body. */
export const consultFactWords = {
  'consult.asked': { zh: '收到咨询，由{{body}}办理', en: 'Asked of {{body}}' },
  'consult.referred': { zh: '由{{from}}转交{{to}}', en: 'Referred by {{from}} to {{to}}' },
  'consult.extended': { zh: '延期至 {{due}}', en: 'Extended to {{due}}' },
  'consult.answered': { zh: '{{body}}已答复', en: 'Answered by {{body}}' },
  'consult.published': { zh: '公开问答', en: 'Question and answer published' },
  'consult.kept': { zh: '不公开：{{reason}}', en: 'Not published: {{reason}}' },
} as const satisfies Record<string, Text>

export type ConsultFactName = keyof typeof consultFactWords extends `consult.${infer N}` ? N : never
