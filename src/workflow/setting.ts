import { type PlainDate, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Json, type Refusal, refuse, type Setting } from './index.ts'

/**
 * Whether a value can take the place of a setting's default: a whole number for a number, text for text, and for a
 * table the same kind of value under every key. Figures are integers: money in 分, periods in days, weights in ‰.
 */
export function hasShapeOf(value: Json, example: Json): boolean {
  if (typeof example === 'number') return Number.isSafeInteger(value) && (value as number) >= 0
  if (Array.isArray(example))
    return Array.isArray(value) && value.every((v) => hasShapeOf(v, example[0] ?? ''))
  if (example !== null && typeof example === 'object') {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
    const kinds = Object.values(example) as Json[]
    return Object.values(value).every((v) => kinds.some((k) => hasShapeOf(v as Json, k)))
  }
  return typeof value === typeof example && (typeof value !== 'string' || value.length <= 200)
}

/** What a body enters to set a figure that the measure leaves open (58: the measure is carried on by documents). */
export interface SettingChange {
  value: Json
  /** First day on which it holds. */
  validFrom: string
  /** 文号 of the document that sets it. */
  documentNumber: string
}

/** Why a change of a setting cannot be entered: its shape, its day, its document. */
export function settingFault(
  setting: Setting<Json>,
  change: SettingChange,
  today: PlainDate,
): Refusal | undefined {
  if (!hasShapeOf(change.value, setting.default)) {
    return refuse('setting-shape', setting.cites, { key: setting.key }, 'value')
  }
  if (setting.key.endsWith('extended-to') && change.value !== '' && !isDay(change.value as string)) {
    return refuse('setting-shape', setting.cites, { key: setting.key }, 'value')
  }
  // What has been decided under the old figure stays decided under it.
  if (!isDay(change.validFrom) || change.validFrom < today) {
    return refuse('setting-not-backwards', art('111', '58'), { today, given: change.validFrom }, 'validFrom')
  }
  if (change.documentNumber.trim() === '')
    return refuse('document-number-missing', art('111', '58'), {}, 'documentNumber')
  return undefined
}

function isDay(text: string): boolean {
  try {
    plainDate(text)
    return true
  } catch {
    return false
  }
}

export const settingRefusals = {
  'setting-shape': {
    zh: '“{{key}}”的值与缺省值的类型不同（数为非负整数，日期为 YYYY-MM-DD）。',
    en: 'The value of “{{key}}” is not of the kind of its default (numbers are whole and not negative, days YYYY-MM-DD).',
  },
  'setting-not-backwards': {
    zh: '生效日期须是今天（{{today}}）或以后：已按原值办结的事项不溯及。',
    en: 'The first day must be today ({{today}}) or later: what was decided stays decided.',
  },
  'document-number-missing': {
    zh: '请填写设定此值的文号。',
    en: 'Please give the number of the document that sets it.',
  },
} as const
