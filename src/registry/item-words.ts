import type { PriceManagement } from './catalogue.ts'
import type { ItemCommand, ItemFactName, ItemStatus } from './item-state.ts'
import type { NoticeText } from './notice-words.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export type ItemRefusalCode = 'not-available' | 'not-permitted' | keyof typeof itemRefusalWords

/** `not-available` and `not-permitted` are worded by the platform, for every module. */
export const itemRefusalWords = {
  'item-field-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'item-category-unknown': { zh: '没有“{{category}}”这一类型。', en: 'There is no category {{category}}.' },
  'item-category-fixed': {
    zh: '事项 {{code}} 的类型不能更改；请撤下后按新类型另行公布。',
    en: 'The category of {{code}} is fixed; withdraw it and publish another item.',
  },
  'item-name-taken': {
    zh: '清单内已有同名事项：{{code}} {{name}}。',
    en: 'The list has an item of that name: {{code}} {{name}}.',
  },
  'item-price-missing': {
    zh: '请填写大于零的金额。',
    en: 'Please give an amount above zero.',
  },
  'item-range-upside-down': {
    zh: '上限不得低于下限。',
    en: 'The upper bound is below the lower one.',
  },
  'item-unit-missing': { zh: '请写明计价单位。', en: 'Say what the price is for.' },
  'item-price-document-missing': {
    zh: '请填写价格主管部门的文号。',
    en: 'Give the number of the price authority’s document.',
  },
  'item-not-a-day': { zh: '请填写日期（YYYY-MM-DD）。', en: 'Give a day, YYYY-MM-DD.' },
  'item-not-backwards': {
    zh: '施行日期须是今天（{{today}}）或以后。',
    en: 'The first day must be today ({{today}}) or later.',
  },
  'item-too-far-ahead': {
    zh: '施行日期最迟为 {{latest}}。',
    en: 'The first day is at the latest {{latest}}.',
  },
  'item-after-version': {
    zh: '现有版本自 {{before}} 起施行，新的施行日期最早为 {{earliest}}。',
    en: 'The present version holds from {{before}}; the next day can be {{earliest}} at the earliest.',
  },
  'item-still-listed': {
    zh: '该事项列入清单至 {{until}}，重新公布须在其后。',
    en: 'The item is listed until {{until}}; it can be listed again after that.',
  },
  'item-nothing-drafted': { zh: '没有待公布的修订。', en: 'No amendment has been drafted.' },
  'item-nothing-changed': {
    zh: '与现有版本相同，没有修订内容。',
    en: 'The same as the present version.',
  },
  'item-reason-missing': { zh: '请写明撤下的理由和依据。', en: 'Give the reason and its basis.' },
  'item-department-unknown': {
    zh: '请指定一个行业主管部门。',
    en: 'Name a department.',
  },
  'item-code-unknown': {
    zh: '清单内没有已公布的事项 {{code}}；新事项请把编码留空。',
    en: 'The list has no published item {{code}}; leave the code of a new item empty.',
  },
  'item-code-twice': { zh: '事项 {{code}} 出现了两次。', en: 'Item {{code}} stands there twice.' },
  'item-name-twice': { zh: '与第 {{row}} 行同名。', en: 'The same name as in row {{row}}.' },
  'item-of-another': {
    zh: '事项 {{code}} 由{{department}}维护。',
    en: 'Item {{code}} is kept by {{department}}.',
  },
  'item-city-department': {
    zh: '全市清单由市级行业主管部门公布。',
    en: 'The city’s list is kept by the departments of the city.',
  },
} satisfies Record<string, Text>

export const itemActionWords: Record<ItemCommand['kind'], Text> = {
  draft: { zh: '起草事项', en: 'Draft an item' },
  save: { zh: '保存草稿', en: 'Save the draft' },
  publish: { zh: '公布', en: 'Publish' },
  discard: { zh: '放弃草稿', en: 'Discard the draft' },
  withdraw: { zh: '撤下事项', en: 'Withdraw' },
  assign: { zh: '指定维护部门', en: 'Assign a department' },
}

export const itemStatusWords: Record<ItemStatus, Text> = {
  new: { zh: '新事项', en: 'New' },
  draft: { zh: '草稿', en: 'Draft' },
  published: { zh: '已公布', en: 'Published' },
  withdrawn: { zh: '已撤下', en: 'Withdrawn' },
  discarded: { zh: '已放弃', en: 'Discarded' },
}

/** 9.1: 价格管理方式. */
export const priceManagementWords: Record<PriceManagement, Text> = {
  market: { zh: '市场调节价', en: 'Market price' },
  'government-guided': { zh: '政府指导价', en: 'Government-guided price' },
  'government-set': { zh: '政府定价', en: 'Price set by government' },
}

/** What a row says, by the name of the field. */
export const itemFieldWords = {
  category: { zh: '类型', en: 'Category' },
  zh: { zh: '事项名称', en: 'Name' },
  en: { zh: '英文名称', en: 'English name' },
  basis: { zh: '设立依据', en: 'Legal basis' },
  approvals: { zh: '涉及的行政审批事项', en: 'Related approval matters' },
  price: { zh: '价格管理方式', en: 'Price management' },
  qualifications: { zh: '所需资质（资格）', en: 'Qualifications required' },
} satisfies Record<string, Text>

export type ItemField = keyof typeof itemFieldWords

/** What happened, one line for a timeline and the log; the parameters are the fact's body. */
export const itemFactWords: Record<`item.${ItemFactName}`, Text> = {
  'item.published': {
    zh: '公布事项 {{code}} {{name}}，自 {{from}} 起施行',
    en: 'Item {{code}} {{nameEn}} published, in force from {{from}}',
  },
  'item.amended': {
    zh: '修订事项 {{code}} {{name}}（第 {{version}} 版），自 {{from}} 起施行',
    en: 'Item {{code}} {{nameEn}} amended, version {{version}} in force from {{from}}',
  },
  'item.withdrawn': {
    zh: '撤下事项 {{code}} {{name}}，自 {{from}} 起不再列入：{{reason}}',
    en: 'Item {{code}} {{nameEn}} withdrawn from {{from}}: {{reason}}',
  },
  'item.assigned': {
    zh: '事项 {{code}} {{name}} 由{{department}}维护',
    en: 'Item {{code}} {{nameEn}} is kept by {{department}}',
  },
}

export const itemNotices = {
  assigned: {
    subject: { zh: '请维护服务事项：{{name}}', en: 'A service item to keep: {{name}}' },
    body: {
      zh: '管理机构指定贵部门维护事项 {{code}} {{name}}。',
      en: 'The management body has assigned item {{code}} {{name}} to your department.',
    },
  },
  withdrawn: {
    subject: { zh: '服务事项撤下：{{name}}', en: 'Service item withdrawn: {{name}}' },
    body: {
      zh: '{{department}}自 {{from}} 起撤下事项 {{code}} {{name}}：{{reason}}。此后不再接受该事项的新公告，已发布的公告继续办理。',
      en: '{{department}} withdraws item {{code}} {{name}} from {{from}}: {{reason}}. No new announcement is taken for it; what is running goes on.',
    },
  },
} satisfies Record<string, NoticeText>
