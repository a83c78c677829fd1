import { Input, Select } from 'antd'
import { addDays, type PlainDate } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  currentOf,
  itemActionWords,
  itemDifferences,
  itemFieldWords,
  itemRefusalWords,
  itemStatusWords,
  type ServiceItemState,
} from '../../src/registry/index.ts'
import { useNow } from '../api/time.ts'
import type { SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { DateInput } from '../shared/form/inputs.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { type ActionFormProps, useActions } from '../shared/useActions.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ItemForm } from './ItemForm.tsx'
import { contentNow, toneOf, useItemDesk } from './ItemsPage.tsx'
import type { ItemHistory, ListedVersion } from './item.ts'
import { ItemVersions } from './Versions.tsx'
import './items.css'
import { itemWords } from './words.ts'

export type ItemView = SubjectView<ServiceItemState> & {
  versions: readonly ListedVersion[]
  history: ItemHistory
}

/** One item at its department: its draft, what publishing it changes, every version (9.1, 14). */
export default function ItemPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<ServiceItemState>('service-items', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as ItemView} />
}

function Shown({ view }: { view: ItemView }) {
  const { id, state } = view
  const t = useWords(itemWords)
  const say = useText()
  const desk = useItemDesk()
  const command = useCommand('service-items', id)
  const draft = 'draft' in state ? state.draft : undefined
  const maySave = view.actions.some((a) => a.act === 'save')
  const { buttons, panel } = useActions({
    plural: 'service-items',
    id,
    actions: view.actions,
    words: itemActionWords,
    refusals: itemRefusalWords,
    forms: { publish: DayForm, withdraw: WithdrawForm, assign: AssignForm },
    danger: ['withdraw', 'discard'],
    hide: draft ? ['save'] : ['save', 'publish', 'discard'],
  })
  return (
    <Page
      title={contentNow(state)?.zh || t('edit')}
      trail={[{ to: '/desk/service-items', name: t('title') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="num">{id}</span>
          <span className="tag" data-tone={toneOf(state)}>
            {say(itemStatusWords[state.status])}
          </span>
          {currentOf(state) && <Link to={`/services/${id}`}>{t('public')}</Link>}
        </span>
      }
    >
      <div className="items">
        <div className="stack">
          {panel}
          {state.status === 'withdrawn' && (
            <Note tone="warn">{t('withdrawn', { from: state.from, reason: state.reason })}</Note>
          )}
          {maySave && desk.data && (
            <Card title={t('edit')} aside={<Cite article={art('111', '9.1')} />}>
              <p className="small mute">{t(currentOf(state) ? 'amendLead' : 'draftLead')}</p>
              <ItemForm
                key={view.version}
                code={id}
                version={view.version}
                content={draft ?? currentOf(state)?.content}
                names={desk.data.names}
                busy={command.busy}
                refusal={command.refusal}
                save={async (content) => (await command.send('save', { content })) !== undefined}
              />
            </Card>
          )}
          <Card title={t('versions')} aside={<Cite article={art('111', '14')} />}>
            <ItemVersions versions={view.versions} history={view.history} />
          </Card>
        </div>
        <div className="stack">
          {buttons && <Card title={t('now')}>{buttons}</Card>}
          {draft && <Changes state={state} />}
          <Card title={t('keeper')}>
            <dl className="facts">
              <dt>{t('department')}</dt>
              <dd>{state.department.name}</dd>
              {state.editor && (
                <>
                  <dt>{t('assigned')}</dt>
                  <dd>{state.editor.name}</dd>
                </>
              )}
            </dl>
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** What publishing the draft would change, before it is confirmed. */
function Changes({ state }: { state: ServiceItemState }) {
  const t = useWords(itemWords)
  const say = useText()
  const draft = 'draft' in state ? state.draft : undefined
  if (!draft) return null
  const differences = itemDifferences(currentOf(state)?.content, draft).filter((d) => d.after || d.before)
  return (
    <Card title={t('changes')}>
      {differences.length === 0 && <p>{t('noChanges')}</p>}
      <dl className="items-changes">
        {differences.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{say(wordOf(itemFieldWords, field))}</dt>
            {before && (
              <dd>
                <span className="small mute">{t('was')} </span>
                <del>{before}</del>
              </dd>
            )}
            <dd>
              <span className="small mute">{t('becomes')} </span>
              <ins>{after || t('noneListed')}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const useTomorrow = () => addDays(useNow(60_000).slice(0, 10) as PlainDate, 1)

function DayForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(itemWords)
  const say = useText()
  const today = useNow(60_000).slice(0, 10) as PlainDate
  return (
    <DraftForm<{ from: PlainDate }>
      draft="service-item/publish"
      initial={{ from: today }}
      submit={say(wordOf(itemActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="from" required label={t('from')} hint={t('fromHint')} cites={art('111', '14')}>
        <DateInput min={today} />
      </Field>
    </DraftForm>
  )
}

function WithdrawForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(itemWords)
  const say = useText()
  const tomorrow = useTomorrow()
  return (
    <DraftForm<{ from: PlainDate; reason: string }>
      draft="service-item/withdraw"
      initial={{ from: tomorrow, reason: '' }}
      submit={say(wordOf(itemActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="from" required label={t('gone')} hint={t('goneHint')} cites={art('111', '3')}>
        <DateInput />
      </Field>
      <Field name="reason" required label={t('reason')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
    </DraftForm>
  )
}

function AssignForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(itemWords)
  const say = useText()
  const departments = useItemDesk().data?.departments ?? []
  return (
    <DraftForm<{ department: string }>
      draft="service-item/assign"
      initial={{}}
      submit={say(wordOf(itemActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="department" required label={t('assignee')} cites={art('111', '7')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={departments.map((d) => ({ value: d.id, label: d.name }))}
        />
      </Field>
    </DraftForm>
  )
}
