import { randomUUID } from 'node:crypto'
import { dateOf, plainDate, startOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { appendFirst } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { messageOf } from '../../platform/messages.ts'
import type { Column } from '../../platform/spreadsheet/index.ts'
import type { Context } from '../../workflow/index.ts'
import {
  formOfRow,
  type HeldQualification,
  type ImportFault,
  type ImportRow,
  type ImportValues,
  importFaults,
  qualification,
  qualificationId,
  routedTo,
} from '../index.ts'
import { serviceItems } from '../store.ts'
import { departmentsOf, nearestBody } from './bodies.ts'
import { importColumns } from './import-sheet.ts'
import * as store from './import-store.ts'
import { identityDigest } from './subject.ts'

export const importJob = 'registry-import'
const purpose = 'registry/import'

/** A row as it waits, sealed: what was given, and what was read of it unless a cell was wrong. */
export interface WaitingRow {
  n: number
  given: Record<string, string>
  values?: ImportValues
}

export const sealRows = (deps: Pick<Deps, 'keys'>, rows: readonly WaitingRow[]): Buffer =>
  Buffer.from(deps.keys.seal(purpose, Buffer.from(JSON.stringify(rows))))

export const openRows = (deps: Pick<Deps, 'keys'>, sealed: Buffer): WaitingRow[] =>
  JSON.parse(Buffer.from(deps.keys.open(purpose, sealed)).toString()) as WaitingRow[]

/** Under which the administrator of an agency is known who comes to register for it. */
export const administratorDigest = (deps: Pick<Deps, 'keys'>, p: { name: string; phone: string }): string =>
  deps.keys.digest('registry/administrator', p.name.trim(), p.phone.trim())

/** As many as one statement takes; the bar on screen moves with each. */
const slice = 250
const mostProblems = 1000

/**
 * Takes the agencies of an import in, all or none (111/8.6, 15-19). Run again after an interruption it begins anew; run
 * after its end it does nothing.
 */
export async function runImport(deps: Deps, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptImport(deps, id)
    } catch (error) {
      // Somebody registered one of these codes or people meanwhile: looked at again, it is a problem of a row.
      if ((error as { code?: string }).code !== '23505' || attempt === 3) throw error
    }
  }
}

