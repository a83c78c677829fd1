import { randomUUID } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Instant, instant } from '../../src/calendar/index.ts'
import {
  type Ceremony,
  type CeremonyTranscript,
  type CurveName,
  ceremonyDigest,
  ceremonyProtocol,
  type Deal,
  hex,
  jointKeys,
  type Member,
  memberKey,
  type Pledge,
  sealingKeyOf,
} from '../../src/draw/index.ts'
import { localTrustees, type Trustees } from '../../src/draw/server.ts'
import {
  type Accepted,
  createTrustee,
  derivedFrom,
  type Trustee,
  type TrusteeAnswer,
  type TrusteeMemory,
} from '../../src/draw/trustee.ts'
import { appendFacts } from '../../src/ledger/server.ts'
import type { Fact } from '../../src/workflow/index.ts'
import type { TestDatabase } from '../database.ts'
import { steadyRandom, trusteeNames } from './draw.ts'

/** A memory that lasts as long as its test; `lines` is its journal. */
export function aMemory(): TrusteeMemory & { lines: Record<string, string>[]; kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const lines: Record<string, string>[] = []
  return {
    kept,
    lines,
    async remember(key, text) {
      if (!kept.has(key)) kept.set(key, text)
      return kept.get(key)!
    },
    recall: async (key) => kept.get(key),
    async note(line) {
      lines.push(line)
    },
  }
}

/** Five trustees in memory, whose clock the test moves. */
export function fiveTrustees(seed: string) {
  const random = steadyRandom(seed)
  const seeds = trusteeNames.map(() => hex(random(32)))
  const members: Member[] = seeds.map((own, i) => ({
    name: trusteeNames[i]!,
    key: memberKey(derivedFrom(own)),
  }))
  const clock = { now: instant('2026-09-24T09:00') as Instant }
  const agreement = { threshold: 3, members }
  const memories = seeds.map(() => aMemory())
  const trustees: Trustee[] = seeds.map((own, i) =>
    createTrustee(
      { name: trusteeNames[i]!, seed: own },
      { memory: memories[i]!, now: async () => clock.now, agreed: async () => agreement },
    ),
  )
  return { seeds, members, trustees, memories, clock }
}

/** The value of an answer, or what was refused as an error. */
export function value<T>(answer: TrusteeAnswer<T>): T {
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value
}

const all = <T>(trustees: readonly Trustee[], ask: (t: Trustee) => Promise<TrusteeAnswer<T>>): Promise<T[]> =>
  Promise.all(trustees.map(async (t) => value(await ask(t))))

/** A ceremony among them, message by message; `spoil` changes what is carried. */
export async function aCeremony(
  { trustees, members }: Pick<ReturnType<typeof fiveTrustees>, 'trustees' | 'members'>,
  curve: CurveName,
  count = 1,
  spoil: { pledges?: (p: Pledge[]) => Pledge[]; deals?: (d: Deal[], c: Ceremony) => Deal[] } = {},
): Promise<{ transcript: CeremonyTranscript; answers: Accepted[]; digest: string }> {
  const ceremony: Ceremony = {
    format: ceremonyProtocol,
    id: `test-${curve}`,
    curve,
    count,
    threshold: 3,
    members,
  }
  const pledges = (spoil.pledges ?? ((p) => p))(await all(trustees, (t) => t.pledge(ceremony)))
  const deals = (spoil.deals ?? ((d) => d))(
    await all(trustees, (t) => t.deal({ ceremony, pledges })),
    ceremony,
  )
  const transcript = { ceremony, pledges, deals }
  return {
    transcript,
    answers: await all(trustees, (t) => t.accept(transcript)),
    digest: ceremonyDigest(ceremony),
  }
}

/** Five trustees who hold a signing key and a sealing key; the shares are read from their memories. */
export async function installedTrustees(seed: string) {
  const five = fiveTrustees(seed)
  const signing = await aCeremony(five, 'bls12-381-g2')
  const sealing = await aCeremony(five, 'ed25519')
  const sharesIn = (digest: string) =>
    five.memories.map((m) => JSON.parse(m.kept.get(`ceremony ${digest}`)!).keys[0].share as string)
  const vector = jointKeys(sealing.transcript)[0]!
  return {
    ...five,
    group: { commitments: jointKeys(signing.transcript)[0]!, shares: sharesIn(signing.digest) },
    sealing: {
      public: sealingKeyOf(vector),
      vector,
      ceremony: sealing.digest,
      shares: sharesIn(sealing.digest),
    },
    transcripts: { signing: signing.transcript, sealing: sealing.transcript },
  }
}

let held: { folder: string; row: Record<string, unknown>; fact: Fact } | undefined

/**
 * The five embedded trustees of a test's own database. Their ceremony takes half a second, so a test file holds it once;
 * later databases get a copy of what it left behind.
 */
export async function quickTrustees({ deps, db, folder, asOwner }: TestDatabase): Promise<Trustees> {
  const at = join(folder, 'trustees')
  if (held) {
    const { row, fact } = held
    cpSync(held.folder, at, { recursive: true })
    await db.transaction().execute(async (tx) => {
      const entry = {
        subject: `ceremony/${randomUUID()}`,
        actor: 'system',
        at: await deps.now(tx),
        facts: [fact],
      }
      const [appended] = await appendFacts(tx, deps, entry)
      const copy = JSON.stringify({ ...row, fact: appended!.id })
      await sql`insert into ceremony select * from jsonb_populate_record(null::ceremony, ${copy}::jsonb)`.execute(
        tx,
      )
    })
    return localTrustees(deps, at)
  }
  const trustees = await localTrustees(deps, at)
  const [row] = (await asOwner('select to_jsonb(c) as row from ceremony c')).rows.map((r) => r.row)
  const [fact] = (await asOwner('select kind, article, visibility, body from fact where id = $1', [row.fact]))
    .rows
  const copy = join(tmpdir(), `xunshi-held-${randomUUID()}`)
  cpSync(at, copy, { recursive: true })
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
  held = { folder: copy, row, fact }
  return trustees
}
