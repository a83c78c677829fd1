import type { Words } from '../words/words.ts'

/** Words of the departments' library of certificates (111/18). */
export const libraryWords = {
  title: { zh: '证照库比对', en: 'Certificate library' },
  lead: {
    zh: '导入本部门的资质（资格）证书库，系统自动与机构申报比对；不一致的由人研判。',
    en: 'Import your department’s certificates; claims are compared by themselves and a person decides on differences.',
  },
  import: { zh: '导入证书库（JSON 或 XLSX）', en: 'Import certificates (JSON or XLSX)' },
  importHint: { zh: '一行有错，全部不导入。', en: 'One wrong row, and nothing is imported.' },
  template: { zh: '下载表格模板', en: 'Spreadsheet template' },
  schema: { zh: 'JSON 格式说明（JSON Schema）', en: 'JSON Schema' },
  imported: { zh: '已导入 {{n}} 条', en: '{{n}} imported' },
  notJson: { zh: '文件不是所要求的 JSON。', en: 'Not the JSON that is asked for.' },
  imports: { zh: '导入记录', en: 'Imports' },
  comparisons: { zh: '申报与证照库', en: 'Claims and library' },
  none: { zh: '本部门还没有确认过资质', en: 'Nothing was confirmed by your department yet' },
  noImports: { zh: '还没有导入', en: 'No import yet' },
  row: { zh: '第 {{row}} 条 {{field}}：{{why}}', en: 'Row {{row}}, {{field}}: {{why}}' },
  part: { zh: '项目', en: 'Part' },
  claimed: { zh: '机构申报', en: 'Claim' },
  library: { zh: '证照库', en: 'Library' },
  reason: { zh: '理由', en: 'Reason' },
  decide: { zh: '研判', en: 'Decide' },
  decided: { zh: '{{verdict}}：{{reason}}（{{name}}）', en: '{{verdict}}: {{reason}} ({{name}})' },
  openCase: { zh: '通报运营机构', en: 'Report to the operator' },
  count: { zh: '{{n}} 条', en: '{{n}}' },
} as const satisfies Words
