import { join } from 'node:path'
import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import { instant } from '../src/calendar/index.ts'
import { admissionStories } from '../src/demo/admissions.ts'
import { freezeClock } from '../src/demo/clock.ts'
import { castPeople } from '../src/demo/people.ts'
import { type Course, type Plan, plans } from '../src/demo/plans.ts'
import { procurementStories } from '../src/demo/procurements.ts'
import { type Scene, sceneOf } from '../src/demo/scene.ts'
import { play, type Stage } from '../src/demo/stage.ts'
import { type Market, openMarket } from '../src/market.ts'
import { type Visitor, visitorOf } from './app.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export { renderPaper } from '../src/demo/paper.ts'

/** A whole market in this process, as `npm start` wires it in demonstration mode; nothing listens, nothing ticks. */
export interface TestMarket extends Market {
  database: TestDatabase
  visitor(): Visitor
  /** The person of an account, signed in by the demonstration's one click. */
  as(account: string): Promise<Visitor>
  /** Stops the market's clock. */
  setClock(at: string): Promise<void>
}

/** The moment at which a test comes in. */
const curtain = instant('2026-09-28T16:20')

/** The five agencies of one trade, and those that did not come in: one refused, two waiting, one drafting. */
const applicants = [3, 11, 19, 27, 35, 37, 38, 39, 41]

/** A procurement in every state, all for the trade of those five. */
const procurements: [course: Course, on: string, changes?: Partial<Plan>][] = [
  ['drafting', '2026-09-25'],
  ['checking', '2026-09-24'],
  ['supplementing', '2026-09-24'],
  ['straight', '2026-09-21', { deadlineDay: 6 }],
  ['straight', '2026-09-17', { owner: 1 }],
  ['straight', '2026-09-04', { registrants: 2 }],
  ['cancelled', '2026-09-04'],
  ['voided', '2026-09-04'],
  ['silent', '2026-09-10'],
  ['straight', '2026-09-10', { owner: 1 }],
  ['straight', '2026-09-04', { serves: 9 }],
  ['straight', '2026-09-04', { serves: 2 }],
  ['straight', '2026-09-04', { serves: 1, owner: 1 }],
  ['straight', '2026-08-10', { stars: 9 }],
]

/**
 * Opens a market on a database of the test's own and lets its people play until 28 September 2026, 16:20: an application
 * and a procurement in every state, in some seconds. Without `told` it is empty but for the people.
 */
export async function openTestMarket({
  told = true,
  also = () => [],
  applying = [],
  log = pino({ level: 'silent' }),
}: {
  told?: boolean
  /** More stories of the demonstration, and who comes in for them: places in the cast. */
  also?: (scene: Scene) => readonly ((stage: Stage) => Promise<void>)[]
  applying?: readonly number[]
  log?: Logger
} = {}): Promise<TestMarket> {
  const database = await testDatabase()
  await database.asOwner(`insert into installation (key, value) values ('history', 'test')`)
  const environment = {
    ...({ mode: 'demonstration', databaseUrl: database.url, data: database.folder, work: 'both' } as const),
    ...({ keys: join(database.folder, 'keys'), port: 0, host: '127.0.0.1', history: 'short' } as const),
    publicUrl: 'http://localhost:8080',
  }
  const market = await openMarket(environment, log, () => {})
  const { db } = market.deps
  await freezeClock(db, told ? instant('2026-06-15T09:00') : curtain)
  const cast = await castPeople(market)
  if (told) {
    const scene = await sceneOf(market, cast)
    const admissions = admissionStories(scene).filter((_, n) => [...applicants, ...applying].includes(n))
    const chosen = procurements.map(([course, on, changes], i) => ({
      ...{ ...plans[3]!, n: 100 + i, course, on, owner: 0, deadlineDay: 5, registrants: 4, ...changes },
    }))
    await play(market, [...admissions, ...procurementStories(scene, chosen), ...also(scene)], curtain)
  }
  let address = 0
  const visitor = () => visitorOf(market.app, () => `10.1.${(address >> 8) & 255}.${address++ & 255}`)
  return {
    ...market,
    database,
    visitor,
    async as(account) {
      const person = visitor()
      const { status, body } = await person.raw({
        ...{ method: 'POST', url: '/api/demo/sign-in', payload: { account } },
      })
      if (status !== 200) throw new Error(`${account}: ${JSON.stringify(body)}`)
      return person
    },
    setClock: (at) => freezeClock(db, instant(at)),
    async close() {
      await market.close()
      await database.close()
    },
  }
}

/** Ids of a module's subjects by status, `procurement` → `open` → ids. */
export async function subjectsOf(market: TestMarket, table: 'admission' | 'procurement' | 'engagement') {
  const { rows } = await sql<{ id: string; status: string }>`
    select id, state ->> 'status' as status from ${sql.table(table)} order by id`.execute(market.deps.db)
  return Map.groupBy(rows, (row) => row.status)
}
