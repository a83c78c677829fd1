import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { act, contextOf, writeClocks } from './act.ts'
import type { Deps, Subject } from './deps.ts'

/** A command that ran by itself because it was due. */
export interface Fired {
  subject: string
  id: string
  action: string
  due: Instant
  title: string
}

// biome-ignore lint/suspicious/noExplicitAny: the tick runs subjects of every state and command.
export type AnySubject = Subject<any, any>

/**
 * Runs what is due: the system's own commands whose hour has come by the database's clock, earliest first, each in its
 * own transaction. Found by asking the clock table, not by a timer: a process that was down catches up at once, and two
 * processes may tick together, since the row lock lets only one of them find the command available.
 * One command that fails does not hold up those behind it; the first failure is thrown after all have been tried, and
 * what failed is still due.
 * @param most how many at the most, so that a caller can look after other things in between
 */
export async function fireDue(
  deps: Deps,
  subjects: ReadonlyMap<string, AnySubject>,
  most = 1000,
): Promise<Fired[]> {
  // The time in a subquery: compared directly, a volatile function is asked for every row and keeps the index out of use
  // (a million open clocks: 185 ms instead of 0.15).
  const { rows } = await sql<Fired>`
    select subject, id, action, due, title from clock
    where who = 'system' and due <= (select market_now()) order by due, subject, id limit ${most}`.execute(
    deps.db,
  )
  const fired: Fired[] = []
  const failures: unknown[] = []
  for (const row of rows) {
    try {
      if (await fire(deps, subjects, row)) fired.push(row)
    } catch (error) {
      failures.push(new Error(`${row.subject}/${row.id}: ${row.action} failed`, { cause: error }))
    }
  }
  if (failures.length > 0) throw failures[0]
  return fired
}

function fire(deps: Deps, subjects: ReadonlyMap<string, AnySubject>, row: Fired): Promise<boolean> {
  const subject = subjects.get(row.subject)
  if (!subject) throw new Error(`a clock names an unknown subject: ${row.subject}`)
  return deps.db.transaction().execute(async (tx) => {
    const outcome = await act(tx, deps, subject, row.id, { kind: row.action }, { kind: 'system' })
    if (outcome.ok) return true
    // Another process was faster, or the state moved on: derive the clocks anew so that this one does not stay due.
    const found = await subject.store.lock(tx, row.id)
    const ctx = found && (await contextOf(tx, deps, subject, found.state, undefined, { kind: 'system' }))
    const left = found && ctx ? subject.workflow.deadlines(found.state, ctx) : []
    await writeClocks(tx, row.subject, row.id, row.title, left, await deps.now(tx))
    return false
  })
}

/** Ticks every second until stopped; a tick that takes longer is waited for, and one that fails is told and repeated. */
export function startTicking(
  deps: Deps,
  subjects: ReadonlyMap<string, AnySubject>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      await fireDue(deps, subjects).catch(onError)
      await setTimeout(1000, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** The next clock of anyone that is not yet due, for the demo bar and the calendar. */
export async function nextClock(deps: Deps): Promise<Fired | undefined> {
  const { rows } = await sql<Fired>`
    select subject, id, action, due, title from clock where due > (select market_now()) order by due limit 1`.execute(
    deps.db,
  )
  return rows[0]
}

/**
 * Derives every open clock anew when what it was derived with has changed: a new year's schedule has arrived with a new
 * version of the calendar, or a settings document has.
 * @param fingerprint of the calendar; the clocks are left alone while it is the one they were derived with
 * @returns how many subjects were derived anew
 */
export async function rederiveClocks(
  deps: Deps,
  subjects: ReadonlyMap<string, AnySubject>,
  fingerprint: string,
): Promise<number> {
  const { rows: known } =
    await sql`select 1 from installation where key = 'calendar' and value = ${fingerprint}`.execute(deps.db)
  if (known.length > 0) return 0
  const { rows } = await sql<{ subject: string; id: string; title: string }>`
    select distinct subject, id, title from clock`.execute(deps.db)
  for (const { subject: name, id, title } of rows) {
    await deps.db.transaction().execute(async (tx) => {
      const subject = subjects.get(name)
      const found = await subject?.store.lock(tx, id)
      if (!subject || !found) return
      const ctx = await contextOf(tx, deps, subject, found.state, undefined, { kind: 'system' })
      await writeClocks(tx, name, id, title, subject.workflow.deadlines(found.state, ctx), ctx.now)
    })
  }
  await sql`insert into installation (key, value) values ('calendar', ${fingerprint})
    on conflict (key) do update set value = excluded.value`.execute(deps.db)
  return rows.length
}
