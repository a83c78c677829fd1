import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type Admission,
  actionWords,
  admissionStatusWords,
  chainOf,
  type FiledAdmission,
  factWords,
  isFiled,
  qualificationText,
  refusalWords,
  type ServiceClaim,
  situationWords,
} from '../../src/registry/index.ts'
import { get, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { PersonActor, SubjectView } from '../api/types.ts'
import type { Compared } from '../certificates/Compared.tsx'
import type { ListedVersion } from '../items/item.ts'
import { useGo, usePathParams } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useServiceName } from '../shared/names.ts'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ApplicationForm } from './ApplicationForm.tsx'
import type { AdmissionView } from './application.ts'
import { BesideLibrary, useBesideLibrary } from './BesideLibrary.tsx'
import { useCheck } from './CheckPanel.tsx'
import { AssignForm, ReasonForm, SituationForm } from './dialogs.tsx'
import { FormView } from './FormView.tsx'
import './registry.css'
import './tick.css'
import { Standing } from './Standing.tsx'
import { formWords, listTitle, listWords, viewWords } from './words.ts'

/** One application: the form while it can be changed, then where it stands and what each body has to decide. */
export default function AdmissionPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<Admission>('admissions', id)
  const t = useWords(formWords)
  const l = useWords(listWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as AdmissionView
  const { state } = view
  const form = 'draft' in state ? state.draft.form : state.form
  const editable = 'draft' in state
  return (
    <Page
      title={form.subject.name || l('unnamed')}
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(admissionStatusWords[state.status])}
          </span>
          {editable && <span>{t('lead')}</span>}
        </span>
      }
      trail={[{ to: '/desk/admissions', name: l(listTitle(kind)) }]}
      width="wide"
    >
      {'draft' in state ? (
        <ApplicationForm view={view} state={state} />
      ) : isFiled(state) ? (
        <Filed view={view} state={state} />
      ) : (
        <Ended view={view} />
      )}
    </Page>
  )
}

const toneOf = (status: Admission['status']) =>
  status === 'refused' || status === 'revoked' || status === 'supplement-requested'
    ? 'seal'
    : status === 'closed' || status === 'admitted' || status === 'in-publicity'
      ? 'ok'
      : undefined

/** 8.6, 45: the agency itself, the bodies of its place, audit. */
const keepsArchive = (me: PersonActor, state: FiledAdmission): boolean =>
  me.kind === 'audit' ||
  [state.agency, state.operator.id].includes(me.organisation) ||
  (me.kind === 'management' && chainOf(state.form.subject.region)[0]?.code === me.region)

function Filed({ view, state }: { view: AdmissionView; state: FiledAdmission }) {
  const w = useWords(viewWords)
  const me = useMe()?.actor
  const check = useCheck(view.id, view.actions)
  const compared = useBesideLibrary(view.id)
  const mine = state.agency === me?.organisation
  const { buttons, panel } = useActions({
    plural: 'admissions',
    id: view.id,
    actions: view.actions,
    words: actionWords,
    refusals: refusalWords,
    forms: { refuse: ReasonForm, 'record-situation': SituationForm, assign: AssignForm },
    confirm: { withdraw: viewWords.withdrawQuestion, publish: viewWords.publishQuestion },
    hide: ['pass-check', 'request-supplement', 'confirm-qualification', 'decline-qualification'],
    danger: ['refuse', 'withdraw', 'record-situation'],
  })
  return (
    <div className="admission">
      <div className="stack">
        <FormView
          id={view.id}
          form={state.form}
          commitment={state.commitment}
          reviews={state.reviews}
          footOf={check?.footOf}
          besideService={(claim) => (
            <>
              <BesideLibrary id={view.id} state={state} claim={claim} compared={compared} />
              <Decide view={view} state={state} claim={claim} compared={compared} />
            </>
          )}
        />
        <History view={view} />
      </div>
      <aside className="stack admission-aside">
        {check?.conclusion}
        {state.status === 'supplement-requested' && !mine && <Note>{w('waitsForSupplement')}</Note>}
        <div className="admission-standing">
          <Standing view={view} />
        </div>
        {state.situations.length > 0 && <Situations state={state} />}
        {(state.status === 'refused' || state.status === 'revoked') && mine && (
          <Card>
            <p>{w('again')}</p>
            <BeginButton label={w('applyAgain')} />
          </Card>
        )}
        {'admittedAt' in state && state.status !== 'revoked' && (
          <p>
            <ButtonLink to={`/agencies/${state.agency}`}>{w('publicPage')}</ButtonLink>
          </p>
        )}
        {me && keepsArchive(me, state) && (
          <p className="small">
            <a href={`/api/agencies/${state.agency}/archive`} download>
              {w('archive')}
            </a>{' '}
            <Cite article={art('111', '45')} />
          </p>
        )}
        {panel}
        {buttons}
      </aside>
    </div>
  )
}

