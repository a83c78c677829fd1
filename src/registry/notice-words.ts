import type { DayWords } from '../calendar/index.ts'

/** A message: its subject line and what it says. */
export interface NoticeText {
  subject: DayWords
  body: DayWords
}

/** Mails and messages of admission. `{{name}}` is the agency; the others are named by `notices.ts`, which fills them. */
export const noticeTexts = {
  'to-check': {
    subject: { zh: '入驻核对：{{name}}', en: 'Admission to check: {{name}}' },
    body: {
      zh: '{{name}}提交了入驻申请，请在{{due}}前核对信息与材料的一致性。',
      en: '{{name}} has applied. Please compare its information with its material before {{due}}.',
    },
  },
  'to-check-anew': {
    subject: { zh: '入驻核对（补正后）：{{name}}', en: 'Admission to check, supplemented: {{name}}' },
    body: {
      zh: '{{name}}已补正材料，核对时间重新计算，请在{{due}}前核对。补正要求只能告知一次，不得再次要求补正。',
      en: '{{name}} has supplemented its material; the time begins anew. Please check before {{due}}. No further supplement may be asked for.',
    },
  },
  'to-confirm': {
    subject: { zh: '资质（资格）审核：{{name}}', en: 'Qualification to confirm: {{name}}' },
    body: {
      zh: '{{name}}申请入驻，所涉资质（资格）由贵部门审核确认，请在{{due}}前办理。',
      en: '{{name}} has applied; its qualification is for your department to confirm before {{due}}.',
    },
  },
  'supplement-told': {
    subject: { zh: '请补正入驻材料：{{name}}', en: 'Please supplement your application: {{name}}' },
    body: {
      zh: '{{operator}}一次性告知补正要求：{{demands}}。补正后核对时间重新计算。',
      en: '{{operator}} asks, once and for all, for: {{demands}}. The time of its check begins anew with your supplement.',
    },
  },
  'check-passed': {
    subject: { zh: '入驻核对通过：{{name}}', en: 'Check passed: {{name}}' },
    body: {
      zh: '{{operator}}已核对通过。经行业主管部门确认至少一项资质（资格）后即入驻。',
      en: '{{operator}} has passed its check. You are admitted once a department has confirmed a qualification.',
    },
  },
  refused: {
    subject: { zh: '入驻申请不予通过：{{name}}', en: 'Application refused: {{name}}' },
    body: {
      zh: '{{by}}核对（审核）不予通过。理由：{{reason}}。符合条件后可随时重新申请。',
      en: '{{by}} has refused the application: {{reason}}. You may apply again at any time once the conditions are met.',
    },
  },
  'qualification-confirmed': {
    subject: { zh: '资质（资格）已确认：{{name}}', en: 'Qualification confirmed: {{name}}' },
    body: {
      zh: '{{department}}已确认“{{serviceType}}”的资质（资格）。',
      en: '{{department}} has confirmed {{serviceType}}.',
    },
  },
  'qualification-declined': {
    subject: { zh: '资质（资格）未予确认：{{name}}', en: 'Qualification declined: {{name}}' },
    body: {
      zh: '{{department}}未确认“{{serviceType}}”的资质（资格）。理由：{{reason}}。',
      en: '{{department}} has declined {{serviceType}}: {{reason}}.',
    },
  },
  admitted: {
    subject: { zh: '已入驻中介超市：{{name}}', en: 'Admitted: {{name}}' },
    body: {
      zh: '{{name}}已入驻，可以报名参与已确认事项的选取。入驻信息将在{{due}}前公示。',
      en: '{{name}} is admitted and may register for the services confirmed. The admission is published before {{due}}.',
    },
  },
  'to-publish': {
    subject: { zh: '请发布入驻公示：{{name}}', en: 'Admission to publish: {{name}}' },
    body: {
      zh: '{{name}}已入驻，请在{{due}}前发布公示。',
      en: '{{name}} is admitted; please publish it before {{due}}.',
    },
  },
  published: {
    subject: { zh: '入驻信息公示：{{name}}', en: 'Admission published: {{name}}' },
    body: {
      zh: '入驻信息已公示，公示至{{due}}。',
      en: 'The admission is published; its publicity runs until {{due}}.',
    },
  },
  'situation-recorded': {
    subject: { zh: '入驻情形移送：{{name}}', en: 'A situation of article 20 recorded: {{name}}' },
    body: {
      zh: '对{{name}}的入驻申请记录了办法第二十条所列情形，请依法处理。依据：{{basis}}。',
      en: 'A situation of article 20 was recorded against {{name}}; please act on it. Basis: {{basis}}.',
    },
  },
} satisfies Record<string, NoticeText>

export type NoticeCode = keyof typeof noticeTexts
