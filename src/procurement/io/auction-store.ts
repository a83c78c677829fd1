import { sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Db, Keys, SubjectStore, Tx } from '../../platform/deps.ts'
import type { Auction } from '../auction-state.ts'

/* The SQL of the descending auction (migrations/0034.sql). */

interface Row {
  state: Auction
  version: number
}

const read = async (db: Tx | Db, id: string): Promise<Row | undefined> =>
  (await sql<Row>`select state, version from auction where id = ${id}`.execute(db)).rows[0]

async function save(tx: Tx, id: string, a: Auction, version: number): Promise<void> {
  await sql`insert into auction (id, version, state, status)
    values (${id}, ${version}, ${JSON.stringify(a)}::jsonb, ${a.status})
    on conflict (id) do update set version = excluded.version, state = excluded.state, status = excluded.status`.execute(
    tx,
  )
}

/** As `act` and the tick use it. */
export const auctionStore: SubjectStore<Auction> = {
  lock: async (tx, id) =>
    (await sql<Row>`select state, version from auction where id = ${id} for update`.execute(tx)).rows[0],
  read,
  save,
}

/** A bid that was taken. */
export interface TakenBid {
  seq: number
  bidder: number
  amount: number
  at: Instant
  /** hex */
  leaf: string
}

/** What deciding bids needs, read under the auction's lock. */
export interface Locked extends Row {
  at: Instant
  /** Bids with one of the nonces asked for. */
  known: (TakenBid & { nonce: string })[]
  limits: { bidder: number; order: number; sealed: string }[]
}

/** Takes the auction for the transaction. @param nonces hex */
export async function lockForBids(
  tx: Tx,
  id: string,
  nonces: readonly string[],
): Promise<Locked | undefined> {
  const { rows } = await sql<Locked>`
    select * from auction_lock(${id}, ${nonces.map((n) => Buffer.from(n, 'hex'))}::bytea[])`.execute(tx)
  return rows[0]?.state ? rows[0] : undefined
}

/** Stores what a batch of bids has come to: the state and the bids, in one statement. */
export async function saveBids(
  tx: Tx,
  id: string,
  a: Auction,
  version: number,
  bids: readonly (TakenBid & { nonce?: string })[],
): Promise<void> {
  await sql`
    with saved as (
      update auction set version = ${version}, state = ${JSON.stringify(a)}::jsonb, status = ${a.status} where id = ${id})
    insert into auction_bid (auction, seq, bidder, amount, at, leaf, nonce)
    select ${id}, seq, bidder, amount, at, decode(leaf, 'hex'), decode(nonce, 'hex')
    from jsonb_to_recordset(${JSON.stringify(bids)}::jsonb)
      as b (seq int, bidder int, amount bigint, at timestamptz, leaf text, nonce text)`.execute(tx)
}

export async function saveLimit(tx: Tx, id: string, bidder: number, sealed: Uint8Array): Promise<void> {
  await sql`insert into auction_limit (auction, bidder, sealed) values (${id}, ${bidder}, ${Buffer.from(sealed)})
    on conflict (auction, bidder) do update set sealed = excluded.sealed`.execute(tx)
}

export async function dropLimit(tx: Tx, id: string, bidder: number): Promise<void> {
  await sql`delete from auction_limit where auction = ${id} and bidder = ${bidder}`.execute(tx)
}

/** No floor outlives the bidding. */
export async function dropLimits(tx: Tx, id: string): Promise<void> {
  await sql`delete from auction_limit where auction = ${id}`.execute(tx)
}

export async function hasLimit(db: Tx | Db, id: string, bidder: number): Promise<boolean> {
  const { rows } =
    await sql`select 1 from auction_limit where auction = ${id} and bidder = ${bidder}`.execute(db)
  return rows.length > 0
}

/** A party's own bids, first one first; the system bid those without a nonce. */
export const bidsOf = async (db: Tx | Db, id: string, bidder: number) =>
  (
    await sql<TakenBid & { byProxy: boolean }>`
      select seq, bidder, amount, at, encode(leaf, 'hex') as leaf, nonce is null as "byProxy"
      from auction_bid where auction = ${id} and bidder = ${bidder} order by seq`.execute(db)
  ).rows

const handleOf = (keys: Keys, id: string, agency: string): Buffer =>
  Buffer.from(keys.digest('auction party', id, agency), 'hex')

/**
 * Gives out the numbers. In the order of the keyed digests: neither the order of registration nor that of the names,
 * and nobody without the key can tell who has which.
 * @returns the leaves by number
 */
export async function enterParties(
  tx: Tx,
  keys: Keys,
  id: string,
  parties: readonly { agency: string; leaf: string }[],
): Promise<string[]> {
  const rows = parties
    .map(({ agency, leaf }) => ({ handle: handleOf(keys, id, agency), leaf }))
    .sort((a, b) => Buffer.compare(a.handle, b.handle))
  await sql`
    insert into auction_party (auction, number, handle, leaf)
    select ${id}, number, handle, leaf from unnest(${rows.map((r) => r.handle)}::bytea[], ${rows.map((r) => r.leaf)}::text[])
      with ordinality as p (handle, leaf, number)`.execute(tx)
  return rows.map((r) => r.leaf)
}

/** The leaves of the parties by number. */
export const leavesOf = async (db: Tx | Db, id: string): Promise<string[]> =>
  (
    await sql<{ leaf: string }>`select leaf from auction_party where auction = ${id} order by number`.execute(
      db,
    )
  ).rows.map((r) => r.leaf)

/** An agency's number; undefined when it takes no part. */
export async function numberOf(
  db: Tx | Db,
  keys: Keys,
  id: string,
  agency: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    select number from auction_party where auction = ${id} and handle = ${handleOf(keys, id, agency)}`.execute(
    db,
  )
  return rows[0]?.number
}

export async function saveAudit(tx: Tx, id: string, digest: string, text: string): Promise<void> {
  await sql`insert into auction_audit (auction, digest, text, at) values (${id}, ${digest}, ${text}, market_now())
    on conflict (auction) do nothing`.execute(tx)
}

export const auditOf = async (db: Tx | Db, id: string) =>
  (
    await sql<{
      digest: string
      text: string
    }>`select digest, text from auction_audit where auction = ${id}`.execute(db)
  ).rows[0]

/** The auctions that run or will begin, soonest end first, then those that are over, latest first. */
export const latest = async (db: Tx | Db) =>
  (
    await sql<{ id: string; state: Auction }>`
      select id, state from auction
      order by status <> 'bidding', case when status = 'bidding' then state ->> 'endsAt' end, state ->> 'endsAt' desc, id
      limit 100`.execute(db)
  ).rows
