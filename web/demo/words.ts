import type { Words } from '../words/words.ts'

export const demoWords = {
  title: { zh: '邮件箱', en: 'Outbox' },
  lead: {
    zh: '演示环境不真的寄信。每一步会发给有关人员的邮件都列在这里，最新的在前。',
    en: 'The demonstration sends nothing. What each person would have received is listed here, newest first.',
  },
  to: { zh: '收件人 {{to}}', en: 'to {{to}}' },
  empty: { zh: '还没有邮件', en: 'No mail yet' },
  emptyWhy: {
    zh: '办一件事，或者把市场时间往前拨，邮件就会出现。',
    en: 'Do something, or advance the market’s time, and mails will appear.',
  },
} as const satisfies Words
