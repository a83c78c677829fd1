import type { Calendar, Instant, PlainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { type Bar, notBarred } from './bar.ts'
import { isDay } from './codes.ts'
import { type AdmissionForm, emptyForm, type KeyPerson, type LegalForm, type ServiceClaim } from './form.ts'
import { formFaults } from './form-rules.ts'
import { no } from './refusals.ts'

/** How many service types one row can bring; more are added by a change (33.1). */
export const importedServices = [1, 2, 3] as const

/** One agency as the operator's own records have it (111/8.6): a row of the spreadsheet, by the names of its columns. */
export type ImportValues = Readonly<Record<string, string>>

/** A row with the digests under which its people are known. */
export interface ImportRow {
  /** Row of the spreadsheet. */
  n: number
  values: ImportValues
  representative: string
  /** By identity number. */
  digests: Readonly<Record<string, string>>
}

/** What the rules must know beside the rows. */
export interface ImportKnowledge {
  now: Instant
  today: PlainDate
  calendar: Calendar
  serviceTypes: readonly string[]
  operator: string
  /** Operator in charge, by place of registration (111/17). */
  operators: Readonly<Record<string, string | undefined>>
  /** Codes that an agency is registered under already. */
  registered: ReadonlySet<string>
  /** The agency in which a person holds a key post, by digest. */
  held: ReadonlyMap<string, string>
  /** By the agency's code, and by the digest of its representative. */
  bars: ReadonlyMap<string, readonly Bar[]>
}

/** One thing that is wrong with one row. */
export interface ImportFault {
  n: number
  /** Name of the column. */
  column?: string
  refusal: Refusal
}

const text = (values: ImportValues, name: string): string => values[name] ?? ''

/** The form of an agency as a row fills it, and the column behind each of its fields. */
export function formOfRow(values: ImportValues): { form: AdmissionForm; columnOf(field: string): string } {
  const v = (name: string) => text(values, name)
  const columns = new Map<string, string>()
  const people: KeyPerson[] = []
  for (const [who, post] of [
    ['agent', 'authorised-agent'],
    ['admin', 'admin'],
  ] as const) {
    const identity = v(`${who}Identity`)
    const same = identity === '' ? undefined : people.find((p) => p.identity === identity)
    if (same) same.posts.push(post)
    else {
      for (const [field, column] of [
        ['name', `${who}Name`],
        ['identity', `${who}Identity`],
        ['phone', `${who}Phone`],
      ] as const)
        columns.set(`people.${people.length}.${field}`, column)
      const named = { name: v(`${who}Name`), identity, phone: v(`${who}Phone`) }
      people.push({ ...named, posts: [post], employed: true, certificate: '' })
    }
  }
  const services: ServiceClaim[] = []
  for (const i of importedServices) {
    const fields = [
      'serviceType',
      'qualification',
      'grade',
      'number',
      'scope',
      'issuer',
      'validFrom',
      'validTo',
    ]
    if (fields.every((f) => v(`${f}${i}`) === '')) continue
    for (const f of fields) columns.set(`services.${services.length}.${f}`, `${f}${i}`)
    services.push(Object.fromEntries(fields.map((f) => [f, v(`${f}${i}`)])) as unknown as ServiceClaim)
  }
  columns.set('services', 'serviceType1')
  columns.set('representative.name', 'representativeName')
  columns.set('representative.identity', 'representativeIdentity')
  columns.set('representative.phone', 'representativePhone')
  const { subject } = emptyForm({ name: v('name'), code: v('code'), region: v('region') })
  const form: AdmissionForm = {
    subject: {
      ...{ ...subject, legalForm: v('legalForm') as LegalForm, address: v('address'), scope: v('scope') },
      ...{ established: v('established'), termTo: v('termTo'), phone: v('phone'), email: v('email') },
    },
    representative: {
      name: v('representativeName'),
      identity: v('representativeIdentity'),
      phone: v('representativePhone'),
    },
    controllers: [],
    people,
    services,
  }
  return { form, columnOf: (field) => columns.get(field) ?? field.replace(/^subject\./, '') }
}

/** The papers lie in the operator's archive (8.6) and are not filed with the rows. */
const ofPapers = ['licence-missing', 'certificate-missing']

/**
 * Everything that keeps rows from being taken in, by row: what an application would be refused for (15-19, 36.4), what two
 * rows say against each other, and what the market holds already.
 */
export function importFaults(rows: readonly ImportRow[], known: ImportKnowledge): ImportFault[] {
  const firstByCode = new Map<string, number>()
  const firstByPerson = new Map<string, { n: number; agency: string }>()
  return rows.flatMap((row) => {
    const { n, values } = row
    const { form, columnOf } = formOfRow(values)
    const faults: ImportFault[] = formFaults(form, known)
      .filter((r) => !ofPapers.includes(r.code))
      .map((refusal) => ({ n, refusal, ...(refusal.field ? { column: columnOf(refusal.field) } : {}) }))
    const add = (column: string | undefined, refusal: Refusal | undefined) => {
      if (refusal) faults.push({ n, refusal, ...(column ? { column } : {}) })
    }
    const { code, name, region } = form.subject
    add('admittedOn', admittedOn(text(values, 'admittedOn'), known.today))
    if (region !== '' && known.operators[region] !== known.operator)
      add('region', no('place-of-another-operator', art('111', '17'), { region }))
    const twin = firstByCode.get(code)
    if (code !== '' && twin !== undefined)
      add('code', no('code-twice-in-file', art('111', '20.1'), { row: twin }))
    else firstByCode.set(code, n)
    if (known.registered.has(code)) add('code', no('code-registered-already', art('111', '20.1'), { code }))
    const bars = [...(known.bars.get(code) ?? []), ...(known.bars.get(row.representative) ?? [])]
    add('code', notBarred(bars, known.now, known.calendar))
    for (const [i, person] of form.people.entries()) {
      const digest = row.digests[person.identity]
      if (digest === undefined) continue
      const column = columnOf(`people.${i}.identity`)
      const elsewhere = known.held.get(digest)
      if (elsewhere !== undefined) {
        const params = { name: person.name, agency: elsewhere, own: name }
        add(column, no('key-person-elsewhere', art('111', '19.2'), params))
      }
      const other = firstByPerson.get(digest)
      if (other) {
        const params = { name: person.name, row: other.n, agency: other.agency }
        add(column, no('key-person-in-another-row', art('111', '19.2'), params))
      } else firstByPerson.set(digest, { n, agency: name })
    }
    return faults
  })
}

/** The day on which it came in before there was this system. */
function admittedOn(given: string, today: PlainDate): Refusal | undefined {
  if (given === '') return no('field-missing', art('111', '8.6'))
  if (!isDay(given)) return no('not-a-day', art('111', '8.6'), { given })
  return given > today ? no('admitted-later', art('111', '8.6'), { given }) : undefined
}

export const importStatuses = ['checking', 'writing', 'refused', 'done'] as const
export type ImportStatus = (typeof importStatuses)[number]
