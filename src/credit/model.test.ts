import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMs,
  chinaCalendar,
  dateOf,
  endOf,
  type Instant,
  instant,
  type Pause,
  type PlainDate,
  plainDate,
} from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { aFile } from '../registry/testing.ts'
import type { Actor, Context, OrganisationKind } from '../workflow/index.ts'
import { breachWorkflow, newBreach } from './breach.ts'
import { type Breach, type BreachCommand, breachKnowledgeKey, isFound } from './breach-state.ts'
import type { FoundBreach } from './sanctions.ts'
import { saidSituations, situations } from './situations.ts'

// Random lives of 200 agencies over four years, under a clock that is nothing but a variable. What the workflow says is
// held against a clerk who has a wall calendar and a pencil, and none of this module's functions.

const begin = plainDate('2023-01-03')
const end = plainDate('2026-12-31')
const file = aFile()

/** A small generator, so that a life that fails can be lived again. */
function dice(seed: number) {
  let s = seed
  const next = () => {
    s = (Math.imul(s, 1_664_525) + 1_013_904_223) >>> 0
    return s / 2 ** 32
  }
  return { chance: (p: number) => next() < p, below: (n: number) => Math.floor(next() * n) }
}

const actor = (kind: OrganisationKind, organisation: string, person: string): Actor => ({
  ...{ kind, person, personName: person, organisation, organisationName: organisation },
  ...{ region: '360402', roles: ['member'] },
})
const clerk = actor('operator', 'operator', '甲')
const second = actor('operator', 'operator', '乙')
const management = actor('management', 'management', '丙')
const department = actor('department', 'water', '丁')
const agent = actor('agency', 'agency', '戊')
const system: Actor = { kind: 'system' }

class Life {
  readonly cases = new Map<string, Breach>()
  /** Suspensions on a ground of 35, of the whole service. */
  readonly grounds: { from: Instant; to?: Instant }[] = []
  expelledAt: Instant | undefined
  /** What became public and when it came down by itself. */
  readonly down: { id: string; due: Instant; at: Instant }[] = []

  pauses(): Pause[] {
    return [...this.grounds, ...this.suspensions()].map((p) => ({
      from: p.from,
      ...(p.to === undefined
        ? this.expelledAt
          ? { to: this.expelledAt }
          : {}
        : { to: this.expelledAt && this.expelledAt < p.to ? this.expelledAt : p.to }),
    }))
  }

  /** 42.1, as the tables of the market keep them. */
  suspensions(): { from: Instant; to: Instant }[] {
    return [...this.cases.values()].flatMap((b) => {
      if (!isFound(b) || b.sanction.measure !== 'suspension') return []
      const ends = [endOf(b.sanction.until), ...(b.status === 'repaired' ? [b.repaired.at] : [])]
      return [{ from: b.since, to: ends.toSorted()[0]! }]
    })
  }

  found(but: string): FoundBreach[] {
    return [...this.cases].flatMap(([id, b]) =>
      isFound(b) && id !== but
        ? [{ id, on: dateOf(b.since), severity: b.finding.severity, repaired: b.status === 'repaired' }]
        : [],
    )
  }

