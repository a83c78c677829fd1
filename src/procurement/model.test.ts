import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aFramework,
  aMember,
  anOrder,
  frameworkContext,
  frameworkTerms,
} from '../../tests/builders/framework.ts'
import {
  aContext,
  aDraft,
  anAgency,
  anOfferer,
  anOperator,
  anOwner,
  aPerson,
  aRegistrant,
  system,
} from '../../tests/builders/procurement.ts'
import { addMs, type Instant, instant, plainDate } from '../calendar/index.ts'
import { art, paragraph } from '../gazette/index.ts'
import { type Actor, type Context, refuse } from '../workflow/index.ts'
import {
  type Announced,
  availableActions,
  type Command,
  type Framework,
  type FrameworkCommand,
  type FrameworkKnowledge,
  frameworkWorkflow,
  type Known,
  membersOf,
  newProcurement,
  type Procurement,
  procurementWorkflow,
  type Registrant,
  tied,
  winnerOf,
} from './index.ts'

const { decide, deadlines } = procurementWorkflow

const drafts: readonly Partial<Announced>[] = [
  { method: 'random' },
  { method: 'average' },
  {
    method: 'merit',
    merit: {
      weights: { credit: 300, plan: 500, quality: 200 },
      criteria: [{ name: '天数', worst: 40, best: 10, share: 1000 }],
    },
  },
  {
    method: 'direct',
    direct: {
      ground: 'invited',
      conduct: 'draw',
      invitees: [1, 2, 3, 4].map((n) => ({ id: `agency-${n}`, name: `第${n}家` })),
    },
  },
  { method: 'bidding', priceRange: { min: 5_000_000 } },
  {
    method: 'random',
    framework: { ...frameworkTerms, seats: 2, ceiling: 20_000_000, until: plainDate('2027-12-31') },
  },
  {
    ...{ method: 'bidding', priceRange: { min: 5_000_000 } },
    framework: { ...frameworkTerms, seats: 3, ceiling: 20_000_000, until: plainDate('2027-12-31') },
  },
  {
    method: 'direct',
    amount: 900_000,
    direct: {
      ground: 'small',
      conduct: 'choice',
      wholeProject: 1,
      invitees: [{ id: 'agency-1', name: '第1家' }],
    },
  },
]

const people: readonly Actor[] = [
  aPerson('owner'),
  aPerson('owner', 'owner-2'),
  aPerson('operator'),
  aPerson('management'),
  aPerson('agency'),
  system,
]

/** Those who registered, with whatever they sealed. */
const registrantsOf = (p: Procurement, figures: readonly number[]): Registrant[] =>
  figures.map((figure, i) => {
    const n = i + 1
    const record = { milliStars: (figure % 11) * 1000, ratings: 1 }
    if (p.draft.method === 'average')
      return anOfferer(n, figure % 7 === 0 ? 'unreadable' : { quote: figure * 1_000 })
    if (p.draft.method === 'merit')
      return anOfferer(n, { plan: { answers: [figure % 50], text: '要点' } }, record)
    return aRegistrant(n, figure % 5 === 0 ? { status: 'suspended' } : {})
  })

/** Whoever took part and bid, lowest first; the seed says how many did and whether the lowest are equal. */
function bidsOf(p: Procurement, seed: number) {
  const leaves = p.status === 'bidding' ? p.opened.entrants.map((e) => e.leaf) : []
  const bids = leaves
    .slice(0, seed % 5)
    .map((leaf, i) => ({ leaf, amount: 5_000_000 + Math.max(i, seed % 2) }))
  const tied = bids.filter((b) => b.amount === bids[0]?.amount).length
  return { bids, tied }
}

/** One command that somebody sends; the seed chooses what is in it. */
function commandOf(kind: Command['kind'], p: Procurement, seed: number, figures: readonly number[]): Command {
  const text = seed % 3 === 0 ? '太短' : '因建设内容有重大调整，特此说明。'
  switch (kind) {
    case 'save':
    case 'submit':
    case 'supply':
      return {
        kind,
        draft: aDraft({ ...drafts[seed % drafts.length], deadline: instant('2027-03-31T17:00') }),
      }
    case 'ask-supplement':
      return { kind, demands: ['补充服务内容', '写明联系人'] }
    case 'return':
      return { kind, points: [seed % 3], reason: text }
    case 'pass':
      return { kind }
    case 'register':
      return { kind, commitment: seed % 4 !== 0 }
    case 'cancel':
      return { kind, reason: text }
    case 'open':
      return { kind, registrants: registrantsOf(p, figures) }
    case 'drawn':
      return { kind, order: 'ranking' in p && p.ranking ? tied(p.ranking) : [] }
    case 'choose':
      return { kind, agency: `agency-${1 + (seed % 6)}`, ...(seed % 2 ? { reason: text } : {}) }
    case 'bids':
      return { kind, ...bidsOf(p, seed) }
    case 'void':
      return { kind, reason: text, statement: 'file-1' }
    case 'decline':
    case 'withdraw-registration':
    case 'close':
    case 'award':
    case 'disqualify':
    case 'annul':
    case 'run-again':
      return { kind }
  }
}

