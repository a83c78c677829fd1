import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../workflow/index.ts'
import { admission } from './admission.ts'
import { admissionActions } from './admission-actions.ts'
import type { Admission, AdmissionCommand } from './admission-state.ts'
import {
  aContext,
  aDraft,
  aForm,
  applicant,
  aService,
  clerk,
  everyPart,
  official,
  signing,
  system,
} from './testing.ts'

const at = '2023-03-06T09:00'
const form = aForm({ services: [aService(), aService({ serviceType: '1.02' })] })

/** One valid command of each kind. */
const commands: { [K in AdmissionCommand['kind']]: Extract<AdmissionCommand, { kind: K }> } = {
  save: { kind: 'save', form },
  'sign-commitment': signing(at) as Extract<AdmissionCommand, { kind: 'sign-commitment' }>,
  submit: { kind: 'submit' },
  withdraw: { kind: 'withdraw' },
  'request-supplement': { kind: 'request-supplement', demands: [{ text: '补章程' }] },
  'pass-check': { kind: 'pass-check', consistent: everyPart },
  refuse: { kind: 'refuse', reason: '不一致' },
  'confirm-qualification': { kind: 'confirm-qualification', serviceType: '1.06' },
  'decline-qualification': { kind: 'decline-qualification', serviceType: '1.06', reason: '无此证书' },
  'record-situation': { kind: 'record-situation', situation: 'shell', basis: '举报' },
  assign: { kind: 'assign', clerk: 'person-刘敏', reason: '休假' },
  publish: { kind: 'publish' },
  'end-publicity': { kind: 'end-publicity' },
  revoke: { kind: 'revoke', reason: '换壳入驻', by: { id: 'operator-1', name: '濂溪区行政审批局' } },
}
const kinds = Object.keys(commands) as AdmissionCommand['kind'][]

const actors: Actor[] = [
  applicant,
  { ...applicant, roles: ['practitioner'] },
  { ...applicant, organisation: 'agency-2' },
  clerk,
  { ...clerk, organisation: 'operator-2' },
  official,
  { ...official, organisation: 'ecology' },
  { ...official, organisation: 'forestry' },
  { ...clerk, kind: 'management' },
  system,
  { kind: 'public' },
]

/** The command with the service type that the actor's own department would choose. */
function fitted(kind: AdmissionCommand['kind'], actor: Actor): AdmissionCommand {
  const command = commands[kind]
  const ecology = 'organisation' in actor && actor.organisation === 'ecology'
  return 'serviceType' in command && ecology ? { ...command, serviceType: '1.02' } : command
}

test('whatever the table offers is accepted, and whatever it does not is not available', () => {
  const reached = new Set<string>()
  const moment = fc.constantFrom(at, '2023-03-07T09:00', '2023-03-20T09:00', '2023-04-03T09:00')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), moment), { minLength: 8, maxLength: 24 }), (steps) => {
      let state: Admission = aDraft(form)
      for (const [choice, now] of steps) {
        reached.add(state.status)
        const next: Admission[] = []
        for (const actor of actors) {
          const ctx = aContext(actor, now)
          const buttons = admission.availableActions(state, ctx)
          for (const kind of kinds) {
            const button = buttons.find((a) => a.act === kind)
            const decision = admission.decide(state, fitted(kind, actor), ctx)
            if (!button) expect(decision).toMatchObject({ ok: false, refusal: { code: 'not-available' } })
            else if (button.refusal) expect(decision).toEqual({ ok: false, refusal: button.refusal })
            else expect([kind, state.status, decision.ok]).toEqual([kind, state.status, true])
            if (decision.ok && (kind !== 'withdraw' || steps.length % 4 === 0)) next.push(decision.state)
          }
        }
        // Every clock names a command of the table, and somebody to whom it belongs.
        for (const clock of admission.deadlines(state, aContext(system, now))) {
          expect(admissionActions[state.status].map((r) => r.act)).toContain(clock.action)
          expect(clock.who).not.toBe('')
        }
        state = next[choice % next.length] ?? state
      }
    }),
    { numRuns: 300, seed: 20 },
  )
  expect([...reached].toSorted()).toEqual(Object.keys(admissionActions).toSorted())
})
