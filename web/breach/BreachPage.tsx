import type { ReactNode } from 'react'
import {
  breachActionWords,
  breachFactWords,
  breachRefusalWords,
  breachStatusWords,
  isFound,
  sanctionWords,
  severityWords,
  situations,
} from '../../src/credit/index.ts'
import { art } from '../../src/gazette/index.ts'
import type { Signed } from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import '../standing/standing.css'
import { useText, useWords, wordOf } from '../words/words.ts'
import { type Case, codeOf, titleFor, toneOf } from './BreachesPage.tsx'
import { type Count, CountCard } from './CountCard.tsx'
import { FileLine } from './FileLine.tsx'
import { AdoptForm, AnswerForm, FindingForm, Heard, ReasonForm, RepairForm, VerdictForm } from './forms.tsx'
import { RepairCard } from './RepairCard.tsx'
import { breachWords } from './words.ts'

type View = SubjectView<Case> & {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]
  count: Count
}

/** One case: what was seen, what the agency says, who signed what, the count of 42.1, and what may be done now. */
export default function BreachPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<Case>('breaches', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as View} />
}

function Shown({ view }: { view: View }) {
  const { state } = view
  const t = useWords(breachWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const code = codeOf(state)
  const { article, severity, zh, en } = situations[code]
  const { buttons, panel } = useActions({
    plural: 'breaches',
    id: view.id,
    actions: view.actions,
    words: breachActionWords,
    refusals: breachRefusalWords,
    forms: {
      ...{ answer: AnswerForm, decide: FindingForm, dismiss: ReasonForm },
      ...{ 'apply-repair': RepairForm, adopt: AdoptForm, 'decide-repair': VerdictForm },
    },
    confirm: {
      hear: breachWords.sureHear,
      confirm: breachWords.sureConfirm,
      approve: breachWords.sureApprove,
    },
    danger: ['dismiss'],
  })
  return (
    <Page
      title={state.agency.name}
      trail={[{ to: '/desk/breaches', name: t(titleFor(kind)) }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag">{say(severityWords[severity])}</span>
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(breachStatusWords[state.status])}
          </span>
          <Link to={`/agencies/${state.agency.id}`}>{t('agency')}</Link>
        </span>
      }
    >
      <div className="standing">
        <div className="stack">
          {buttons && <Card title={t('next')}>{buttons}</Card>}
          <Heard value={state.situation}>{panel}</Heard>
          <Card title={t('situation')} aside={<Cite article={article} />}>
            <p className="standing-text">
              <strong>{say({ zh, en })}</strong>
            </p>
            <p className="small mute">{t('seen')}</p>
            <p className="standing-text">{state.text}</p>
            {state.origin && <OriginLine origin={state.origin} kind={kind} />}
            {state.file && <FileLine file={state.file} readable={kind !== 'agency'} />}
          </Card>
          {'called' in state && state.called && (
            <Card title={t('answered')} aside={<Cite article={art('111', '39')} />}>
              {state.answer ? (
                <>
                  <p className="standing-text">{state.answer.text}</p>
                  {state.answer.file && <FileLine file={state.answer.file} readable />}
                </>
              ) : (
                <p className="mute">{t('silent')}</p>
              )}
            </Card>
          )}
          {'finding' in state && state.finding && 'grounds' in state.finding && (
            <Card title={t('found')} aside={<Cite article={art('111', '53.4')} />}>
              <p className="standing-text">{state.finding.grounds}</p>
              <FileLine file={state.finding.file} readable={kind !== 'agency'} />
              <p className="small mute">{t('publicText')}</p>
              <p className="standing-text">{state.finding.text}</p>
            </Card>
          )}
          <RepairCard state={state} own={kind === 'agency'} />
          {(kind !== 'department' || isFound(state)) && <CountCard count={view.count} here={view.id} />}
        </div>
        <div className="stack">
          <Hands state={state} />
          <Card title={t('history')}>
            <Steps
              steps={view.history.map((entry) => ({
                title: say(wordOf(breachFactWords, entry.kind), entry.params),
                state: 'done' as const,
                detail: (
                  <span className="cluster">
                    <When at={entry.at} />
                    {entry.article && <Cite article={entry.article} />}
                    {entry.index !== undefined && <ProofButton leaf={entry.index} />}
                  </span>
                ),
              }))}
            />
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** Where the system saw it: a link for those whose desk shows it. */
function OriginLine({ origin, kind }: { origin: NonNullable<Case['origin']>; kind: string | undefined }) {
  const t = useWords(breachWords)
  const { subject, id, title } = origin.about
  const paths: Record<string, string> = {
    ...{ engagement: `/desk/engagements/${id}`, procurement: `/announcements/${id}` },
    ...(kind === 'operator' ? { finding: `/desk/findings/${id}`, complaint: `/desk/complaints/${id}` } : {}),
  }
  const to = kind === 'department' ? undefined : paths[subject]
  return (
    <p className="small">
      {t('source')} {to ? <Link to={to}>{title}</Link> : title}
    </p>
  )
}

function Hands({ state }: { state: Case }) {
  const t = useWords(breachWords)
  const say = useText()
  const signed = (s: Signed): ReactNode => (
    <>
      {s.body.name} {s.name}
      <br />
      <span className="small mute">
        <When at={s.at} />
      </span>
    </>
  )
  const rows: [string, ReactNode][] = []
  // The agency does not see who brought a case: that is no reason to call it the system's.
  if (state.brought) rows.push([t('brought'), signed(state.brought)])
  else if (state.origin || state.situation === '40.11') rows.push([t('brought'), t('system')])
  if ('called' in state && state.called) rows.push([t('called'), signed(state.called)])
  if ('answer' in state && state.answer) rows.push([t('answered'), signed(state.answer)])
  if ('finding' in state && state.finding && 'person' in state.finding) {
    rows.push([t('found'), signed(state.finding)])
  }
  if ('confirmed' in state && state.confirmed) rows.push([t('confirmed'), signed(state.confirmed)])
  if ('approved' in state && state.approved) rows.push([t('approved'), signed(state.approved)])
  if (isFound(state)) {
    const { sanction } = state
    rows.push([t('since'), <When key="since" at={state.since} />])
    rows.push([
      t('measure'),
      sanction.measure === 'suspension' ? (
        <>
          {t('nth', { ...sanction })}
          {sanction.third && (
            <>
              <br />
              <span className="seal-text">{t('third')}</span>
            </>
          )}
        </>
      ) : (
        say(sanctionWords[sanction.measure])
      ),
    ])
    if (sanction.measure === 'suspension') rows.push([t('until'), sanction.until])
    rows.push([t('publicUntil'), state.publicUntil])
  }
  if ('repaired' in state) {
    rows.push([t('repairedBy'), signed(state.repaired)])
    rows.push([`${t('repairedBy')} ${t('publicUntil')}`, state.repaired.publicUntil])
  }
  if ('dismissed' in state) {
    rows.push([
      t('dismissed'),
      <>
        {signed(state.dismissed)}
        <br />
        {state.dismissed.reason}
      </>,
    ])
  }
  return (
    <Card title={t('hands')}>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
