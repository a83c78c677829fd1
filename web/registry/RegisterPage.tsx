import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { dateOf } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  type OwnerKind,
  outside,
  ownerKindWords,
  places,
  type Registration,
  refusalWords,
  registrationFaults,
} from '../../src/registry/index.ts'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import { marketNow } from '../api/time.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { useDraft } from '../shared/useDraft.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './RegisterPage.css'
import './tick.css'
import { registerWords } from './register-words.ts'

const blank: Registration = {
  identity: '',
  kind: 'owner',
  name: '',
  code: '',
  region: '',
  fiscal: false,
  legalRepresentative: '',
  certificateName: '',
  person: { name: '', phone: '', email: '', account: '', password: '' },
}

type TextField =
  | 'name'
  | 'identity'
  | 'code'
  | 'certificateName'
  | 'legalRepresentative'
  | `person.${keyof Registration['person']}`

/** Registration of an owner (111/21) or of an agency that is going to apply (111/15). */
export default function RegisterPage() {
  const t = useWords(registerWords)
  const say = useText()
  const language = useLanguage()
  const draft = useDraft<Registration>('registration', blank)
  const [password, setPassword] = useState('')
  // Like the password, never kept on the device.
  const [identity, setIdentity] = useState('')
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  const [state, setState] = useState<'typing' | 'sending' | 'done'>('typing')
  const value: Registration = {
    ...draft.value,
    identity,
    person: { ...draft.value.person, password },
  }
  const faults = registrationFaults(value, dateOf(marketNow()))

  const set = (change: Partial<Registration>) => {
    setRefusal(undefined)
    draft.set({ ...draft.value, ...change })
  }
  const setPerson = (change: Partial<Registration['person']>) =>
    set({ person: { ...draft.value.person, ...change } })
  const problemOf = (field: string): ReactNode => {
    const fault = (tried || touched.has(field)) && faults.find((f) => f.field === field)
    if (fault) {
      return (
        <>
          {say(wordOf(refusalWords, fault.code), fault.params)} <Cite article={fault.article} />
        </>
      )
    }
    return refusal?.field === field ? say(refusal.message, refusal.params) : undefined
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (faults.length > 0) return
    setState('sending')
    try {
      await send('/api/registrations', value)
      draft.clear()
      setState('done')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      setState('typing')
    }
  }

  const text = (field: TextField, label: string, more: Partial<LineProps> = {}) => {
    const own = field.startsWith('person.') ? (field.slice(7) as keyof Registration['person']) : undefined
    const current = own ? value.person[own] : value[field as 'name']
    return (
      <Line
        label={label}
        problem={problemOf(field)}
        {...more}
        value={current}
        onBlur={() => setTouched((old) => new Set([...old, field]))}
        onChange={(typed) => {
          if (own === 'password') setPassword(typed)
          else if (field === 'identity') {
            setRefusal(undefined)
            setIdentity(typed.toUpperCase())
          } else if (own) setPerson({ [own]: typed })
          else set({ [field]: typed })
        }}
      />
    )
  }

  if (state === 'done') {
    return (
      <Page title={t('title')} width="narrow">
        <Card>
          <div className="stack">
            <Note tone="ok">{t(value.kind === 'owner' ? 'doneOwner' : 'doneAgency')}</Note>
            <p>
              <ButtonLink to="/sign-in" look="primary">
                {t('signIn')}
              </ButtonLink>
            </p>
          </div>
        </Card>
      </Page>
    )
  }

  const isPerson = value.kind === 'owner' && value.ownerKind === 'natural-person'
  const regionCodes = [...places.map((p) => p.code), ...(value.kind === 'agency' ? [outside] : [])]
  return (
    <Page
      title={t('title')}
      width="narrow"
      lead={
        <>
          {t('lead')} <Cite article={art('111', '21.1')} />
        </>
      }
    >
      <Card>
        <form className="register" onSubmit={submit} noValidate>
          <fieldset>
            <legend>{t('who')}</legend>
            {(['owner', 'agency'] as const).map((kind) => (
              <label key={kind} className="tick">
                <input
                  type="radio"
                  name="kind"
                  checked={value.kind === kind}
                  onChange={() => set({ kind, ownerKind: undefined, fiscal: false })}
                />
                {t(kind)}
              </label>
            ))}
          </fieldset>
          {value.kind === 'owner' && (
            <>
              <Choice
                label={t('ownerKind')}
                problem={problemOf('ownerKind')}
                value={value.ownerKind ?? ''}
                onChange={(kind) =>
                  set({
                    ownerKind: (kind || undefined) as OwnerKind | undefined,
                    ...(kind === 'natural-person' ? { fiscal: false, code: '' } : {}),
                  })
                }
                options={Object.entries(ownerKindWords).map(([kind, words]) => [kind, words[language]])}
              />
              {value.ownerKind !== 'natural-person' && (
                <label className="tick">
                  <input
                    type="checkbox"
                    checked={value.fiscal}
                    onChange={(event) => set({ fiscal: event.target.checked })}
                  />
                  {t('fiscal')}
                </label>
              )}
            </>
          )}
          {text('name', t(isPerson ? 'personName' : 'name'), { hint: isPerson ? undefined : t('nameHint') })}
          {isPerson && text('identity', t('identity'), { hint: t('identityHint'), mono: true, max: 18 })}
          {!isPerson && text('code', t('code'), { hint: t('codeHint'), mono: true, max: 18 })}
          {value.fiscal &&
            !isPerson &&
            text('certificateName', t('certificateName'), { hint: t('certificateNameHint') })}
          <Choice
            label={t('region')}
            problem={problemOf('region')}
            value={value.region}
            onChange={(region) => set({ region })}
            options={regionCodes.map((code) => [code, regionName(code, language)])}
          />
          {text('legalRepresentative', t(isPerson ? 'self' : 'legalRepresentative'))}
          <h2>{t('account')}</h2>
          {text('person.name', t('yourName'), { complete: 'name' })}
          {text('person.phone', t('phone'), { complete: 'tel' })}
          {text('person.email', t('email'), { complete: 'email' })}
          {text('person.account', t('accountName'), { complete: 'username', hint: t('accountHint') })}
          {text('person.password', t('password'), {
            complete: 'new-password',
            type: 'password',
            hint: t('passwordHint'),
          })}
          {refusal && <RefusalNote refusal={refusal} />}
          <Button type="submit" look="primary" busy={state === 'sending'}>
            {t('submit')}
          </Button>
        </form>
      </Card>
    </Page>
  )
}

interface LineProps {
  label: string
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  problem: ReactNode
  hint?: string | undefined
  mono?: boolean
  max?: number
  type?: 'text' | 'password'
  complete?: string
}

function Line(props: LineProps) {
  const id = useId()
  const { label, value, onChange, onBlur, problem, hint, mono, max = 120, type = 'text', complete } = props
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={mono ? 'input mono' : 'input'}
        type={type}
        value={value}
        maxLength={max}
        autoComplete={complete ?? 'off'}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
      <p id={`${id}-help`} className={problem ? 'small seal-text' : 'small mute'}>
        {problem || hint}
      </p>
    </div>
  )
}

function Choice(props: {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly (readonly [string, string])[]
  problem: ReactNode
}) {
  const id = useId()
  const t = useWords(registerWords)
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="input"
        value={props.value}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{t('choose')}</option>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <p id={`${id}-help`} className="small seal-text">
        {props.problem}
      </p>
    </div>
  )
}
