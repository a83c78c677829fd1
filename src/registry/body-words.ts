import type { BodyCommand, BodyFactName } from './body.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which an acting body is not entered as wanted. */
export type BodyRefusalCode = 'not-available' | keyof typeof bodyRefusalWords

/** `not-available` is worded by the platform, for every module. */
export const bodyRefusalWords = {
  'body-region-unknown': {
    zh: '地区“{{region}}”不在本市地区名录中。',
    en: 'The region {{region}} is not on the list of this city.',
  },
  'body-name-not-full': {
    zh: '请填写机构全称（至少 4 个字，不含空格）。',
    en: 'Give the full name of the body: at least four characters, no spaces.',
  },
  'branch-missing': {
    zh: '县（市、区）行业主管部门须对应一个市级行业主管部门，据此确定其主管的服务事项。',
    en: 'A county department belongs to one of the city’s departments, whose service items it is in charge of.',
  },
  'body-exists': {
    zh: '该地区已有履行此职责的机构；机构改革的，先将原机构更名或终止。',
    en: 'The region has a body for this function already; rename or end that one first.',
  },
  'body-name-taken': { zh: '已有名称为“{{name}}”的机构。', en: 'There is a body named {{name}} already.' },
  'body-name-same': { zh: '名称没有变化。', en: 'This is its name already.' },
  'city-body-stays': {
    zh: '市级管理机构和运营机构承接各地没有设立的职责，不能终止；机构改革的，请更名。',
    en: 'The city’s management body and operator serve every place without its own; they can be renamed, not ended.',
  },
  'body-holds': {
    zh: '还有 {{n}} 件由该机构承办，办结或移交后方可终止：{{titles}}。',
    en: 'The body still holds {{n}} matters, to be finished or handed on first: {{titles}}.',
  },
} as const satisfies Record<string, Text>

export const bodyActionWords: Record<BodyCommand['kind'], Text> = {
  'set-up': { zh: '设立机构', en: 'Set up a body' },
  rename: { zh: '更名', en: 'Rename' },
  end: { zh: '终止', en: 'End' },
}

export const bodyFactWords: Record<`body.${BodyFactName}`, Text> = {
  'body.set-up': {
    zh: '设立机构：{{name}}（{{documentNumber}}）',
    en: 'Body set up: {{name}} ({{documentNumber}})',
  },
  'body.renamed': {
    zh: '机构更名：{{former}} → {{name}}（{{documentNumber}}）',
    en: 'Body renamed: {{former}} → {{name}} ({{documentNumber}})',
  },
  'body.ended': { zh: '机构终止：{{name}}，{{reason}}', en: 'Body ended: {{name}}, {{reason}}' },
}
