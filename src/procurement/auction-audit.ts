import type { Instant } from '../calendar/index.ts'
import { canonical } from '../draw/index.ts'
import {
  bytesOfHex,
  chainFault,
  type FactRecord,
  hex,
  leafHash,
  parseKey,
  readRecord,
  sha256,
  utf8,
  verifyCheckpoint,
  verifyInclusion,
} from '../ledger/index.ts'
import type { Json } from '../workflow/index.ts'
import { beganFact, decide, newAuction } from './auction.ts'
import { leastReduction, leastReductionPercent } from './auction-figures.ts'
import { type Auction, type AuctionTerms, outcomeOf } from './auction-state.ts'

export const auditFormat = 'xunshi-auction/1'

/** A fact with the proof that it stands in the log under the file's checkpoint. */
export interface AuditedFact {
  record: FactRecord
  index: number
  /** hex, from the leaf up */
  proof: readonly string[]
}

/**
 * Everything that anyone needs to run an auction again, in one document, published before its result: the rules, every
 * bid in order, the end, each with its proof. Parties are numbers; who they are is told with the result.
 */
export interface AuctionAudit {
  format: typeof auditFormat
  /** hex: SHA-256 of the document with this field empty */
  digest: string
  /** 采购公告编号 */
  number: string
  title: string
  /** The log's verifier key. */
  log: string
  /** The log's signed note that holds every fact. */
  checkpoint: string
  /** `auction.began`, the bids and extensions in order, `auction.ended`. */
  facts: readonly AuditedFact[]
}

const digestOf = (audit: AuctionAudit): string =>
  hex(sha256(utf8(`${auditFormat} audit\n${canonical({ ...audit, digest: '' })}`)))

/** The document as it is published: RFC 8785 text, its digest inside. */
export function auditText(audit: Omit<AuctionAudit, 'format' | 'digest'>): { text: string; digest: string } {
  const open: AuctionAudit = { format: auditFormat, digest: '', ...audit }
  const digest = digestOf(open)
  return { text: canonical({ ...open, digest }), digest }
}

export const auditSteps = ['document', 'log', 'facts', 'chain', 'rules', 'result'] as const
export type AuditStep = (typeof auditSteps)[number]

export interface AuditReport {
  ok: boolean
  /** What was checked, up to the first part that does not hold; `at` names the fact at fault. */
  steps: readonly { step: AuditStep; ok: boolean; at?: string }[]
  /** True when the log's key was taken from the file itself. */
  unanchored: boolean
  auction?: Auction
}

export const looksLikeAudit = (text: string): boolean => text.includes(`"${auditFormat}"`)

/**
 * Runs an auction again, offline: takes any text.
 * @param trust the log's published verifier key; the file's own unless told
 */
export function verifyAudit(text: string, trust?: string): AuditReport {
  const steps: { step: AuditStep; ok: boolean; at?: string }[] = []
  const report = (auction?: Auction): AuditReport => ({
    ok: steps.length === auditSteps.length && steps.every((s) => s.ok),
    ...{ steps, unanchored: trust === undefined, auction },
  })
  const holds = (step: AuditStep, fault: string | undefined): boolean => {
    steps.push(fault === undefined ? { step, ok: true } : { step, ok: false, at: fault })
    return fault === undefined
  }
  const read = readAudit(text)
  if (typeof read === 'string') {
    holds('document', read)
    return report()
  }
  holds('document', undefined)
  const { facts } = read
  const key = parseKey(trust ?? read.log)
  if (!key || (trust !== undefined && trust !== read.log)) {
    holds('log', 'key')
    return report()
  }
  const checked = verifyCheckpoint(read.checkpoint, key)
  if (!holds('log', checked.ok ? undefined : checked.fault) || !checked.ok) return report()
  const { size, root } = checked.checkpoint
  const outside = facts.find(({ record, index, proof }) => {
    const nodes = proof.map((p) => bytesOfHex(p, 32))
    if (nodes.some((n) => n === undefined)) return true
    return !verifyInclusion({ leaf: leafHash(record), index, size, root }, nodes as Uint8Array[])
  })
  if (!holds('facts', outside && String(outside.record.seq))) return report()
  const broken = chainFault(facts.map((f) => f.record))
  if (!holds('chain', broken && `${broken.seq} ${broken.fault}`)) return report()
  const played = replay(facts.map((f) => f.record))
  if (!holds('rules', played.fault)) return report()
  holds('result', resultFault(facts.at(-1)!.record, played.auction!))
  return report(played.auction)
}