  context(who: Actor, now: Instant, id: string): Context {
    const knowledge = {
      agencyStatus: this.expelledAt ? 'expelled' : 'admitted',
      ...{ departments: [{ id: 'water', name: '水利局' }], unknownFiles: [] },
      ...{ found: this.found(id), pauses: this.pauses() },
    }
    const rules = { [breachKnowledgeKey]: knowledge as never }
    return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules }
  }

  /** What the market does with a command; the third breach brings its own case, an expulsion the end. */
  act(id: string, command: BreachCommand, who: Actor, now: Instant): boolean {
    const about = { id, agency: { id: 'agency', name: '机构' }, operator: { id: 'operator', name: '运营' } }
    const before =
      this.cases.get(id) ?? newBreach({ ...about, management: { id: 'management', name: '管理' } })
    const decision = breachWorkflow.decide(before, command, this.context(who, now, id))
    if (!decision.ok) return false
    this.cases.set(id, decision.state)
    const b = decision.state
    if (!decision.facts.some((f) => f.kind === 'breach.found') || !isFound(b)) return true
    this.check(id, b, now)
    if (b.sanction.measure === 'suspension' && b.sanction.third) {
      const counted = b.sanction.counted.map((c) => ({ id: c.id, on: c.on }))
      this.act(`${id}+`, { kind: 'compute', text: '累计三次', counted }, system, now)
    }
    if (b.sanction.measure === 'expulsion') this.expelledAt ??= now
    return true
  }

  /** The system's own commands, each at its hour. */
  tick(until: Instant): void {
    for (;;) {
      const due = [...this.cases]
        .flatMap(([id, b]) =>
          breachWorkflow
            .deadlines(b, this.context(system, until, id))
            .filter((d) => d.who === 'system' && d.due !== undefined && d.due <= until)
            .map((d) => ({ id, action: d.action, at: d.due! })),
        )
        .toSorted((a, b) => (a.at < b.at ? -1 : 1))[0]
      if (!due) return
      const before = this.cases.get(due.id)!
      const done = this.act(due.id, { kind: due.action } as BreachCommand, system, due.at)
      expect(done, `${due.action} of ${due.id}`).toBe(true)
      if (due.action === 'take-down') this.down.push({ id: due.id, due: lastOf(before), at: due.at })
    }
  }

  /** Whether the market would let it take part now: what `agency_suspension` says (0050). */
  mayTakePart(now: Instant): boolean {
    if (this.expelledAt && this.expelledAt <= now) return false
    return !this.pauses().some((p) => p.from <= now && (p.to === undefined || now < p.to))
  }

  /** 42.1 by pencil, at the moment of a finding. */
  check(id: string, b: Extract<Breach, { since: Instant }>, now: Instant): void {
    const on = dateOf(now)
    const { severity } = b.finding
    expect(b.publicUntil).toBe(monthsLater(on, { warning: 1, general: 3, serious: 24 }[severity]))
    if (severity !== 'general') {
      expect(b.sanction.measure).toBe(severity === 'warning' ? 'warning' : 'expulsion')
      return
    }
    const earlier = this.found(id).filter((f) => f.severity === 'general' && !f.repaired)
    const within = (months: number) =>
      earlier.filter(
        (f) => unsuspendedDays(f.on, on, this.pauses(), now) <= daysTo(f.on, monthsLater(f.on, months)),
      )
    const months = within(12).length === 0 ? 3 : 6
    expect(b.sanction).toMatchObject({
      ...{ measure: 'suspension', months, until: monthsLater(on, months) },
      ...{ inYear: within(12).length + 1, inTwoYears: within(24).length + 1, third: within(24).length >= 2 },
    })
  }
}

const lastOf = (b: Breach): Instant => {
  if (b.status === 'repaired') return endOf(b.repaired.publicUntil)
  if (!isFound(b)) throw new Error('nothing is published')
  return endOf(b.publicUntil)
}

const daysTo = (a: PlainDate, b: PlainDate): number =>
  Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000)

/** The days after `from` up to `to` that no suspension touches. */
function unsuspendedDays(from: PlainDate, to: PlainDate, pauses: readonly Pause[], now: Instant): number {
  let count = 0
  for (let d = addDays(from, 1); d <= to; d = addDays(d, 1)) {
    const touched = pauses.some(
      (p) =>
        p.from < endOf(d) &&
        (p.to ?? now) >= instant(`${d}T00:00`) &&
        (p.to === undefined || p.to > instant(`${d}T00:00`)),
    )
    if (!touched) count += 1
  }
  return count
}

/** The same number in the month of the end, or its last day (民法典 202), written out once more. */
function monthsLater(from: PlainDate, n: number): PlainDate {
  const [y = 0, m = 0, d = 0] = from.split('-').map(Number)
  const month = y * 12 + m - 1 + n
  const length = [31, isLeap(Math.floor(month / 12)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
    month % 12
  ]!
  const two = (x: number) => String(x).padStart(2, '0')
  return plainDate(`${Math.floor(month / 12)}-${two((month % 12) + 1)}-${two(Math.min(d, length))}`)
}
const isLeap = (y: number) => y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)

interface Counted {
  found: number
  thirds: number
  repairs: number
  expelled: number
  taken: number
  longest: number
}

