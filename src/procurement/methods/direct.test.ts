import { describe, expect, test } from 'vitest'
import {
  aContext,
  aDraft,
  aDraftContext,
  anAgency,
  aPerson,
  aRegistrant,
  openedBy,
} from '../../../tests/builders/procurement.ts'
import { instant } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import {
  type Announced,
  availableActions,
  conditionsOf,
  type DirectTerms,
  directSelection,
  draftProblems,
  type Original,
  otherSelection,
  procurementWorkflow,
  publicDraft,
  tied,
} from '../index.ts'

const invite = (...n: number[]) => n.map((i) => ({ id: `agency-${i}`, name: `第${i}家` }))
const invited: DirectTerms = { ground: 'invited', conduct: 'draw', invitees: invite(1, 2, 3) }
const small: DirectTerms = {
  ground: 'small',
  conduct: 'choice',
  invitees: invite(1),
  wholeProject: 199_999_999,
}
const paper = { file: 'f', number: '修应急〔2026〕7号', issuer: '修水县应急管理局', level: 'county' } as const
const emergency: DirectTerms = { ground: 'emergency', conduct: 'choice', invitees: invite(1), paper }
const followOn: DirectTerms = { ground: 'follow-on', conduct: 'choice', invitees: invite(1), original: 'e-1' }
const original = (followed = 0): Original => ({
  engagement: 'e-1',
  title: '原项目',
  agency: { id: 'agency-1', name: '第1家' },
  amount: 6_800_005,
  followed,
})
const problems = (direct: DirectTerms, changes: Partial<Announced> = {}, originals: Original[] = []) =>
  draftProblems(aDraft({ method: 'direct', direct, ...changes }), { ...aDraftContext(), originals }).map(
    (r) => r.code,
  )
const opened = (direct: DirectTerms, n: number, changes: Partial<Announced> = {}) =>
  openedBy(
    { method: 'direct', direct, ...changes },
    Array.from({ length: n }, (_, i) => aRegistrant(i + 1)),
  )

describe(art('111', '22.1.2'), () => {
  test('the measure allows it from its first day', () => {
    expect(directSelection.on('2022-12-01')).toBe(true)
  })

  // 直接选取。须符合下列条件之一。
  test('fiscal money needs one of the four grounds', () => {
    expect(problems({ conduct: 'choice', invitees: invite(1) })).toContain('ground-missing')
    expect(problems(invited)).toEqual([])
  })

  test('only those asked by name may register, and nobody else learns whom', () => {
    const draft = aDraft({ method: 'direct', direct: invited })
    const refusals = (n: number) => conditionsOf(draft, anAgency(n)).flatMap((c) => c.refusal?.code ?? [])
    expect(refusals(3)).toEqual([])
    expect(refusals(4)).toEqual(['not-invited'])
    expect(JSON.stringify(publicDraft(draft))).not.toContain('agency-1')
    expect(publicDraft(aDraft({ method: 'direct', direct: followOn })).direct).not.toHaveProperty('original')
  })

  test('who is asked may decline until the deadline; who is not asked has nothing to decline', () => {
    const p = openedBy({ method: 'direct', direct: invited }, [])
    const open = { ...p, status: 'open' } as Parameters<typeof availableActions>[0]
    const acts = (n: number, at: string) =>
      availableActions(open, aContext(at, aPerson('agency', `agency-${n}`), { standing: anAgency(n) }))
        .filter((a) => !a.refusal)
        .map((a) => a.act)
    expect(acts(3, '2026-09-30T16:59')).toEqual(['register', 'decline'])
    expect(acts(4, '2026-09-30T16:59')).toEqual([])
    expect(acts(3, '2026-09-30T17:00')).toEqual([])
  })
})

describe(art('111', '22.1.2.1'), () => {
  // 项目业主邀请3家以上符合条件的中介服务机构报名参与项目，通过随机或竞价等方式直接选取中选方。
  test.each([
    [2, ['too-few-invited']],
    [3, []],
  ])('%d invited', (n, codes) => {
    expect(problems({ ...invited, invitees: invite(1, 2, 3).slice(0, n) })).toEqual(codes)
  })

  test('the same one twice is not two; one cannot simply be chosen', () => {
    expect(problems({ ...invited, invitees: invite(1, 2, 2) })).toEqual(['invitee-twice'])
    expect(problems({ ...invited, conduct: 'choice' })).toContain('conduct-not-allowed')
    expect(problems({ ...invited, conduct: undefined })).toContain('conduct-missing')
  })

  test.each([
    [2, 'failed'],
    [3, 'drawing'],
  ])('%d of the invited register: %s', (n, status) => {
    expect(opened(invited, n).status).toBe(status)
  })
})

