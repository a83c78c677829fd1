import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { type Refusal, refuse } from '../../workflow/index.ts'
import {
  agencyStatusWords,
  csv,
  differencesOf,
  maskName,
  outside,
  plainLine,
  type Registration,
  regionOf,
  regions,
  registrationFaults,
  registrationSchema,
  within,
} from '../index.ts'
import { no } from '../refusals.ts'
import * as store from '../store.ts'
import * as agencies from './agencies.ts'
import { historyOfSubject } from './history.ts'

import { waitingFor } from './import-store.ts'
import { administratorDigest } from './imports.ts'

import { keepNaturalPerson, personRegistered } from './natural-persons.ts'

import { idsOf } from './qualifications.ts'
import { casesOf } from './standing-store.ts'
import { sealPhone } from './subject.ts'
import { versionsOf } from './versions.ts'

/** The accounts to sign in with, as the platform's auth makes them. */
export interface Accounts {
  hashPassword(password: string): Promise<string>
  createAccount(
    tx: Tx,
    person: { id: string; name: string; account: string; passwordHash: string },
  ): Promise<void>
  /** The person whose account and password these are; undefined when they do not fit. */
  personWith(tx: Tx, account: string, password: string): Promise<string | undefined>
}

const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

/** By what the directory is searched. */
const search = {
  q: plainLine(60).default(''),
  region: plainLine(20).optional(),
  serviceType: plainLine(20).optional(),
  category: plainLine(10).optional(),
  grade: plainLine(60).optional(),
  status: z.enum(['admitted', 'suspended', 'expelled']).optional(),
  /** At least so many stars (38). */
  score: z.coerce.number().int().min(1).max(10).optional(),
  sort: z.enum(['name', 'latest', 'score']).default('name'),
}

const columns = ['名称', '统一社会信用代码', '注册地', '状态', '入驻日期', '服务事项', '评分']

/** Stars with their thousandths; null while there is none. */
const starsOf = (milli: number | null) => (milli === null ? null : milli / 1000)

/** The regions of a search; a place that is none is refused. */
function placesOf(region: string | undefined): string[] | undefined {
  if (region === undefined || region === '') return undefined
  if (region === outside) return [outside]
  if (!regionOf(region)) throw new Refused(no('place-unknown', art('111', '6'), { region }, 'region'))
  return within(region)
}

/** The search in the store's words. */
const asked = <
  Q extends { region?: string | undefined; score?: number | undefined; page: number; size: number },
>({
  region,
  score,
  ...rest
}: Q) => ({
  ...{ ...rest, regions: placesOf(region) },
  ...(score === undefined ? {} : { score: score * 1000 }),
})

