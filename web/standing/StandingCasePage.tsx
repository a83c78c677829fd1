import type { ReactNode } from 'react'
import { chinaCalendar, dateOf } from '../../src/calendar/index.ts'
import {
  type BroughtCase,
  barEnds,
  type Evidence,
  groundOf,
  groundWords,
  measureWords,
  type Signed,
  standingActionWords,
  standingFactWords,
  standingRefusalWords,
  standingStatusWords,
} from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { sizeText } from '../shared/form/inputs.tsx'
import { Link } from '../shared/Link.tsx'
import { useServiceName } from '../shared/names.ts'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { LiftForm, ReasonForm, RestorationForm } from './forms.tsx'
import { titleFor, toneOf } from './StandingCasesPage.tsx'
import './standing.css'
import { standingWords } from './words.ts'

type View = SubjectView<BroughtCase> & {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]
}

/** One case: the ground and its evidence, who signed what, and what may be done now. */
export default function StandingCasePage() {
  const { id = '' } = usePathParams()
  const query = useSubject<BroughtCase>('standing-cases', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as View} />
}

function Shown({ view }: { view: View }) {
  const serviceName = useServiceName()
  const { state } = view
  const t = useWords(standingWords)
  const say = useText()
  const language = useLanguage()
  const kind = useMe()?.actor?.kind
  const { measure, article } = groundOf[state.ground]
  const { buttons, panel } = useActions({
    plural: 'standing-cases',
    id: view.id,
    actions: view.actions,
    words: standingActionWords,
    refusals: standingRefusalWords,
    forms: {
      dismiss: ReasonForm,
      'decline-restoration': ReasonForm,
      'request-restoration': RestorationForm,
      lift: LiftForm,
    },
    confirm: {
      confirm: standingWords.sureConfirm,
      approve: standingWords.sureApprove,
      'approve-restoration': standingWords.sureRestore,
    },
    danger: ['dismiss', 'decline-restoration'],
  })
  const services = state.services.map((code) => serviceName(code, language))
  return (
    <Page
      title={state.agency.name}
      trail={[{ to: '/desk/standing-cases', name: t(titleFor(kind)) }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag">{say(measureWords[measure])}</span>
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(standingStatusWords[state.status])}
          </span>
          <Link to={`/agencies/${state.agency.id}`}>{t('agency')}</Link>
        </span>
      }
    >
      <div className="standing">
        <div className="stack">
          {buttons && <Card title={t('next')}>{buttons}</Card>}
          {panel}
          <Card title={t('evidence')} aside={<Cite article={article} />}>
            <p>
              <strong>{say(groundWords[state.ground])}</strong>
            </p>
            {measure === 'suspension' && (
              <p className="small mute">
                {t('services')}
                {language === 'zh' ? '：' : ': '}
                {services.length === 0 ? t('all') : services.join(language === 'zh' ? '、' : ', ')}
              </p>
            )}
            <Shows evidence={state.evidence} readable={kind !== 'agency'} />
          </Card>
          {'request' in state && (
            <Card title={t('request')}>
              <Shows evidence={state.request.evidence} readable />
            </Card>
          )}
        </div>
        <div className="stack">
          <Hands state={state} />
          <Card title={t('history')}>
            <Steps
              steps={view.history.map((entry) => ({
                title: say(wordOf(standingFactWords, entry.kind), entry.params),
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

/** The words and the paper; a link only for those who may read the file. */
function Shows({ evidence: { text, file }, readable }: { evidence: Evidence; readable: boolean }) {
  return (
    <>
      <p className="standing-text">{text}</p>
      <p className="cluster">
        {readable ? (
          <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
            {file.name}
          </a>
        ) : (
          file.name
        )}
        <span className="small mute num">
          {sizeText(file.size)} · SHA-256 {file.sha256.slice(0, 12)}…
        </span>
      </p>
    </>
  )
}

function Hands({ state }: { state: BroughtCase }) {
  const t = useWords(standingWords)
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
  if (state.reported) rows.push([t('reported'), signed(state.reported)])
  if ('opened' in state) rows.push([t('opened'), signed(state.opened)])
  if ('confirmed' in state) rows.push([t('confirmed'), signed(state.confirmed)])
  if ('approved' in state && state.approved) rows.push([t('approved'), signed(state.approved)])
  if ('since' in state) {
    rows.push([t('since'), <When key="since" at={state.since} />])
    if (groundOf[state.ground].measure === 'expulsion') {
      rows.push([t('until'), barEnds(dateOf(state.since), chinaCalendar)])
    }
  }
  if ('request' in state) rows.push([t('request'), signed(state.request)])
  if ('declined' in state && state.declined) {
    rows.push([
      t('declined'),
      <>
        {signed(state.declined)}
        <br />
        {state.declined.reason}
      </>,
    ])
  }
  if ('restored' in state) rows.push([t('restored'), signed(state.restored)])
  if ('lifted' in state) {
    const { issuer, number, basis } = state.lifted
    rows.push([
      t('lifted'),
      <>
        {issuer} {number}
        <br />
        {basis}
      </>,
    ])
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
