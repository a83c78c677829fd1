import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import { admission, newAdmission } from './admission.ts'
import {
  type Admission,
  type AdmissionCommand,
  type AdmissionKnowledge,
  knowledgeKey,
} from './admission-state.ts'
import { creditCode, identityNumber } from './codes.ts'
import { letterOn } from './commitment.ts'
import { type AdmissionForm, emptyForm, type KeyPerson, type ServiceClaim } from './form.ts'

/** Builders for tests: valid by themselves, each test changes what it is about. */

export const aFile = (id = 'file-1') => ({
  ...{ id, name: '证书.pdf', type: 'application/pdf', size: 1000, sha256: 'ab'.repeat(32) },
})

export const aPerson = (change: Partial<KeyPerson> = {}): KeyPerson => ({
  ...{ name: '王小明', identity: identityNumber('360402', '1985-03-12', 11), phone: '13807920001' },
  ...{ posts: ['authorised-agent', 'admin'], employed: true, certificate: '', ...change },
})

export const aService = (change: Partial<ServiceClaim> = {}): ServiceClaim => ({
  ...{
    serviceType: '1.06',
    qualification: '水土保持方案编制单位水平评价证书',
    grade: '三星',
    number: '水保方案(赣)字第0001号',
  },
  ...{
    scope: '水土保持方案编制',
    issuer: '中国水土保持学会',
    validFrom: '2021-01-01',
    validTo: '2027-12-31',
  },
  ...{ file: aFile('file-2'), ...change },
})

export function aForm(change: Partial<AdmissionForm> = {}): AdmissionForm {
  const form = emptyForm({
    name: '九江恒信水利咨询有限公司',
    code: creditCode('91', '360402', 1),
    region: '360402',
  })
  return {
    subject: {
      ...form.subject,
      ...{
        address: '濂溪区十里大道1号',
        established: '2010-05-01',
        scope: '水利咨询',
        phone: '0792-8123456',
      },
      ...{ email: 'office@hengxin.example', licence: aFile('file-1') },
    },
    representative: {
      name: '李建国',
      identity: identityNumber('360403', '1970-01-01', 13),
      phone: '13807920000',
    },
    controllers: [],
    people: [aPerson()],
    services: [aService()],
    ...change,
  }
}

type Organised = Exclude<Actor, { kind: 'system' } | { kind: 'public' }>

const person = (
  kind: Organised['kind'],
  organisation: string,
  name: string,
  roles: Organised['roles'],
): Organised => ({
  ...{ kind, person: `person-${name}`, personName: name, organisation, organisationName: organisation },
  ...{ region: '360402', roles },
})

export const applicant = person('agency', 'agency-1', '李建国', ['admin', 'legal-representative'])
export const clerk = person('operator', 'operator-1', '陈晓岚', ['member'])
export const official = person('department', 'water', '周正', ['member'])
export const system: Actor = { kind: 'system' }

export const someKnowledge = (change: Partial<AdmissionKnowledge> = {}): AdmissionKnowledge => ({
  ...{ serviceTypes: ['1.06', '1.02'], operator: { id: 'operator-1', name: '濂溪区行政审批局' } },
  departments: { '1.06': { id: 'water', name: '市水利局' }, '1.02': { id: 'ecology', name: '市生态环境局' } },
  clerks: [
    { person: 'person-陈晓岚', name: '陈晓岚' },
    { person: 'person-刘敏', name: '刘敏' },
  ],
  ...{ elsewhere: [], bars: [], unknownFiles: [], ...change },
})

/** @param at a moment of the market, `2023-01-19T10:00` */
export function aContext(
  actor: Actor,
  at: string,
  knowledge: Partial<AdmissionKnowledge> = {},
  settings: Settings = {},
): Context {
  const now = instant(at)
  const rules = { ...settings, [knowledgeKey]: someKnowledge(knowledge) }
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

export const aDraft = (form: AdmissionForm = aForm()): Admission =>
  newAdmission('admission-1', 'agency-1', form)

/** Runs a command that must be accepted. */
export function done(state: Admission, command: AdmissionCommand, ctx: Context): Admission {
  const decision = admission.decide(state, command, ctx)
  if (!decision.ok) throw new Error(`${command.kind} was refused: ${JSON.stringify(decision.refusal)}`)
  return decision.state
}

/** The code with which a command is refused; undefined when it is accepted. */
export function refusalOf(state: Admission, command: AdmissionCommand, ctx: Context): string | undefined {
  const decision = admission.decide(state, command, ctx)
  return decision.ok ? undefined : decision.refusal.code
}

export const signing = (at: string): AdmissionCommand => ({
  ...{
    kind: 'sign-commitment',
    letter: letterOn(at.slice(0, 10))?.version ?? '',
    truthful: true,
    acceptsScoring: true,
  },
})

/** An application that was signed and submitted at a moment. */
export function submittedAt(at: string, form: AdmissionForm = aForm()): Admission {
  const ctx = aContext(applicant, at)
  return done(done(aDraft(form), signing(at), ctx), { kind: 'submit' }, ctx)
}

export const everyPart = ['subject', 'representative', 'people', 'services', 'commitment'] as const
