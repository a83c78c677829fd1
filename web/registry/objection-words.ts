import type { Words } from '../words/words.ts'

export const objectionWords = {
  title: { zh: '公示异议', en: 'Objections' },
  titleOf: { zh: '公示异议：{{name}}', en: 'Objection: {{name}}' },
  newTitle: { zh: '对{{name}}提出异议', en: 'Object to {{name}}' },
  newLead: {
    zh: '公示期内任何登录的单位和个人都可以提出异议。被公示的机构看得到理由，看不到提出人。',
    en: 'Anyone who has signed in may object during the publicity. The agency sees the reason, not who you are.',
  },
  thisAgency: { zh: '该机构', en: 'this agency' },
  publicities: { zh: '入驻公示', en: 'Publicities' },
  none: { zh: '没有异议', en: 'No objections' },
  noneWhy: {
    zh: '入驻公示期内提出的异议在这里复核、查询。',
    en: 'Objections filed during the publicity of an admission are reviewed and followed here.',
  },
  filedAt: { zh: '提出时间', en: 'Filed' },
  objector: { zh: '提出人', en: 'Objector' },
  operator: { zh: '复核的运营机构', en: 'Reviewing operator' },
  management: { zh: '同级管理机构', en: 'Management body' },
  reason: { zh: '异议理由', en: 'Reason' },
  reasonHint: {
    zh: '写明事实：例如资料不实、换壳入驻、人员挂靠，以及怎样得知。',
    en: 'State the facts: false material, a changed shell, borrowed names, and how you know.',
  },
  file: { zh: '证明材料', en: 'Document' },
  raiseReason: { zh: '提请理由', en: 'Why it is raised' },
  decision: { zh: '复核决定及理由', en: 'Decision and its grounds' },
  decisionHint: {
    zh: '决定及理由向社会公布，请勿写入异议提出人和个人隐私。',
    en: 'It is published: do not name the objector, nor anything private.',
  },
  upholdHint: {
    zh: '异议成立即终止该机构的入驻：不能再报名，关键岗位人员解除占用，可以重新申请。',
    en: 'Upholding ends the admission at once: no more registrations; its people are free; it may apply anew.',
  },
  review: { zh: '复核', en: 'Review' },
  admission: { zh: '查看入驻申请', en: 'The application' },
  history: { zh: '办理记录', en: 'History' },
  sent: { zh: '查看异议', en: 'See the objection' },
  missing: {
    zh: '请从入驻公示页选择要提出异议的机构。',
    en: 'Choose the agency on the page of publicities.',
  },
} as const satisfies Words
