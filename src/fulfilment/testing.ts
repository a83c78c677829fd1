import { chinaCalendar, dateOf, instant, plainDate } from '../calendar/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import type { Command } from './actions.ts'
import { signedContractKey } from './electronic.ts'
import { decide } from './engagement.ts'
import { managementKey } from './recognition.ts'
import { type Award, type Engagement, unopened } from './state.ts'

/** Builders for this module's tests; nothing here runs in the market. */

export const award: Award = {
  procurement: 'p1',
  announcement: 'JJ-2026-0924-0017',
  notice: 'ZX-2026-0017',
  title: '修水县渣津镇河道整治工程水土保持方案编制',
  region: '360424',
  serviceType: '1.06',
  operator: { id: 'operator', name: '修水县行政审批局' },
  owner: { id: 'owner', name: '修水县水利局', code: '11360424014500123A' },
  agency: { id: 'agency', name: '江西赣北水保工程咨询有限公司', code: '91360400MA35GB0017' },
  money: 'fiscal',
  finance: { id: 'finance', name: '九江市财政局' },
  fee: 68_000_00,
  days: 30,
  scope: '编制水土保持方案报告书，送审并修改至批复。',
  issuedAt: instant('2026-09-28T17:00'),
}

const sides = {
  ...{ agency: '江西赣北水保工程咨询有限公司', owner: '修水县水利局', operator: '修水县行政审批局' },
  ...{ finance: '九江市财政局', department: '九江市水利局' },
}

export const by = (side: keyof typeof sides | 'system' | 'public'): Actor =>
  side === 'system' || side === 'public'
    ? { kind: side }
    : {
        kind: side,
        person: `${side}-1`,
        personName: '王建国',
        organisation: side,
        organisationName: sides[side],
        region: '360424',
        roles: ['member', 'authorised-agent'],
      }

const pdf = (owner: string, name: string) => ({
  id: name,
  name: `${name}.pdf`,
  type: 'application/pdf',
  size: 1234,
  sha256: 'ab'.repeat(32),
  owner,
})

export const rules = {
  files: {
    contract: pdf('agency', 'contract'),
    report: pdf('agency', 'report'),
    voucher: pdf('owner', 'voucher'),
    receipt: pdf('finance', 'receipt'),
    opinion: pdf('department', 'opinion'),
    minutes: pdf('operator', 'minutes'),
    picture: { ...pdf('agency', 'picture'), name: 'picture.png', type: 'image/png' },
    foreign: pdf('somebody-else', 'foreign'),
  },
  [signedContractKey]: pdf('agency', 'signed'),
  [managementKey]: { id: 'management', name: '九江市政务服务管理办公室' },
} as unknown as Settings

export const at = (moment: string, actor: Actor, more: Settings = {}): Context => ({
  actor,
  now: instant(moment),
  today: dateOf(instant(moment)),
  calendar: chinaCalendar,
  rules: { ...rules, ...more },
})

export const terms = {
  signedOn: plainDate('2026-10-10'),
  fee: 68_000_00,
  days: 30,
  scope: award.scope,
  paymentTerms: '验收后 10 个工作日内一次付清。',
  owner: { name: award.owner.name, code: award.owner.code },
  agency: { name: award.agency.name, code: award.agency.code },
}

/** One step: when, who, what. */
export type Step = [moment: string, side: Parameters<typeof by>[0], command: Command]

/** Plays steps from the award on; a refused one throws its code. */
export function play(...steps: Step[]): Engagement {
  let e = unopened(award)
  for (const [moment, side, command] of [[award.issuedAt, 'system', { kind: 'open' }] as Step, ...steps]) {
    const decision = decide(e, command, at(moment, by(side)))
    if (!decision.ok) throw new Error(`${command.kind} refused: ${decision.refusal.code}`)
    e = decision.state
  }
  return e
}

export const contacted: Step = [
  '2026-09-29T10:00',
  'agency',
  { kind: 'record-contact', person: '李敏', phone: '0792-7000000' },
]
export const contractFiled: Step = [
  '2026-10-10T15:00',
  'agency',
  { kind: 'file-contract', file: 'contract', ...terms },
]
export const confirmed: Step = ['2026-10-11T08:00', 'owner', { kind: 'confirm-contract' }]
export const delivered: Step = ['2026-11-03T09:00', 'agency', { kind: 'upload-deliverable', file: 'report' }]
export const accepted: Step = ['2026-11-05T16:00', 'owner', { kind: 'accept-deliverable' }]
