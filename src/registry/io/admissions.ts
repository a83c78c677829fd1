import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Keys, SubjectStore, Tx } from '../../platform/deps.ts'
import {
  type Admission,
  type AdmissionForm,
  formOf,
  isFiled,
  mapForms,
  mapIdentities,
  mapPhones,
  maskIdentity,
  maskPhone,
} from '../index.ts'

interface Row {
  state: Admission
  version: number
  identities: Buffer
}

const purpose = 'registry/identities'

/**
 * Keeps applications. Identity numbers and people's phones stay out of the readable state: there they are masked, and the numbers
 * themselves lie beside it, sealed under a key that never enters the database.
 */
export function admissionStore(keys: Keys): SubjectStore<Admission> {
  const open = (row: Row | undefined) => {
    if (!row) return undefined
    const numbers = JSON.parse(Buffer.from(keys.open(purpose, row.identities)).toString()) as string[]
    const next = () => numbers.shift() ?? ''
    const whole = (form: AdmissionForm) => mapPhones(mapIdentities(form, next), next)
    return { state: mapForms(row.state, whole), version: row.version }
  }
  const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>) => {
    const { rows } = await sql<Row>`
      select state, version, identities from admission where id = ${id} ${lock}`.execute(tx)
    return open(rows[0])
  }
  return {
    lock: (tx, id) => find(tx, id, sql`for update`),
    read: (tx, id) => find(tx, id, sql``),
    async save(tx, id, state, version) {
      const numbers: string[] = []
      const kept = (mask: (number: string) => string) => (number: string) => {
        numbers.push(number)
        return mask(number)
      }
      const plain = mapForms(state, (form) =>
        mapPhones(mapIdentities(form, kept(maskIdentity)), kept(maskPhone)),
      )
      const identities = Buffer.from(keys.seal(purpose, Buffer.from(JSON.stringify(numbers))))
      const operator = 'operator' in state ? (state.operator?.id ?? null) : null
      const departments = isFiled(state) ? [...new Set(state.reviews.map((r) => r.department.id))] : []
      const clerk = isFiled(state) ? (state.clerk?.person ?? null) : null
      const row = sql`${JSON.stringify(plain)}::jsonb, ${version}, ${identities}, ${state.status}, ${operator},
        ${departments}::text[], ${clerk}, market_now()`
      await sql`
        insert into admission (id, agency, state, version, identities, status, operator, departments, clerk, changed_at)
        values (${id}, ${state.agency}, ${row})
        on conflict (id) do update set (state, version, identities, status, operator, departments, clerk, changed_at)
          = row(${row})`.execute(tx)
    },
  }
}

