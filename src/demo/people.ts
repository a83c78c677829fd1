import type { Market } from '../market.ts'
import { hashPassword } from '../platform/auth.ts'
import {
  addMembership,
  createOrganisation,
  createPerson,
  keepIdentity,
  sealPhone,
} from '../registry/server.ts'
import type { OrganisationKind, Role } from '../workflow/index.ts'
import { agencies, type CastAgency, clerkOf, owners } from './cast.ts'

/** The password of every demo person, for those who want to type one. */
export const demoPassword = 'xunshi-demo-2026'

/** Everyone who can sign in, by account, with the organisation they act for. */
export type Cast = ReadonlyMap<string, { organisation: string }>

/** Makes owners, agencies and the clerks of the bodies that the measure names, each marked 演示. */
export async function castPeople(market: Market): Promise<Cast> {
  const { deps, auth } = market
  // One hash for all: argon2id is slow on purpose, and a hundred of them would be the longest part of the first start.
  const passwordHash = await hashPassword(demoPassword)
  const cast = new Map<string, { organisation: string }>()
  await deps.db.transaction().execute(async (tx) => {
    const join = async (
      account: string,
      name: string,
      organisation: string,
      roles: Role[],
      phone?: string,
    ) => {
      const email = `${account}@demo.invalid`
      const sealed = phone ? sealPhone(deps, phone) : undefined
      const id = await createPerson(tx, { name, account, demo: true, email, phone: sealed })
      await auth.createAccount(tx, { id, name, account, passwordHash })
      await addMembership(tx, id, organisation, roles)
      cast.set(account, { organisation })
    }
    for (const o of owners) {
      const fiscal = o.kind === 'state-organ' || o.kind === 'public-institution'
      const organisation = await createOrganisation(tx, {
        kind: 'owner',
        name: o.name,
        code: o.code,
        region: o.region,
        demo: true,
        profile: {
          ...{ ownerKind: o.kind, fiscal, legalRepresentative: o.person },
          certificateName: fiscal ? o.name : '',
        },
      })
      if (o.identity) await keepIdentity(tx, deps, organisation, o.identity)
      await join(o.account, o.person, organisation, ['admin', 'member', 'legal-representative'])
    }
    for (const a of agencies) {
      const { name, code, region, representative, people } = a
      const organisation = await createOrganisation(tx, { kind: 'agency', name, code, region, demo: true })
      const agent = people[0]!
      const all: Role[] = ['admin', 'member', 'legal-representative', 'authorised-agent']
      await join(a.account, representative.name, organisation, all, representative.phone)
      await join(`${a.account}-agent`, agent.name, organisation, ['member', 'authorised-agent'], agent.phone)
    }
    const acting = await bodies(market)
    for (const { id } of acting) await join(id, clerkOf(), id, ['admin', 'member'])
    // 53.4 wants a second person of the operator.
    for (const { id, kind } of acting)
      if (kind === 'operator') await join(`${id}-2`, clerkOf(), id, ['member'])
  })
  return cast
}

async function bodies(market: Market): Promise<{ id: string; kind: OrganisationKind }[]> {
  const { rows } = await market.deps.db
    .withTables<{ organisation: { id: string; kind: OrganisationKind } }>()
    .selectFrom('organisation')
    .select(['id', 'kind'])
    .where('kind', 'not in', ['owner', 'agency'])
    .orderBy('id')
    .execute()
    .then((rows) => ({ rows }))
  return rows
}

/**
 * Certificates that end about the time at which a visitor comes in, 28 September 2026: one is over, of the others the agency
 * has been warned 7, 30 and 60 days ahead, and the last is to be warned of soon (111/35.2).
 */
const endsOn: Readonly<Record<string, string>> = {
  'agency4 3.04': '2026-09-15',
  'agency1 3.03': '2026-10-03',
  'agency2 1.09': '2026-10-20',
  'agency9 2.11': '2026-11-20',
  'agency33 1.06': '2026-12-01',
}

/** The form that a cast agency files to come in. */
export function admissionForm(agency: CastAgency, file: object) {
  const { account, name, code, region, representative, people, services } = agency
  const validTo = (type: string, n: number) => endsOn[`${account} ${type}`] ?? `20${28 + (n % 3)}-06-30`
  return {
    subject: {
      ...{ name, code, region, legalForm: 'legal-person', address: '九江市濂溪区长虹大道 66 号（演示）' },
      ...{
        established: '2012-03-15',
        termTo: '',
        scope: '技术咨询、技术服务（演示）',
        phone: '0792-8123456',
      },
      ...{ email: `${agency.account}@demo.invalid`, licence: file },
    },
    representative,
    controllers: [{ name: representative.name, identity: representative.identity }],
    people: people.map((p) => ({
      ...p,
      employed: true,
      certificate: p.posts.includes('practitioner') ? `赣执 ${code.slice(8, 16)}` : '',
    })),
    services: services.map((s, i) => ({
      ...{
        serviceType: s.type,
        qualification: s.qualification,
        grade: s.grade,
        number: `赣${s.type.replace('.', '')}-${code.slice(8, 15)}`,
      },
      ...{
        scope: '证书载明范围',
        issuer: '江西省主管部门（演示）',
        validFrom: '2024-07-01',
        validTo: validTo(s.type, i),
        file,
      },
    })),
  }
}
