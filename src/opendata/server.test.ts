import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import draft04 from 'ajv-draft-04'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestMarket, subjectsOf, type TestMarket } from '../../tests/market.ts'
import { art } from '../gazette/index.ts'
import type { OcdsRelease, RecordPackage, ReleasePackage } from './index.ts'

const folder = process.env.OCDS_SCHEMA_DIR ?? join(import.meta.dirname, '../../../shared/ocds')
const there = existsSync(join(folder, 'release-schema.json'))

/** A validator of the official package schemas, read in place. */
function validator(name: 'release' | 'record'): (value: unknown) => string[] {
  // Not strict: the schemas carry words of their own (codelist, omitWhenMerged, …).
  const ajv = new draft04.default({ strict: false, allErrors: true })
  formats.default(ajv)
  const schema = (file: string) => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as object
  ajv.addSchema(schema('release-schema'))
  const versioned =
    'https://standard.open-contracting.org/schema/1__1__5/versioned-release-validation-schema.json'
  ajv.addSchema({ id: versioned, type: 'object' })
  const validate = ajv.compile(schema(`${name}-package-schema`))
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`)
}

/** What can be seen without the official schemas: the members that the standard requires. */
const complete = (r: OcdsRelease): boolean =>
  [r.ocid, r.id, r.date, r.initiationType].every((v) => typeof v === 'string' && v !== '') && r.tag.length > 0

let market: TestMarket
beforeAll(async () => {
  market = await openTestMarket()
})
afterAll(() => market.close())

const get = async <T>(url: string): Promise<{ status: number; body: T }> => {
  const { status, body } = await market.visitor().get(url)
  return { status, body: body as T }
}

/** Every page, one after the other, by the address that the page before it gives. */
async function pages<T extends { links: { next?: string } }>(first: string): Promise<T[]> {
  const found: T[] = []
  for (let url: string | undefined = first; url; ) {
    const { status, body }: { status: number; body: T } = await get<T>(url)
    expect(status).toBe(200)
    found.push(body)
    url = body.links.next?.replace('http://localhost:8080', '')
  }
  return found
}

describe(art('111', '28'), () => {
  test.runIf(there)(
    'releases and records of every state hold against the official schemas of OCDS 1.1.5',
    async () => {
      const [ofReleases, ofRecords] = [validator('release'), validator('record')]
      const released = await pages<ReleasePackage>('/api/ocds/releases?limit=7')
      expect(released.length).toBeGreaterThan(5)
      for (const page of released) expect(ofReleases(page)).toEqual([])
      const recorded = await pages<RecordPackage>('/api/ocds/records?limit=3')
      expect(recorded.length).toBeGreaterThan(2)
      for (const page of recorded) expect(ofRecords(page)).toEqual([])
    },
  )

  test.runIf(there)('the validator finds what is wrong', async () => {
    const { body } = await get<ReleasePackage>('/api/ocds/releases?limit=1')
    const [release] = body.releases
    const bad = (change: object) => validator('release')({ ...body, releases: [{ ...release, ...change }] })
    expect(bad({ tag: ['invented'] })).not.toEqual([])
    expect(bad({ date: 'yesterday' })).not.toEqual([])
    expect(bad({ awards: [{ status: 'active' }] })).not.toEqual([])
  })

  test.skipIf(there)(
    `without the official schemas in ${folder}: every release has the members it must have`,
    async () => {
      const released = await pages<ReleasePackage>('/api/ocds/releases?limit=7')
      const releases = released.flatMap((page) => page.releases)
      expect(releases.length).toBeGreaterThan(30)
      expect(releases.filter((r) => !complete(r))).toEqual([])
    },
  )

  test('paged by the log: nothing twice, nothing missing, and a page once fetched stays as it is', async () => {
    const small = (await pages<ReleasePackage>('/api/ocds/releases?limit=4')).flatMap((p) => p.releases)
    const large = (await pages<ReleasePackage>('/api/ocds/releases?limit=200')).flatMap((p) => p.releases)
    expect(small).toEqual(large)
    expect(new Set(small.map((r) => r.id)).size).toBe(small.length)
    const { body: newest } = await get<ReleasePackage>('/api/ocds/releases?newest=true&limit=5')
    expect([newest.releases, newest.links]).toEqual([large.slice(-5), {}])

    const { body: before } = await get<ReleasePackage>('/api/ocds/releases?limit=10')
    await market.setClock('2026-10-15T09:00')
    await market.settle()
    const { body: after } = await get<ReleasePackage>('/api/ocds/releases?limit=10')
    expect(after).toEqual(before)
    const later = (await pages<ReleasePackage>('/api/ocds/releases?limit=200')).flatMap((p) => p.releases)
    expect(later.length).toBeGreaterThan(large.length)
    expect(later.slice(0, large.length)).toEqual(large)
  })

  test('one record by its ocid; what is not announced has none', async () => {
    const states = await subjectsOf(market, 'procurement')
    const [awarded] = states.get('awarded')!
    const { body } = await get<RecordPackage>(`/api/ocds/records/ocds-000000-${awarded!.id}`)
    expect(body.records[0]?.compiledRelease.awards?.at(-1)?.status).toBe('active')
    const { body: same } = await get<RecordPackage>(`/api/ocds/records/${awarded!.id}`)
    expect(same.records).toEqual(body.records)
    const unpublished = states.get('draft')![0]!.id
    for (const id of [unpublished, 'nobody', '../x']) {
      const { status, body } = await get<{ error: { field: string } }>(
        `/api/ocds/records/${encodeURIComponent(`ocds-000000-${id}`)}`,
      )
      expect([status, body.error.field]).toEqual([404, 'ocid'])
    }
  })
})
