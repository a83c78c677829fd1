import { randomBytes, randomUUID } from 'node:crypto'
import { instant } from '../../src/calendar/index.ts'
import { entryBody, hex, type Party } from '../../src/draw/index.ts'
import {
  type Announced,
  announceDraw,
  type DrawOptions,
  fastSuites,
  installDraw,
  type RosterEntry,
  sealParty,
} from '../../src/draw/server.ts'
import { art } from '../../src/gazette/index.ts'
import { appendFacts } from '../../src/ledger/server.ts'
import type { Tx } from '../../src/platform/deps.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { quickTrustees } from './trustees.ts'

/** When the draws of these tests are announced and close. */
export const announcedAt = instant('2026-09-24T09:00')
export const closesAt = instant('2026-09-28T17:00')

export interface DrawTest extends TestDatabase {
  inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  options: DrawOptions
}

/** A database with the draw installed and its jobs ready to be drained. */
export async function drawDatabase(
  change: (options: DrawOptions) => DrawOptions = (o) => o,
): Promise<DrawTest> {
  const database = await testDatabase({ at: announcedAt })
  const trustees = await quickTrustees(database)
  const options = change({ trustees })
  installDraw(database.deps, options)
  await database.deps.jobs.start()
  return { ...database, options, inTx: (work) => database.db.transaction().execute(work) }
}

/** Announces a draw with an id of its own. */
export const announce = (test: DrawTest, id: string, purpose = 'random-selection'): Promise<Announced> =>
  test.inTx((tx) =>
    announceDraw(tx, test.deps, {
      ...{
        id,
        purpose,
        article: art('111', '22.1.1'),
        subject: `procurement/${id}`,
        title: '水土保持方案编制',
      },
      deadline: closesAt,
    }),
  )

/** Enters n parties, each as a registration does: a sealed fact that says nothing, and the party sealed beside it. */
export async function enter(test: DrawTest, announced: Announced, n: number): Promise<RosterEntry[]> {
  const entries: RosterEntry[] = []
  for (let i = 0; i < n; i++) {
    const party: Party = {
      code: `CODE-${i}`,
      name: `演示机构${i}`,
      salt: hex(new Uint8Array(randomBytes(32))),
    }
    const nonce = hex(new Uint8Array(randomBytes(32)))
    const body = { ...entryBody(fastSuites.sha256, { spec: announced.hash, nonce, party }) }
    const [fact] = await test.inTx(async (tx) =>
      appendFacts(tx, test.deps, {
        ...{ subject: `sealed/${randomUUID()}`, actor: 'public', at: await test.deps.now(tx) },
        facts: [{ kind: 'procurement.registered', article: art('111', '23.2'), visibility: 'sealed', body }],
      }),
    )
    entries.push({ fact: fact!.id, sealed: sealParty(announced, party) })
  }
  return entries
}
