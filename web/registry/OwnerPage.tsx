import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type OpenBusiness,
  type OwnerAccount,
  type OwnerFields,
  ownerActionWords,
  ownerFactWords,
  ownerFaults,
  ownerKindWords,
  places,
  refusalWords,
} from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { subjectPath } from '../desk/subjects.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field, type Values } from '../shared/form/DraftForm.tsx'
import { Link } from '../shared/Link.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { type ActionFormProps, useActions } from '../shared/useActions.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ownerPageWords } from './owner-page-words.ts'
import { registerWords } from './register-words.ts'
import './registry.css'

interface OwnerView extends SubjectView<OwnerAccount> {
  /** Masked, of a natural person. */
  identity?: string
  history: readonly Omit<HistoryEntry, 'leaf'>[]
}

/** An owner's own entry: update it, or end it once nothing is open (111/21.2). */
export default function OwnerPage() {
  const me = useMe()?.actor
  if (me?.kind !== 'owner') return <Empty title="–" />
  return <Entry id={me.organisation} />
}

function Entry({ id }: { id: string }) {
  const t = useWords(ownerPageWords)
  const say = useText()
  const query = useSubject<OwnerAccount>('owners', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as OwnerView
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '21.2')} />
        </>
      }
    >
      <div className="stack">
        {view.actions.length > 0 ? (
          <FieldsForm key={view.version} view={view} />
        ) : (
          <Note>{t('readOnly')}</Note>
        )}
        {view.actions.length > 0 && <Deregistration view={view} />}
        {view.identity && (
          <Card title={t('identity')} aside={<Cite article={art('111', '2.2')} />}>
            <p>
              <span className="mono">{view.identity}</span>{' '}
              <span className="small mute">{t('identityWhy')}</span>
            </p>
          </Card>
        )}
        {view.history.length > 0 && (
          <Card title={t('history')}>
            <Steps
              steps={view.history.map((entry) => ({
                title: say(wordOf(ownerFactWords, entry.kind), entry.params),
                state: 'done',
                detail: <When at={entry.at} seconds />,
              }))}
            />
          </Card>
        )}
      </div>
    </Page>
  )
}

const fieldsOf = (values: Partial<OwnerFields>): OwnerFields => ({
  name: values.name ?? '',
  code: values.ownerKind === 'natural-person' ? '' : (values.code ?? ''),
  region: values.region ?? '',
  ownerKind: values.ownerKind ?? 'enterprise',
  fiscal: values.ownerKind !== 'natural-person' && (values.fiscal ?? false),
  legalRepresentative: values.legalRepresentative ?? '',
  certificateName: values.fiscal ? (values.certificateName ?? '') : '',
})

function FieldsForm({ view }: { view: OwnerView }) {
  const t = useWords(ownerPageWords)
  const r = useWords(registerWords)
  const say = useText()
  const language = useLanguage()
  const command = useCommand('owners', view.id)
  const [saved, setSaved] = useState(false)
  const { name, code, region, ownerKind, fiscal, legalRepresentative, certificateName } = view.state
  return (
    <Card>
      {saved && <Note tone="ok">{t('saved')}</Note>}
      <DraftForm<Values>
        draft={`owner/${view.id}`}
        initial={{ name, code, region, ownerKind, fiscal, legalRepresentative, certificateName }}
        submit={say(ownerActionWords.update)}
        busy={command.busy}
        refusal={command.refusal}
        refusals={refusalWords}
        check={(values) => ownerFaults(fieldsOf(values))}
        onSubmit={async (values) => {
          const done = (await command.send('update', { fields: fieldsOf(values) })) !== undefined
          setSaved(done)
          return done
        }}
      >
        {(values) => {
          const given = values as Partial<OwnerFields>
          const person = given.ownerKind === 'natural-person'
          return (
            <>
              <Field name="ownerKind" required label={r('ownerKind')} cites={art('111', '2.1')}>
                <Select
                  options={Object.entries(ownerKindWords).map(([value, words]) => ({
                    value,
                    label: say(words),
                  }))}
                />
              </Field>
              {!person && (
                <Field name="fiscal" label={r('fiscal')} valueName="checked">
                  <Checkbox>{r('fiscal')}</Checkbox>
                </Field>
              )}
              <Field
                name="name"
                required
                label={r(person ? 'personName' : 'name')}
                hint={person ? undefined : r('nameHint')}
                cites={art('111', '21.1')}
              >
                <Input maxLength={120} autoComplete="organization" />
              </Field>
              {!person && given.fiscal && (
                <Field
                  name="certificateName"
                  required
                  label={t('certificateName')}
                  hint={r('certificateNameHint')}
                >
                  <Input maxLength={120} />
                </Field>
              )}
              {!person && (
                <Field name="code" required label={r('code')} hint={r('codeHint')}>
                  <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
                </Field>
              )}
              <Field name="region" required label={r('region')}>
                <Select
                  options={places.map((p) => ({ value: p.code, label: regionName(p.code, language) }))}
                  showSearch={{ optionFilterProp: 'label' }}
                />
              </Field>
              <Field name="legalRepresentative" required label={r(person ? 'self' : 'legalRepresentative')}>
                <Input maxLength={60} />
              </Field>
            </>
          )
        }}
      </DraftForm>
    </Card>
  )
}

function Deregistration({ view }: { view: OwnerView }) {
  const t = useWords(ownerPageWords)
  const { buttons, panel } = useActions({
    plural: 'owners',
    id: view.id,
    actions: view.actions,
    words: ownerActionWords,
    refusals: refusalWords,
    forms: { deregister: DeregisterForm },
    hide: ['update'],
    danger: ['deregister'],
  })
  const refusal = view.actions.find((a) => a.act === 'deregister')?.refusal
  const open = (refusal?.params.open ?? []) as unknown as readonly OpenBusiness[]
  return (
    <Card title={t('deregistration')} aside={<Cite article={art('111', '21.2')} />}>
      <div className="stack">
        <p className="mute">{t('deregistrationLead')}</p>
        {open.length > 0 && (
          <>
            <h3>{t('open')}</h3>
            <ul className="admission-list">
              {open.map((b) => (
                <li key={`${b.subject}${b.id}`}>
                  <Link to={subjectPath(b.subject, b.id)}>{b.title}</Link>
                </li>
              ))}
            </ul>
          </>
        )}
        {panel}
        {buttons}
      </div>
    </Card>
  )
}

function DeregisterForm({ command, submit }: ActionFormProps) {
  const t = useWords(ownerPageWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft="owner-deregister"
      initial={{ reason: '' }}
      submit={say(ownerActionWords.deregister)}
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
