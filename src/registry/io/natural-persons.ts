import { sql } from 'kysely'
import type { Keys, Tx } from '../../platform/deps.ts'
import { maskIdentity } from '../index.ts'

const purpose = 'registry/natural-person'
const digestOf = (keys: Keys, number: string) => keys.digest('registry/identity', number)

/** Keeps the number of a natural person who is an owner (111/2.2): sealed, with a mask for the screen and a digest for one entry a person. */
export async function keepNaturalPerson(
  tx: Tx,
  keys: Keys,
  organisation: string,
  number: string,
): Promise<void> {
  const identity = Buffer.from(keys.seal(purpose, Buffer.from(number)))
  await sql`insert into natural_person (organisation, identity, masked, digest)
    values (${organisation}, ${identity}, ${maskIdentity(number)}, ${digestOf(keys, number)})`.execute(tx)
}

/** The number of a natural person; undefined for an organisation. */
export async function naturalPersonOf(
  tx: Tx,
  keys: Keys,
  organisation: string,
): Promise<{ identity: string; masked: string } | undefined> {
  const { rows } = await sql<{ identity: Buffer; masked: string }>`
    select identity, masked from natural_person where organisation = ${organisation}`.execute(tx)
  const [row] = rows
  return row && { identity: Buffer.from(keys.open(purpose, row.identity)).toString(), masked: row.masked }
}

export async function maskedIdentity(tx: Tx, organisation: string): Promise<string | undefined> {
  const { rows } = await sql<{ masked: string }>`
    select masked from natural_person where organisation = ${organisation}`.execute(tx)
  return rows[0]?.masked
}

/** Whether somebody is registered under a number already. */
export async function personRegistered(tx: Tx, keys: Keys, number: string): Promise<boolean> {
  const { rows } = await sql`select from natural_person where digest = ${digestOf(keys, number)}`.execute(tx)
  return rows.length > 0
}

/** An entry that has ended leaves the number free for a new one. */
export async function freeNaturalPerson(tx: Tx, organisation: string): Promise<void> {
  await sql`update natural_person set digest = null where organisation = ${organisation}`.execute(tx)
}
