import { sql } from 'kysely'
import { instant } from '../calendar/index.ts'
import type { Market } from '../market.ts'
import { admissionStories } from './admissions.ts'
import { auctionStories } from './auctions.ts'
import { breachStories } from './breaches.ts'
import { certificateStories } from './certificates.ts'
import { freezeClock, runClockFrom, runStoppedClock } from './clock.ts'
import { complaintStories } from './complaints.ts'
import { conflictStories } from './conflicts.ts'
import { consultStories } from './consults.ts'
import { frameworkStories } from './frameworks.ts'
import { importStories } from './imports.ts'
import { itemStories } from './items.ts'
import { castPeople } from './people.ts'
import { procurementStories } from './procurements.ts'
import { sceneOf } from './scene.ts'
import { spotCheckStories } from './spot-checks.ts'
import { play } from './stage.ts'
import { standingStories } from './standings.ts'

/** When the demonstration's past begins, and the moment at which a visitor comes in. */
const beginning = instant('2026-06-15T09:00')
const curtain = instant('2026-09-28T16:20')

/**
 * Fills an empty market with its first months, once, by running the system itself under the demo clock: every person
 * below acts through the same routes as a visitor's browser, and every deadline on the way fires by itself.
 */
export async function tellHistory(
  market: Market,
  length: 'full' | 'short',
  say: (text: string) => void,
): Promise<void> {
  const { db } = market.deps
  const { rows } = await sql`select 1 from installation where key = 'history'`.execute(db)
  if (rows.length > 0) return runStoppedClock(db)
  say('演示数据：按真实流程运行三个月… playing three months of the demonstration')
  const started = performance.now()
  await freezeClock(db, beginning)
  const scene = await sceneOf(market, await castPeople(market))
  let month = ''
  const stories = [
    ...admissionStories(scene),
    ...(length === 'full'
      ? [
          ...procurementStories(scene),
          ...standingStories(scene),
          ...breachStories(scene),
          ...itemStories(scene),
          ...auctionStories(scene),
          ...certificateStories(scene),
          ...conflictStories(scene),
          ...importStories(scene),
          ...complaintStories(scene),
          ...consultStories(scene),
          ...spotCheckStories(scene),
          ...frameworkStories(scene),
        ]
      : []),
  ]
  await play(market, stories, curtain, (at) => {
    if (at.slice(0, 7) === month) return
    month = at.slice(0, 7)
    say(`  ${month} …`)
  })
  await runClockFrom(db, curtain)
  await sql`insert into installation (key, value) values ('history', ${length})`.execute(db)
  say(`演示数据就绪（${((performance.now() - started) / 1000).toFixed(0)} 秒） the demonstration is ready`)
}
