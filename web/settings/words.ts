import type { Words } from '../words/words.ts'

export const settingsWords = {
  name: { zh: '本系统缺省值', en: 'Defaults of this system' },
  lead: {
    zh: '办法没有写明、依省办法或本市文件确定的数值，都列在这里：缺省是多少，现在是多少，依据哪份文件。',
    en: 'Figures that the measure leaves to the province or the city: the default, the value in force, and the document behind it.',
  },
  figure: { zh: '事项', en: 'Figure' },
  article: { zh: '条款', en: 'Article' },
  fallback: { zh: '本系统缺省值', en: 'Default' },
  value: { zh: '现行值', en: 'In force' },
  source: { zh: '依据', en: 'By' },
  stillDefault: { zh: '缺省值', en: 'the default' },
  from: { zh: '{{date}} 起', en: 'from {{date}}' },
  upcoming: { zh: '{{date}} 起改为 {{value}}', en: '{{value}} from {{date}}' },
  none: { zh: '（未设定）', en: '(not set)' },
  set: { zh: '设定', en: 'Set' },
  setTitle: { zh: '设定：{{name}}', en: 'Set: {{name}}' },
  newValue: { zh: '新值', en: 'New value' },
  validFrom: { zh: '生效日期', en: 'First day' },
  documentNumber: { zh: '文号', en: 'Document number' },
  enter: { zh: '登记并公布', en: 'Enter and publish' },
  entered: { zh: '已登记，并写入公开日志。', en: 'Entered, and written to the public log.' },
} as const satisfies Words