const kinds: readonly Command['kind'][] = [
  ...(['save', 'submit', 'ask-supplement', 'supply', 'return', 'pass', 'register', 'decline'] as const),
  ...(['withdraw-registration', 'cancel', 'close', 'open', 'drawn', 'choose', 'award'] as const),
  ...(['disqualify', 'annul', 'void', 'run-again', 'bids'] as const),
]

const final: readonly Procurement['status'][] = ['awarded', 'voided']
const known = (seed: number): Known => ({
  statementFiled: seed % 2 === 0,
  standing: anAgency(1 + (seed % 5)),
  registered: seed % 3 === 0,
  winner: anAgency(1, seed % 4 === 0 ? { status: 'expelled' } : {}),
})

/** Somebody can go on: a person has a way that nothing stands against, or a clock or the draw runs by itself. */
function hasAWayOn(p: Procurement, at: (actor: Actor) => Context): boolean {
  if (final.includes(p.status)) return true
  if ('next' in p && p.next) return true
  const clock = deadlines(p, at(system)).some((d) => d.who === 'system')
  return clock || people.some((actor) => availableActions(p, at(actor)).some((a) => !a.refusal))
}

describe(art('111', '22.1'), () => {
  test('random commands of everybody for 10,000 steps: always a lawful way on, and every refusal names its article', () => {
    let steps = 0
    let frameworks = 0
    const seen = new Set<string>()
    const refused = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 9999 }), fc.nat({ max: 100 })), {
          minLength: 100,
          maxLength: 100,
        }),
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 0, maxLength: 6 }),
        (script, figures) => {
          let p: Procurement = newProcurement({ owner: anOwner, operator: anOperator })
          let now: Instant = instant('2026-09-23T09:00')
          for (const [choice, seed, pause] of script) {
            steps++
            const at = (actor: Actor): Context => aContext(now, actor, known(seed))
            // Half of the time somebody does what is offered, otherwise anybody tries anything.
            const actor = people[seed % people.length]!
            const offered = availableActions(p, at(actor)).filter((a) => !a.refusal)
            const kind = (
              choice % 2 === 0 && offered.length > 0
                ? offered[choice % offered.length]!.act
                : kinds[choice % kinds.length]!
            ) as Command['kind']
            const decision = decide(p, commandOf(kind, p, seed, figures), at(actor))
            if (decision.ok) {
              p = decision.state
              seen.add(p.status)
              for (const f of decision.facts) expect(paragraph(f.article).document).toBe('111')
            } else {
              refused.add(decision.refusal.code)
              expect(paragraph(decision.refusal.article).id).toMatch(/^\d+(\.\d+)*$/)
            }
            expect(hasAWayOn(p, at), `${p.status} has no way on`).toBe(true)
            if (p.status === 'publicity') {
              // Whoever wins took part, and is the only one.
              const winner = winnerOf(p.result)
              expect(p.opened.entrants.filter((e) => e.leaf === winner?.leaf)).toHaveLength(1)
              // Of a framework as many are bound as were announced, each once, also after somebody fell out.
              if (p.draft.framework) {
                const members = membersOf(p).map((m) => m.agency)
                expect(new Set(members).size).toBe(p.draft.framework.seats)
                frameworks += 1
              }
            }
            // The clock moves on; at an end of a clock straight to it now and then.
            const due = deadlines(p, at(system)).find((d) => d.due && d.due > now)?.due
            now = pause % 3 === 0 && due ? due : addMs(now, pause * 3_600_000)
            if (final.includes(p.status) || ('next' in p && p.next)) {
              p = newProcurement({ owner: anOwner, operator: anOperator })
              now = instant('2026-09-23T09:00')
            }
          }
        },
      ),
      { numRuns: 100 },
    )
    expect(steps).toBeGreaterThanOrEqual(10_000)
    expect([...seen].sort()).toEqual(
      expect.arrayContaining([
        'submitted',
        'open',
        'opening',
        'drawing',
        'bidding',
        'choosing',
        'publicity',
        'awarded',
        'failed',
        'cancelled',
      ]),
    )
    expect(frameworks).toBeGreaterThan(0)
    expect(refused).toContain('not-permitted')
    expect(refused).toContain('not-available')
  })
})

