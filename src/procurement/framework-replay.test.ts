import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aFramework, aMember, anOrder, step } from '../../tests/builders/framework.ts'
import { art } from '../gazette/index.ts'
import { type Fact, refuse } from '../workflow/index.ts'
import type { Framework, FrameworkCommand } from './index.ts'

const names = [1, 2, 3, 4]
const suspended = refuse('agency-suspended-from-selection', art('111', '35'))

/** What somebody does: who, which of the open call-offs, how many services, and who is suspended that day (0: nobody). */
const act = fc.record({
  what: fc.constantFrom('call-off', 'accept', 'accept', 'decline', 'withdraw', 'lapse'),
  which: fc.nat({ max: 9 }),
  quantity: fc.integer({ min: 1, max: 6 }),
  out: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(...names) },
  ),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function commandOf({ what, which, quantity }: Act, f: Framework): FrameworkCommand {
  const open = f.callOffs.filter((c) => c.status === 'offered')
  const c = open[which % (open.length || 1)]
  if (what === 'lapse') return { kind: 'lapse' }
  if (what === 'call-off' || !c) return { kind: 'call-off', ...anOrder({ quantity }) }
  return what === 'accept'
    ? { kind: 'accept', callOff: c.id }
    : { kind: what as 'decline' | 'withdraw', callOff: c.id, reason: '人员已全部外派。' }
}

/** Runs it, a working day or so between the acts, and keeps what the log is told. */
function played(rule: Framework['rule'], quotas: readonly number[], acts: readonly Act[]) {
  let f = aFramework({
    ...{ rule, ceiling: 6_000_000 },
    members: names.map((n, i) => aMember(n, { price: 100_000, quota: quotas[i]! })),
  })
  const facts: Fact[] = []
  for (const [i, one] of acts.entries()) {
    const at = `2026-11-${String(2 + Math.floor(i / 2)).padStart(2, '0')}T${i % 2 ? '15' : '10'}:00`
    const out = one.out === 0 ? {} : { [`agency-${one.out}`]: suspended }
    const decision = step(f, commandOf(one, f), { at, known: { out, next: `c-${i}` } })
    if (!decision.ok) continue
    f = decision.state
    facts.push(...decision.facts)
  }
  return { f, facts: JSON.parse(JSON.stringify(facts)) as Fact[] }
}

interface Offered {
  n: number
  name: string
  fee: number
  passed: { name: string; code: string }[]
}

/**
 * Reads whose turn it was from the log alone, reckoned by hand: of those not asked for this call-off and not passed over,
 * the first by the announced rule.
 */
function turnsIn(facts: readonly Fact[], first: (who: Reckoned[]) => Reckoned) {
  const members = names.map((n, rank): Reckoned => ({ name: `第${n}家`, rank, turns: 0 }))
  const asked = new Map<number, string[]>()
  const has = new Map<number, { name: string; fee: number }>()
  const used = (name: string) => [...has.values()].reduce((s, o) => s + (o.name === name ? o.fee : 0), 0)
  const found: [expected: string, told: string][] = []
  for (const { kind, body } of facts) {
    const { n, name, fee, passed } = body as unknown as Offered
    if (kind === 'framework.offered') {
      has.delete(n)
      const had = asked.get(n) ?? []
      const out = passed.map((p) => p.name)
      const left = members.filter((m) => !had.includes(m.name) && !out.includes(m.name))
      found.push([first(left.map((m) => ({ ...m, used: used(m.name) }))).name, name])
      for (const m of members) {
        const skipped = passed.some((p) => p.name === m.name && p.code !== 'quota')
        if (m.name === name || skipped) m.turns += 1
      }
      asked.set(n, [...had, ...out, name])
      has.set(n, { name, fee })
    }
    if (kind === 'framework.withdrawn') members.find((m) => m.name === has.get(n)?.name)!.turns -= 1
    if (kind === 'framework.withdrawn' || kind === 'framework.unplaced') has.delete(n)
  }
  return found
}
interface Reckoned {
  name: string
  rank: number
  turns: number
  used?: number
}

describe(art('111', '22.2'), () => {
  // 由政府相关职能部门以批量采购方式选取: whose turn it is follows from the announced rule and the log.
  const script = fc.array(act, { minLength: 20, maxLength: 40 })

  test('rotation: the fewest turns, of equals the one ranked first', () => {
    let offers = 0
    fc.assert(
      fc.property(script, (acts) => {
        const { facts } = played('rotation', [250, 250, 250, 250], acts)
        const turns = turnsIn(facts, (who) => who.sort((a, b) => a.turns - b.turns || a.rank - b.rank)[0]!)
        offers += turns.length
        for (const [expected, told] of turns) expect(told).toBe(expected)
      }),
    )
    expect(offers).toBeGreaterThan(100)
  })

  test('shares: the least of its share, of equals the one ranked first', () => {
    const quotas = [400, 300, 200, 100]
    let offers = 0
    fc.assert(
      fc.property(script, (acts) => {
        const { facts } = played('quota', quotas, acts)
        // The quotas are whole, so used ÷ quota is compared as used × 1200 ÷ quota, which is whole too.
        const part = (m: Reckoned) => (m.used! * 12) / (quotas[m.rank]! / 100)
        const turns = turnsIn(facts, (who) => who.sort((a, b) => part(a) - part(b) || a.rank - b.rank)[0]!)
        offers += turns.length
        for (const [expected, told] of turns) expect(told).toBe(expected)
      }),
    )
    expect(offers).toBeGreaterThan(100)
  })

  test('each call-off is one member’s or nobody’s, and the same acts again tell the log the same', () => {
    fc.assert(
      fc.property(script, fc.constantFrom('rotation' as const, 'quota' as const), (acts, rule) => {
        const quotas = [400, 300, 200, 100]
        const { f, facts } = played(rule, quotas, acts)
        expect(played(rule, quotas, acts)).toEqual({ f, facts })
        const taken = facts.filter((fact) => fact.kind === 'framework.accepted').map((fact) => fact.body.n)
        expect(new Set(taken).size).toBe(taken.length)
        expect(f.callOffs.filter((c) => c.status === 'accepted').map((c) => c.n)).toEqual(
          [...taken].sort((a, b) => Number(a) - Number(b)),
        )
      }),
      { numRuns: 50 },
    )
  })
})
