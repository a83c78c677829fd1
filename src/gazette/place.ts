/**
 * Names of legal places such as `22k1x2m4` (see parse.ts). Stands apart from label.ts because the code generation
 * needs it before any id is known.
 */

export type Lang = 'zh' | 'en'

interface Place {
  article: number
  k: number
  x: number
  m: number
  part: number
  parts: number
}

function read(place: string): Place {
  const [, article, k, x, m, part, parts] =
    /^(\d+)(?:k(\d+))?(?:x(\d+))?(?:m(\d+))?(?:s(\d)\/(\d))?$/.exec(place) ?? []
  if (!article) throw new Error(`not a place: ${place}`)
  const n = (digits: string | undefined) => Number(digits ?? 0)
  return { article: n(article), k: n(k), x: n(x), m: n(m), part: n(part), parts: n(parts) }
}

/** Long label of a legal place. */
export function labelOf(place: string, lang: Lang): string {
  const { article, k, x, m, part, parts } = read(place)
  if (lang === 'en') {
    return [
      `Article ${article}`,
      k && `paragraph ${k}`,
      x && `item (${x})`,
      m && (x ? `point ${m}` : `item ${m}`),
      part && `${ordinals[part - 1]} part`,
    ]
      .filter(Boolean)
      .join(', ')
  }
  return [
    `第${numeral(article)}条`,
    k && `第${numeral(k)}款`,
    x && `第（${numeral(x)}）项`,
    m && (x ? `第${m}目` : `第${m}项`),
    part && partName(part, parts),
  ]
    .filter(Boolean)
    .join('')
}

/** Short label of a legal place: the first paragraph goes without saying once an item is named. */
export function shortLabelOf(place: string, lang: Lang): string {
  const { article, k, x, m, part, parts } = read(place)
  const inItem = x > 0 && k <= 1
  if (lang === 'en') {
    const paragraphOf = k && !inItem ? ` para. ${k}` : ''
    const item = x ? `(${x})` : ''
    const point = m ? (x ? `.${m}` : `(${m})`) : ''
    return `Art. ${article}${paragraphOf}${item}${point}${part ? `, ${ordinals[part - 1]} part` : ''}`
  }
  const paragraphOf = k && !inItem ? `第${k}款` : ''
  const item = x ? `(${numeral(x)})` : ''
  const point = m ? (x ? String(m) : `(${m})`) : ''
  return `第${article}条${paragraphOf}${item}${point}${part ? partName(part, parts) : ''}`
}

const ordinals = ['first', 'second', 'third']

function partName(part: number, parts: number): string {
  if (part === 1) return '前段'
  return part === parts ? '后段' : '中段'
}

/** 1 … 99 in Chinese: 二十二. */
export function numeral(n: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const tens = Math.floor(n / 10)
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[n % 10]}`
}
