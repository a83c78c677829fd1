import type { Instant } from '../../src/calendar/index.ts'
import {
  type Consult,
  consultActionWords,
  consultFactWords,
  consultRefusalWords,
  consultStatusWords,
} from '../../src/consults/index.ts'
import { art } from '../../src/gazette/index.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ShownConsult } from './context.ts'
import { AnswerForm, PublishForm, ReasonForm, ReferForm } from './forms.tsx'
import { consultWords } from './words.ts'
import '../registry/registry.css'
import './consults.css'

interface View extends SubjectView<Consult> {
  due: Instant | null
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf: string; index?: number })[]
}

/** A consult (111/46): the question, until when it is answered and by whom, the answer, what of it is public. */
export default function ConsultPage() {
  const { id = '' } = usePathParams()
  const t = useWords(consultWords)
  const say = useText()
  const query = useSubject<Consult>('consults', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as View
  const { state: c } = view
  if (c.status === 'new') return null
  return (
    <Page
      title={`${t('title')} ${c.number}`}
      lead={
        <span className="cluster">
          <span className="tag">{say(consultStatusWords[c.status])}</span>
          <Cite article={art('111', '46')} />
        </span>
      }
      trail={[{ to: '/desk/consults', name: t('title') }]}
      width="wide"
    >
      <div className="admission">
        <div className="stack">
          <Question c={c} />
          <Answer c={c} />
          <History view={view} />
        </div>
        <aside className="stack admission-aside">
          <Handling view={view} />
        </aside>
      </div>
    </Page>
  )
}

type Begun = Exclude<Consult, { status: 'new' }>

function Question({ c }: { c: Begun }) {
  const t = useWords(consultWords)
  const { name, contact } = c.enquirer
  return (
    <Card title={t('question')}>
      <div className="stack">
        <p className="consult-text">{c.question}</p>
        <dl className="admission-facts">
          <div>
            <dt>{t('enquirer')}</dt>
            <dd>
              {name ?? t('anonymous')}
              {contact && ` · ${contact}`}
            </dd>
          </div>
          <div>
            <dt>{t('askedAt')}</dt>
            <dd>
              <When at={c.askedAt} />
            </dd>
          </div>
          <div>
            <dt>{t('handledBy')}</dt>
            <dd>{c.body.name}</dd>
          </div>
        </dl>
        <p className="small">{t(c.mayPublish ? 'agreesYes' : 'agreesNo')}</p>
        {c.referrals.map((r) => (
          <p key={r.at} className="small">
            {t('referred', { from: r.from.name, to: r.to.name, reason: r.reason })} <When at={r.at} />
          </p>
        ))}
        {c.extension && <p className="small">{t('extended', { reason: c.extension.reason })}</p>}
      </div>
    </Card>
  )
}

function Answer({ c }: { c: Begun }) {
  const t = useWords(consultWords)
  if (!('answer' in c)) return null
  return (
    <Card title={t('answerOf', { body: c.body.name })} tone="ok">
      <div className="stack">
        <p className="consult-text">{c.answer}</p>
        <p className="small mute">
          <When at={c.answeredAt} />
        </p>
        {c.status === 'published' && (
          <>
            <p>
              <strong>{t('publishedText')}</strong>
            </p>
            <p className="consult-text">{c.published.question}</p>
            <p className="consult-text">{c.published.answer}</p>
          </>
        )}
        {c.status === 'kept' && <p className="small">{c.reason}</p>}
      </div>
    </Card>
  )
}

function Handling({ view }: { view: View }) {
  const t = useWords(consultWords)
  const { state: c } = view
  const { buttons, panel } = useActions({
    plural: 'consults',
    id: view.id,
    actions: view.actions,
    words: consultActionWords,
    refusals: consultRefusalWords,
    forms: {
      answer: AnswerForm,
      extend: ReasonForm,
      refer: ReferForm,
      publish: PublishForm,
      keep: ReasonForm,
    },
    danger: ['keep'],
  })
  return (
    <>
      {view.due && (
        <Card title={t('clock')} aside={<Cite article={art('111', '46')} />}>
          <Lamp due={view.due} />
        </Card>
      )}
      <Card title={t('handling')}>
        <ShownConsult value={c}>
          {panel}
          {buttons || <p className="mute">{c.body.name}</p>}
        </ShownConsult>
      </Card>
    </>
  )
}

function History({ view }: { view: View }) {
  const t = useWords(consultWords)
  const say = useText()
  return (
    <Card title={t('history')} aside={<Cite article="111/28" />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(consultFactWords, entry.kind), entry.params),
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
