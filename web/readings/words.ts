import type { Words } from '../words/words.ts'

export const readingsWords = {
  title: { zh: '查阅记录', en: 'Who has read what' },
  auditTitle: { zh: '审计导出与查阅记录', en: 'Audit: export and reading record' },
  lead: {
    zh: '审计部门查阅单件事项、导出数据，以及任何机构查阅身份号码全号，都在这里，也都在日志里。',
    en: 'Every subject that audit opens, every export, and every full identity number that was shown: here, and in the log.',
  },
  partyLead: {
    zh: '谁在何时、因何理由查阅了身份号码全号。',
    en: 'Who was shown which full identity number, when and why.',
  },
  export: { zh: '导出', en: 'Export' },
  exportWhy: {
    zh: '按事项导出一段时间内的全部事实，含各方可见的和已开启的密封记录；逐条附日志序号和校验值。每次导出都会记录。',
    en: 'All facts about one kind of subject in a period, those of the parties and the sealed ones that are open by now, each with its place in the log and its hash. Every export is recorded.',
  },
  subject: { zh: '事项', en: 'Subject' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至（含当日）', en: 'To (that day included)' },
  csv: { zh: '下载表格（CSV）', en: 'Table (CSV)' },
  json: { zh: '下载 JSON', en: 'JSON' },
  readings: { zh: '审计查阅', en: 'Read by audit' },
  reveals: { zh: '身份号码全号查阅', en: 'Full identity numbers shown' },
  who: { zh: '查阅人', en: 'Who' },
  what: { zh: '方式', en: 'How' },
  read: { zh: '查阅', en: 'read' },
  exported: { zh: '导出', en: 'exported' },
  when: { zh: '时间', en: 'When' },
  whose: { zh: '当事人', en: 'Whose' },
  reason: { zh: '理由', en: 'Reason' },
  noneRead: { zh: '还没有审计查阅', en: 'Nothing was read by audit yet' },
  noneRevealed: { zh: '没有人查阅过身份号码全号', en: 'No full number was shown to anybody' },
  openIt: { zh: '打开', en: 'Open' },
  reveal: { zh: '查看全号', en: 'Show in full' },
  revealOf: { zh: '查看全号：{{name}}', en: 'Show in full: {{name}}' },
  revealWhy: {
    zh: '理由记入日志并通知当事单位；全号只显示这一次，不会保存。',
    en: 'The reason is logged and told to the party. The number is shown this once and not kept.',
  },
  close: { zh: '关闭并清除', en: 'Close and forget' },
} as const satisfies Words

export const exportSubjectWords = {
  admission: { zh: '入驻', en: 'Admissions' },
  change: { zh: '信息变更', en: 'Changes' },
  objection: { zh: '公示异议', en: 'Objections' },
  'standing-case': { zh: '暂停与清退', en: 'Suspensions and expulsions' },
  owner: { zh: '项目业主', en: 'Owners' },
  staff: { zh: '单位人员', en: 'People' },
  body: { zh: '机构设置', en: 'Bodies' },
  procurement: { zh: '采购', en: 'Procurements' },
  engagement: { zh: '履约', en: 'Engagements' },
  draw: { zh: '抽取', en: 'Draws' },
  setting: { zh: '缺省值设定', en: 'Settings' },
  'identity-reveal': { zh: '身份号码查阅', en: 'Identity numbers shown' },
  opened: { zh: '已开启的密封记录（报名等）', en: 'Sealed records that are open (registrations)' },
} as const satisfies Words
