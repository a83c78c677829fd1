import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { instant } from '../../src/calendar/index.ts'
import { mountFulfilment } from '../../src/fulfilment/server.ts'
import { terms } from '../../src/fulfilment/testing.ts'
import { hashPassword } from '../../src/platform/auth.ts'
import { fireDue } from '../../src/platform/clockwork.ts'
import { mountDesk } from '../../src/platform/desk.ts'
import { mountDocuments, openIdentity, renderPdf } from '../../src/platform/documents/index.ts'
import { mountNotices } from '../../src/platform/notices.ts'
import { mountFiles } from '../../src/platform/upload.ts'
import type { Procurement } from '../../src/procurement/index.ts'
import { procurementSubject } from '../../src/procurement/server.ts'
import { actorOf, addMembership, createOrganisation, createPerson } from '../../src/registry/server.ts'
import type { OrganisationKind, Role } from '../../src/workflow/index.ts'
import { type TestApp, testApp, type Visitor } from '../app.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { stages } from './procurement.ts'

/**
 * A market with one owner, one winner and the bodies that watch over them, for the tests of fulfilment. Set up and torn down
 * with the file that imports it; its people are live bindings, there once the tests run.
 */
/** A procurement awarded on 2026-09-28 to 第3水保咨询有限公司. */
export async function awarded(): Promise<string> {
  const p = stages.awarded()
  if (p.status !== 'awarded') throw new Error(p.status)
  const id = randomUUID()
  await saved(id, { ...p, award: { number: '九中选〔2026〕0017号', at: instant('2026-09-28T17:00') } }, 1)
  return id
}
export const saved = (id: string, p: Procurement, version: number) =>
  database.db
    .transaction()
    .execute((tx) =>
      procurementSubject(server.deps).store.save(tx, id, { ...p, number: id } as Procurement, version),
    )

export const contract = {
  ...terms,
  signedOn: '2026-09-29',
  days: 45,
  scope: '编制水土保持方案报告书并通过专家评审，提交纸质成果三份。',
  owner: { name: '修水县水利局' },
  agency: { name: '第3水保咨询有限公司', code: '913604000000000003' },
}

export let database: TestDatabase
export let server: TestApp
export let agency: Visitor
export let owner: Visitor
export let operator: Visitor
export let auditor: Visitor
export let finance: Visitor
export let department: Visitor
export let stranger: Visitor
export let paper: string

beforeAll(async () => {
  database = await testDatabase({ at: '2026-09-28T17:00' })
  server = await testApp(database, actorOf)
  const { app, deps, auth } = server
  mountFiles(app, deps)
  mountDesk(app, deps)
  mountNotices(app, deps)
  const identity = openIdentity(database.folder, '核验用')
  mountDocuments(app, deps, { publicUrl: 'https://market.example', identity })
  const place = { keys: join(database.folder, 'keys'), publicUrl: 'https://market.example' }
  const subject = mountFulfilment(app, deps, place)
  subjects.set(subject.name, subject)
  // Reports open there what the clocks find of owners (55.5, 55.7); here nobody looks at it.
  deps.jobs.handle('reports.found', async () => {})
  await deps.jobs.start()
  const passwordHash = await hashPassword('correct horse battery')
  await database.db.transaction().execute(async (tx) => {
    for (const [id, kind, name, region, code] of [
      ['agency-3', 'agency', '第3水保咨询有限公司', '360400', '913604000000000003'],
      ['agency-9', 'agency', '旁人咨询有限公司', '360400', '913604000000000009'],
      ['owner-1', 'owner', '修水县水利局', '360424', undefined],
      ['operator-1', 'operator', '修水县行政审批局', '360424', undefined],
      ['audit-1', 'audit', '九江市审计局', '360400', undefined],
      ['finance-1', 'finance', '九江市财政局', '360400', undefined],
      ['department-1', 'department', '九江市水利局', '360400', undefined],
      ['department-9', 'department', '湖口县水利局', '360429', undefined],
      ['management-1', 'management', '九江市政务服务管理办公室', '360400', undefined],
      ['management-9', 'management', '修水县政务服务管理办公室', '360424', undefined],
      ['operator-9', 'operator', '九江市行政审批局', '360400', undefined],
    ] as const) {
      const profile = kind === 'owner' ? { ownerKind: 'state-organ', fiscal: true } : {}
      await createOrganisation(tx, { id, kind: kind as OrganisationKind, name, region, code, profile })
      await createPerson(tx, { id: `p-${id}`, name: '王建国', account: `a-${id}` })
      const roles: Role[] = id === 'agency-9' ? ['member'] : ['member', 'authorised-agent']
      await addMembership(tx, `p-${id}`, id, roles)
      await auth.createAccount(tx, { id: `p-${id}`, name: '王建国', account: `a-${id}`, passwordHash })
    }
  })
  agency = await signedIn('agency-3')
  stranger = await signedIn('agency-9')
  owner = await signedIn('owner-1')
  operator = await signedIn('operator-1')
  auditor = await signedIn('audit-1')
  finance = await signedIn('finance-1')
  department = await signedIn('department-1')
  paper = await upload(agency)
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
})

export async function signedIn(id: string): Promise<Visitor> {
  const visitor = server.visitor()
  await visitor.post('/api/auth/sign-in', { account: `a-${id}`, password: 'correct horse battery' })
  return visitor
}

export const subjects = new Map<string, ReturnType<typeof mountFulfilment>>()

export async function upload(visitor: Visitor, bytes?: Buffer, name = '合同.pdf'): Promise<string> {
  const pdf =
    bytes ??
    (await renderPdf({
      ...{
        head: '合同',
        number: '1',
        title: '服务合同',
        parts: [],
        issuer: '甲乙双方',
        date: '2026年9月29日',
      },
      ...{
        at: { year: 2026, month: 9, day: 29 },
        check: '-',
        url: 'https://market.example',
        demonstration: true,
      },
      qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
    }))
  const form = new FormData()
  form.append('file', new Blob([pdf as BlobPart], { type: 'application/pdf' }), name)
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const token = (await visitor.get('/api/csrf')).body.token
  const { body } = await visitor.raw({
    method: 'POST',
    url: '/api/files',
    payload: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type')!, 'x-csrf-token': token },
  })
  return body.id
}

/** Opens an engagement by the job that the award enqueues. */
export async function open(): Promise<string> {
  await database.setClock('2026-09-28T17:00')
  const id = await awarded()
  await job('fulfilment.open', { procurement: id })
  return id
}
export async function job(name: string, payload: { [key: string]: string }) {
  await database.db.transaction().execute((tx) => server.deps.jobs.enqueue(tx, name, payload))
  await server.deps.jobs.drain()
}
export const tick = async (at: string) => {
  await database.setClock(at)
  for (;;) {
    const fired = await fireDue(server.deps, subjects)
    if (fired.length === 0) return
  }
}
export const act = (visitor: Visitor, id: string, name: string, body: object = {}) =>
  visitor.post(`/api/engagements/${id}/${name}`, body)

/** The straight path up to a step. */
export async function upTo(step: 'awarded' | 'contracted' | 'delivered' | 'completed'): Promise<string> {
  const id = await open()
  if (step === 'awarded') return id
  await database.setClock('2026-09-29T10:00')
  await act(agency, id, 'file-contract', { ...contract, file: paper })
  if (step === 'contracted') return id
  await database.setClock('2026-11-03T10:00')
  await act(agency, id, 'upload-deliverable', { file: paper })
  if (step === 'delivered') return id
  await database.setClock('2026-11-05T16:00')
  await act(owner, id, 'accept-deliverable')
  return id
}
