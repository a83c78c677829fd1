import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { fromEpochMs, type Instant, toEpochMs } from '../../calendar/index.ts'
import { entryBody, type Party } from '../../draw/index.ts'
import {
  announcedDraw,
  fastSuites,
  openAllSealed,
  openSealed,
  partyContext,
  type RosterEntry,
  seal,
} from '../../draw/server.ts'
import { art } from '../../gazette/index.ts'
import { signNote } from '../../ledger/index.ts'
import { factsById, type PreparedFact, prepareSealed } from '../../ledger/server.ts'
import type { Db, Deps, Keys, Tx } from '../../platform/deps.ts'
import type { AgencyStanding } from '../../registry/index.ts'
import {
  type Announced,
  asksPlan,
  asksQuote,
  methodOfAnnounced,
  type OfferKind,
  type OpenedOffer,
  type Origin,
  offerContext,
  offerNonce,
  planBoxLengths,
  planContext,
  publicationOf,
  quoteBoxLength,
  readPlan,
  readQuote,
} from '../index.ts'
import { type RegistrationReceipt, receiptText } from '../receipt.ts'
import { read } from '../store.ts'

/*
 * Registrations, from the agency's click to the opening (23.2, 25.2, 29.1, 53.2). This is the path that many take in the
 * same minute: one statement, one commit, no lock on the announcement's row. Why the tables tell nothing:
 * docs/decisions/0010-sealed-registrations.md.
 */

/** What a registration needs of its announcement; never changes once it is published. */
export interface Target {
  id: string
  number: string
  draft: Announced
  /** hex: hash of the draw's rules */
  spec: string
  /** X25519 public key, 32 bytes */
  sealing: Uint8Array
  hash: Parameters<typeof entryBody>[0]
}

const targets = new WeakMap<Db, Map<string, Target>>()

/** The target of a published announcement. */
export async function targetOf(
  tx: Tx,
  id: string,
  { number, draft }: { number: string; draft: Announced },
): Promise<Target> {
  const announced = await announcedDraw(tx, number)
  if (!announced) throw new Error(`no draw was announced for ${number}`)
  const { spec, hash } = announced
  return { id, number, draft, spec: hash, sealing: bytes(spec.sealing!), hash: fastSuites[spec.suite] }
}

