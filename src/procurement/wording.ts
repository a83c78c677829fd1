import { art } from '../gazette/index.ts'

/** Wording that restricts by place, trade, size or owner (5.1), as data: a city adds to it, nobody edits code. */
export interface Restriction {
  code: string
  /** A regular expression on the text. */
  pattern: string
  zh: string
  en: string
}

/** A restricting phrase found in a draft: the words themselves, where they stand, and why they are held up. */
export interface Finding {
  field: string
  /** Characters from the start of the field's text. */
  at: number
  quote: string
  restriction: string
}

/** 5.1: 任何单位和个人不得设置或变相设置区域性、行业性执业限制。 */
export const restrictionsArticle = art('111', '5.1')

const place = '(?:本地|当地|本市|我市|市内|本县|我县|县内|本区|我区|区内|本省|我省|省内|九江市?|江西省?)'

export const restrictions: readonly Restriction[] = [
  {
    code: 'registered-here',
    pattern: `(?:${place}(?:登记)?注册|(?:注册|登记)地?(?:须|应|必须)?(?:在|位于)${place})`,
    zh: '以注册地限制外地机构',
    en: 'restricts by place of registration',
  },
  {
    code: 'branch-here',
    pattern: `(?:在?${place}(?:设有|设立|有)(?:固定的?)?(?:分支机构|分公司|办事处|办公场所|办公地点|服务网点))`,
    zh: '要求在本地设分支机构或场所',
    en: 'asks for a branch or premises in the place',
  },
  {
    code: 'record-here',
    pattern: `(?:${place}(?:的|同类|类似)*(?:项目|服务)?业绩|(?:在|具有)${place}[^，。；]{0,8}业绩)`,
    zh: '以本地业绩为条件',
    en: 'asks for a record of work in the place',
  },
  {
    code: 'local-firm',
    pattern: `(?:(?:限|仅限|优先)${place}(?:的)?(?:企业|机构|单位|中介)|${place}(?:企业|机构|单位)优先)`,
    zh: '限定或优先本地机构',
    en: 'reserves or prefers local firms',
  },
  {
    code: 'filed-here',
    pattern: `(?:${place}[^，。；]{0,6}(?:备案|登记|库内|入库)(?:的)?(?:机构|单位|企业))`,
    zh: '以本地备案、入库为条件',
    en: 'asks for a local filing or list',
  },
  {
    code: 'named-brand',
    pattern:
      '(?:指定(?:品牌|厂家|供应商|机构)|(?:由|选用)[^，。；]{1,12}(?:公司|品牌)(?:独家|专门)?(?:提供|产品))',
    zh: '指定品牌或机构',
    en: 'names a brand or a firm',
  },
  {
    code: 'ownership',
    pattern:
      '(?:(?:须|应|必须|限|仅限)(?:为|是)?(?:国有|国资|央企|民营|外资|集体)[^，。；]{0,6}(?:企业|机构|单位|控股|独资)?)',
    zh: '限定所有制',
    en: 'restricts by ownership',
  },
  {
    code: 'capital-size',
    pattern:
      '(?:注册资(?:本|金)[^，。；]{0,8}(?:不(?:少|低)于|以上|大于|达到)|(?:成立|注册)(?:满|不少于|超过)[^，。；]{0,4}年)',
    zh: '以注册资本、成立年限限制',
    en: 'restricts by capital or age of the firm',
  },
]

const compiled = restrictions.map((r) => ({ code: r.code, pattern: new RegExp(r.pattern, 'gu') }))

/** 5.1: every restricting phrase in the texts, in the order in which a reader meets them. */
export function restrictiveWording(texts: readonly { field: string; text: string }[]): Finding[] {
  return texts.flatMap(({ field, text }) =>
    compiled
      .flatMap(({ code, pattern }) =>
        [...text.matchAll(pattern)].map((m) => ({ field, at: m.index, quote: m[0], restriction: code })),
      )
      .sort((a, b) => a.at - b.at),
  )
}