/** What anyone may ask of the registry, and how an organisation comes to an account. */
export function mountPublic(app: FastifyInstance, deps: HttpDeps, accounts: Accounts): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/regions',
    summary: 'The region tree',
    cites: art('111', '6'),
    who: 'public',
    handler: async () => ({ regions }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies',
    summary: 'Admitted agencies by name, initials, code, place and service',
    cites: art('111', '33.1'),
    who: 'public',
    query: z.object({ ...search, ...paging }),
    handler: async ({ tx, query }) => {
      const { items, total } = await agencies.page(tx, asked(query))
      const names = await serviceNames(tx)
      return {
        total,
        items: items.map(({ scoreMilli, ...a }) => ({
          ...{ ...a, rating: starsOf(scoreMilli) },
          regionName: placeName(a.region),
          services: a.services.map((code) => ({ code, name: names.get(code) ?? code })),
        })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies.csv',
    summary: 'The same search as a table for spreadsheets, at most 20,000 rows',
    cites: art('111', '33.1'),
    who: 'public',
    attempts: 20,
    query: z.object(search),
    handler: async ({ tx, query, reply }) => {
      const { items } = await agencies.page(tx, asked({ ...query, page: 1, size: 20_000 }))
      const names = await serviceNames(tx)
      const rows = items.map((a) => [
        ...[a.name, a.code, placeName(a.region), agencyStatusWords[a.status].zh, dateOf(a.admittedAt)],
        a.services.map((code) => names.get(code) ?? code).join('、'),
        String(starsOf(a.scoreMilli) ?? ''),
      ])
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent('中介服务机构.csv')}`,
        )
        .send(csv([columns, ...rows]))
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies/:id',
    summary: 'The public page of an agency',
    cites: art('111', '33.1'),
    who: 'public',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, params }) => {
      const today = dateOf(await deps.now(tx))
      const whole = await agencies.detail(tx, params.id, today)
      if (!whole) throw new Refused(refuse('unknown-subject', art('111', '33.1'), { id: params.id }))
      const { scoreMilli, ...found } = whole
      const names = await serviceNames(tx)
      // 收费信息: how the fee of each service is set (9.1, 11).
      const prices = new Map((await store.serviceItems(tx, { on: today })).map((i) => [i.code, i.price]))
      return {
        ...found,
        rating: starsOf(scoreMilli),
        regionName: placeName(found.region),
        services: found.services.map((s) => ({
          ...{ ...s, name: names.get(s.serviceType) ?? s.serviceType, price: prices.get(s.serviceType) },
        })),
        // Posts of authority are not the public's business; who practises is, by a name that cannot be looked up.
        people: found.people
          .filter((p) => p.posts.includes('practitioner'))
          .map((p) => ({ name: maskName(p.name), certificate: p.certificate })),
        history: await publicHistory(tx, params.id, found.admission),
        versions: await historyOfVersions(tx, params.id),
      }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/registrations',
    summary: 'Register an owner or an agency with the person who acts for it',
    cites: art('111', '21.1'),
    who: 'public',
    attempts: 10,
    body: registrationSchema,
    handler: async ({ tx, body, reply }) => {
      const [wrong] = registrationFaults(body, dateOf(await deps.now(tx)))
      if (wrong) throw new Refused(wrong)
      const number = body.ownerKind === 'natural-person' ? body.identity : ''
      await agencies.lockNames(tx, [body.code, body.person.account.toLowerCase(), number])
      const waiting =
        body.kind === 'agency'
          ? await waitingFor(tx, body.code, administratorDigest(deps, body.person))
          : undefined
      const [fault] = await taken(tx, deps, body, waiting)
      if (fault) throw new Refused(fault)
      const id = await register(tx, deps, accounts, body, waiting)
      reply.code(201)
      return { organisation: id }
    },
  })
}

/** What the public may read of an agency's way: its admission, and what was done to its standing (33.1). */
async function publicHistory(tx: Tx, agency: string, admission: string | null) {
  const subjects = [
    ...(await casesOf(tx, agency)).map((id) => `standing-case/${id}`),
    ...(await idsOf(tx, agency)).map((id) => `qualification/${id}`),
  ]
  const told = await Promise.all(
    // The subject of one that was taken over from the operator's records is the agency itself.
    [`admission/${admission ?? agency}`, ...subjects].map((s) =>
      historyOfSubject(tx, s, (entry) => entry.open),
    ),
  )
  return told.flat().sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** 33.1: every version with what it changed and its entry in the log, the newest first. */
async function historyOfVersions(tx: Tx, agency: string) {
  const versions = await versionsOf(tx, agency)
  return Promise.all(
    versions.map(async ({ version, since, change, shown }, i) => {
      const before = versions[i + 1]
      const facts =
        change === null ? [] : await historyOfSubject(tx, `change/${change}`, (entry) => entry.open)
      const { index } = facts.find((f) => f.kind === 'change.in-force') ?? {}
      return { version, since, index, differences: before ? differencesOf(before.shown, shown) : [] }
    }),
  )
}

async function taken(
  tx: Tx,
  deps: HttpDeps,
  r: Registration,
  waiting: string | undefined,
): Promise<Refusal[]> {
  const cites = r.kind === 'owner' ? art('111', '21.1') : art('111', '15')
  const code = r.code !== '' && waiting === undefined && (await store.organisationByCode(tx, r.kind, r.code))
  const person = r.ownerKind === 'natural-person' ? r.identity : ''
  const registered = person !== '' && (await personRegistered(tx, deps.keys, person))
  const account = await store.accountExists(tx, r.person.account)
  return [
    ...(code ? [no('code-registered', cites, {}, 'code')] : []),
    ...(registered ? [no('person-registered', cites, {}, 'identity')] : []),
    ...(account ? [no('account-taken', cites, { account: r.person.account }, 'person.account')] : []),
  ]
}

/**
 * 21.1, 15: the organisation, its first person, and their account, which administers it. One that was taken over from the
 * operator's records waits for its administrator.
 */
async function register(
  tx: Tx,
  deps: HttpDeps,
  accounts: Accounts,
  r: Registration,
  waiting: string | undefined,
): Promise<string> {
  const [organisation, person] = [waiting ?? randomUUID(), randomUUID()]
  const { name, phone, email, account, password } = r.person
  const { kind, region, ownerKind, fiscal, legalRepresentative, certificateName } = r
  const profile = kind === 'owner' ? { ownerKind, fiscal, legalRepresentative, certificateName } : {}
  const code = r.code === '' ? null : r.code
  if (waiting === undefined)
    await store.insertOrganisation(tx, {
      id: organisation,
      kind,
      name: r.name,
      code,
      region,
      demo: false,
      profile,
    })
  if (kind === 'owner' && ownerKind === 'natural-person')
    await keepNaturalPerson(tx, deps.keys, organisation, r.identity)
  await store.insertPerson(tx, {
    ...{ id: person, name, account, email, demo: false },
    phone: sealPhone(deps, phone),
  })
  const represents = name === legalRepresentative ? (['legal-representative'] as const) : []
  await store.upsertMembership(tx, person, organisation, ['admin', 'member', ...represents])
  await accounts.createAccount(tx, {
    id: person,
    name,
    account,
    passwordHash: await accounts.hashPassword(password),
  })
  return organisation
}

/** Also of what is no longer on the list: an agency's page goes on naming what it was admitted for. */
async function serviceNames(tx: Tx): Promise<Map<string, string>> {
  return new Map([...(await store.itemNames(tx))].map(([code, { zh }]) => [code, zh]))
}

const placeName = (region: string): string =>
  region === outside ? '市外' : (regionOf(region)?.short ?? region)
