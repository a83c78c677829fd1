import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { installDraw, mountDraw } from '../../src/draw/server.ts'
import { mountLedger, sequence } from '../../src/ledger/server.ts'
import { hashPassword } from '../../src/platform/auth.ts'
import { type AnySubject, type Fired, fireDue } from '../../src/platform/clockwork.ts'
import type { Tx } from '../../src/platform/deps.ts'
import { mountFiles } from '../../src/platform/upload.ts'
import {
  mountAuctions,
  mountFrameworks,
  mountOrigins,
  mountProcurement,
  mountRecusal,
  type ProcurementSubject,
} from '../../src/procurement/server.ts'
import { creditCode } from '../../src/registry/index.ts'
import * as registry from '../../src/registry/server.ts'
import type { OrganisationKind, Role } from '../../src/workflow/index.ts'
import { type TestApp, testApp, type Visitor } from '../app.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { aDraft } from './procurement.ts'
import { quickTrustees } from './trustees.ts'

const password = 'only in this test'

export interface AnAgency {
  id: string
  name: string
  code: string
  visitor: Visitor
}

/** A market with registry, log, draw and procurement; one owner, its operator, and as many agencies as asked for. */
export interface ProcurementMarket extends TestApp {
  database: TestDatabase
  subject: ProcurementSubject
  owner: Visitor
  ownerId: string
  operator: Visitor
  visitor(): Visitor
  signedIn(organisation: string, name: string, roles: Role[]): Promise<Visitor>
  organisation(kind: OrganisationKind, name: string, region?: string): Promise<string>
  /** An admitted agency that serves 1.06, with the qualification that `aDraft` asks for. */
  agency(n: number, controllers?: string[]): Promise<AnAgency>
  /** An open announcement; its clock stands at the moment of publication. */
  open(changes?: Parameters<typeof aDraft>[0]): Promise<string>
  register(agency: AnAgency, id: string, nonce?: string): ReturnType<Visitor['post']>
  /** Runs what is due, the jobs and the sequencer, until nothing is left to do. */
  settle(): Promise<Fired[]>
  inTx<T>(run: (tx: Tx) => Promise<T>): Promise<T>
  /** While true no trustee can be reached. */
  outage: { now: boolean }
  /** What was enqueued for the modules that come after this one. */
  enqueued: { name: string; payload: unknown }[]
  close(): Promise<void>
}

export const aNonce = (): string => randomBytes(32).toString('hex')

export async function procurementMarket(at = '2026-09-23T10:00'): Promise<ProcurementMarket> {
  const database = await testDatabase({ at })
  const app = await testApp(database, registry.actorOf)
  const { deps } = app
  const outage = { now: false }
  const trustees = await quickTrustees(database)
  const reachable =
    <A, R>(ask: (request: A) => Promise<R>) =>
    async (request: A) => {
      if (outage.now) throw new Error('nobody answers')
      return ask(request)
    }
  const members = trustees.members.map((m) => ({
    ...m,
    sign: reachable(m.sign),
    release: reachable(m.release),
  }))
  installDraw(deps, { trustees: { ...trustees, members } })
  mountFiles(app.app, deps)
  mountLedger(app.app, deps)
  mountDraw(app.app, deps)
  registry.mountRegistry(app.app, deps, { hashPassword, ...app.auth })
  registry.mountItems(app.app, deps)
  const subject = mountProcurement(app.app, deps)
  mountRecusal(app.app, deps)
  mountOrigins(app.app, deps)
  const subjects = new Map<string, AnySubject>(
    [subject, mountAuctions(app.app, deps), mountFrameworks(app.app, deps)].map((s: AnySubject) => [
      s.name,
      s,
    ]),
  )
  const enqueued: ProcurementMarket['enqueued'] = []
  for (const name of [
    ...['documents.render', 'fulfilment.open', 'fulfilment.open-call-off', 'fulfilment.end'],
  ]) {
    deps.jobs.handle(name, async (payload) => {
      enqueued.push({ name, payload })
    })
  }
  await app.app.ready()
  await deps.jobs.start()
  const inTx = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction().execute(run)
  await inTx(registry.seedRegistry)
  const passwordHash = await hashPassword(password)
  let serial = 100

  const organisation = (kind: OrganisationKind, name: string, region = '360424') =>
    inTx((tx) =>
      registry.createOrganisation(tx, { kind, name, code: creditCode('91', '360424', serial++), region }),
    )
  const signedIn = async (to: string, name: string, roles: Role[]): Promise<Visitor> => {
    const account = `u${randomUUID().slice(0, 8)}`
    await inTx(async (tx) => {
      const id = await registry.createPerson(tx, { name, account })
      await registry.addMembership(tx, id, to, roles)
      await app.auth.createAccount(tx, { id, name, account, passwordHash })
    })
    const visitor = app.visitor()
    const remoteAddress = `10.1.${serial >> 8}.${serial++ & 255}`
    const payload = { account, password }
    const answer = await visitor.raw({ method: 'POST', url: '/api/auth/sign-in', payload, remoteAddress })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return visitor
  }

  const ownerId = await organisation('owner', '修水县水利局')
  const owner = await signedIn(ownerId, '王芳', ['member'])
  const { operator: body } = await inTx((tx) => registry.bodiesOf(tx, '360424'))
  const operator = await signedIn(body.id, '陈晓岚', ['member'])

  return {
    ...app,
    ...{ database, subject, owner, ownerId, operator, signedIn, organisation, inTx, enqueued, outage },

    async agency(n, controllers = [`controller-${n}`]) {
      const name = `浔阳第${n}水保工程咨询有限公司`
      const code = creditCode('91', '360402', serial++)
      const id = await inTx((tx) =>
        registry.createOrganisation(tx, { kind: 'agency', name, code, region: '360402' }),
      )
      await inTx(async (tx) => {
        await sql`update agency set status = 'admitted', admitted_at = market_now(), controllers = ${controllers}
          where organisation = ${id}`.execute(tx)
        await sql`insert into agency_service (agency, service_type, qualification, grade, department, confirmed_at)
          values (${id}, '1.06', '生产建设项目水土保持方案编制单位水平评价', '三星级', 'jj-water', market_now())`.execute(
          tx,
        )
      })
      return { id, name, code, visitor: await signedIn(id, `经办${n}`, ['authorised-agent']) }
    },

    async open(changes) {
      const draft = aDraft(changes)
      const begun = await owner.post('/api/procurements', { draft })
      const { id } = begun.body
      for (const [visitor, act] of [
        [owner, 'submit'],
        [operator, 'pass'],
      ] as const) {
        const answer = await visitor.post(`/api/procurements/${id}/${act}`)
        if (answer.status !== 200) throw new Error(`${act}: ${JSON.stringify(answer.body)}`)
      }
      return id
    },

    register: (agency, id, nonce = aNonce()) =>
      agency.visitor.post(`/api/procurements/${id}/register`, { nonce, commitment: true }),

    async settle() {
      const fired: Fired[] = []
      for (let busy = true; busy; ) {
        const now = await fireDue(deps, subjects)
        const ran = await deps.jobs.drain()
        const taken = await sequence(deps)
        fired.push(...now)
        busy = now.length > 0 || ran > 0 || taken > 0
      }
      return fired
    },

    async close() {
      await app.app.close()
      await app.auth.close()
      await database.close()
    },
  }
}