const members = [1, 2, 3] as const
const inFramework: readonly Actor[] = [
  aPerson('owner'),
  aPerson('owner', 'owner-2'),
  aPerson('operator'),
  aPerson('management'),
  ...members.map((n) => aPerson('agency', `agency-${n}`)),
  aPerson('agency', 'agency-9'),
  system,
]
const frameworkKinds: readonly FrameworkCommand['kind'][] = [
  ...(['establish', 'call-off', 'accept', 'decline', 'withdraw', 'lapse', 'expire', 'end'] as const),
]

function frameworkCommandOf(kind: FrameworkCommand['kind'], f: Framework, seed: number): FrameworkCommand {
  const callOff = f.callOffs[seed % (f.callOffs.length || 1)]?.id ?? 'none'
  const reason = '因建设内容有重大调整，特此说明。'
  switch (kind) {
    case 'call-off':
      return { kind, ...anOrder({ quantity: seed % 7, title: seed % 11 === 0 ? ' ' : '某处护岸' }) }
    case 'accept':
      return { kind, callOff }
    case 'decline':
    case 'withdraw':
      return { kind, callOff, reason }
    case 'establish':
    case 'lapse':
    case 'expire':
    case 'end':
      return { kind }
  }
}

describe(art('111', '22.2'), () => {
  test('a framework, random commands of everybody for 10,000 steps: always a lawful way on, every refusal with its article', () => {
    let steps = 0
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 9999 }), fc.nat({ max: 60 })), {
          minLength: 100,
          maxLength: 100,
        }),
        fc.constantFrom('rotation' as const, 'quota' as const),
        (script, rule) => {
          const fresh = (): Framework => ({
            ...aFramework({
              rule,
              ceiling: 5_000_000,
              members: members.map((n) => aMember(n, { quota: n === 1 ? 334 : 333 })),
            }),
            status: 'unopened',
          })
          let f = fresh()
          let now: Instant = instant('2026-10-14T00:00')
          for (const [choice, seed, pause] of script) {
            steps++
            const suspended = refuse('agency-suspended-from-selection', art('111', '35'))
            const known: FrameworkKnowledge = {
              next: `c-${steps}`,
              out: seed % 5 === 0 ? { 'agency-1': suspended } : {},
            }
            const at = (actor: Actor): Context => frameworkContext(now, actor, known)
            const actor = inFramework[seed % inFramework.length]!
            const offered = frameworkWorkflow.availableActions(f, at(actor)).filter((a) => !a.refusal)
            const kind = (
              choice % 2 === 0 && offered.length > 0
                ? offered[choice % offered.length]!.act
                : frameworkKinds[choice % frameworkKinds.length]!
            ) as FrameworkCommand['kind']
            // A void comes once in a while, or nothing else would be seen.
            const command = frameworkCommandOf(
              kind === 'end' && seed % 7 !== 0 ? 'lapse' : kind,
              f,
              Math.floor(seed / 9),
            )
            const decision = frameworkWorkflow.decide(f, command, at(actor))
            if (decision.ok) {
              f = decision.state
              for (const fact of decision.facts) expect(paragraph(fact.article).document).toBe('111')
            } else expect(paragraph(decision.refusal.article).id).toMatch(/^\d+(\.\d+)*$/)
            seen.add(f.status === 'ended' ? `ended: ${f.why}` : f.status)
            for (const c of f.callOffs) seen.add(c.status)
            const clock = frameworkWorkflow.deadlines(f, at(system)).some((d) => d.who === 'system' && d.due)
            const act = inFramework.some((a) =>
              frameworkWorkflow.availableActions(f, at(a)).some((action) => !action.refusal),
            )
            expect(f.status === 'ended' || clock || act, `${f.status} has no way on`).toBe(true)
            const due = frameworkWorkflow.deadlines(f, at(system)).find((d) => d.due && d.due > now)?.due
            now = pause % 5 === 0 && due ? due : addMs(now, pause * 3_600_000)
            if (f.status === 'ended') {
              f = fresh()
              now = instant('2026-10-14T00:00')
            }
          }
        },
      ),
      { numRuns: 100 },
    )
    expect(steps).toBeGreaterThanOrEqual(10_000)
    expect([...seen].sort()).toEqual(
      [
        ...[
          'accepted',
          'ended: term-over',
          'ended: voided',
          'offered',
          'running',
          'unopened',
          'unplaced',
          'withdrawn',
        ],
      ].sort(),
    )
  })
})
