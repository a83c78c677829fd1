import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { ApiError, type ServerRefusal } from '../api/client.ts'
import { useText, useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Card } from './Card.tsx'
import { Cite } from './Cite.tsx'
import { Note, RefusalNote } from './RefusalNote.tsx'
import { sharedWords } from './words.ts'
import '../registry/RegisterPage.css'

/* Forms of the public pages: plain fields, which a phone loads at once. Behind the sign-in use shared/form/. */

interface Plain {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  /** Shown at this field while it is the one that was refused. */
  refusal?: ServerRefusal | undefined
  name: string
}

function Frame({
  id,
  label,
  hint,
  refusal,
  name,
  children,
}: Omit<Plain, 'value' | 'onChange'> & { id: string; children: ReactNode }) {
  const say = useText()
  const refused = refusal?.field === name ? refusal : undefined
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      <p id={`${id}-help`} className={refused ? 'small seal-text' : 'small mute'}>
        {refused ? (
          <>
            {say(refused.message, refused.params)} {refused.article && <Cite article={refused.article} />}
          </>
        ) : (
          hint
        )}
      </p>
    </div>
  )
}

const attributes = (id: string, { refusal, name }: Plain) => ({
  id,
  className: 'input',
  'aria-describedby': `${id}-help`,
  'aria-invalid': refusal?.field === name ? true : undefined,
})

export function PlainLine({
  max = 120,
  complete = 'off',
  ...own
}: Plain & { max?: number; complete?: string }) {
  const id = useId()
  return (
    <Frame id={id} {...own}>
      <input
        {...attributes(id, own)}
        value={own.value}
        maxLength={max}
        autoComplete={complete}
        onChange={(event) => own.onChange(event.target.value)}
      />
    </Frame>
  )
}

export function PlainArea({ max = 4000, rows = 6, ...own }: Plain & { max?: number; rows?: number }) {
  const id = useId()
  return (
    <Frame id={id} {...own}>
      <textarea
        {...attributes(id, own)}
        value={own.value}
        maxLength={max}
        rows={rows}
        onChange={(event) => own.onChange(event.target.value)}
      />
    </Frame>
  )
}

export function PlainChoice({
  options,
  empty,
  ...own
}: Plain & { options: readonly (readonly [value: string, name: string])[]; empty?: string }) {
  const id = useId()
  return (
    <Frame id={id} {...own}>
      <select
        {...attributes(id, own)}
        value={own.value}
        onChange={(event) => own.onChange(event.target.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** Sends once at a time and keeps the refusal; what was typed stays. */
export function useSending<T>(send: () => Promise<T>, onDone: (answer: T) => void) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setRefusal(undefined)
    try {
      onDone(await send())
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, submit }
}

/** The fields whose refusals are shown at them; any other stands above the button. */
export const RefusalElsewhere = ({
  refusal,
  at,
}: {
  refusal?: ServerRefusal | undefined
  at: readonly string[]
}) => (refusal && !(refusal.field && at.includes(refusal.field)) ? <RefusalNote refusal={refusal} /> : null)

/** What was handed in without an account: number and code, told once. */
export function SlipCard({
  title,
  slip,
  children,
}: {
  title: string
  slip: { number: string; code: string }
  children?: ReactNode
}) {
  const t = useWords(sharedWords)
  return (
    <Card title={title} tone="ok">
      <div className="stack">
        <Note tone="warn">{t('slipOnce')}</Note>
        <dl className="facts">
          <div>
            <dt>{t('slipNumber')}</dt>
            <dd className="mono">{slip.number}</dd>
          </div>
          <div>
            <dt>{t('slipCode')}</dt>
            <dd className="mono">{slip.code}</dd>
          </div>
        </dl>
        {children}
      </div>
    </Card>
  )
}

/** Number and code, to look up what became of it. */
export function SlipForm<T>({
  look,
  onFound,
}: {
  look: (slip: { number: string; code: string }) => Promise<T>
  onFound: (found: T) => void
}) {
  const t = useWords(sharedWords)
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const { busy, refusal, submit } = useSending(() => look({ number, code }), onFound)
  return (
    <form className="register" onSubmit={submit} noValidate>
      <PlainLine
        name="number"
        label={t('slipNumber')}
        value={number}
        onChange={setNumber}
        max={40}
        refusal={refusal}
      />
      <PlainLine
        name="code"
        label={t('slipCode')}
        value={code}
        onChange={setCode}
        max={40}
        refusal={refusal}
      />
      <RefusalElsewhere refusal={refusal} at={['number', 'code']} />
      <Button type="submit" busy={busy}>
        {t('slipLook')}
      </Button>
    </form>
  )
}