/** Another application of the agency that is neither refused nor withdrawn. */
export async function otherOf(tx: Tx, agency: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from admission
    where agency = ${agency} and id <> ${id} and status not in ('refused', 'withdrawn')
      and ended_at is null
    union all select a.organisation from agency a join agency_imported i on i.agency = a.organisation
    where a.organisation = ${agency} and a.status in ('admitted', 'suspended')`.execute(tx)
  return rows[0]?.id
}

export interface AdmissionCard {
  id: string
  agency: string
  name: string
  status: Admission['status']
  operator: string | null
  changedAt: Instant
  /** Ended by an expulsion (111/36). */
  ended: boolean
  /** Who has it in hand: of the operator's people, or of the department's that asks. */
  clerk: string | null
  /** The earliest of its clocks. */
  due: Instant | null
}

/** Who of a department's people has what it must still decide on. */
const clerkOf = (department: string): RawBuilder<string | null> => sql`(
  select r #>> '{clerk,person}' from jsonb_array_elements(admission.state -> 'reviews') r
  where r #>> '{department,id}' = ${department} and not r ? 'decision' limit 1)`

/** The applications that a party may see, those that fall due first on top; its agency alone one never filed. */
export async function list(
  tx: Tx,
  seen: { agency?: string; operator?: string; department?: string },
  filter: { status?: string; clerk?: string; page: number; size: number },
): Promise<{ items: AdmissionCard[]; total: number }> {
  const department = seen.department ?? ''
  const clerk = department === '' ? sql`admission.clerk` : clerkOf(department)
  const where = sql`
    (${seen.agency ?? ''} = '' or agency = ${seen.agency ?? ''})
    and (${seen.operator ?? ''} = '' or operator = ${seen.operator ?? ''})
    and (${seen.department ?? ''} = '' or departments @> array[${seen.department ?? ''}])
    and (${seen.agency !== undefined} or operator is not null)
    and (${filter.status ?? ''} = '' or status = ${filter.status ?? ''})
    and (${filter.clerk ?? ''} = '' or coalesce(${clerk}, 'nobody') = ${filter.clerk ?? ''})`
  const found = await sql<AdmissionCard & { state: Admission }>`
    select id, agency, state, status, operator, changed_at as "changedAt",
      ended_at is not null as ended, (select name from person p where p.id = ${clerk}) as clerk,
      (select min(due) from clock c where c.subject = 'admission' and c.id = admission.id) as due
    from admission where ${where} order by due nulls last, "changedAt" desc, id
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from admission where ${where}`.execute(tx)
  const items = found.rows.map(({ state, ...card }) => ({ ...card, name: formOf(state).subject.name }))
  return { items, total: total.rows[0]?.n ?? 0 }
}

/** The clocks of one application with the names of those who must act. */
export async function clocksOf(
  tx: Tx,
  id: string,
): Promise<
  {
    action: string
    article: string
    since: Instant | null
    due: Instant | null
    who: string
    whoName: string
  }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof clocksOf>>[number]>`
    select c.action, c.article, c.since, c.due, c.who, coalesce(o.name, '') as "whoName"
    from clock c left join organisation o on o.id = c.who
    where c.subject = 'admission' and c.id = ${id} order by c.due nulls last, c.seq`.execute(tx)
  return rows
}

export interface Workload {
  /** Null: in nobody's hands. */
  person: string | null
  name: string | null
  open: number
  late: number
  due: Instant | null
}

/** How many applications each of a body's people has in hand that wait for the body, and how many are late. */
export async function workload(tx: Tx, body: string, kind: 'operator' | 'department'): Promise<Workload[]> {
  const mine =
    kind === 'operator'
      ? sql`admission.operator = ${body}`
      : sql`admission.departments @> array[${body}]::text[]`
  const clerk = kind === 'operator' ? sql`admission.clerk` : clerkOf(body)
  const { rows } = await sql<Workload>`
    with waiting as (
      select ${clerk} as clerk, min(c.due) as due
      from admission join clock c on c.subject = 'admission' and c.id = admission.id
      where ${mine} and c.who = ${body} group by admission.id),
    people as (
      select p.id, p.name from membership m join person p on p.id = m.person where m.organisation = ${body})
    select p.id as person, p.name, count(w.*)::int as open,
      (count(w.*) filter (where w.due <= market_now()))::int as late, min(w.due) as due
    from people p full join waiting w on w.clerk = p.id
    group by p.id, p.name order by p.id is not null, late desc, open desc, p.name, p.id`.execute(tx)
  return rows
}

export interface BodyLoad {
  id: string
  name: string
  kind: string
  region: string
  open: number
  late: number
  due: Instant | null
}

/** What waits at each body, of all applications that are under way: those that are late first (111/7, 8, 16). */
export async function loadByBody(tx: Tx): Promise<BodyLoad[]> {
  const { rows } = await sql<BodyLoad>`
    select o.id, o.name, o.kind, o.region, count(*)::int as open,
      (count(*) filter (where c.due <= market_now()))::int as late, min(c.due) as due
    from clock c join organisation o on o.id = c.who
    where c.subject = 'admission' and o.kind in ('operator', 'department')
    group by o.id, o.name, o.kind, o.region order by late desc, due nulls last, o.id`.execute(tx)
  return rows
}
