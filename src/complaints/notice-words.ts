interface NoticeText {
  subject: { zh: string; en: string }
  body: { zh: string; en: string }
}

/** Messages. `{{title}}` is what the complaint is about, `{{due}}` until when. */
export const complaintNotices = {
  'filed-to-receiver': {
    subject: { zh: '投诉待受理：{{title}}', en: 'Complaint to accept: {{title}}' },
    body: {
      zh: '收到关于“{{title}}”的投诉（{{kind}}），请在{{due}}前决定是否受理；不予受理的须说明理由。',
      en: 'A complaint ({{kind}}) about “{{title}}” was filed. Accept it, or say why not, before {{due}}.',
    },
  },
  'said-to-receiver': {
    subject: { zh: '口头投诉已登记：{{title}}', en: 'Oral complaint recorded: {{title}}' },
    body: {
      zh: '关于“{{title}}”的口头投诉已登记，书面材料须在{{due}}前提交，逾期系统不予受理。',
      en: 'An oral complaint about “{{title}}” was recorded. The written material must come before {{due}}.',
    },
  },
  accepted: {
    subject: { zh: '投诉已受理：{{title}}', en: 'Complaint accepted: {{title}}' },
    body: {
      zh: '{{receiver}}已受理关于“{{title}}”的投诉，将在{{due}}前作出处理决定。',
      en: '{{receiver}} has accepted the complaint about “{{title}}” and decides before {{due}}.',
    },
  },
  'not-accepted': {
    subject: { zh: '投诉不予受理：{{title}}', en: 'Complaint not accepted: {{title}}' },
    body: {
      zh: '关于“{{title}}”的投诉不予受理。理由：{{reason}}',
      en: 'The complaint about “{{title}}” was not accepted: {{reason}}',
    },
  },
  asked: {
    subject: { zh: '请就投诉说明情况：{{title}}', en: 'Please answer: complaint about {{title}}' },
    body: {
      zh: '{{receiver}}就“{{title}}”的投诉调查取证，请在{{due}}前答复。拒不配合的，依第五十一条处理。',
      en: '{{receiver}} investigates the complaint about “{{title}}”. Please answer before {{due}}.',
    },
  },
  answered: {
    subject: { zh: '投诉当事人已答复：{{title}}', en: 'A party has answered: {{title}}' },
    body: {
      zh: '“{{title}}”投诉的当事人已答复。',
      en: 'A party to the complaint about “{{title}}” has answered.',
    },
  },
  passed: {
    subject: { zh: '投诉移送处理：{{title}}', en: 'Complaint passed to you: {{title}}' },
    body: {
      zh: '{{receiver}}将关于“{{title}}”的投诉移送贵单位依法处理，请在{{due}}前告知处理结果。理由：{{reason}}',
      en: '{{receiver}} passes the complaint about “{{title}}” to you. Please return your result before {{due}}: {{reason}}',
    },
  },
  returned: {
    subject: { zh: '行业主管部门已告知处理结果：{{title}}', en: "The department's result: {{title}}" },
    body: {
      zh: '行业主管部门已就“{{title}}”的投诉告知处理结果，请在{{due}}前作出处理决定。',
      en: 'The department has returned its result on “{{title}}”. Decide before {{due}}.',
    },
  },
  decided: {
    subject: { zh: '投诉处理决定：{{title}}', en: 'Decision on the complaint: {{title}}' },
    body: {
      zh: '{{receiver}}对“{{title}}”的投诉作出决定：{{result}}。{{grounds}}',
      en: '{{receiver}} has decided on “{{title}}”: {{result}}. {{grounds}}',
    },
  },
  withdrawn: {
    subject: { zh: '投诉已撤回：{{title}}', en: 'Complaint withdrawn: {{title}}' },
    body: {
      zh: '投诉人撤回了关于“{{title}}”的投诉，处理程序终止。',
      en: 'The complaint about “{{title}}” was withdrawn; its handling ends.',
    },
  },
  closed: {
    subject: { zh: '投诉已撤销：{{title}}', en: 'Complaint closed: {{title}}' },
    body: {
      zh: '投诉人拒绝配合调查，关于“{{title}}”的投诉自动撤销。',
      en: 'The complaint about “{{title}}” was closed: the complainant did not co-operate.',
    },
  },
} as const satisfies Record<string, NoticeText>

export type ComplaintNotice = keyof typeof complaintNotices
