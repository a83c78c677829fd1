import type { MarketFact } from './market-facts.ts'
import type { RecordKind, RowFault } from './record.ts'

interface Text {
  zh: string
  en: string
}

export const recordKindWords: Record<RecordKind, Text> = {
  'judgment-defaulter': { zh: '失信被执行人', en: 'Judgment defaulter' },
  'joint-punishment': { zh: '失信联合惩戒对象', en: 'Subject of joint punishment' },
  'administrative-penalty': { zh: '行政处罚', en: 'Administrative penalty' },
  'abnormal-operation': { zh: '经营异常名录', en: 'List of abnormal operations' },
  commendation: { zh: '守信激励对象', en: 'Commended for good faith' },
}

export const recordPartyWords: Record<'agency' | 'owner', Text> = {
  agency: { zh: '中介服务机构', en: 'Agency' },
  owner: { zh: '项目业主', en: 'Owner' },
}

/** Headers of the CSV, and names of the fields in the report of faults. */
export const recordFieldWords = {
  kind: { zh: '记录类型', en: 'Kind' },
  party: { zh: '主体', en: 'Party' },
  name: { zh: '名称', en: 'Name' },
  code: { zh: '统一社会信用代码', en: 'Unified code' },
  document: { zh: '文书号', en: 'Document' },
  decidedOn: { zh: '认定日期', en: 'Decided on' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  source: { zh: '认定机关', en: 'Source' },
  summary: { zh: '摘要', en: 'Summary' },
} satisfies Record<string, Text>

export const factFieldWords = {
  event: { zh: '事项', en: 'Event' },
  name: { zh: '名称', en: 'Name' },
  code: { zh: '统一社会信用代码', en: 'Unified code' },
  ground: { zh: '情形', en: 'Ground' },
  article: { zh: '依据条款', en: 'Article' },
  on: { zh: '生效日期', en: 'In force from' },
  until: { zh: '不得申请入驻至', en: 'Barred until' },
  services: { zh: '所涉服务类型', en: 'Service types' },
  case: { zh: '案件编号', en: 'Case' },
} satisfies Record<keyof MarketFact, Text>

export const marketEventWords: Record<MarketFact['event'], Text> = {
  suspended: { zh: '暂停服务', en: 'Suspended' },
  restored: { zh: '恢复服务', en: 'Restored' },
  expelled: { zh: '清退', en: 'Expelled' },
  'bar-lifted': { zh: '解除限制', en: 'Bar lifted' },
}

/** What is wrong with one row. */
export const rowFaultWords: Record<RowFault['code'], Text> = {
  'row-shape': { zh: '不符合数据规范：{{message}}', en: 'Not as the schema says: {{message}}' },
  'code-wrong': {
    zh: '“{{code}}”不是有效的统一社会信用代码。',
    en: '“{{code}}” is not a valid unified code.',
  },
  'day-wrong': { zh: '“{{given}}”不是日期。', en: '“{{given}}” is not a day.' },
  'decided-in-future': {
    zh: '认定日期 {{given}} 晚于今天 {{today}}。',
    en: 'Decided on {{given}}, which is after today, {{today}}.',
  },
  'dates-reversed': {
    zh: '有效期至 {{to}} 早于认定日期 {{from}}。',
    en: 'Valid until {{to}}, before it was decided on {{from}}.',
  },
  'name-differs': {
    zh: '代码登记的名称是“{{registered}}”，不是“{{given}}”。',
    en: 'The code is registered for “{{registered}}”, not “{{given}}”.',
  },
  'party-differs': {
    zh: '该主体在中介超市登记为 {{registered}}。',
    en: 'The market knows this party as {{registered}}.',
  },
  'row-twice': { zh: '与第 {{row}} 行重复。', en: 'The same as row {{row}}.' },
  'record-conflicts': {
    zh: '文书 {{document}} 已导入，内容不同。',
    en: 'Document {{document}} was imported before with other contents.',
  },
}

export const creditRefusalWords = {
  'credit-file-refused': {
    zh: '文件有 {{count}} 处问题，一行也没有导入。请更正后重新导入。',
    en: 'The file has {{count}} problems; not a single row was taken in. Correct it and import it again.',
  },
  'credit-file-unreadable': {
    zh: '文件不是所选格式（{{format}}）：{{message}}',
    en: 'The file is not of the chosen format ({{format}}): {{message}}',
  },
  'credit-period-reversed': {
    zh: '止日 {{to}} 早于起日 {{from}}。',
    en: 'The period ends on {{to}}, before it begins on {{from}}.',
  },
} satisfies Record<string, Text>

export const creditFactWords: Record<'credit.imported' | 'credit.exported', Text> = {
  'credit.imported': {
    zh: '导入信用数据 {{rows}} 条（新增 {{added}} 条）',
    en: 'Credit data imported: {{rows}} records, {{added}} of them new',
  },
  'credit.exported': { zh: '导出信用数据 {{rows}} 条', en: 'Credit data exported: {{rows}} facts' },
}
