import { Input } from 'antd'
import { art } from '../../src/gazette/index.ts'
import {
  findingActionWords,
  findingFactWords,
  findingRefusalWords,
  findingStatusWords,
  type OriginFinding,
  sameByWords,
} from '../../src/procurement/index.ts'
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
import { Table } from '../shared/Table.tsx'
import { type ActionFormProps, useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import '../standing/standing.css'
import { useText, useWords, wordOf } from '../words/words.ts'
import { toneOf } from './FindingsPage.tsx'
import { findingWords } from './words.ts'

type View = SubjectView<OriginFinding> & {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]
}

/** One finding with its evidence, and what the operator makes of it. */
export default function FindingPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<OriginFinding>('findings', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as View} />
}

function Shown({ view }: { view: View }) {
  const { state } = view
  const t = useWords(findingWords)
  const say = useText()
  const { buttons, panel } = useActions({
    plural: 'findings',
    id: view.id,
    actions: view.actions,
    words: findingActionWords,
    refusals: findingRefusalWords,
    forms: { keep: ReasonForm, dismiss: ReasonForm },
  })
  return (
    <Page
      title={state.procurement.title}
      trail={[{ to: '/desk/findings', name: t('title') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(findingStatusWords[state.status])}
          </span>
          {state.by.map((b) => (
            <span key={b} className="tag">
              {say(sameByWords[b])}
            </span>
          ))}
          {state.knownShared && <span className="tag">{t('shared')}</span>}
          <Cite article={art('111', '40.2')} />
        </span>
      }
    >
      <div className="standing">
        <div className="stack">
          <Card flush title={t('evidence')}>
            <Table
              caption={t('evidence')}
              rows={state.agencies}
              rowKey={(a) => a.id}
              columns={[
                {
                  key: 'agency',
                  title: t('agency'),
                  cell: (a) => <Link to={`/agencies/${a.id}`}>{a.name}</Link>,
                },
                {
                  key: 'address',
                  title: t('address'),
                  cell: (a) => <span className="mono">{a.origin.address}</span>,
                },
                {
                  key: 'device',
                  title: t('device'),
                  cell: (a) => <span className="mono">{a.origin.device.slice(0, 8) || '–'}</span>,
                },
                {
                  key: 'browser',
                  title: t('browser'),
                  cell: (a) => <span className="small">{a.origin.agent || '–'}</span>,
                },
              ]}
            />
          </Card>
          {state.status === 'draft' && (
            <Note>
              {t('noVerdict')} <Cite article={art('111', '53.4')} />
            </Note>
          )}
          {panel}
          {buttons}
          {'decided' in state && (
            <Card title={t('decision')}>
              <p>{state.decided.reason}</p>
              <p className="small mute">
                {state.operator.name} {state.decided.name} · <When at={state.decided.at} />
              </p>
            </Card>
          )}
        </div>
        <div className="stack">
          <Card title={t('announcement')}>
            <Link to={`/announcements/${state.procurement.id}`}>{state.procurement.number}</Link>
          </Card>
          <Card title={t('history')}>
            <Steps
              steps={view.history.map((entry) => ({
                title: say(wordOf(findingFactWords, entry.kind), entry.params),
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

function ReasonForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(findingWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft={`finding-reason/${act}`}
      initial={{ reason: '' }}
      submit={say(wordOf(findingActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" required label={t('reason')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
    </DraftForm>
  )
}
