import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { fromEpochMs, type Instant, toEpochMs } from '../../calendar/index.ts'
import { entryBody, type Party } from '../../draw/index.ts'
import {
  announcedDraw,
  fastSuites,
  openAllSealed,
  partyContext,
  type RosterEntry,
  seal,
} from '../../draw/server.ts'
import { art } from '../../gazette/index.ts'
import { signNote } from '../../ledger/index.ts'
import { factsById, type PreparedFact, prepareSealed } from '../../ledger/server.ts'
import type { Db, Deps, Keys, Tx } from '../../platform/deps.ts'
import type { AgencyStanding } from '../../registry/index.ts'
import { type Announced, type Opened, publicationOf } from '../index.ts'
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
}
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
 * @param nonce 32 bytes of the agency's own choosing, hex
 */
export async function register(
  deps: Deps,
  target: Target,
  agency: AgencyStanding,
  nonce: string,
): Promise<RegisterOutcome> {
  let at = presumedNow(deps)
  for (let attempt = 0; ; attempt++) {
    const party = { code: agency.code, name: agency.name, salt: randomBytes(32).toString('hex') }
    const entry = entryBody(target.hash, { spec: target.spec, nonce, party })
    const body = { ...entry } as Record<string, string>
    const fact = prepareSealed(deps, { kind: factKind, article: factArticle, body, actor: 'agency', at })
    const { rows } = await sql<{ outcome: RegisterOutcome['outcome'] | 'clock'; at: Instant }>`
      select outcome, at from register_sealed(${target.id}, ${handleOf(deps.keys, target.number, agency.id)},
        ${slotOf(deps.keys, target.number, randomInt(slots))}, ${Buffer.from(boxOf(target, { ...party, agency: agency.id }))},
        ${Buffer.from(sealSecret(deps.keys, { fact: fact.id, salt: party.salt }))},
        ${controllersOf(deps.keys, target.number, agency)}::bytea[], ${factColumns(fact)})`.execute(deps.db)
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

/** An agency's own registration; undefined when it has none (any more). */
export async function ownRegistration(
  deps: Deps,
  target: Pick<Target, 'id' | 'number'>,
  agency: Pick<AgencyStanding, 'id' | 'code' | 'name'>,
): Promise<RegistrationReceipt | undefined> {
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from registration where handle = ${handleOf(deps.keys, target.number, agency.id)}`.execute(
    deps.db,
  )
  if (!rows[0]) return undefined
  const { fact, salt } = openSecret(deps.keys, rows[0].secret)
  const [found] = await factsById(deps.db, deps.keys, [fact])
  return receiptOf(deps, target, found!, { code: agency.code, name: agency.name, salt })
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
      ${factColumns(fact)})`.execute(deps.db)
  return rows[0]!.outcome
}

/** Rows that stand for nobody, a number of them that is written nowhere: who counts rows does not count registrations. */
export async function addDecoys(tx: Tx, deps: Deps, target: Target): Promise<void> {
  for (let n = 3 + randomInt(10); n > 0; n--) {
    const secret = sealSecret(deps.keys, { fact: noFact, salt: randomBytes(32).toString('hex') })
    const controllers = Array.from({ length: 1 + randomInt(2) }, () => randomBytes(32))
    await sql`
      insert into registration (handle, slot, box, secret, controllers) values (${randomBytes(32)},
        ${slotOf(deps.keys, target.number, randomInt(slots))}, ${Buffer.from(boxOf(target, { decoy: true }))},
        ${Buffer.from(secret)}, ${controllers}::bytea[])`.execute(tx)
    await sql`insert into registration_controller select unnest(${controllers}::bytea[])`.execute(tx)
  }
}

interface Row {
  box: Buffer
  secret: Buffer
}

const rowsOf = async (tx: Tx, deps: Deps, number: string): Promise<Row[]> =>
  (
    await sql<Row>`
      select box, secret from registration where slot = any(${slotsOf(deps.keys, number)}::bytea[])`.execute(
      tx,
    )
  ).rows

/** A registration after the opening. */
export interface OpenedRegistration {
  agency: string
  leaf: string
}

/** Who registered, once the trustees have opened the boxes; in the order of the leaves, which tells nothing. */
export async function openAll(
  tx: Tx,
  deps: Deps,
  target: Pick<Target, 'id' | 'number' | 'spec'>,
): Promise<OpenedRegistration[]> {
  const opened: { agency: string; fact: string }[] = []
  const rows = await rowsOf(tx, deps, target.number)
  const boxes = rows.map((row) => row.box)
  const plain = await openAllSealed(tx, deps, target.number, boxes, partyContext(target.spec))
  for (const [i, { secret }] of rows.entries()) {
    const boxed = JSON.parse(Buffer.from(plain[i]!).toString()) as Boxed | { decoy: true }
    if (!('decoy' in boxed)) opened.push({ agency: boxed.agency, fact: openSecret(deps.keys, secret).fact })
  }
  const facts = await factsById(
    tx,
    deps.keys,
    opened.map((o) => o.fact),
  )
  return opened
    .map(({ agency }, i) => ({ agency, leaf: facts[i]!.leaf }))
    .sort((a, b) => (a.leaf < b.leaf ? -1 : 1))
}

/** The entries of those who take part, as the draw freezes them: their facts and their boxes, which it opens at its end. */
export async function rosterOf(tx: Tx, deps: Deps, number: string, opened: Opened): Promise<RosterEntry[]> {
  const takesPart = new Set(opened.entrants.map((e) => e.leaf))
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
}