async function attemptImport(deps: Deps, id: string): Promise<void> {
  const plain = deps.db as unknown as Tx
  const record = await store.importRecord(plain, id)
  const content = await store.importContent(plain, id)
  if (!record || !content?.rows || record.status === 'done' || record.status === 'refused') return
  const rows = openRows(deps, content.rows)
  const now = await deps.now(plain)
  const today = dateOf(now)
  const items = await serviceItems(plain, { on: today })
  const asked: ImportRow[] = rows.flatMap(({ n, values }) => {
    if (!values) return []
    const identities = [values.agentIdentity, values.adminIdentity].filter((i) => i !== undefined && i !== '')
    const digests = Object.fromEntries(identities.map((i) => [i, identityDigest(deps, i as string)]))
    return [{ n, values, digests, representative: identityDigest(deps, values.representativeIdentity ?? '') }]
  })
  const settings = await deps.settings(plain)
  const regions = [...new Set(asked.map((r) => r.values.region ?? ''))]
  const bodies = new Map<string, { operator?: string; departments: Taken['departments'] }>()
  for (const region of regions) {
    const place = routedTo(region, settings)
    const operator = (await nearestBody(plain, 'operator', place))?.id
    bodies.set(region, { operator, departments: await departmentsOf(plain, items, place) })
  }
  const codes = asked.map((r) => r.values.code ?? '')
  const people = asked.flatMap((r) => Object.values(r.digests))
  const faults = importFaults(asked, {
    ...{ now, today, calendar: deps.calendar, operator: record.operator },
    serviceTypes: items.map((i) => i.code),
    operators: Object.fromEntries([...bodies].map(([region, b]) => [region, b.operator])),
    registered: await store.registeredCodes(plain, codes),
    held: await store.holders(plain, people),
    bars: await store.barsAgainst(plain, [...codes, ...asked.map((r) => r.representative)]),
  })
  const problems = [...content.problems, ...faults.map((f) => problemOf(f, importColumns(items)))]
  if (problems.length > 0) {
    const listed = problems.toSorted((a, b) => a.row - b.row).slice(0, mostProblems)
    return store.refuseImport(deps.db, id, listed)
  }
  await store.showProgress(deps.db, id, 'writing', 0)
  const taken = asked.map((row): Taken => {
    const { form } = formOfRow(row.values)
    const admin = form.people.find((p) => p.posts.includes('admin'))!
    return {
      id: randomUUID(),
      form,
      admittedOn: plainDate(row.values.admittedOn ?? ''),
      departments: bodies.get(form.subject.region)!.departments,
      representative: row.representative,
      people: form.people.map((p) => row.digests[p.identity]!),
      administrator: administratorDigest(deps, admin),
    }
  })
  await deps.db.transaction().execute(async (tx) => {
    for (let from = 0; from < taken.length; from += slice) {
      const part = taken.slice(from, from + slice)
      await store.insertAgencies(tx, id, part)
      await store.insertClocks(
        tx,
        clocksOf(part, { actor: { kind: 'system' }, now, today, calendar: deps.calendar, rules: settings }),
      )
      await appendFirst(
        tx,
        deps,
        part.map((t) => ({
          subject: `admission/${t.id}`,
          actor: record.operator,
          at: now,
          facts: [importedFact(record, t)],
        })),
      )
      await store.showProgress(deps.db, id, 'writing', from + part.length)
    }
    await appendFirst(tx, deps, [
      { subject: `agency-import/${id}`, actor: record.operator, at: now, facts: [wholeFact(record)] },
    ])
    await store.endImport(tx, id)
  })
}

type Taken = store.Taken

/** 35.2: the certificates lapse by themselves, with warnings before, as if they had come by an application. */
function clocksOf(part: readonly Taken[], ctx: Context) {
  return part.flatMap(({ id, form, admittedOn, departments }) =>
    form.services.flatMap((certificate) => {
      const { serviceType } = certificate
      const state: HeldQualification = {
        ...{
          status: 'valid',
          id: qualificationId(id, serviceType),
          serviceType,
          certificate,
          inMarket: true,
        },
        agency: { id, name: form.subject.name },
        department: departments[serviceType]!.id,
        ...{ confirmedAt: startOf(admittedOn), warned: [] },
      }
      const title = `${certificate.qualification} ${certificate.grade}`.trim()
      return qualification.deadlines(state, ctx).map((d, seq) => ({ ...d, id: state.id, title, seq }))
    }),
  )
}

/** What the log says of one agency: no identity number, but who took it over by which document. */
const importedFact = (record: store.ImportRecord, { id, form, admittedOn }: Taken) => ({
  kind: 'admission.imported',
  article: art('111', '8.6'),
  visibility: 'public' as const,
  body: {
    ...{ agency: id, name: form.subject.name, code: form.subject.code, operator: record.operator },
    ...{ by: record.operatorName, source: record.source, admittedOn },
    services: form.services.map((s) => s.serviceType),
  },
})

const wholeFact = ({ operator, person, source, sha256, total }: store.ImportRecord) => ({
  kind: 'agency-import.done',
  article: art('111', '8.6'),
  visibility: 'parties' as const,
  body: { operator, person, source, file: sha256, agencies: total },
})

function problemOf({ n, column, refusal }: ImportFault, columns: readonly Column[]): store.ImportProblem {
  const { code, article } = refusal
  const header = columns.find((c) => c.name === column)?.header.zh
  return { row: n, code, article, message: messageOf(refusal), ...(header ? { column: header } : {}) }
}
