import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import type { Actor } from '../workflow/index.ts'
import { admission } from './admission.ts'
import type { Admission, AdmissionCommand } from './admission-state.ts'
import { noticesOf } from './notices.ts'
import {
  aContext,
  aDraft,
  aForm,
  applicant,
  aService,
  clerk,
  done,
  everyPart,
  official,
  signing,
  submittedAt,
} from './testing.ts'

const at = '2023-01-19T10:00'

/** Who is told what by a command: `code → recipients`. */
function told(state: Admission, command: AdmissionCommand, actor: Actor, when = at) {
  const ctx = aContext(actor, when)
  const decision = admission.decide(state, command, ctx)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.facts.flatMap((fact) =>
    noticesOf(decision.state, fact, ctx).map((n) => [n.code, n.to.join(), n.params.due]),
  )
}

const signed = () => {
  const form = aForm({ services: [aService(), aService({ serviceType: '1.02' })] })
  return done(aDraft(form), signing(at), aContext(applicant, at))
}
const due = (zh: string, en: string) => ({ zh, en })
const confirm = { kind: 'confirm-qualification', serviceType: '1.06' } as const
const pass = { kind: 'pass-check', consistent: everyPart } as const

describe(art('111', '20.2'), () => {
  test('a submission goes to the operator and to every department, each with its day', () => {
    expect(told(signed(), { kind: 'submit' }, applicant)).toEqual([
      ['to-check', 'operator-1', due('2023年1月28日（星期六）24时', 'Saturday 2023-01-28, 24:00')],
      ['to-confirm', 'water', due('2023年1月31日（星期二）24时', 'Tuesday 2023-01-31, 24:00')],
      ['to-confirm', 'ecology', due('2023年1月31日（星期二）24时', 'Tuesday 2023-01-31, 24:00')],
    ])
  })

  test('the applicant hears of each step, the operator of what it has to publish', () => {
    const state = submittedAt(at)
    expect(told(state, pass, clerk)).toEqual([['check-passed', 'agency-1', undefined]])
    const passed = done(state, pass, aContext(clerk, at))
    const until = due('2023年1月31日（星期二）24时', 'Tuesday 2023-01-31, 24:00')
    expect(told(passed, confirm, official)).toEqual([
      ['qualification-confirmed', 'agency-1', undefined],
      ['admitted', 'agency-1', until],
      ['to-publish', 'operator-1', until],
    ])
    const admitted = done(passed, confirm, aContext(official, at))
    expect(told(admitted, { kind: 'publish' }, clerk)).toEqual([['published', 'agency-1', until]])
  })
})

describe(art('111', '20.4'), () => {
  test('demands and refusals reach the applicant', () => {
    const state = submittedAt(at)
    const demands = [{ text: '补章程' }]
    expect(told(state, { kind: 'request-supplement', demands }, clerk)).toEqual([
      ['supplement-told', 'agency-1', undefined],
    ])
    expect(told(state, { kind: 'refuse', reason: '不一致' }, clerk)).toEqual([
      ['refused', 'agency-1', undefined],
    ])
  })
})

describe(art('111', '20.5'), () => {
  test('a recorded situation is passed to the departments', () => {
    const command = { kind: 'record-situation', situation: 'shell', basis: '举报' } as const
    expect(told(submittedAt(at), command, clerk)).toEqual([['situation-recorded', 'water', undefined]])
  })
})
