import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { dateOf } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  type ChangeMatter,
  changeActionWords,
  changeMatters,
  changeMatterWords,
  emptyPerson,
  emptyService,
  type HeldQualification,
  type KeyPersonInForce,
  type Proposal,
  postWords,
  proposalFaults,
  refusalWords,
  type ServiceClaim,
} from '../../src/registry/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { marketNow } from '../api/time.ts'
import type { SubjectView } from '../api/types.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field, type Values } from '../shared/form/DraftForm.tsx'
import { FileInput } from '../shared/form/inputs.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { CertificateFields } from './CertificateFields.tsx'
import { changeWords } from './change-words.ts'
import { PersonRows } from './steps.tsx'
import { formWords } from './words.ts'
import './registry.css'

/** `GET /api/changes/in-force`. */
interface InForce {
  status: string
  name: string
  legalRepresentative: string
  profile: Readonly<Record<string, string | undefined>>
  people: readonly KeyPersonInForce[]
  qualifications: readonly HeldQualification[]
  serviceTypes: readonly string[]
}

/** Reports a change of one matter, beginning from what is in force. */
export default function NewChangePage() {
  const c = useWords(changeWords)
  const say = useText()
  const [query] = useQueryText()
  const matter = changeMatters.find((m) => m === query.matter) ?? 'contact'
  const known = useQuery({
    queryKey: ['in-force'],
    queryFn: ({ signal }) => get<InForce>('/api/changes/in-force', {}, signal),
  })
  return (
    <Page
      title={say(changeMatterWords[matter])}
      lead={
        <span className="cluster">
          <span className="tag">{matter === 'contact' ? c('atOnce') : c('byCheck')}</span>
          <Cite article={art('111', '33.1')} />
        </span>
      }
      trail={[{ to: '/desk/changes', name: c('mine') }]}
    >
      {known.isPending && <Loading rows={4} />}
      {known.error && <QueryError error={known.error} retry={() => void known.refetch()} />}
      {known.data &&
        (known.data.status === 'applying' || known.data.status === 'expelled' ? (
          <Note>{c('notAdmitted')}</Note>
        ) : (
          <ProposalForm key={matter} matter={matter} known={known.data} service={query.service ?? ''} />
        ))}
    </Page>
  )
}

function ProposalForm({ matter, known, service }: { matter: ChangeMatter; known: InForce; service: string }) {
  const say = useText()
  const go = useGo()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(values: Values) {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { id } = await send<SubjectView>('/api/changes', { proposal: proposalOf(matter, values) })
      go(`/desk/changes/${id}`)
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return false
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card>
      <DraftForm<Values>
        draft={`change/${matter}/${service}`}
        initial={initialOf(matter, known, service)}
        submit={say(changeActionWords.file)}
        busy={busy}
        refusal={refusal}
        refusals={refusalWords}
        check={(values) => proposalFaults(proposalOf(matter, values), known, dateOf(marketNow()))}
        onSubmit={submit}
      >
        <Fields matter={matter} known={known} />
      </DraftForm>
    </Card>
  )
}

function Fields({ matter, known }: { matter: ChangeMatter; known: InForce }) {
  const c = useWords(changeWords)
  const f = useWords(formWords)
  const say = useText()
  const licence = (
    <Field name="licence" required label={c('licence')} cites={art('111', '33.1')}>
      <FileInput accept=".pdf,.png,.jpg,.jpeg" />
    </Field>
  )
  switch (matter) {
    case 'contact':
      return (
        <>
          <Field name="address" required label={f('address')}>
            <Input maxLength={200} autoComplete="street-address" />
          </Field>
          <Field name="phone" required label={f('phone')}>
            <Input maxLength={30} autoComplete="tel" inputMode="tel" />
          </Field>
          <Field name="email" required label={f('email')}>
            <Input maxLength={120} autoComplete="email" inputMode="email" />
          </Field>
          <Field name="scope" required label={f('scope')}>
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
          </Field>
        </>
      )
    case 'name':
      return (
        <>
          <p className="mute">
            {c('inForce')}：{known.name}
          </p>
          <Field name="name" required label={c('newName')} hint={c('newNameHint')}>
            <Input maxLength={120} autoComplete="organization" />
          </Field>
          {licence}
        </>
      )
    case 'representative':
      return (
        <>
          <p className="mute">
            {c('inForce')}：{known.legalRepresentative}
          </p>
          <Field
            name="representative.name"
            required
            label={c('newRepresentative')}
            cites={art('111', '19.1')}
          >
            <Input maxLength={60} />
          </Field>
          <Field name="representative.identity" required label={f('identity')}>
            <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
          </Field>
          <Field name="representative.phone" required label={f('phone')}>
            <Input maxLength={30} inputMode="tel" />
          </Field>
          {licence}
        </>
      )
    case 'people':
      return (
        <>
          <Field name="leaving" label={c('leaving')} hint={c('leavingHint')} cites={art('111', '19.2')}>
            <Checkbox.Group
              className="admission-radios"
              options={known.people.map((p) => ({
                value: p.id,
                label: `${p.name} · ${p.posts.map((post) => say(postWords[post])).join('、')}`,
              }))}
            />
          </Field>
          <h2 className="admission-part">
            {c('joining')} <Cite article={art('111', '19.1')} />
          </h2>
          <PersonRows list="joining" />
        </>
      )
    case 'qualification':
      return <CertificateFields serviceTypes={known.serviceTypes} />
  }
}

const texts = (known: Readonly<Record<string, string | undefined>>, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, known[name] ?? '']))

function initialOf(matter: ChangeMatter, known: InForce, service: string): Values {
  switch (matter) {
    case 'contact':
      return texts(known.profile, 'address', 'phone', 'email', 'scope')
    case 'name':
      return { name: '' }
    case 'representative':
      return { representative: { name: '', identity: '', phone: '' } }
    case 'people':
      return { leaving: [], joining: [] }
    case 'qualification': {
      const held = known.qualifications.find((q) => q.serviceType === service)?.certificate
      const { qualification = '', grade = '', issuer = '', scope = '' } = held ?? {}
      return { claim: { ...emptyService(), serviceType: service, qualification, grade, issuer, scope } }
    }
  }
}

const present = (row: object = {}) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null))

/** What was typed as a proposal: cleared fields are empty texts, rows of lists may have holes. */
function proposalOf(matter: ChangeMatter, values: Values): Proposal {
  const text = (name: string) => (values[name] as string | undefined) ?? ''
  const licence = values.licence as Extract<Proposal, { matter: 'name' }>['licence']
  switch (matter) {
    case 'contact':
      return {
        matter,
        address: text('address'),
        phone: text('phone'),
        email: text('email'),
        scope: text('scope'),
      }
    case 'name':
      return { matter, name: text('name'), ...(licence ? { licence } : {}) }
    case 'representative': {
      const given = (values.representative ?? {}) as Record<string, string | undefined>
      const { name = '', identity = '', phone = '' } = given
      return { matter, representative: { name, identity, phone }, ...(licence ? { licence } : {}) }
    }
    case 'people': {
      const rows = (values.joining ?? []) as readonly (object | undefined)[]
      const joining = rows.map((row) => ({ ...emptyPerson(), ...present(row) }))
      return { matter, leaving: (values.leaving ?? []) as string[], joining }
    }
    case 'qualification':
      return {
        matter,
        claim: { ...emptyService(), ...(present(values.claim as object) as Partial<ServiceClaim>) },
      }
  }
}
