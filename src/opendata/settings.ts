import { art } from '../gazette/index.ts'
import type { Json, Setting } from '../workflow/index.ts'

/** Given to a publisher by the Open Contracting Partnership; the default is nobody's and marks data of a demonstration. */
export const ocidPrefix: Setting<string> = {
  key: 'opendata.ocid-prefix',
  cites: art('111', '28'),
  default: 'ocds-000000',
  zh: '开放合同数据标准（OCDS）发布者前缀（向开放合同伙伴关系登记；本系统缺省值）',
  en: 'Prefix of the publisher for the Open Contracting Data Standard',
}

/** 28 asks for publication and does not say under which terms it may be used again. */
export const dataLicense: Setting<string> = {
  key: 'opendata.license',
  cites: art('111', '28'),
  default: 'https://creativecommons.org/publicdomain/zero/1.0/',
  zh: '开放数据的使用许可（网址；本系统缺省值）',
  en: 'Terms of use of the open data, as an address',
}

export const opendataSettings: readonly Setting<Json>[] = [ocidPrefix, dataLicense]
