import { type Instant, instant } from '../calendar/index.ts'
import { type FactRecord, readRecord } from '../ledger/index.ts'
import type { Party } from './entry.ts'
import { type Beacon, checkSpec, type DrawSpec } from './spec.ts'
import { canonical, concat, domain, hex, protocol, pureSuites, utf8 } from './suite.ts'
import type { Partial } from './threshold.ts'

/** A fact of the log with the proof that it stands there. */
export interface Logged {
  record: FactRecord
  /** Position in the log, 0 first. */
  index: number
  /** hex, from the leaf up */
  proof: readonly string[]
}

/** An entry as the bundle reveals it. */
export interface BundleEntry extends Logged {
  /** hex: hash of the entry's record as a leaf of the log */
  leaf: string
  party: Party
  /** hex: H(seed ‖ leaf) */
  ticket: string
}

/** Everything that anyone needs to recompute a draw, in one document. */
export interface Bundle {
  format: typeof protocol
  /** hex: SHA-256 of the domain and the document without this field */
  digest: string
  /** The fact that announced the rules; its body is `{hash, spec}`. */
  spec: Logged
  /** The fact that froze the roster; its body is `{draw, entries, roster, spec}`. */
  freeze: Logged
  /** In ascending order of tickets: the first `places` win, the others are alternates. */
  entries: readonly BundleEntry[]
  /** The log's signed note that the trustees signed over. */
  checkpoint: string
  /** The partial signatures that completed the draw, by number of trustee. */
  partials: readonly Partial[]
  /** hex, 48 bytes: the group's signature */
  signature: string
  /** hex, 48 bytes: the beacon's signature of its round, when the spec names one */
  beacon?: string
  /** hex */
  seed: string
}

/** The facts that a bundle is made of; both are public from the moment they are logged. */
export const announcedKind = 'draw.announced'
export const frozenKind = 'draw.frozen'

export type AnnouncedBody = { hash: string; spec: DrawSpec }
export type FrozenBody = { draw: string; entries: number; roster: string; spec: string }

/** The digest that closes the document: every byte of it counts. */
export const digestOf = ({ digest: _, ...rest }: Bundle): string =>
  hex(pureSuites.sha256(concat(domain('bundle'), utf8(canonical(rest)))))

/** The document as it is published: RFC 8785 text with its digest and nothing after it. */
export function bundleText(bundle: Omit<Bundle, 'digest'>): string {
  const open: Bundle = { ...bundle, digest: '' }
  return canonical({ ...open, digest: digestOf(open) })
}

export type DocumentFault = 'not-canonical' | 'malformed' | 'wrong-digest'

/** Reads a bundle strictly: one canonical text per document, no unknown or missing key, the digest right. */
export function readBundle(text: string): { ok: true; bundle: Bundle } | { ok: false; fault: DocumentFault } {
  let bundle: Bundle
  try {
    const value: unknown = JSON.parse(text)
    if (canonical(value) !== text) return { ok: false, fault: 'not-canonical' }
    if (!isBundle(value)) return { ok: false, fault: 'malformed' }
    bundle = value as Bundle
  } catch {
    // No JSON, a lone surrogate, or nested so deeply that nothing honest is in it.
    return { ok: false, fault: 'not-canonical' }
  }
  return digestOf(bundle) === bundle.digest ? { ok: true, bundle } : { ok: false, fault: 'wrong-digest' }
}

type Check = (value: unknown) => boolean

/** An object with exactly these members, and perhaps the optional ones. */
const members =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(required).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, member]) => {
      const check = Object.hasOwn(required, key)
        ? required[key]
        : Object.hasOwn(optional, key)
          ? optional[key]
          : undefined
      return check?.(member) ?? false
    })

const listOf =
  (check: Check, least: number, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(check)

const exactly =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)

const text: Check = (value) => typeof value === 'string' && value.length > 0
const hexOf =
  (bytes: number): Check =>
  (value) =>
    typeof value === 'string' && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value)
const whole =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least

/** Whether a text is a moment in its one form. */
export function isInstant(value: unknown): value is Instant {
  try {
    return typeof value === 'string' && instant(value) === value
  } catch {
    return false
  }
}

const isBeacon = members({
  ...{ chain: hexOf(32), network: text, publicKey: hexOf(96), seed: hexOf(32) },
  ...{ period: whole(1), genesis: whole(0), round: whole(1) },
} satisfies Shape<Beacon>)
const specMembers = {
  format: exactly(protocol),
  id: text,
  purpose: text,
  article: text,
  subject: text,
  title: text,
  places: whole(1),
  deadline: isInstant,
  suite: exactly('sha256', 'sm3'),
  demonstration: exactly(true, false),
  threshold: whole(2),
  trustees: listOf(text, 2, 99),
  commitments: listOf(hexOf(96), 2, 99),
  log: text,
  noSecondDraw: exactly(true),
}
const isShapedSpec = members(specMembers, { sealing: hexOf(32), beacon: isBeacon })
const isSpec: Check = (value) => {
  try {
    return isShapedSpec(value) && checkSpec(value as DrawSpec) === value
  } catch {
    return false
  }
}

type Shape<T> = { [K in keyof Required<T>]: Check }

const record =
  (body: Check, kind?: string): Check =>
  (value) => {
    const read = readRecord(value)
    if (!read || !isInstant(read.at) || !body(read.body)) return false
    return kind === undefined || (read.kind === kind && read.visibility === 'public')
  }
const logged = (body: Check, kind?: string) => ({
  record: record(body, kind),
  index: whole(0),
  proof: listOf(hexOf(32), 0, 64),
})
const isAnnounced = members({ hash: hexOf(32), spec: isSpec } satisfies Shape<AnnouncedBody>)
const isFrozen = members({
  draw: text,
  entries: whole(1),
  roster: hexOf(32),
  spec: hexOf(32),
} satisfies Shape<FrozenBody>)
// An entry's fact may say more; all of it is bound by its leaf.
const isEntered: Check = (value) => {
  const { spec, nonce, party } = value as Record<string, unknown>
  return [spec, nonce, party].every(hexOf(32))
}
const isBundle = members(
  {
    format: exactly(protocol),
    digest: hexOf(32),
    spec: members(logged(isAnnounced, announcedKind)),
    freeze: members(logged(isFrozen, frozenKind)),
    entries: listOf(
      members({
        ...logged(isEntered),
        leaf: hexOf(32),
        party: members({ code: text, name: text, salt: hexOf(32) } satisfies Shape<Party>),
        ticket: hexOf(32),
      }),
      1,
      Number.MAX_SAFE_INTEGER,
    ),
    checkpoint: text,
    partials: listOf(members({ trustee: whole(1), signature: hexOf(48) } satisfies Shape<Partial>), 2, 99),
    signature: hexOf(48),
    seed: hexOf(32),
  },
  { beacon: hexOf(48) },
)
