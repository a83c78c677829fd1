import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dateOf, type Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Actor, type Context, type Deadline, refuse, type Settings } from '../workflow/index.ts'
import type { Deps, Outcome, Subject, Tx } from './deps.ts'

type ClockTables = {
  clock: {
    subject: string
    id: string
    action: string
    article: string
    since: string | null
    due: string | null
    who: string
    title: string
    seq: number
  }
}

export interface ActOptions<S> {
  /** The version that the actor saw; another one in the meantime is refused with the new state. */
  version?: number
  /** Creates the subject with this state when there is none, instead of refusing. */
  create?: S
  now?: Instant
}

/**
 * The one way in which anything changes: lock the row, decide, save, append the facts, rewrite the clocks, react, all
 * in the caller's transaction, with no network call inside. Refusals come back as values and leave no trace.
 */
export async function act<S, C extends { kind: string }>(
  tx: Tx,
  deps: Deps,
  subject: Subject<S, C>,
  id: string,
  command: C,
  actor: Actor,
  options: ActOptions<S> = {},
): Promise<Outcome<S>> {
  const found = await subject.store.lock(tx, id)
  const before = found?.state
  const state = before ?? options.create
  if (state === undefined) return { ok: false, refusal: refuse('unknown-subject', art('111', '28'), { id }) }
  if (found && options.version !== undefined && options.version !== found.version) {
    const refusal = refuse('changed-meanwhile', art('111', '28'), {
      seen: options.version,
      current: found.version,
    })
    return { ok: false, refusal, version: found.version, state }
  }
  const ctx = await contextOf(tx, deps, subject, state, command, actor, options.now)
  const decision = subject.workflow.decide(state, command, ctx)
  if (!decision.ok) return { ok: false, refusal: decision.refusal, version: found?.version, state: before }

  const version = (found?.version ?? 0) + 1
  await subject.store.save(tx, id, decision.state, version)
  const records = await deps.ledger.append(tx, {
    subject: `${subject.name}/${id}`,
    actor: actor.kind === 'system' || actor.kind === 'public' ? actor.kind : actor.organisation,
    at: ctx.now,
    facts: decision.facts,
  })
  await writeClocks(
    tx,
    subject.name,
    id,
    subject.title(decision.state),
    subject.workflow.deadlines(decision.state, ctx),
    ctx.now,
  )
  const facts = decision.facts.map((f, i) => ({ ...f, id: records[i]!.id }))
  await subject.react?.(tx, { id, before, after: decision.state, facts, ctx })
  return { ok: true, id, version, state: decision.state, facts: decision.facts }
}

/** The context in which a rule is asked: the actor, the database's time, the calendar, the settings in force. */
export async function contextOf<S, C extends { kind: string }>(
  tx: Tx,
  deps: Deps,
  subject: Subject<S, C>,
  state: S,
  command: C | undefined,
  actor: Actor,
  at?: Instant,
): Promise<Context> {
  const now = at ?? (await deps.now(tx))
  const extra: Settings = subject.rules ? await subject.rules(tx, state, command, actor) : {}
  const rules = { ...(await deps.settings(tx)), ...extra }
  return { actor, now, today: dateOf(now), calendar: deps.calendar, rules }
}

/**
 * Replaces the clocks of one subject by those that its state has now. A person's clock that is no longer there has been
 * answered, in time or late, and goes to `clock_past`. Where several run under one name, as the instalments of a
 * contract do, as many have been answered as there are fewer: those whose hour no longer stands, the earliest first.
 */
export async function writeClocks(
  tx: Tx,
  subject: string,
  id: string,
  title: string,
  deadlines: readonly Deadline[],
  now: Instant,
): Promise<void> {
  const names = deadlines.map((d) => `${d.action} ${d.who}`)
  const hours = deadlines.map((d) => d.due ?? null)
  await sql`with
      running as (select * from unnest(${names}::text[], ${hours}::timestamptz[]) as r (name, due)),
      gone as (delete from clock where subject = ${subject} and id = ${id} returning *),
      placed as (
        select gone.*,
          row_number() over (partition by action, who order by exists (
            select from running r where r.name = action || ' ' || who and r.due = gone.due), due) as place,
          count(*) over (partition by action, who)
            - (select count(*) from running r where r.name = action || ' ' || who) as answered
        from gone where who <> 'system' and due is not null)
    insert into clock_past (subject, id, action, article, since, due, ended, who)
    select subject, id, action, article, since, due, ${now}::timestamptz, who from placed
    where place <= answered`.execute(tx)
  if (deadlines.length === 0) return
  const rows = deadlines.map((d, seq) => ({
    subject,
    id,
    action: d.action,
    article: d.article as string,
    since: d.since ?? null,
    due: d.due ?? null,
    who: d.who,
    title,
    seq,
  }))
  await tx.withTables<ClockTables>().insertInto('clock').values(rows).execute()
}

/** The next number of a scope, 1 first: announcements of a day, notices of a year. Gapless: it rolls back with its transaction. */
export async function nextNumber(tx: Tx, scope: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    insert into counter (scope, value) values (${scope}, 1)
    on conflict (scope) do update set value = counter.value + 1 returning value`.execute(tx)
  return rows[0]!.value
}

export const newId = (): string => randomUUID()
