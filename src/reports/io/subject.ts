import { endInWords } from '../../calendar/index.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { Context } from '../../workflow/index.ts'
import {
  deadlinesOfReport,
  type Report,
  type ReportCommand,
  type ReportFactName,
  report,
  reportOutcomeWords,
  situations,
} from '../index.ts'
import { type ReportNotice, reportNotices } from '../notice-words.ts'
import { reportStore } from '../store.ts'

export type ReportSubject = Subject<Report, ReportCommand>

/** A report, as `act`, the tick and the routes run it. Its title on desks and clocks names nobody. */
export function reportSubject(deps: Deps): ReportSubject {
  return {
    name: 'report',
    workflow: report,
    store: reportStore,
    title: (r) => r.number,
    react: (tx, change) => tell(tx, deps, change),
  }
}

interface Plan {
  code: ReportNotice
  to: string | undefined
  params?: Readonly<Record<string, unknown>>
}

async function tell(tx: Tx, deps: Deps, { id, after: r, facts, ctx }: Change<Report>): Promise<void> {
  const { zh, en } = situations[r.situation]
  for (const { id: key, kind, article } of facts) {
    for (const { code, to, params } of plansOf(r, kind.replace('report.', '') as ReportFactName, ctx)) {
      await notify(tx, deps, {
        key: `${key}/${code}`,
        // Whom it is about hears nothing, whatever else they are.
        to: to === undefined || to === r.reported.id ? [] : [to],
        words: reportNotices[code],
        params: {
          ...{ number: r.number, situation: { zh, en }, receiver: r.receiver.name },
          ...(params as Record<string, string>),
        },
        article,
        link: `/desk/reports/${id}`,
      })
    }
  }
}

function plansOf(r: Report, what: ReportFactName, ctx: Context): Plan[] {
  const next = deadlinesOfReport(r, ctx)[0]?.due
  const due = next && endInWords(next)
  const title = 'found' in r ? r.found?.title : undefined
  switch (what) {
    case 'received':
      return [{ code: 'received', to: r.receiver.id, params: { due } }]
    case 'found':
      return [
        { code: 'found', to: r.receiver.id, params: { due, title } },
        { code: 'found-to-finance', to: r.finance?.id, params: { title } },
      ]
    case 'routed': {
      const by = 'routing' in r ? r.routing.by : undefined
      return by === r.receiver.id ? [] : [{ code: 'routed', to: by, params: { due } }]
    }
    case 'concluded': {
      if (r.status !== 'concluded') return []
      const params = { outcome: reportOutcomeWords[r.outcome], text: r.text }
      return [{ code: 'concluded', to: r.reporter?.organisation, params }]
    }
    case 'taken-up':
    case 'dismissed':
    case 'counted':
      return []
  }
}
