import {
  type Calendar,
  dateOf,
  days,
  type Instant,
  instant,
  type Period,
  type PlainDate,
  toAct,
} from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { contactPeriod, contractPeriod, ratingPeriod } from './figures.ts'
import { type ClockName, type Engagement, ratingOf } from './state.ts'

/** A clock of an engagement, running, kept or missed. */
export interface EngagementClock {
  name: ClockName
  /** The command that stops it. */
  action: 'record-contact' | 'file-contract' | 'upload-deliverable' | 'rate'
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
    c: Pick<EngagementClock, 'name' | 'action' | 'article' | 'who' | 'since' | 'period' | 'doneAt'>,
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
        contract.signedOn,
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
  return clocks
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

/** When the next clock runs out that would have to be noted. */
export const nextMiss = (e: Engagement, calendar: Calendar): Instant | undefined =>
  earliest(unnotedClocks(e, calendar).map((c) => c.due))

const unnotedClocks = (e: Engagement, calendar: Calendar) =>
  runningClocks(e, calendar).filter(
    (c) => c.name !== 'rating' && !e.possibleBreaches.some((p) => p.clock === c.name),
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
      return { key: `${clock.name}:${k}`, clock, at }
    })
    .filter((r) => r.at > clock.since && dateOf(r.at) < clock.lastDay)
}

export const earliest = (moments: readonly Instant[]): Instant | undefined => [...moments].sort()[0]
