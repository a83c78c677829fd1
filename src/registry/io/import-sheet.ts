import type { Column, SheetText } from '../../platform/spreadsheet/index.ts'
import { importedServices, legalForms, legalFormWords, outside, places } from '../index.ts'

type Text = { zh: string; en: string }
const column = (name: string, zh: string, en: string, more: Partial<Column> = {}): Column => ({
  name,
  header: { zh, en },
  type: 'text',
  ...more,
})
const must = { required: true } as const

const person = (name: string, zh: string, en: string): Column[] => [
  column(`${name}Name`, `${zh}姓名`, `${en}: name`, { ...must, max: 60 }),
  column(`${name}Identity`, `${zh}身份证号`, `${en}: identity number`, { ...must, type: 'code', max: 40 }),
  column(`${name}Phone`, `${zh}电话`, `${en}: phone`, { ...must, type: 'code', max: 30 }),
]

const service = (i: number, types: readonly { value: string; words: Text }[]): Column[] => {
  const c = (name: string, zh: string, en: string, more: Partial<Column> = {}) =>
    column(`${name}${i}`, `${zh}${i}`, `${en} ${i}`, more)
  return [
    c('serviceType', '服务事项', 'Service item', { type: 'choice', choices: types, required: i === 1 }),
    c('qualification', '资质名称', 'Qualification', { max: 120 }),
    c('grade', '资质等级', 'Grade', { max: 60 }),
    c('number', '证书编号', 'Certificate number', { max: 80 }),
    c('scope', '资质范围', 'Scope', { max: 500 }),
    c('issuer', '发证机关', 'Issuer', { max: 120 }),
    c('validFrom', '有效期起', 'Valid from', { type: 'date' }),
    c('validTo', '有效期止', 'Valid to', {
      type: 'date',
      note: { zh: '长期有效的留空', en: 'Empty: without end' },
    }),
  ]
}

/** The columns of one agency (111/15-19), with the list of service items as it stands. */
export function importColumns(items: readonly { code: string; zh: string; en: string }[]): Column[] {
  const types = items.map((i) => ({ value: i.code, words: { zh: i.zh, en: i.en } }))
  const regions = [
    ...places.map((p) => ({ value: p.code, words: { zh: p.short, en: p.en } })),
    { value: outside, words: { zh: '市外', en: 'Outside the city' } },
  ]
  const forms = legalForms.map((value) => ({ value, words: legalFormWords[value] }))
  return [
    column('name', '机构名称', 'Name', { ...must, max: 120 }),
    column('code', '统一社会信用代码', 'Unified social credit code', { ...must, type: 'code', max: 40 }),
    column('legalForm', '组织形式', 'Legal form', { ...must, type: 'choice', choices: forms }),
    column('region', '注册地', 'Place of registration', { ...must, type: 'choice', choices: regions }),
    column('address', '住所', 'Address', must),
    column('established', '成立日期', 'Established', { ...must, type: 'date' }),
    column('termTo', '营业期限至', 'Term of business to', {
      type: 'date',
      note: { zh: '长期的留空', en: 'Empty: without end' },
    }),
    column('scope', '经营范围', 'Scope of business', { ...must, max: 2000 }),
    column('phone', '联系电话', 'Phone', { ...must, type: 'code', max: 30 }),
    column('email', '电子邮箱', 'E-mail', { ...must, max: 120 }),
    ...person('representative', '法定代表人', 'Legal representative'),
    ...person('agent', '业务授权人', 'Authorised agent'),
    ...person('admin', '账户管理员', 'Account administrator'),
    column('admittedOn', '原入驻日期', 'Admitted on', { ...must, type: 'date' }),
    ...importedServices.flatMap((i) => service(i, types)),
  ]
}

export const importSheet: SheetText = {
  title: { zh: '存量机构', en: 'Existing agencies' },
  cites: '九府办字〔2022〕111号第八条、第十五条至第十九条',
  notes: [
    {
      zh: '每行一家机构，最多 10,000 行。证照原件由运营机构存档，不随表上传。业务授权人与账户管理员可为同一人。',
      en: 'One agency a row, at most 10,000. The papers stay in the operator’s archive. Agent and administrator may be one person.',
    },
    {
      zh: '导入后，账户管理员以本机构代码、本人姓名和所填电话注册，即取得本机构账号。',
      en: 'Afterwards the administrator registers with the agency’s code, the own name and the phone given here, and so comes to its account.',
    },
  ],
}