describe(art('111', '22.1.2.2'), () => {
  // 中介服务金额不高于1万元且整个项目规模预估价低于两百万元的服务项目。
  test.each([
    ['10,000.00 and 1,999,999.99', 1_000_000, 199_999_999, []],
    ['10,000.01 and 1,999,999.99', 1_000_001, 199_999_999, ['fee-not-small']],
    ['10,000.00 and 2,000,000.00', 1_000_000, 200_000_000, ['project-not-small']],
    ['no estimate of the whole', 1_000_000, undefined, ['draft-field-missing']],
  ])('%s', (_, amount, wholeProject, codes) => {
    expect(problems({ ...small, wholeProject }, { amount })).toEqual(codes)
  })

  test('the fee is settled', () => {
    const changes = { amount: undefined, formula: '按点位', estimate: 900_000 }
    expect(problems(small, changes)).toEqual(['method-needs-fee'])
  })

  test('one is chosen directly, with no draw; or one or more are asked and drawn among', () => {
    expect(opened(small, 1, { amount: 900_000 })).toMatchObject({ status: 'publicity' })
    expect(opened(small, 0, { amount: 900_000 })).toMatchObject({ status: 'failed' })
    const drawn = { ...small, conduct: 'draw', invitees: invite(1, 2) } as const
    const two = opened(drawn, 2, { amount: 900_000 })
    expect('ranking' in two && tied(two.ranking!)).toHaveLength(2)
    expect(opened(drawn, 1, { amount: 900_000 })).toMatchObject({ status: 'publicity' })
    expect(problems({ ...small, invitees: invite(1, 2) }, { amount: 900_000 })).toEqual(['one-to-choose'])
    expect(problems({ ...drawn, invitees: [] }, { amount: 900_000 })).toEqual(['too-few-invited'])
  })
})

describe(art('111', '22.1.2.3'), () => {
  // 项目业主提供县级以上政府或部门出具的书面说明材料。
  test.each([
    ['whole', paper, []],
    ['of a township', { ...paper, level: 'below-county' }, ['issuer-below-county']],
    ['without number', { ...paper, number: ' ' }, ['draft-field-missing']],
    ['without issuer', { ...paper, issuer: undefined }, ['draft-field-missing']],
    ['without scan', { ...paper, file: undefined }, ['draft-field-missing']],
    ['without level', { ...paper, level: undefined }, ['draft-field-missing']],
  ] as const)('the document %s', (_, given, codes) => {
    expect(problems({ ...emergency, paper: given })).toEqual(codes)
  })

  test('an emergency does not wait two working days; the hour only has to be still to come', () => {
    const at = (deadline: string) => problems(emergency, { deadline: instant(deadline) })
    expect(at('2026-09-24T10:00')).toEqual(['deadline-passed'])
    expect(at('2026-09-24T10:00:01')).toEqual([])
    const competing = problems(invited, { deadline: instant('2026-09-24T18:00') })
    expect(competing).toEqual(['deadline-too-early'])
  })
})

describe(art('111', '22.1.2.4'), () => {
  // 后续服务金额不超过原合同服务金额10%: of 68,000.05 yuan that is 6,800.00, the half 分 is not there.
  test.each([
    ['6,800.00', 680_000, 0, []],
    ['6,800.01', 680_001, 0, ['follow-on-too-large']],
    ['4,000.00 after 2,800.00', 400_000, 280_000, []],
    ['4,000.01 after 2,800.00', 400_001, 280_000, ['follow-on-too-large']],
  ])('%s', (_, amount, followed, codes) => {
    expect(problems(followOn, { amount }, [original(followed)])).toEqual(codes)
  })

  test('only with the agency of that contract, and of a contract of the owner', () => {
    expect(problems({ ...followOn, invitees: invite(2) }, { amount: 1 }, [original()])).toEqual([
      'not-the-same-agency',
    ])
    expect(problems(followOn, { amount: 1 })).toEqual(['original-unknown'])
    expect(problems({ ...followOn, original: undefined }, { amount: 1 })).toEqual(['draft-field-missing'])
  })
})

describe(art('111', '22.2'), () => {
  // 社会性资金投资项目业主可以自主选择公开选取方式。
  test('private money chooses any method freely, and needs no ground for a direct selection', () => {
    const own = { money: 'non-fiscal', inCatalogue: undefined, amount: 90_000_000 } as const
    expect(problems({ conduct: 'choice', invitees: invite(1) }, own)).toEqual([])
    expect(problems({ conduct: 'draw', invitees: invite(1, 2) }, own)).toEqual([])
    expect(problems({ invitees: invite(1) }, own)).toEqual(['conduct-missing'])
    expect(draftProblems(aDraft({ method: 'average', ...own }), aDraftContext())).toEqual([])
  })
})

describe(art('111', '22.1.6'), () => {
  // 其他经省中介超市管理机构认可的公开选取方式。
  const text = '赣政数〔2026〕5号|定额随机|random'
  const rules = { 'procurement.approved-methods': [text, '没有程序的方式|名称|抽签'] }
  const codes = (other?: string, given: object = rules) =>
    draftProblems(aDraft({ method: 'other', other }), aDraftContext('2026-09-24T10:00', { ...given })).map(
      (r) => r.code,
    )

  test('named by the provincial document, run by one of the procedures here', () => {
    expect(otherSelection.on('2022-12-01')).toBe(true)
    expect(codes(text)).toEqual([])
    expect(codes('没有程序的方式|名称|抽签')).toEqual(['method-not-approved'])
    expect(codes()).toEqual(['method-not-approved'])
    expect(codes(text, {})).toEqual(['no-method-approved', 'method-not-approved'])
  })

  test('it draws as the procedure does, even when the setting has gone since', () => {
    const draft = aDraft({ method: 'other', other: text })
    const p = openedBy({ method: 'random' }, [])
    const state = { ...p, status: 'opening', draft } as Parameters<typeof procurementWorkflow.decide>[0]
    const registrants = [1, 2, 3].map((n) => aRegistrant(n))
    const at = aContext('2026-09-30T17:00:01', { kind: 'system' })
    const decision = procurementWorkflow.decide(state, { kind: 'open', registrants }, at)
    expect(decision).toMatchObject({ ok: true, state: { status: 'drawing' } })
  })
})
