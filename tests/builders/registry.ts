import { randomUUID } from 'node:crypto'
import { mountMe } from '../../src/me.ts'
import { hashPassword } from '../../src/platform/auth.ts'
import type { Tx } from '../../src/platform/deps.ts'
import { mountDesk } from '../../src/platform/desk.ts'
import { mountNotices } from '../../src/platform/notices.ts'
import { mountFiles } from '../../src/platform/upload.ts'
import {
  type AdmissionForm,
  creditCode,
  identityNumber,
  type KeyPerson,
  type OpenBusiness,
} from '../../src/registry/index.ts'
import * as registry from '../../src/registry/server.ts'
import { aForm, aPerson, aService } from '../../src/registry/testing.ts'
import type { OrganisationKind, Role } from '../../src/workflow/index.ts'
import { type TestApp, testApp, type Visitor } from '../app.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const password = 'only in this test'
/** The smallest file that is a PDF by its content. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
export const letter = { letter: '2022-1', truthful: true, acceptsScoring: true }

/** A market with nothing but its registry, its clock standing at a moment. */
export interface RegistryMarket extends TestApp {
  database: TestDatabase
  subject: registry.AdmissionSubject
  qualification: registry.RegistrySubjects['qualification']
  /** What the test says an owner has not finished. */
  openBusiness: Map<string, OpenBusiness[]>
  inTx<T>(run: (tx: Tx) => Promise<T>): Promise<T>
  /** A person of an organisation, signed in at a browser of their own. */
  signedIn(organisation: string, name: string, roles: Role[]): Promise<Visitor>
  organisation(kind: OrganisationKind, name: string, region?: string): Promise<string>
  /** A complete form whose certificates the agency has filed. */
  formOf(agency: string, change?: Partial<AdmissionForm>): Promise<AdmissionForm>
  /** Nobody has this number yet. */
  person(): KeyPerson
  /** An agency that has submitted its application. */
  submitted(
    name: string,
    change?: Partial<AdmissionForm>,
  ): Promise<{ agency: string; applicant: Visitor; form: AdmissionForm; id: string }>
  close(): Promise<void>
}

/** @param more what else is mounted, beside the registry */
export async function registryMarket(
  at: string,
  more?: (app: TestApp['app'], deps: TestApp['deps'], standing: registry.StandingSubject) => void,
): Promise<RegistryMarket> {
  const database = await testDatabase({ at })
  const app = await testApp(database, registry.actorOf)
  mountFiles(app.app, app.deps)
  mountNotices(app.app, app.deps)
  mountDesk(app.app, app.deps)
  mountMe(app.app, app.deps)
  const {
    admission: subject,
    qualification,
    staff,
  } = registry.mountRegistry(app.app, app.deps, {
    hashPassword,
    createAccount: app.auth.createAccount,
    personWith: app.auth.personWith,
  })
  registry.mountItems(app.app, app.deps)
  const standing = registry.mountStanding(app.app, app.deps)
  more?.(app.app, app.deps, standing)
  registry.mountPublicity(app.app, app.deps, subject)
  const openBusiness: RegistryMarket['openBusiness'] = new Map()
  registry.mountOwnerAccounts(app.app, app.deps, async (_, owner) => openBusiness.get(owner) ?? [])
  registry.mountActingBodies(app.app, app.deps, staff, async () => [])
  await app.app.ready()
  const inTx = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction().execute(run)
  await inTx(registry.seedRegistry)
  const passwordHash = await hashPassword(password)
  let serial = 100

  const market: RegistryMarket = {
    ...app,
    database,
    subject,
    qualification,
    openBusiness,
    inTx,

    async signedIn(organisation, name, roles) {
      const account = `u${randomUUID().slice(0, 8)}`
      await inTx(async (tx) => {
        const id = await registry.createPerson(tx, { name, account })
        await registry.addMembership(tx, id, organisation, roles)
        await app.auth.createAccount(tx, { id, name, account, passwordHash })
      })
      const visitor = app.visitor()
      // Everyone comes from an address of their own: attempts to sign in are counted by address.
      const remoteAddress = `10.0.${serial >> 8}.${serial++ & 255}`
      const answer = await visitor.raw({
        ...{ method: 'POST', url: '/api/auth/sign-in', payload: { account, password }, remoteAddress },
      })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return visitor
    },

    organisation: (kind, name, region = '360402') =>
      inTx((tx) =>
        registry.createOrganisation(tx, { kind, name, code: creditCode('91', '360402', serial++), region }),
      ),

    async formOf(agency, change = {}) {
      const bytes = { name: '证书.pdf', bytes: pdf, owner: agency }
      const file = await inTx((tx) => app.deps.files.put(tx, bytes))
      const form = aForm({ people: [market.person()], services: [aService({ file })], ...change })
      const name = await inTx((tx) => registry.organisationName(tx, agency))
      const code = creditCode('91', '360402', serial++)
      return { ...form, subject: { ...form.subject, name, code, licence: file } }
    },

    person: () =>
      aPerson({ name: `人${serial}`, identity: identityNumber('360402', '1980-01-01', serial++ % 1000) }),

    async submitted(name, change) {
      const agency = await market.organisation('agency', name)
      const applicant = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
      const form = await market.formOf(agency, change)
      const { id } = (await applicant.post('/api/admissions', { form })).body
      await applicant.post(`/api/admissions/${id}/sign-commitment`, letter)
      const answer = await applicant.post(`/api/admissions/${id}/submit`)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body.error))
      return { agency, applicant, form, id }
    },

    async close() {
      await app.app.close()
      await app.auth.close()
      await database.close()
    },
  }
  return market
}
