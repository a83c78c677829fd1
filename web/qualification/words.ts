import type { Words } from '../words/words.ts'

/** Words of an agency's qualifications (111/16, 35.2, 35.4). */
export const qualificationWords = {
  title: { zh: '资质（资格）', en: 'Qualifications' },
  lead: {
    zh: '证书到期当日仍有效，次日起该项服务自动暂停报名，在办项目继续履行。到期前 60、30、7 天提醒。',
    en: 'A certificate is good through its last day; from the day after, its service is suspended for registration and what is running goes on. You are warned 60, 30 and 7 days ahead.',
  },
  none: { zh: '还没有经确认的资质（资格）', en: 'No confirmed qualification yet' },
  noneWhy: {
    zh: '入驻时所填资质经行业主管部门确认后列在这里。',
    en: 'What you claim at your admission appears here once its department has confirmed it.',
  },
  service: { zh: '服务事项', en: 'Service' },
  renew: { zh: '提交新证书', en: 'File a new certificate' },
  add: { zh: '增加服务事项', en: 'Add a service' },
  unlimited: { zh: '长期有效', en: 'without end' },
  willEnd: { zh: '资质将于 {{day}} 到期', en: 'Ends on {{day}}' },
  ended: { zh: '已于 {{day}} 到期，暂停报名', en: 'Ended on {{day}}, suspended' },
  certificate: { zh: '证书', en: 'Certificate' },
  history: { zh: '经过', en: 'History' },
  publicPage: { zh: '公开页面', en: 'Public page' },
  how: { zh: '怎样恢复', en: 'How to come back' },
  howText: {
    zh: '提交新证书 → 行业主管部门确认 → 运营机构核准。核准之时起恢复报名，此前不生效。',
    en: 'File the new certificate → the department confirms → the operator approves. Registration is possible from the approval on, not before.',
  },
} as const satisfies Words
