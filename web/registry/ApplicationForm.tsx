import { useCallback, useMemo } from 'react'
import { art } from '../../src/gazette/index.ts'
import { actionWords, type Editable, refusalWords } from '../../src/registry/index.ts'
import type { Refusal } from '../../src/workflow/index.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm } from '../shared/form/DraftForm.tsx'
import { Link } from '../shared/Link.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useCommand } from '../shared/useCommand.ts'
import { type Params, useText, useWords } from '../words/words.ts'
import {
  type AdmissionView,
  faultsOf,
  type GivenForm,
  type Step,
  stepOf,
  steps,
  type TypedStep,
  useServiceItems,
  withTyped,
} from './application.ts'
import { CommitmentStep } from './CommitmentStep.tsx'
import { FormView } from './FormView.tsx'
import { PeopleFields, ServiceFields, SubjectFields } from './steps.tsx'
import { formWords, viewWords } from './words.ts'

/** The application while its agency can change it: five steps, each kept as it is typed, checked by the server's rules. */
export function ApplicationForm({ view, state }: { view: AdmissionView; state: Editable }) {
  const t = useWords(formWords)
  const [query, setQuery] = useQueryText()
  const items = useServiceItems()
  const { form, commitment } = state.draft
  const faults = useMemo(() => faultsOf(form, items), [form, items])
  const step = steps.find((s) => s === query.step) ?? 'subject'
  const go = (to: Step) => setQuery({ step: to })
  if (!items) return <Loading rows={4} />

  const detail = (s: Step): string => {
    if (s === 'commitment') return commitment ? t('signed') : t('unsigned')
    if (s === 'review') return faults.length === 0 && commitment ? t('readyShort') : t('lastStep')
    const n = faults.filter((f) => stepOf(f.field ?? '') === s).length
    return n === 0 ? t('filled') : t('toFill', { n })
  }
  const isDone = (s: Step) => s !== 'review' && detail(s) === (s === 'commitment' ? t('signed') : t('filled'))

  return (
    <div className="stack">
      {state.status === 'supplement-requested' && <Demands state={state} />}
      <nav aria-label={t('title')}>
        <Steps
          direction="row"
          steps={steps.map((s) => ({
            title: <Link to={`?step=${s}`}>{t(s)}</Link>,
            state: s === step ? 'now' : isDone(s) ? 'done' : 'todo',
            detail: detail(s),
          }))}
        />
      </nav>
      {step === 'commitment' ? (
        <CommitmentStep
          view={view}
          state={state}
          complete={faults.length === 0}
          onSigned={() => go('review')}
        />
      ) : step === 'review' ? (
        <>
          <ReviewStep view={view} state={state} faults={faults} />
          <FormView id={view.id} form={form} commitment={commitment} reviews={[]} />
        </>
      ) : (
        <TypedStepForm key={step} step={step} view={view} state={state} onSaved={() => go(after(step))} />
      )}
    </div>
  )
}

const after = (step: TypedStep): Step =>
  step === 'subject' ? 'people' : step === 'people' ? 'services' : 'commitment'

function TypedStepForm({
  step,
  view,
  state,
  onSaved,
}: {
  step: TypedStep
  view: AdmissionView
  state: Editable
  onSaved: () => void
}) {
  const t = useWords(formWords)
  const items = useServiceItems()
  const command = useCommand('admissions', view.id)
  const { form } = state.draft
  const check = useCallback(
    (values: GivenForm): Refusal[] =>
      faultsOf(withTyped(form, values), items).filter((f) => stepOf(f.field ?? '') === step),
    [form, items, step],
  )
  const save = async (values: GivenForm) =>
    (await command.send('save', { form: withTyped(form, values) })) !== undefined
  const { subject, representative, controllers, people, services } = form
  const initial = {
    subject: { subject },
    people: { representative, controllers, people },
    services: { services },
  }
  return (
    <Card
      title={t(step)}
      aside={<Cite article={art('111', step === 'subject' ? '16' : step === 'people' ? '19' : '18')} />}
    >
      <DraftForm<GivenForm & Record<string, unknown>>
        draft={`admission/${view.id}/${step}`}
        initial={initial[step] as GivenForm & Record<string, unknown>}
        submit={t('next')}
        busy={command.busy}
        refusal={command.refusal}
        check={check}
        refusals={refusalWords}
        later={{ label: t('later'), save }}
        onSubmit={async (values) => {
          const saved = await save(values)
          if (saved) onSaved()
          return saved
        }}
      >
        {step === 'subject' ? (
          <SubjectFields />
        ) : step === 'people' ? (
          <PeopleFields />
        ) : (
          <ServiceFields items={items} />
        )}
      </DraftForm>
    </Card>
  )
}

