import type { Instant } from '../../src/calendar/index.ts'
import {
  type AnnouncedSpotCheck,
  type CheckedEngagement,
  differenceWords,
  isDrawn,
  mayComment,
  partyWords,
  spotCheckActions,
  spotCheckFacts,
  spotCheckRefusals,
  spotCheckStatuses,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { CommentForm, ConfirmForm, FindingForm, PublishForm, SendBackForm, ShownCheck } from './forms.tsx'
import { Basics, Found, toneOf } from './parts.tsx'
import './spotcheck.css'
import '../standing/standing.css'
import { spotCheckWords } from './words.ts'

type View = SubjectView<AnnouncedSpotCheck> & {
  draw: string
  /** Until when it is to be checked. */
  due?: Instant
  history: readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]
}

/** One spot check: its pool, who was drawn, what was found, whose turn it is (37). */
export default function SpotCheckPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<AnnouncedSpotCheck>('spot-checks', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as View} />
}

function Shown({ view }: { view: View }) {
  const t = useWords(spotCheckWords)
  const say = useText()
  const { state: c } = view
  const actor = useMe()?.actor
  const checked = isDrawn(c) ? c.checked : []
  const { buttons, panel } = useActions({
    plural: 'spot-checks',
    id: view.id,
    actions: view.actions,
    words: spotCheckActions,
    refusals: spotCheckRefusals,
    forms: {
      ...{ 'record-finding': FindingForm, 'confirm-finding': ConfirmForm },
      ...{ 'return-finding': SendBackForm, comment: CommentForm, publish: PublishForm },
    },
    danger: ['return-finding'],
    hide: view.actions.filter((a) => a.refusal?.code.startsWith('nothing-to')).map((a) => a.act),
  })
  const shown = {
    id: view.id,
    open: checked.filter((x) => !x.confirmed),
    recorded: checked.filter((x) => x.finding && !x.confirmed),
    mine: actor ? checked.filter((x) => mayComment(x, actor)) : [],
  }
  return (
    <Page
      title={c.title}
      trail={[{ to: '/desk/spot-checks', name: t('title') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(c.status)}>
            {say(spotCheckStatuses[c.status])}
          </span>
          <Cite article={art('111', '37')} />
        </span>
      }
      aside={<ButtonLink to={`/spot-checks/${view.id}`}>{t('publicPage')}</ButtonLink>}
    >
      <div className="standing">
        <div className="stack">
          <ShownCheck value={shown}>
            {panel}
            {buttons && <Card title={t('next')}>{buttons}</Card>}
          </ShownCheck>
          {c.status === 'announced' && <Note>{t('waiting')}</Note>}
          {checked.length > 0 && (
            <Card title={t('drawn')} aside={<Cite article={art('111', '37')} />}>
              <ol className="checked">
                {checked.map((x) => (
                  <Checked key={x.notice} x={x} />
                ))}
              </ol>
            </Card>
          )}
        </div>
        <div className="stack">
          <Card title={t('pool')}>
            <Basics c={{ ...c, operator: c.operator.name, contracts: c.pool.length }} draw={view.draw} />
          </Card>
          {view.due && (
            <Card title={t('clock')}>
              <Lamp due={view.due} />
            </Card>
          )}
          <Card title={t('history')}>
            <Steps
              steps={view.history.toReversed().map((entry) => ({
                title: say(wordOf(spotCheckFacts, entry.kind), entry.params),
                state: 'done',
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

/** One engagement that was drawn. */
function Checked({ x }: { x: CheckedEngagement }) {
  const t = useWords(spotCheckWords)
  const say = useText()
  const { finding, confirmed } = x
  return (
    <li>
      <h3>
        <Link to={`/desk/engagements/${x.engagement}`}>{x.title}</Link>
      </h3>
      <p className="small mute">
        <span className="num">{x.notice}</span> · {x.owner.name} · {x.agency.name}
        {x.department && ` · ${x.department.name}`}
      </p>
      <p className="small">
        {t('compared')}：
        {x.differences.length === 0
          ? t('asAnnounced')
          : x.differences.map((d) => say(differenceWords[d])).join('、')}
      </p>
      {!finding && (
        <p>
          <span className="tag">{t('noFinding')}</span>
        </p>
      )}
      {finding && (
        <>
          <p className="cluster">
            <Found consistency={finding.consistency} performance={finding.performance} />
            {!confirmed && <span className="tag">{t('toConfirm')}</span>}
          </p>
          <p>{finding.text}</p>
          <p className="small mute">
            {confirmed
              ? t('confirmedBy', { by: finding.by.name, second: confirmed.name })
              : t('recordedBy', { by: finding.by.name })}{' '}
            · {finding.file.name} <span className="mono">SHA-256 {finding.file.sha256.slice(0, 16)}…</span>
          </p>
        </>
      )}
      {x.comments.map((comment) => (
        <p key={comment.by}>
          <strong>{t('commentOf', { who: partyWords[comment.by] })}</strong>：{comment.text}{' '}
          <span className="small mute">
            <When at={comment.at} />
          </span>
        </p>
      ))}
    </li>
  )
}