/** The same, remembered: thousands may come for one announcement, and a published one does not change. */
export async function knownTarget(deps: Deps, id: string): Promise<Target | undefined> {
  const known = targets.get(deps.db) ?? new Map<string, Target>()
  targets.set(deps.db, known)
  const found = known.get(id)
  if (found) return found
  const row = await read(deps.db, id)
  const publication = row && publicationOf(row.state)
  if (!publication) return undefined
  const target = await targetOf(deps.db as unknown as Tx, id, publication)
  if (known.size >= 1000) known.clear()
  known.set(id, target)
  return target
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Known to nobody without the key: whether an agency registered is asked by this digest alone. */
const handleOf = (keys: Keys, number: string, agency: string): Buffer =>
  bytes(keys.digest('registration', number, agency))

/** An announcement's rows are spread over this many digests, so that rows of one are not told by a common value. */
const slots = 4096
const slotOf = (keys: Keys, number: string, n: number): Buffer =>
  bytes(keys.digest('registration slot', number, String(n)))
const slotsOf = (keys: Keys, number: string): Buffer[] =>
  Array.from({ length: slots }, (_, n) => slotOf(keys, number, n))

/** What the box holds: the party behind the entry. Filled up, so that a long name is not told from a short one. */
interface Boxed extends Party {
  agency: string
  /** One who was asked by name and says no (22.1.2): as secret as one who says yes. */
  declined?: true
  /** 40.2: compared at the opening, and read by nobody before. */
  origin?: Origin
}
const boxLength = 1000
function boxOf(target: Target, boxed: Boxed | { decoy: true }): Uint8Array {
  const plain = Buffer.alloc(boxLength, ' ')
  plain.write(JSON.stringify(boxed))
  return seal(target.sealing, plain, partyContext(target.spec))
}

/** In the place of a decoy's fact. */
const noFact = '00000000-0000-0000-0000-000000000000'

/** What the market itself keeps for the registrant; names nobody. */
interface Secret {
  fact: string
  salt: string
  /** One digit, so that rows are equally long. */
  declined: 0 | 1
}
/** Where a plan lies; like the handle of the registration, and not to be told from it. */
const planHandleOf = (keys: Keys, number: string, agency: string): Buffer =>
  bytes(keys.digest('registration plan', number, agency))

/** What a registration brings sealed by the browser; noise fills the place of a quote that is not asked. */
export interface SealedOffer {
  quote?: Uint8Array
  plan?: Uint8Array
}

/** The kind of offer that an announcement asks for. */
export const offerKindOf = ({ draft }: Pick<Target, 'draft'>): OfferKind =>
  methodOfAnnounced(draft).offer(draft)

const sealSecret = (keys: Keys, secret: Secret): Uint8Array =>
  keys.seal('registration', Buffer.from(JSON.stringify(secret)))
const openSecret = (keys: Keys, sealed: Uint8Array): Secret =>
  JSON.parse(Buffer.from(keys.open('registration', sealed)).toString()) as Secret

const factKind = 'procurement.registration'
const factArticle = art('111', '23.2')

/** The columns of table `fact`, in the order of the functions in migrations/0005.sql. */
const factColumns = ({ stored: f, leaf, mac }: PreparedFact) => sql`
  ${f.id}, ${f.subject}, ${f.kind}, ${f.at}, ${f.article}, ${f.actor}, ${JSON.stringify(f.body)}::jsonb,
  ${bytes(f.salt)}, ${bytes(f.prev)}, ${bytes(leaf)}, ${bytes(mac)}`

/** The database's clock minus this machine's, in milliseconds, as it was last seen; per market, since tests move it. */
const skew = new WeakMap<Db, number>()

/** The market's time as far as it is known without asking; what hangs on it is asked of the database. */
export const presumedNow = (deps: Pick<Deps, 'db'>): Instant =>
  fromEpochMs(Date.now() + (skew.get(deps.db) ?? 0))

export type RegisterOutcome =
  | { outcome: 'registered'; receipt: RegistrationReceipt }
  | { outcome: 'registered-already' | 'same-controller' | 'registration-closed' }

/**
 * Registers an agency that may: seals who it is to the announcement's key, logs its entry sealed, and answers the receipt.
 * The hour is decided by the database's clock under the lock; where the time that the entry names was a wrong guess
 * (the first call, or the demonstration's clock was moved), it is made again with the time that the database told.
 * @param nonce 32 bytes of the agency's own choosing, hex; with an offer the digest of it (`offerNonce`)
 * @param origin where it comes from (40.2), sealed into the box
 */
export async function register(
  deps: Deps,
  target: Target,
  agency: AgencyStanding,
  nonce: string,
  offer: SealedOffer = {},
  declined = false,
  origin?: Origin,
): Promise<RegisterOutcome> {
  const quote = Buffer.from(offer.quote ?? randomBytes(quoteBoxLength))
  const plan = offer.plan ? Buffer.from(offer.plan) : null
  // Who declines shares nothing with anybody: 29.1 asks those who take part.
  const controllers = declined ? [] : controllersOf(deps.keys, target.number, agency)
  let at = presumedNow(deps)
  for (let attempt = 0; ; attempt++) {
    const party = { code: agency.code, name: agency.name, salt: randomBytes(32).toString('hex') }
    const entry = entryBody(target.hash, { spec: target.spec, nonce, party })
    const body = { ...entry } as Record<string, string>
    const fact = prepareSealed(deps, { kind: factKind, article: factArticle, body, actor: 'agency', at })
    const { rows } = await sql<{ outcome: RegisterOutcome['outcome'] | 'clock'; at: Instant }>`
      select outcome, at from register_sealed(${target.id}, ${handleOf(deps.keys, target.number, agency.id)},
        ${slotOf(deps.keys, target.number, randomInt(slots))}, ${Buffer.from(boxOf(target, { ...party, agency: agency.id, ...(declined ? { declined } : {}), ...(origin ? { origin } : {}) }))},
        ${Buffer.from(sealSecret(deps.keys, { fact: fact.id, salt: party.salt, declined: declined ? 1 : 0 }))},
        ${controllers}::bytea[], ${quote}, ${planHandleOf(deps.keys, target.number, agency.id)}, ${plan}::bytea,
        ${factColumns(fact)})`.execute(deps.db)
    const told = rows[0]!
    skew.set(deps.db, toEpochMs(told.at) - Date.now())
    if (told.outcome === 'registered') {
      return { outcome: 'registered', receipt: receiptOf(deps, target, fact, party) }
    }
    if (told.outcome !== 'clock') return { outcome: told.outcome }
    at = told.at
    if (attempt === 3) throw new Error('the clocks of the market and of its database do not agree')
  }
}

const controllersOf = (keys: Keys, number: string, agency: AgencyStanding): Buffer[] =>
  [...new Set(agency.controllers)].map((person) =>
    bytes(keys.digest('registration controller', number, person)),
  )

function receiptOf(
  deps: Pick<Deps, 'keys'>,
  target: Pick<Target, 'id' | 'number'>,
  { leaf, record }: Pick<PreparedFact, 'leaf' | 'record'>,
  party: Party,
): RegistrationReceipt {
  const signed = { announcement: target.number, leaf, registeredAt: record.at }
  const note = signNote(receiptText(signed), deps.keys.log)
  return { v: 1, procurement: target.id, ...signed, record, party, note }
}

/** An agency's own registration, or that it declined; neither when it has done nothing, or taken it back. */
export async function ownRegistration(
  deps: Deps,
  target: Pick<Target, 'id' | 'number'>,
  agency: Pick<AgencyStanding, 'id' | 'code' | 'name'>,
): Promise<{ receipt?: RegistrationReceipt; declined?: true }> {
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from registration where handle = ${handleOf(deps.keys, target.number, agency.id)}`.execute(
    deps.db,
  )
  if (!rows[0]) return {}
  const { fact, salt, declined } = openSecret(deps.keys, rows[0].secret)
  if (declined === 1) return { declined: true }
  const [found] = await factsById(deps.db, deps.keys, [fact])
  return { receipt: receiptOf(deps, target, found!, { code: agency.code, name: agency.name, salt }) }
}

/** For which of these announcements (by number) an agency has a registration. */
export async function registeredAmong(
  deps: Deps,
  agency: string,
  numbers: readonly string[],
): Promise<Set<string>> {
  const byHandle = new Map(
    numbers.map((number) => [deps.keys.digest('registration', number, agency), number]),
  )
  const { rows } = await sql<{ handle: Buffer }>`
    select handle from registration where handle = any(${[...byHandle.keys()].map(bytes)}::bytea[])`.execute(
    deps.db,
  )
  return new Set(rows.map((r) => byHandle.get(r.handle.toString('hex'))!))
}

/** Withdraws a registration (25.2). Its entry stays in the log, sealed for good, beside one more that looks the same. */
export async function withdraw(
  deps: Deps,
  target: Target,
  agency: string,
  now: Instant,
): Promise<'withdrawn' | 'not-registered' | 'too-late-to-withdraw'> {
  // The same members and lengths as an entry has.
  const random = () => randomBytes(32).toString('hex')
  const body = {
    spec: target.spec,
    nonce: random(),
    withdrawn: handleOf(deps.keys, target.number, agency).toString('hex'),
  }
  const fact = prepareSealed(deps, {
    kind: factKind,
    article: art('111', '25.2'),
    body,
    actor: 'agency',
    at: now,
  })
  const { rows } = await sql<{ outcome: 'withdrawn' | 'not-registered' | 'too-late-to-withdraw' }>`
    select outcome from withdraw_sealed(${target.id}, ${handleOf(deps.keys, target.number, agency)},
      ${planHandleOf(deps.keys, target.number, agency)}, ${factColumns(fact)})`.execute(deps.db)
  return rows[0]!.outcome
}

/** Rows that stand for nobody, a number of them that is written nowhere: who counts rows does not count registrations. */
export async function addDecoys(tx: Tx, deps: Deps, target: Target): Promise<void> {
  for (let n = 3 + randomInt(10); n > 0; n--) {
    const secret = sealSecret(deps.keys, { fact: noFact, salt: randomBytes(32).toString('hex'), declined: 0 })
    const controllers = Array.from({ length: 1 + randomInt(2) }, () => randomBytes(32))
    await sql`
      insert into registration (handle, slot, box, secret, controllers, offer) values (${randomBytes(32)},
        ${slotOf(deps.keys, target.number, randomInt(slots))}, ${Buffer.from(boxOf(target, { decoy: true }))},
        ${Buffer.from(secret)}, ${controllers}::bytea[], ${randomBytes(quoteBoxLength)})`.execute(tx)
    if (asksPlan(offerKindOf(target))) {
      await sql`insert into sealed_plan (handle, slot, box) values (${randomBytes(32)},
        ${slotOf(deps.keys, target.number, randomInt(slots))}, ${randomBytes(planBoxLengths()[0]!)})`.execute(
        tx,
      )
    }
    await sql`insert into registration_controller select unnest(${controllers}::bytea[])`.execute(tx)
  }
}

interface Row {
  box: Buffer
  secret: Buffer
  offer: Buffer
}

const rowsOf = async (tx: Tx, deps: Deps, number: string): Promise<Row[]> =>
  (
    await sql<Row>`
      select box, secret, offer from registration where slot = any(${slotsOf(deps.keys, number)}::bytea[])`.execute(
      tx,
    )
  ).rows

/** A registration after the opening. */
export interface OpenedRegistration {
  agency: string
  leaf: string
  declined: boolean
  offer?: OpenedOffer
  origin?: Origin
}

/** Who registered and with what, once the trustees have opened the boxes; in the order of the leaves, which tells nothing. */
export async function openAll(
  tx: Tx,
  deps: Deps,
  target: Pick<Target, 'id' | 'number' | 'spec' | 'draft'>,
): Promise<OpenedRegistration[]> {
  const found: { agency: string; declined: boolean; fact: string; quote: Buffer; origin?: Origin }[] = []
  const rows = await rowsOf(tx, deps, target.number)
  const boxes = rows.map((row) => row.box)
  const plain = await openAllSealed(tx, deps, target.number, boxes, partyContext(target.spec))
  for (const [i, { secret, offer }] of rows.entries()) {
    const boxed = JSON.parse(Buffer.from(plain[i]!).toString()) as Boxed | { decoy: true }
    if ('decoy' in boxed) continue
    const { agency, declined = false, origin } = boxed
    const { fact } = openSecret(deps.keys, secret)
    found.push({ agency, declined, fact, quote: offer, ...(origin ? { origin } : {}) })
  }
  const facts = await factsById(
    tx,
    deps.keys,
    found.map((f) => f.fact),
  )
  const opened: OpenedRegistration[] = []
  for (const [i, { agency, declined, quote, origin }] of found.entries()) {
    const { leaf, record } = facts[i]!
    const nonce = String(record.body.nonce)
    const offer = declined ? undefined : await openOffer(tx, deps, target, agency, nonce, quote)
    opened.push({
      ...{ agency, leaf, declined },
      ...(offer === undefined ? {} : { offer }),
      ...(origin ? { origin } : {}),
    })
  }
  return opened.sort((a, b) => (a.leaf < b.leaf ? -1 : 1))
}

/** Opens what a registrant sealed. What is not what its logged entry names, or does not open, is unreadable. */
async function openOffer(
  tx: Tx,
  deps: Deps,
  target: Pick<Target, 'number' | 'spec' | 'draft'>,
  agency: string,
  nonce: string,
  quoteBox: Buffer,
): Promise<OpenedOffer | undefined> {
  const kind = offerKindOf(target)
  if (kind === 'none') return undefined
  const planBox = asksPlan(kind) ? await planBoxOf(tx, deps, target.number, agency) : undefined
  if (offerNonce(asksQuote(kind) ? quoteBox : undefined, planBox) !== nonce) return 'unreadable'
  const unsealed = async (box: Uint8Array, context: string) => {
    try {
      return await openSealed(tx, deps, target.number, box, context)
    } catch {
      return undefined
    }
  }
  const quotePlain = asksQuote(kind) ? await unsealed(quoteBox, offerContext(target.spec, agency)) : undefined
  const planPlain = planBox && (await unsealed(planBox, planContext(target.spec, agency)))
  const quote = quotePlain && readQuote(quotePlain)
  const plan = planPlain && readPlan(planPlain)
  if ((asksQuote(kind) && quote === undefined) || (asksPlan(kind) && plan === undefined)) return 'unreadable'
  return { ...(quote === undefined ? {} : { quote }), ...(plan === undefined ? {} : { plan }) }
}

async function planBoxOf(tx: Tx, deps: Deps, number: string, agency: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ box: Buffer }>`
    select box from sealed_plan where handle = ${planHandleOf(deps.keys, number, agency)}`.execute(tx)
  return rows[0]?.box
}

/** The entries of those who take part, as the draw freezes them: their facts and their boxes, which it opens at its end. */
export async function rosterOf(
  tx: Tx,
  deps: Deps,
  number: string,
  leaves: readonly string[],
): Promise<RosterEntry[]> {
  const takesPart = new Set(leaves)
  const rows = (await rowsOf(tx, deps, number)).flatMap(({ box, secret }) => {
    const { fact } = openSecret(deps.keys, secret)
    return fact === noFact ? [] : [{ fact, sealed: box }]
  })
  const facts = await factsById(
    tx,
    deps.keys,
    rows.map((r) => r.fact),
  )
  return rows.filter((_, i) => takesPart.has(facts[i]!.leaf))
}

/** Removes the rows of an announcement whose selection is over or will not be: what is to be kept stands in the state. */
export async function forget(tx: Tx, deps: Deps, number: string): Promise<void> {
  await sql`
    with gone as (
      delete from registration where slot = any(${slotsOf(deps.keys, number)}::bytea[]) returning controllers)
    delete from registration_controller where digest in (select unnest(controllers) from gone)`.execute(tx)
  await sql`delete from sealed_plan where slot = any(${slotsOf(deps.keys, number)}::bytea[])`.execute(tx)
}
