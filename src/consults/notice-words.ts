interface NoticeText {
  subject: { zh: string; en: string }
  body: { zh: string; en: string }
}

/** Messages. `{{number}}` is what the enquirer keeps, `{{due}}` until when. */
export const consultNotices = {
  asked: {
    subject: { zh: '咨询待答复：{{number}}', en: 'Consult to answer: {{number}}' },
    body: {
      zh: '收到咨询 {{number}}：“{{question}}”，请在{{due}}前答复；无法按时办结的，可在届满前延期一次。',
      en: 'Consult {{number}}: “{{question}}”. Answer before {{due}}; it may be extended once before the end.',
    },
  },
  answered: {
    subject: { zh: '咨询已答复：{{number}}', en: 'Your consult is answered: {{number}}' },
    body: { zh: '{{body}}答复咨询 {{number}}：{{answer}}', en: '{{body}} answers {{number}}: {{answer}}' },
  },
  extended: {
    subject: { zh: '咨询延期办理：{{number}}', en: 'Your consult takes longer: {{number}}' },
    body: {
      zh: '{{body}}将咨询 {{number}} 延期至{{due}}办理。理由：{{reason}}',
      en: '{{body}} has extended {{number}} to {{due}}: {{reason}}',
    },
  },
} as const satisfies Record<string, NoticeText>

export type ConsultNotice = keyof typeof consultNotices