function readAudit(text: string): AuctionAudit | string {
  let value: unknown
  try {
    value = JSON.parse(text)
    if (canonical(value as Json) !== text) return 'not-canonical'
  } catch {
    return 'not-canonical'
  }
  const audit = value as AuctionAudit
  const members = ['format', 'digest', 'number', 'title', 'log', 'checkpoint', 'facts']
  const texts = [audit?.format, audit?.digest, audit?.number, audit?.title, audit?.log, audit?.checkpoint]
  if (texts.some((t) => typeof t !== 'string') || Object.keys(audit).length !== members.length)
    return 'malformed'
  if (audit.format !== auditFormat || !Array.isArray(audit.facts) || audit.facts.length < 2)
    return 'malformed'
  for (const fact of audit.facts as Partial<AuditedFact>[]) {
    const whole = Number.isSafeInteger(fact?.index) && Array.isArray(fact.proof) && fact.proof.length <= 64
    if (!whole || !readRecord(fact.record) || Object.keys(fact).length !== 3) return 'malformed'
  }
  return digestOf(audit) === audit.digest ? audit : 'wrong-digest'
}

const same = (a: unknown, b: unknown): boolean => canonical(a as Json) === canonical(b as Json)

/** Gives the recorded bids to the same rules that took them: each must be taken again, with the same consequences. */
function replay(records: readonly FactRecord[]): { auction?: Auction; fault?: string } {
  const [began, ...rest] = records
  const { number, startsAt, terms, leaves } = began!.body as unknown as {
    number: string
    startsAt: Instant
    terms: AuctionTerms
    leaves: string[]
  }
  if (began!.kind !== 'auction.began' || !terms || !Array.isArray(leaves)) return { fault: '1' }
  let auction: Auction
  try {
    auction = newAuction({ title: '', number, terms, startsAt }, leaves.length)
    // 22.1.5: the step is the statute's, not the file's.
    if (terms.step !== leastReduction(terms.ceiling, leastReductionPercent.on(began!.at.slice(0, 10))))
      return { fault: 'step' }
    if (!same(beganFact(auction, leaves).body, began!.body)) return { fault: '1' }
    const expected: unknown[] = []
    for (const { seq, kind, at, body } of rest.slice(0, -1)) {
      if (expected.length === 0) {
        if (kind !== 'auction.bid') return { fault: String(seq) }
        const { bidder, amount } = body as { bidder: number; amount: number }
        const decided = decide(auction, { kind: 'bid', bidder, amount, limits: [] }, { now: at })
        if (!decided.ok) return { fault: `${seq} ${decided.refusal.code}` }
        auction = decided.state
        expected.push(...decided.facts.map((f) => ({ kind: f.kind, body: f.body })))
      }
      if (!same(expected.shift(), { kind, body })) return { fault: String(seq) }
    }
    return expected.length > 0 ? { fault: String(records.length) } : { auction }
  } catch {
    return { fault: 'malformed' }
  }
}

/** The end came at its time and says what the bids say. */
function resultFault(ended: FactRecord, a: Auction): string | undefined {
  const decided = decide(a, { kind: 'end' }, { now: ended.at })
  if (ended.kind !== 'auction.ended' || !decided.ok) return String(ended.seq)
  if (!same(decided.facts[0]!.body, ended.body)) return String(ended.seq)
  return same(outcomeOf(a).order, ended.body.order) ? undefined : String(ended.seq)
}
