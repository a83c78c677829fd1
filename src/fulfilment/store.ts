import { sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { SubjectStore, Tx } from '../platform/deps.ts'
import { paidOf } from './payments.ts'
import type { Engagement, EngagementStatus, RatedParty, Rating } from './state.ts'

type Tables = {
  engagement: {
    id: string
    procurement: string
    owner: string
    agency: string
    operator: string
    region: string
    title: string
    status: EngagementStatus
    state: Engagement
    version: number
    changed_at: Instant
    finance: string | null
    fee: number | null
    paid: number
  }
  rating: {
    engagement: string
    of: RatedParty
    subject: string
    subject_name: string
    rater: string | null
    rater_name: string | null
    title: string
    stars: number
    comment: string | null
    by_default: boolean
    weight_permille: number
    at: Instant
  }
}

const t = (tx: Tx) => tx.withTables<Tables>()

/** The engagement's row; its columns repeat what lists are filtered by. The id is the procurement's or the call-off's. */
export const engagementStore: SubjectStore<Engagement> = {
  lock: (tx, id) =>
    t(tx)
      .selectFrom('engagement')
      .select(['state', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  read: (tx, id) =>
    t(tx).selectFrom('engagement').select(['state', 'version']).where('id', '=', id).executeTakeFirst(),
  async save(tx, id, state, version) {
    const { procurement, region, title, owner, agency, operator } = state.award
    const row = {
      ...{ status: state.status, state: JSON.stringify(state) as unknown as Engagement, version },
      ...{ finance: state.award.finance?.id ?? null },
      ...{ fee: state.contracts.at(-1)?.fee ?? null, paid: paidOf(state) },
    }
    if (version > 1) {
      const changed_at = sql<Instant>`market_now()`
      await t(tx)
        .updateTable('engagement')
        .set({ ...row, changed_at })
        .where('id', '=', id)
        .execute()
      return
    }
    const parties = { owner: owner.id, agency: agency.id, operator: operator.id }
    await t(tx)
      .insertInto('engagement')
      .values({ id, procurement, region, title, ...parties, ...row, changed_at: sql<Instant>`market_now()` })
      .execute()
  },
}

/** A row of a list of engagements. */
export interface EngagementRow {
  id: string
  state: Engagement
  version: number
  changedAt: Instant
}

/** Whose engagements: a party's own, or everything in a list of regions for the bodies that watch over them. */
export type Scope = { party: 'owner' | 'agency' | 'operator'; id: string } | { regions: readonly string[] }

/** A page of engagements, changed last first, and how many there are in all. */
export async function page(
  tx: Tx,
  scope: Scope,
  { status, offset, limit }: { status?: EngagementStatus; offset: number; limit: number },
): Promise<{ items: EngagementRow[]; total: number }> {
  const mine = t(tx)
    .selectFrom('engagement')
    .where((eb) =>
      'party' in scope ? eb(scope.party, '=', scope.id) : eb('region', 'in', [...scope.regions]),
    )
    .$if(status !== undefined, (q) => q.where('status', '=', status!))
  const items = await mine
    .select(['id', 'state', 'version', 'changed_at as changedAt'])
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await mine.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { items, total }
}

/** Contracts whose fee is open, overdue or paid. */
export type PaymentFilter = 'overdue' | 'open' | 'paid'

/** A contract and how far it is paid. */
export interface PaymentRow {
  id: string
  title: string
  owner: string
  agency: string
  /** 分 */
  fee: number
  paid: number
  finance: boolean
  /** When the next instalment is due; null where none is. */
  due: Instant | null
}

/** A page of contracts with their payments, what is due first on top; and the sums over all that match. */
export async function paymentsPage(
  tx: Tx,
  scope: Scope | { finance: string },
  { filter, now, offset, limit }: { filter?: PaymentFilter; now: Instant; offset: number; limit: number },
): Promise<{ items: PaymentRow[]; total: number; fee: number; paid: number; overdue: number }> {
  const mine =
    'party' in scope
      ? sql`e.${sql.ref(scope.party)} = ${scope.id}`
      : 'finance' in scope
        ? sql`e.finance = ${scope.finance}`
        : sql`e.region = any(${[...scope.regions]})`
  const state = {
    overdue: sql`c.due <= ${now}`,
    open: sql`e.paid < e.fee`,
    paid: sql`e.paid = e.fee`,
    all: sql`true`,
  }[filter ?? 'all']
  const from = sql`from engagement e left join lateral (
      select min(due) as due from clock
      where subject = 'engagement' and id = e.id and action = 'record-payment') c on true
    where e.fee is not null and ${mine} and ${state}`
  const { rows } = await sql<PaymentRow>`
    select e.id, e.title, e.state -> 'award' -> 'owner' ->> 'name' as owner,
      e.state -> 'award' -> 'agency' ->> 'name' as agency, e.fee, e.paid, e.finance is not null as finance,
      c.due ${from} order by c.due nulls last, e.changed_at desc, e.id limit ${limit} offset ${offset}`.execute(
    tx,
  )
  const sums = await sql<{ total: number; fee: number; paid: number; overdue: number }>`
    select count(*) as total, coalesce(sum(e.fee), 0)::bigint as fee, coalesce(sum(e.paid), 0)::bigint as paid,
      count(*) filter (where c.due <= ${now}) as overdue ${from}`.execute(tx)
  return { items: rows, ...sums.rows[0]! }
}

/** Keeps a rating where everybody can read it (38: 评价结果对外公示). */
export async function insertRating(tx: Tx, engagement: string, e: Engagement, rating: Rating): Promise<void> {
  const { award } = e
  const rated = award[rating.of]
  const rater = rating.byDefault ? undefined : rating.of === 'agency' ? award.owner : award.agency
  await t(tx)
    .insertInto('rating')
    .values({
      ...{ engagement, of: rating.of, subject: rated.id, subject_name: rated.name, title: award.title },
      ...{ rater: rater?.id ?? null, rater_name: rater?.name ?? null, comment: rating.comment ?? null },
      ...{
        stars: rating.stars,
        by_default: rating.byDefault,
        weight_permille: rating.weightPermille,
        at: rating.at,
      },
    })
    .execute()
}

/** A rating as the public sees it. */
export interface PublicRating {
  engagement: string
  of: RatedParty
  subjectName: string
  raterName: string | null
  title: string
  stars: number
  comment: string | null
  byDefault: boolean
  weightPermille: number
  at: Instant
}

const publicColumns = [
  'engagement',
  'of',
  'subject_name as subjectName',
  'rater_name as raterName',
  'title',
  'stars',
  'comment',
  'by_default as byDefault',
  'weight_permille as weightPermille',
  'at',
] as const

export const ratingsOfEngagement = (tx: Tx, engagement: string): Promise<PublicRating[]> =>
  t(tx)
    .selectFrom('rating')
    .select(publicColumns)
    .where('engagement', '=', engagement)
    .orderBy('at')
    .orderBy('of')
    .execute()

export const ratingsOfSubject = (tx: Tx, subject: string, limit: number): Promise<PublicRating[]> =>
  t(tx)
    .selectFrom('rating')
    .select(publicColumns)
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()

/** Number of ratings, of those by default, and the weighted mean in thousandths of a star; null without weight. */
export async function ratingSummary(
  tx: Tx,
  subject: string,
): Promise<{ count: number; defaults: number; meanMilli: number | null }> {
  const { rows } = await sql<{ count: number; defaults: number; meanMilli: number | null }>`
    select count(*) as count, count(*) filter (where by_default) as defaults,
      round(1000.0 * sum(stars * weight_permille) / nullif(sum(weight_permille), 0))::int as "meanMilli"
    from rating where subject = ${subject}`.execute(tx)
  return rows[0]!
}

/** The engagements that a procurement led to, in the order of their ids. */
export async function engagementsOf(tx: Tx, procurement: string): Promise<string[]> {
  const found = t(tx).selectFrom('engagement').select('id').where('procurement', '=', procurement)
  return (await found.orderBy('id').execute()).map((e) => e.id)
}

/** The engagements of an agency, oldest first. */
export async function idsOfAgency(tx: Tx, agency: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from engagement where agency = ${agency} order by changed_at, id`.execute(tx)
  return rows.map((r) => r.id)
}

/** The engagements that an operator looks after, up to their end. */
export async function openAt(tx: Tx, operator: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from engagement where operator = ${operator} and status not in ('closed', 'ended')
    order by changed_at, id`.execute(tx)
  return rows
}

/** The engagements of an owner that are under way or not paid in full. */
export async function openOf(tx: Tx, owner: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from engagement
    where owner = ${owner} and (status not in ('closed', 'ended') or (status = 'closed' and paid < fee))
    order by changed_at, id`.execute(tx)
  return rows
}

/** A service that was accepted, as the agency's public page shows it (33.1). */
export interface Work {
  id: string
  title: string
  owner: string
  serviceType: string
  /** 分 */
  fee: number
  days: number
  completedAt: Instant
  stars: number | null
}

/** What an agency has done and is doing, and what its contracts came to by service type (33.1: 历史业绩、收费信息). */
export async function worksOf(
  tx: Tx,
  agency: string,
  limit: number,
): Promise<{
  running: number
  completed: number
  items: Work[]
  fees: { serviceType: string; contracts: number; low: number; high: number }[]
}> {
  const done = sql`e.agency = ${agency} and e.status in ('completed', 'closed') and e.fee is not null`
  const items = await sql<Work>`
    select e.id, e.title, e.state #>> '{award,owner,name}' as owner, e.state #>> '{award,serviceType}' as "serviceType",
      e.fee, (e.state #>> '{contracts,-1,days}')::int as days, e.state ->> 'completedAt' as "completedAt", r.stars
    from engagement e left join rating r on r.engagement = e.id and r.of = 'agency'
    where ${done} order by e.state ->> 'completedAt' desc, e.id limit ${limit}`.execute(tx)
  const counts = await sql<{ running: number; completed: number }>`
    select count(*) filter (where e.status in ('contracted', 'delivered')) as running,
      count(*) filter (where ${done}) as completed
    from engagement e where e.agency = ${agency}`.execute(tx)
  const fees = await sql<{ serviceType: string; contracts: number; low: number; high: number }>`
    select e.state #>> '{award,serviceType}' as "serviceType", count(*) as contracts, min(e.fee) as low,
      max(e.fee) as high
    from engagement e where e.agency = ${agency} and e.fee is not null and e.status <> 'ended'
    group by 1 order by 1`.execute(tx)
  return { ...counts.rows[0]!, items: items.rows, fees: fees.rows }
}

/** Engagements of fiscal money that have missed a clock, or paid more than was announced. */
export async function withOwnerFindings(tx: Tx): Promise<{ id: string; state: Engagement }[]> {
  const { rows } = await sql<{ id: string; state: Engagement }>`
    select id, state from engagement where state #>> '{award,money}' = 'fiscal' and
      (state -> 'possibleBreaches' <> '[]'::jsonb or paid > (state #>> '{award,fee}')::bigint) order by id`.execute(
    tx,
  )
  return rows
}
