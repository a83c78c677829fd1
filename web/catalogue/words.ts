import type { Words } from '../words/words.ts'

export const catalogueWords = {
  title: { zh: '政府集中采购目录', en: 'Central procurement catalogue' },
  lead: {
    zh: '录入当年度省目录后，项目业主的选取申请逐件与目录对照；目录列有的，须说明为什么不属于，运营机构可以看到。',
    en: 'Once the year’s catalogue is entered, every draft is held against it; an owner who says otherwise explains it to the operator.',
  },
  enter: { zh: '录入目录', en: 'Enter a catalogue' },
  template: { zh: '下载模板（含最近一次录入的目录）', en: 'Download the template with the last catalogue' },
  year: { zh: '年度', en: 'Year' },
  document: { zh: '文号', en: 'Document number' },
  sheet: { zh: '电子表格', en: 'Spreadsheet' },
  check: { zh: '核对', en: 'Check' },
  problems: { zh: '有 {{n}} 处问题', en: '{{n}} problems' },
  row: { zh: '行', en: 'Row' },
  column: { zh: '列', en: 'Column' },
  wrong: { zh: '问题', en: 'Problem' },
  basis: { zh: '依据', en: 'Basis' },
  preview: {
    zh: '读到 {{n}} 个品目，请核对后录入',
    en: '{{n}} entries were read; look at them, then enter them',
  },
  confirm: { zh: '确认录入', en: 'Enter it' },
  entered: { zh: '已录入。', en: 'Entered.' },
  code: { zh: '品目编码', en: 'Code' },
  name: { zh: '品目名称', en: 'Name' },
  services: { zh: '对应的服务事项', en: 'Service items' },
  none: { zh: '还没有录入目录', en: 'No catalogue has been entered' },
  noneWhy: {
    zh: '在此之前，以项目业主的填报为准。',
    en: 'Until then the owner’s own word stands.',
  },
  of: {
    zh: '{{year}} 年度（{{document}}，第 {{version}} 版）',
    en: '{{year}} ({{document}}, version {{version}})',
  },
  by: { zh: '{{by}}录入', en: 'Entered by {{by}}' },
} as const satisfies Words