function ReviewStep({
  view,
  state,
  faults,
}: {
  view: AdmissionView
  state: Editable
  faults: readonly Refusal[]
}) {
  const t = useWords(formWords)
  const say = useText()
  const { buttons, panel } = useActions({
    plural: 'admissions',
    id: view.id,
    actions: view.actions,
    words: actionWords,
    refusals: refusalWords,
    confirm: { submit: viewWords.submitQuestion, withdraw: viewWords.withdrawQuestion },
    hide: ['save', 'sign-commitment'],
    danger: ['withdraw'],
  })
  const missing = faults.map((f) => ({ step: stepOf(f.field ?? ''), refusal: f }))
  return (
    <Card title={t('review')} aside={<Cite article={art('111', '20.1')} />}>
      <div className="stack">
        {missing.length > 0 ? (
          <>
            <Note tone="warn">{t('missing')}</Note>
            <ul className="admission-missing">
              {missing.map(({ step, refusal }) => (
                <li key={`${refusal.field}${refusal.code}`}>
                  <strong>{t(step)}</strong>
                  <span>
                    {labelOf(refusal.field ?? '', t)}：
                    {say(refusalWords[refusal.code as keyof typeof refusalWords], refusal.params)}
                  </span>
                  <Link to={`?step=${step}`}>{t('missingAt')}</Link>
                </li>
              ))}
            </ul>
          </>
        ) : state.draft.commitment ? (
          <Note tone="ok">{t('ready')}</Note>
        ) : (
          <Note tone="warn">
            {t('waitsForRepresentative', { name: state.draft.form.representative.name })}{' '}
            <Link to="?step=commitment">{t('commitment')}</Link>
          </Note>
        )}
        <p className="mute">
          {t('whatFollows')} <Cite article={art('111', '20.2')} />
        </p>
        {panel}
        {buttons}
      </div>
    </Card>
  )
}

type FormKey = keyof typeof formWords

/** Where a fault stands, in the words of its field: 人员 2 · 公民身份号码. */
function labelOf(field: string, t: (key: FormKey, params?: Params) => string): string {
  const [part = '', ...rest] = field.split('.')
  const row = rest.length > 1 ? Number(rest[0]) + 1 : undefined
  const name = rest.at(-1)
  const heads: Record<string, string> = {
    subject: '',
    representative: t('representative'),
    controllers: `${t('controllers')} ${row ?? ''}`,
    people: row === undefined ? t('keyPeople') : t('person', { n: row }),
    services: row === undefined ? t('services') : t('service', { n: row }),
  }
  const label = name === undefined ? '' : t(labels[`${part}.${name}`] ?? (name as FormKey))
  return [heads[part], label].filter(Boolean).join(' · ')
}

/** Fields that are called otherwise than their label. */
const labels: Record<string, FormKey> = {
  'representative.name': 'personName',
  'controllers.name': 'personName',
  'people.name': 'personName',
  'services.scope': 'qualificationScope',
}

/** 20.4: what the operator asked for, once, all together. */
function Demands({ state }: { state: Extract<Editable, { status: 'supplement-requested' }> }) {
  const t = useWords(formWords)
  return (
    <Card tone="seal" title={t('supplement')} aside={<Cite article={art('111', '20.4')} />}>
      <p>{t('supplementLead', { operator: state.operator.name })}</p>
      <ol className="admission-demands">
        {state.supplement?.demands.map((demand) => (
          <li key={`${demand.field}${demand.text}`}>
            {demand.text}{' '}
            {demand.field && <Link to={`?step=${stepFor(demand.field)}`}>{t(stepFor(demand.field))}</Link>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

const stepFor = (field: string): Step => (field === 'commitment' ? 'commitment' : stepOf(field))
