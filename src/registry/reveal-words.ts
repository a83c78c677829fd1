import type { NoticeText } from './notice-words.ts'

interface Text {
  zh: string
  en: string
}

export type RevealRefusalCode = keyof typeof revealRefusalWords

export const revealRefusalWords = {
  'no-such-identity': {
    zh: '该事项中没有这个身份号码，请刷新后重试。',
    en: 'There is no such identity number here; reload and try again.',
  },
  'reveal-reason-missing': {
    zh: '查阅身份号码全号须说明理由，理由记入日志并告知当事人。',
    en: 'Give the reason for which the full number is needed; it is logged and told to the party.',
  },
  'too-many-reveals': {
    zh: '今日查阅身份号码全号已达 {{most}} 次，请明日再办。',
    en: 'You have been shown {{most}} full numbers today; continue tomorrow.',
  },
} as const satisfies Record<string, Text>

export const revealFactWords: Record<'identity.revealed', Text> = {
  'identity.revealed': {
    zh: '{{by}}查阅{{name}}的身份号码全号，理由：{{reason}}',
    en: '{{by}} was shown the full identity number of {{name}}: {{reason}}',
  },
}

export const revealNotice: NoticeText = {
  subject: { zh: '身份号码全号被查阅：{{name}}', en: 'A full identity number was shown: {{name}}' },
  body: {
    zh: '{{organisation}}的{{by}}查阅了{{name}}的身份号码全号，理由：{{reason}}。如有疑问，请联系该单位或向管理机构反映。',
    en: '{{by}} of {{organisation}} was shown the full identity number of {{name}}, giving as reason: {{reason}}. If in doubt, ask them or the management body.',
  },
}
