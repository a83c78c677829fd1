import { Input } from 'antd'
import {
  type FiledObjection,
  objectionActionWords,
  objectionFactWords,
  objectionRefusalWords,
  objectionStatusWords,
} from '../../src/registry/index.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { type ActionFormProps, useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { objectionWords } from './objection-words.ts'
import './registry.css'

/** The agency is shown an objection without who filed it and without their paper. */
type Seen = Omit<FiledObjection, 'objector' | 'file'> & Partial<Pick<FiledObjection, 'objector' | 'file'>>
interface ObjectionView extends SubjectView<Seen> {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf: string; index?: number })[]
}

/** An objection during publicity (111/20.3): its reason, its review, its decision. */
export default function ObjectionPage() {
  const { id = '' } = usePathParams()
  const t = useWords(objectionWords)
  const say = useText()
  const query = useSubject<Seen>('objections', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as ObjectionView
  const { state } = view
  return (
    <Page
      title={t('titleOf', { name: state.agency.name })}
      lead={
        <span className="tag" data-tone={state.status === 'upheld' ? 'seal' : undefined}>
          {say(objectionStatusWords[state.status])}
        </span>
      }
      trail={[{ to: '/desk/objections', name: t('title') }]}
      width="wide"
    >
      <div className="admission">
        <div className="stack">
          <Reason state={state} />
          {'decision' in state && typeof state.decision === 'string' && (
            <Card title={t('decision')} aside={<Cite article="111/20.3" />}>
              <p>{state.decision}</p>
            </Card>
          )}
          <History view={view} />
        </div>
        <aside className="stack admission-aside">
          <Review view={view} />
        </aside>
      </div>
    </Page>
  )
}

function Reason({ state }: { state: Seen }) {
  const t = useWords(objectionWords)
  return (
    <Card title={t('reason')} aside={<Cite article="111/20.3" />}>
      <div className="stack">
        <p>{state.reason}</p>
        <dl className="admission-facts">
          {state.objector && (
            <div>
              <dt>{t('objector')}</dt>
              <dd>
                {state.objector.name} · {state.objector.personName}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('filedAt')}</dt>
            <dd>
              <When at={state.filedAt} />
            </dd>
          </div>
          <div>
            <dt>{t('operator')}</dt>
            <dd>{state.operator.name}</dd>
          </div>
          <div>
            <dt>{t('management')}</dt>
            <dd>{state.management.name}</dd>
          </div>
          {state.file && (
            <div>
              <dt>{t('file')}</dt>
              <dd>
                <a href={`/api/files/${state.file.id}`} target="_blank" rel="noreferrer">
                  {state.file.name}
                </a>
              </dd>
            </div>
          )}
        </dl>
      </div>
    </Card>
  )
}

function Review({ view }: { view: ObjectionView }) {
  const t = useWords(objectionWords)
  const { buttons, panel } = useActions({
    plural: 'objections',
    id: view.id,
    actions: view.actions,
    words: objectionActionWords,
    refusals: objectionRefusalWords,
    forms: { reject: DecisionForm, uphold: DecisionForm, raise: RaiseForm },
    danger: ['uphold'],
  })
  return (
    <Card title={t('review')}>
      <div className="stack">
        {panel}
        {buttons}
        <Link to={`/desk/admissions/${view.state.admission}`}>{t('admission')}</Link>
      </div>
    </Card>
  )
}

function DecisionForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(objectionWords)
  const say = useText()
  return (
    <>
      {act === 'uphold' && <Note>{t('upholdHint')}</Note>}
      <DraftForm<{ decision: string }>
        draft={`objection-${act}`}
        initial={{ decision: '' }}
        submit={say(wordOf(objectionActionWords, act))}
        busy={command.busy}
        refusal={command.refusal}
        onSubmit={submit}
      >
        <Field name="decision" required label={t('decision')} hint={t('decisionHint')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 12 }} />
        </Field>
      </DraftForm>
    </>
  )
}

function RaiseForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(objectionWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft="objection-raise"
      initial={{ reason: '' }}
      submit={say(wordOf(objectionActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" required label={t('raiseReason')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 12 }} />
      </Field>
    </DraftForm>
  )
}

function History({ view }: { view: ObjectionView }) {
  const t = useWords(objectionWords)
  const say = useText()
  return (
    <Card title={t('history')} aside={<Cite article="111/28" />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(objectionFactWords, entry.kind), entry.params),
          state: entry.kind === 'objection.upheld' ? 'failed' : 'done',
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