function live(seed: number, counted: Counted): void {
  const { chance, below } = dice(seed)
  const life = new Life()
  let day: PlainDate = begin
  for (let n = 0; day <= end; n += 1) {
    day = addDays(day, 1 + below(45))
    const at = (hour: number) =>
      instant(`${day}T${String(hour).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}`)
    life.tick(at(8))
    if (life.expelledAt) break
    const open = life.grounds.at(-1)
    if (open && open.to === undefined) open.to = at(9)
    else if (chance(0.1)) life.grounds.push({ from: at(9) })

    const id = `b${n}`
    // A few agencies are bad, most are not; a serious breach is rare.
    const code = chance(0.03)
      ? saidSituations[9 + below(10)]!
      : chance(0.2)
        ? '41'
        : saidSituations[below(9)]!
    if (!chance(0.5)) continue
    life.act(id, { kind: 'open', situation: code, text: '事实', file }, clerk, at(9))
    life.act(id, { kind: 'hear' }, clerk, at(10))
    const decide: BreachCommand = { kind: 'decide', situation: code, grounds: '属实', text: '公示', file }
    // 39: never before it was heard; 53.4: never by one hand.
    expect(life.act(id, decide, clerk, at(10))).toBe(false)
    if (chance(0.5)) life.act(id, { kind: 'answer', text: '陈述' }, agent, at(11))
    else day = addDays(day, 14)
    life.tick(at(12))
    expect(life.act(id, decide, clerk, at(13))).toBe(true)
    if (chance(0.2)) {
      life.act(id, { kind: 'dismiss', reason: '不实' }, second, at(14))
      continue
    }
    expect(life.act(id, { kind: 'confirm' }, clerk, at(14))).toBe(false)
    expect(life.act(id, { kind: 'confirm' }, second, at(15))).toBe(true)
    for (const [own, b] of life.cases) {
      if (b.status !== 'confirmed') continue
      if (situations[b.situation].severity === 'serious' && b.situation === '40.11') counted.thirds += 1
      life.act(
        own,
        chance(0.9) ? { kind: 'approve' } : { kind: 'dismiss', reason: '不予核准' },
        management,
        at(16),
      )
    }
    const b = life.cases.get(id)
    if (b && isFound(b)) counted.found += 1
    if (!b || !isFound(b) || life.expelledAt || !chance(0.5)) continue
    const first = life.found(id).every((f) => f.severity === 'warning')
    const part = { text: '说明', file }
    const apply: BreachCommand = {
      ...{ kind: 'apply-repair', noLoss: part, rectification: part, forgiveness: { by: '业主', file } },
    }
    expect(life.act(id, apply, agent, at(17))).toBe(b.finding.severity === 'general' && first)
    if (life.cases.get(id)!.status !== 'repairing') continue
    day = addDays(day, 1 + below(9))
    life.tick(at(8))
    const adopted = chance(0.8)
    life.act(id, { kind: 'adopt', adopted, text: '意见' }, management, at(9))
    life.act(id, { kind: 'adopt', adopted: true, text: '' }, department, at(9))
    const grant: BreachCommand = {
      kind: 'decide-repair',
      granted: true,
      noLoss: true,
      forgiven: true,
      reason: '属实',
    }
    expect(life.act(id, grant, clerk, at(10))).toBe(adopted)
    if (adopted) counted.repairs += 1
    else life.act(id, { ...grant, granted: false }, clerk, at(11))
  }
  life.tick(instant('2030-01-01T00:00'))
  audit(life, seed)
  counted.taken += life.down.length
  if (life.expelledAt) counted.expelled += 1
  counted.longest = Math.max(counted.longest, life.cases.size)
}

/** When a life is over: every day of it is looked at again. */
function audit(life: Life, seed: number): void {
  const all = [...life.cases.values()].filter(isFound)
  // 42.2: everything that was published has come down, at the end of its last day and at no other moment.
  for (const { id, due, at } of life.down) expect(at, `life ${seed}, ${id}`).toBe(due)
  for (const b of all) {
    if (b.status !== 'repaired') expect(b.takenDown, `life ${seed}`).toBe(endOf(b.publicUntil))
    else expect(b.repaired.takenDown, `life ${seed}`).toBe(endOf(b.repaired.publicUntil))
  }
  // 42.1: barred in exactly the seconds that the text gives, at both ends of every suspension.
  for (const { from, to } of life.suspensions()) {
    const until = life.expelledAt && life.expelledAt < to ? undefined : to
    expect(life.mayTakePart(from), `life ${seed} at ${from}`).toBe(false)
    if (until && until > from)
      expect(life.mayTakePart(addMs(until, -1)), `life ${seed} before ${until}`).toBe(false)
    const others = life.pauses().some((p) => until && p.from <= until && (p.to === undefined || until < p.to))
    const gone = until && life.expelledAt && life.expelledAt <= until
    if (until && !others && !gone) expect(life.mayTakePart(until), `life ${seed} at ${until}`).toBe(true)
  }
  // Expelled if and only if the management body approved a serious breach or the third.
  const serious = all.some((b) => b.finding.severity === 'serious')
  expect(life.expelledAt !== undefined, `life ${seed}`).toBe(serious)
}

describe(art('111', '42.1'), () => {
  test('random lives of 200 agencies over four years keep every invariant', () => {
    const counted: Counted = { found: 0, thirds: 0, repairs: 0, expelled: 0, taken: 0, longest: 0 }
    for (let seed = 1; seed <= 200; seed += 1) live(seed, counted)
    // The lives were eventful enough to prove something.
    expect(counted.found).toBeGreaterThan(500)
    expect(counted.thirds).toBeGreaterThan(50)
    expect(counted.repairs).toBeGreaterThan(20)
    expect(counted.expelled).toBeGreaterThan(50)
    expect(counted.taken).toBeGreaterThan(400)
  }, 60_000)
})