/** 9.1: the qualifications that the published list asks for, before the eyes of who confirms. */
function ListAsks({ serviceType }: { serviceType: string }) {
  const w = useWords(viewWords)
  const list = useQuery({
    queryKey: ['service-items', undefined],
    queryFn: () => get<{ items: readonly ListedVersion[] }>('/api/service-items'),
    staleTime: 300_000,
  })
  const rule = list.data?.items.find((i) => i.code === serviceType)?.qualifications ?? []
  if (rule.length === 0) return null
  return (
    <p className="small">
      {w('listAsks', { text: qualificationText(rule) })} <Cite article="111/9.1" />
    </p>
  )
}

/** 16: what the department in charge decides on one service type. */
function Decide({
  view,
  state,
  claim,
  compared,
}: {
  view: AdmissionView
  state: FiledAdmission
  claim: ServiceClaim
  compared: readonly Compared[]
}) {
  const serviceName = useServiceName()
  const w = useWords(viewWords)
  const say = useText()
  const language = useLanguage()
  const me = useMe()?.actor
  const command = useCommand('admissions', view.id)
  const [open, setOpen] = useState<'confirm' | 'decline'>()
  const review = state.reviews.find((r) => r.serviceType === claim.serviceType)
  const offered = view.actions.some((a) => a.act === 'confirm-qualification')
  if (!offered || !review || review.decision || review.department.id !== me?.organisation) return null
  const { serviceType } = claim
  const decided = compared.find((c) => c.serviceType === serviceType)?.decision
  const service = serviceName(serviceType, language)
  const submit = async (body: Readonly<Record<string, unknown>>) => {
    const act = open === 'confirm' ? 'confirm-qualification' : 'decline-qualification'
    const done = (await command.send(act, { serviceType, ...body })) !== undefined
    if (done) setOpen(undefined)
    return done
  }
  return (
    <div className="decide">
      <p>
        <strong>{w('yours')}</strong> <Cite article="111/16" />
      </p>
      <ListAsks serviceType={serviceType} />
      <div className="cluster">
        <Button look="primary" onClick={() => setOpen('confirm')}>
          {say(actionWords['confirm-qualification'])}
        </Button>
        <Button look="danger" onClick={() => setOpen('decline')}>
          {say(actionWords['decline-qualification'])}
        </Button>
      </div>
      {open === 'confirm' && (
        <Dialog title={say(actionWords['confirm-qualification'])} onClose={() => setOpen(undefined)}>
          <div className="stack">
            <p>{w('confirmQuestion', { service })}</p>
            {command.refusal && <RefusalNote refusal={command.refusal} />}
            <Button look="primary" busy={command.busy} onClick={() => void submit({})}>
              {say(actionWords['confirm-qualification'])}
            </Button>
          </div>
        </Dialog>
      )}
      {open === 'decline' && (
        <Dialog
          title={`${say(actionWords['decline-qualification'])}：${service}`}
          onClose={() => setOpen(undefined)}
          wide
        >
          <ReasonForm
            act={`decline-qualification/${view.id}/${serviceType}`}
            article="111/16"
            command={command}
            submit={submit}
            close={() => setOpen(undefined)}
            {...(decided?.verdict === 'library' ? { begin: decided.reason } : {})}
          />
        </Dialog>
      )}
    </div>
  )
}

function Situations({ state }: { state: FiledAdmission }) {
  const w = useWords(viewWords)
  const say = useText()
  return (
    <Card tone="seal" title={w('situations')} aside={<Cite article="111/20.5" />}>
      <ul className="admission-list">
        {state.situations.map((s) => (
          <li key={s.at}>
            <strong>{say(situationWords[s.kind])}</strong>
            <span>{s.basis}</span>
            <span className="small mute">
              {s.by.name} · <When at={s.at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function History({ view }: { view: AdmissionView }) {
  const w = useWords(viewWords)
  const say = useText()
  if (view.history.length === 0) return null
  return (
    <Card title={w('history')} aside={<Cite article="111/28" />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(factWords, entry.kind), entry.params),
          state: /refused|declined|revoked/.test(entry.kind) ? 'failed' : 'done',
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

function Ended({ view }: { view: AdmissionView }) {
  const w = useWords(viewWords)
  return (
    <div className="stack">
      <Card>
        <p>{w('again')}</p>
        <BeginButton label={w('applyAgain')} />
      </Card>
      <History view={view} />
    </div>
  )
}

/** Begins an application and goes to its form. */
export function BeginButton({ label }: { label: string }) {
  const go = useGo()
  const [busy, setBusy] = useState(false)
  async function begin() {
    setBusy(true)
    try {
      const { id } = await send<SubjectView>('/api/admissions')
      go(`/desk/admissions/${id}`)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button look="primary" busy={busy} onClick={() => void begin()}>
      {label}
    </Button>
  )
}
