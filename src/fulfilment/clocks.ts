import {
  type Calendar,
  dateOf,
  days,
  daysBetween,
  type Instant,
  instant,
  type Period,
  type PlainDate,
  toAct,
} from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { contactPeriod, contractPeriod, ratingPeriod } from './figures.ts'
import { instalmentsOf, planOf } from './payments.ts'
import { type ClockName, type Engagement, ratingOf } from './state.ts'

/** A clock of an engagement, running, kept or missed. */
export interface EngagementClock {
  name: ClockName
  /** The command that stops it. */
  action: 'record-contact' | 'file-contract' | 'upload-deliverable' | 'rate' | 'record-payment'
  /** Number of the instalment, for a payment. */
  instalment?: number
  article: Article
  /** Whose desk it stands on. */
  who: 'agency' | 'owner'
  since: Instant
  /** The day or event from which the period counts, where it is not `since`. */
  from: Instant | PlainDate
  period: Period
  lastDay: PlainDate
  due: Instant
  /** Some day on the way has no announced schedule yet. */
  provisional: boolean
  doneAt?: Instant
}

/** Every clock that this engagement has had so far, in the order in which they start. */
export function clocksOf(e: Engagement, calendar: Calendar): readonly EngagementClock[] {
  const { award } = e
  const contract = e.contracts.at(-1)
  const clock = (
    c: Omit<EngagementClock, 'from' | 'lastDay' | 'due' | 'provisional'>,
    from: Instant | PlainDate = c.since,
  ): EngagementClock => {
    const { lastDay, end, provisional } = calendar.after(from, c.period)
    return { ...c, from, lastDay, due: end, provisional }
  }
  const clocks = [
    clock({
      name: 'contact',
      action: 'record-contact',
      article: art('111', '32.1'),
      who: 'agency',
      since: award.issuedAt,
      period: contactPeriod.on(dateOf(award.issuedAt)),
      // Who has signed has met.
      doneAt: e.contact?.recordedAt ?? e.contracts[0]?.filedAt,
    }),
    clock({
      name: 'contract',
      action: 'file-contract',
      article: art('111', '32.1'),
      who: 'agency',
      since: award.issuedAt,
      period: contractPeriod.on(dateOf(award.issuedAt)),
      doneAt: e.contracts[0]?.filedAt,
    }),
  ]
  if (contract) {
    clocks.push(
      clock(
        {
          name: 'deliverable',
          action: 'upload-deliverable',
          article: art('111', '34'),
          who: 'agency',
          since: contract.filedAt,
          period: toAct(days(contract.days)),
          // The first version stops it: what the owner takes for looking is not the agency's delay.
          doneAt: e.deliverables[0]?.uploadedAt,
        },
        // A change of the contract does not put its beginning off.
        (e.contracts.findLast((c) => !c.electronic?.change) ?? contract).signedOn,
      ),
    )
  }
  if (e.status === 'completed' || e.status === 'closed') {
    clocks.push(
      clock({
        name: 'rating',
        action: 'rate',
        article: art('111', '38'),
        who: 'owner',
        since: e.completedAt,
        period: ratingPeriod.on(dateOf(e.completedAt)),
        doneAt: ratingOf(e, 'agency')?.at,
      }),
    )
  }
  return [...clocks, ...paymentClocks(e).map(([c, from]) => clock(c, from))]
}

/** 12: every instalment is due on its day; the payment that completes it stops its clock. */
function paymentClocks(e: Engagement) {
  const plan = planOf(e)
  if (!plan) return []
  return instalmentsOf(e).map(({ number, due, by }) => {
    const set = dateOf(plan.setAt)
    const [from = due] = [set, due].toSorted()
    const clock = {
      ...({ name: 'payment', action: 'record-payment', who: 'owner' } as const),
      ...{ instalment: number, article: art('111', '12'), since: plan.setAt },
      period: toAct(days(daysBetween(from, due))),
      ...(by ? { doneAt: by.recordedAt } : {}),
    }
    return [clock, from] as const
  })
}

/** The clocks that somebody still has to stop. */
export const runningClocks = (e: Engagement, calendar: Calendar): readonly EngagementClock[] =>
  e.status === 'unopened' || e.status === 'ended'
    ? []
    : clocksOf(e, calendar).filter((c) => c.doneAt === undefined)

/** The end of the time for rating; throws before completion. */
export function ratingDue(e: Engagement, calendar: Calendar): Instant {
  const clock = clocksOf(e, calendar).find((c) => c.name === 'rating')
  if (!clock) throw new Error(`impossible: no rating clock in ${e.status}`)
  return clock.due
}

/** The clocks that have run out and have not been noted; a missed rating is answered by the default instead. */
export const missedClocks = (e: Engagement, now: Instant, calendar: Calendar): readonly EngagementClock[] =>
  unnotedClocks(e, calendar).filter((c) => c.due <= now)

/** The next clock to run out that would have to be noted. */
export const nextMiss = (e: Engagement, calendar: Calendar): EngagementClock | undefined =>
  unnotedClocks(e, calendar).toSorted((a, b) => (a.due < b.due ? -1 : 1))[0]

/** A missed rating is answered by the default; 55.7 speaks of the owners of fiscal money. */
const mayBeBreach = (e: Engagement, { name }: EngagementClock): boolean =>
  name !== 'rating' && (name !== 'payment' || e.award.money === 'fiscal')

const unnotedClocks = (e: Engagement, calendar: Calendar) =>
  runningClocks(e, calendar).filter(
    (c) =>
      mayBeBreach(e, c) &&
      !e.possibleBreaches.some((p) => p.clock === c.name && p.instalment === c.instalment),
  )

/** A reminder of a running clock: at half time, and one day before the end. */
export interface Reminder {
  key: string
  clock: EngagementClock
  at: Instant
}

/** The reminders that have not gone out yet, in order; those of one clock never fall together. */
export function pendingReminders(e: Engagement, calendar: Calendar, hour: number): readonly Reminder[] {
  return runningClocks(e, calendar)
    .flatMap((clock) => remindersOf(clock, calendar, hour))
    .filter((r) => !e.reminded.includes(r.key))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

function remindersOf(clock: EngagementClock, calendar: Calendar, hour: number): readonly Reminder[] {
  const { n } = clock.period
  return [...new Set([Math.ceil(n / 2), n - 1])]
    .filter((k) => k > 0)
    .map((k) => {
      const day = calendar.after(clock.from, { ...clock.period, n: k }).lastDay
      const at = instant(`${day}T${String(hour).padStart(2, '0')}:00`)
      return { key: `${clock.name}${clock.instalment ?? ''}:${k}`, clock, at }
    })
    .filter((r) => r.at > clock.since && dateOf(r.at) < clock.lastDay)
}
