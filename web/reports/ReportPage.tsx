import type { ReactNode } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import type { OwnerEvidence } from '../../src/fulfilment/index.ts'
import {
  authorityWords,
  type Report,
  reportActionWords,
  reportFactWords,
  reportOutcomeWords,
  reportRefusalWords,
  reportStatusWords,
  situations,
} from '../../src/reports/index.ts'
import type { Deadline } from '../../src/workflow/index.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ConcludeForm, DismissForm, RouteForm, TakeUpForm } from './forms.tsx'
import { reportWords } from './words.ts'
import '../registry/registry.css'
import '../consults/consults.css'

interface View extends SubjectView<Report> {
  clock?: Deadline
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf: string; index?: number })[]
  since?: OwnerEvidence | null
}

/** A report or a finding of the clocks (111/53-55): what is said of whom, the evidence, who handles it, what came of it. */
export default function ReportPage() {
  const { id = '' } = usePathParams()
  const t = useWords(reportWords)
  const say = useText()
  const query = useSubject<Report>('reports', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as View
  const { state: r } = view
  return (
    <Page
      title={`${t('title')} ${r.number}`}
      lead={
        <span className="cluster">
          <span className="tag">{say(reportStatusWords[r.status])}</span>
          {say(situations[r.situation])} <Cite article={situations[r.situation].article} />
        </span>
      }
      trail={[{ to: '/desk/reports', name: t('title') }]}
      width="wide"
    >
      <div className="admission">
        <div className="stack">
          <What r={r} />
          <Evidence view={view} />
          <Outcome r={r} />
          <History view={view} />
        </div>
        <aside className="stack admission-aside">
          <Handling view={view} />
        </aside>
      </div>
    </Page>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function What({ r }: { r: Report }) {
  const t = useWords(reportWords)
  const reporter = 'reporter' in r ? r.reporter : undefined
  return (
    <Card title={t('reported')}>
      <div className="stack">
        <dl className="admission-facts">
          <Fact name={t('reported')}>
            {r.reported.name}
            {r.reported.staff && ` · ${r.reported.staff}`}
          </Fact>
          <Fact name={t('receiver')}>{r.receiver.name}</Fact>
          {'at' in r && (
            <Fact name={t('receivedAt')}>
              <When at={r.at} />
            </Fact>
          )}
          {!('found' in r && r.found) && (
            <Fact name={t('reporter')}>
              {reporter ? `${reporter.name} · ${reporter.contact}` : t('nobody')}
            </Fact>
          )}
        </dl>
        {'facts' in r && r.facts && <p className="consult-text">{r.facts}</p>}
      </div>
    </Card>
  )
}

/** 55.5, 55.7: what the clocks saw, and what has come of it since. */
function Evidence({ view }: { view: View }) {
  const t = useWords(reportWords)
  const { state: r, since } = view
  const found = 'found' in r ? r.found : undefined
  if (!found) return null
  const { evidence: e } = found
  const moment = (name: 'contactAt' | 'signedByAgencyAt' | 'signedByOwnerAt') =>
    found.key === 'contract' && (
      <Fact name={t(name)}>{e[name] ? <When at={e[name] as Instant} /> : t('never')}</Fact>
    )
  return (
    <Card title={t('evidence')} aside={<Cite article={situations[r.situation].article} />}>
      <div className="stack">
        <p className="small mute">{t('evidenceLead')}</p>
        <dl className="admission-facts">
          <Fact name={t('project')}>
            <Link to={`/desk/engagements/${found.engagement}`}>{found.title}</Link>
          </Fact>
          <Fact name={t('agency')}>{e.agency}</Fact>
          <Fact name={t('notice')}>
            <span className="mono">{e.notice}</span>
          </Fact>
          <Fact name={t('issuedAt')}>
            <When at={e.issuedAt} />
          </Fact>
          {e.due && (
            <Fact name={t('due')}>
              <When at={e.due} deadline />
            </Fact>
          )}
          {moment('contactAt')}
          {moment('signedByAgencyAt')}
          {moment('signedByOwnerAt')}
          {since?.filedAt && (
            <Fact name={t('filedAt')}>
              <When at={since.filedAt} />
            </Fact>
          )}
          {e.amount !== undefined && (
            <Fact name={t('instalment', { n: e.instalment })}>
              <Money fen={e.amount} />
            </Fact>
          )}
          {e.payableOn && (
            <Fact name={t('payableOn')}>
              <When at={e.payableOn} />
            </Fact>
          )}
          {e.announced !== undefined && (
            <Fact name={t('announced')}>
              <Money fen={e.announced} />
            </Fact>
          )}
          {e.paid !== undefined && (
            <Fact name={t('paid')}>
              <Money fen={e.paid} />
            </Fact>
          )}
          {since?.paid !== undefined && since.paid !== e.paid && (
            <Fact name={t('nowPaid')}>
              <Money fen={since.paid} />
            </Fact>
          )}
        </dl>
      </div>
    </Card>
  )
}

function Outcome({ r }: { r: Report }) {
  const t = useWords(reportWords)
  const say = useText()
  if (r.status === 'dismissed')
    return (
      <Card title={say(reportStatusWords.dismissed)}>
        <p className="consult-text">{r.reason}</p>
      </Card>
    )
  const routing = 'routing' in r ? r.routing : undefined
  if (!routing && r.status !== 'concluded') return null
  return (
    <Card title={r.status === 'concluded' ? say(reportOutcomeWords[r.outcome]) : t('routing')}>
      <div className="stack">
        {routing && (
          <p>
            <strong>
              {say(authorityWords[routing.authority])} {routing.name}
            </strong>
            ：{routing.reason} <When at={routing.at} />
          </p>
        )}
        {r.status === 'concluded' && (
          <p className="consult-text">
            {r.text} <When at={r.concludedAt} />
          </p>
        )}
      </div>
    </Card>
  )
}

function Handling({ view }: { view: View }) {
  const t = useWords(reportWords)
  const { state: r, clock } = view
  const { buttons, panel } = useActions({
    plural: 'reports',
    id: view.id,
    actions: view.actions,
    words: reportActionWords,
    refusals: reportRefusalWords,
    forms: { 'take-up': TakeUpForm, dismiss: DismissForm, route: RouteForm, conclude: ConcludeForm },
    danger: ['dismiss'],
  })
  return (
    <>
      {clock && (
        <Card title={t('clock')} aside={<Cite article={clock.article} />}>
          <Lamp due={clock.due} />
        </Card>
      )}
      <Card title={t('handling')}>
        {panel}
        {buttons || <p className="mute">{r.receiver.name}</p>}
      </Card>
    </>
  )
}

function History({ view }: { view: View }) {
  const t = useWords(reportWords)
  const say = useText()
  if (view.history.length === 0) return null
  return (
    <Card title={t('history')} aside={<Cite article="111/28" />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(reportFactWords, entry.kind), entry.params),
          state: 'done',
          detail: (
            <span className="cluster">
              <When at={entry.at} seconds />
              {entry.article && <Cite article={entry.article} />}
              {entry.index !== undefined && <ProofButton leaf={entry.index} />}
            </span>
          ),
        }))}
      />
    </Card>
  )
}
