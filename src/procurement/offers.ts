import { sha256 } from '@noble/hashes/sha2.js'
import { type Article, art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { refuse } from './refusals.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** What a registration carries sealed. */
export type OfferKind = 'none' | 'quote' | 'plan' | 'quote-and-plan'

/** A sealed offer once it has been opened. */
export interface Offer {
  /** 分 */
  quote?: number
  plan?: Plan
}

/** 响应方案: the answers to the announced criteria, in their order, and the plan in words. */
export interface Plan {
  answers: readonly number[]
  text: string
  file?: { name: string; type: string; base64: string }
  /** Where the file was filed at the opening. */
  filed?: { id: string; name: string }
}

/** What was found in the box; a box that does not open, or holds something else, is told from an empty one. */
export type OpenedOffer = Offer | 'unreadable'

export const asksQuote = (kind: OfferKind): boolean => kind === 'quote' || kind === 'quote-and-plan'
export const asksPlan = (kind: OfferKind): boolean => kind === 'plan' || kind === 'quote-and-plan'

/** Purpose to which an offer's box is bound: this announcement's rules, this agency. Another's copy does not open. */
export const offerContext = (spec: string, agency: string): string => `offer ${spec} ${agency}`
/** The same for the response plan. */
export const planContext = (spec: string, agency: string): string => `plan ${spec} ${agency}`

/**
 * The nonce of a registration that carries something sealed, hex: a digest of the boxes. The nonce stands in the logged
 * entry, so that neither box can be exchanged afterwards without everybody seeing it at the opening.
 */
export function offerNonce(quote: Uint8Array | undefined, plan: Uint8Array | undefined): string {
  const nothing = new Uint8Array(0)
  const name = encoder.encode('xunshi-offer/1')
  const joined = new Uint8Array(name.length + 64)
  joined.set(name)
  joined.set(sha256(quote ?? nothing), name.length)
  joined.set(sha256(plan ?? nothing), name.length + 32)
  return [...sha256(joined)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Lengths that the box of a plan may have, in bytes. */
export const planBoxLengths = (): number[] => planLengths.map((l) => 32 + Math.ceil((l + 1) / 256) * 256 + 16)

/** Bytes of the text inside a quote's box: every box has the same length. */
export const quoteLength = 200
/** Length of a quote's box: sender's key, text in blocks of 256, tag. Rows without a quote hold noise of this length. */
export const quoteBoxLength = 32 + 256 + 16
/** A plan is filled up to one of these lengths, in bytes, so that its box does not tell how much was written. */
export const planLengths = [16_000, 128_000, 1_000_000, 4_000_000] as const

function filled(text: string, length: number): Uint8Array {
  const bytes = encoder.encode(text)
  const all = new Uint8Array(length).fill(0x20)
  all.set(bytes)
  return all
}

/** The text of a quote as it is sealed. */
export const quoteText = (quote: number): Uint8Array => filled(JSON.stringify({ quote }), quoteLength)

/** The text of a plan as it is sealed; undefined when it is longer than the longest length. */
export function planText(plan: Plan): Uint8Array | undefined {
  const text = JSON.stringify(plan)
  const size = encoder.encode(text).length
  const length = planLengths.find((l) => l >= size)
  return length === undefined ? undefined : filled(text, length)
}

/** Reads what a box of a quote held; undefined when it is not a quote of whole 分 above zero. */
export function readQuote(plain: Uint8Array): number | undefined {
  const quote = (parsed(plain) as { quote?: unknown } | undefined)?.quote
  return Number.isSafeInteger(quote) && (quote as number) > 0 ? (quote as number) : undefined
}

/** Reads what a box of a plan held; undefined when it is none. */
export function readPlan(plain: Uint8Array): Plan | undefined {
  const found = parsed(plain) as Partial<Plan> | undefined
  if (!found || typeof found.text !== 'string' || !Array.isArray(found.answers)) return undefined
  if (!found.answers.every((a) => Number.isSafeInteger(a))) return undefined
  const { answers, text, file } = found as Plan
  if (file === undefined) return { answers, text }
  const isFile = [file.name, file.type, file.base64].every((v) => typeof v === 'string')
  return isFile
    ? { answers, text, file: { name: file.name, type: file.type, base64: file.base64 } }
    : undefined
}

function parsed(plain: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(decoder.decode(plain))
    return value !== null && typeof value === 'object' ? value : undefined
  } catch {
    return undefined
  }
}

/** Why an offer cannot take part, whatever the method says of its value: it is not there, or does not open. */
export function offerFault(
  kind: OfferKind,
  opened: OpenedOffer | undefined,
  article: Article,
): Refusal | undefined {
  if (kind === 'none') return undefined
  if (opened === 'unreadable') return refuse('offer-unreadable', art('111', '53.2'))
  if (opened === undefined) return refuse('offer-missing', article)
  if (asksQuote(kind) && opened.quote === undefined) return refuse('offer-missing', article, {}, 'quote')
  if (asksPlan(kind) && opened.plan === undefined) return refuse('offer-missing', article, {}, 'plan')
  return undefined
}
