import type { Words } from '../words/words.ts'

/** Words of the page on which an operator takes over existing agencies. */
export const importWords = {
  title: { zh: '存量机构导入', en: 'Take over existing agencies' },
  lead: {
    zh: '按本运营机构的原入驻记录一次导入。任何一行有问题，整个文件都不导入。',
    en: 'From this operator’s own records, all at once. If one row is wrong, nothing is taken in.',
  },
  leadWatch: {
    zh: '各运营机构从原入驻记录导入的中介服务机构。',
    en: 'What the operators took over from their records.',
  },
  upload: { zh: '上传表格', en: 'Upload the list' },
  template: { zh: '下载模板', en: 'Download the template' },
  source: { zh: '依据文号', en: 'Document number' },
  sourceHint: {
    zh: '原入驻公告或移交文件的文号，写入公开日志。',
    en: 'Of the earlier admission or hand-over; it goes into the public log.',
  },
  file: { zh: '表格（.xlsx）', en: 'Spreadsheet (.xlsx)' },
  start: { zh: '校验并导入', en: 'Check and take in' },
  progress: { zh: '{{status}}：{{done}} / {{total}} 家', en: '{{status}}: {{done}} of {{total}}' },
  finished: {
    zh: '{{total}} 家机构已导入，已列入机构名录。',
    en: '{{total}} agencies were taken in and stand in the directory.',
  },
  directory: { zh: '查看机构名录', en: 'See the directory' },
  refused: { zh: '{{count}} 处问题，没有导入任何一行。', en: '{{count}} problems; not a row was taken in.' },
  report: { zh: '下载问题表', en: 'Download the report' },
  reportHint: {
    zh: '问题表带“问题”列，改好后可直接上传。',
    en: 'It has a column 问题; corrected, upload it as it is.',
  },
  problems: { zh: '问题', en: 'Problems' },
  row: { zh: '行', en: 'Row' },
  rowNumber: { zh: '第 {{n}} 行', en: 'Row {{n}}' },
  column: { zh: '列', en: 'Column' },
  problem: { zh: '问题', en: 'Problem' },
  article: { zh: '依据', en: 'Article' },
  earlier: { zh: '导入记录', en: 'Earlier uploads' },
  none: { zh: '还没有导入过', en: 'Nothing was taken over yet' },
  count: { zh: '家数', en: 'Agencies' },
  who: { zh: '经办', en: 'By' },
  when: { zh: '时间', en: 'When' },
  state: { zh: '状态', en: 'State' },
} as const satisfies Words
