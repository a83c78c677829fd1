import { sql } from 'kysely'
import { addDays, dateOf, type Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Market } from '../market.ts'
import { type Fired, nextClock } from '../platform/clockwork.ts'
import { Refused } from '../platform/http.ts'
import { refuse } from '../workflow/index.ts'
import { freezeClock, runClockFrom } from './clock.ts'

/** How the demo bar moves the market's time. */
export type Advance = 'next-deadline' | 'working-day' | { to: Instant }

/**
 * Moves the market's time forward; everything that falls due on the way happens, in order, each at its own moment.
 * Never backwards: what has happened has happened.
 * @returns what ran by itself on the way
 */
export async function advance(market: Market, how: Advance): Promise<Fired[]> {
  const { deps } = market
  const now = await deps.now(deps.db as never)
  const target = await targetOf(market, how, now)
  if (target < now)
    throw new Refused(refuse('time-runs-forward', art('111', '28'), { now, given: target }, 'to'))
  await freezeClock(deps.db, now)
  const fired = await travel(market, target)
  await runClockFrom(deps.db, target)
  return fired
}

/** The journey itself, with the clock frozen at each stop; the clock is left frozen at `target`. */
export async function travel(market: Market, target: Instant): Promise<Fired[]> {
  const fired: Fired[] = []
  for (;;) {
    fired.push(...(await market.settle()))
    const next = await nextSystemClock(market)
    if (next === undefined || next > target) break
    await freezeClock(market.deps.db, next)
  }
  await freezeClock(market.deps.db, target)
  fired.push(...(await market.settle()))
  return fired
}

async function nextSystemClock(market: Market): Promise<Instant | undefined> {
  const { rows } = await sql<{ due: Instant }>`
    select due from clock where who = 'system' and due > (select market_now()) order by due limit 1`.execute(
    market.deps.db,
  )
  return rows[0]?.due
}

async function targetOf(market: Market, how: Advance, now: Instant): Promise<Instant> {
  if (how === 'next-deadline') return (await nextClock(market.deps))?.due ?? now
  if (how === 'working-day') {
    let day = addDays(dateOf(now), 1)
    while (!market.deps.calendar.isWorkingDay(day)) day = addDays(day, 1)
    return `${day}${now.slice(10)}` as Instant
  }
  return how.to
}
