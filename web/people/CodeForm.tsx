import { type FormEvent, useState } from 'react'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import { Button, type Look } from '../shared/Button.tsx'
import { Cite } from '../shared/Cite.tsx'
import { useText, useWords } from '../words/words.ts'
import { securityWords } from './security-words.ts'

/** A field for a code of the authenticator, and what is sent with it. */
export function CodeForm<T>(props: {
  path: string
  submit: string
  look?: Look
  recovery?: boolean
  onDone: (answer: T) => void
}) {
  const t = useWords(securityWords)
  const say = useText()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setRefusal(undefined)
    try {
      const answer = await send<T>(props.path, { code })
      setCode('')
      props.onDone(answer)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="cluster" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>{t(props.recovery === false ? 'code' : 'codeOrRecovery')}</span>
        <input
          className="input mono"
          value={code}
          required
          minLength={6}
          maxLength={20}
          inputMode={props.recovery === false ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          onChange={(event) => setCode(event.target.value)}
        />
        {refusal && (
          <span className="small seal-text" role="alert">
            {say(refusal.message, refusal.params)}{' '}
            {refusal.article && <Cite article={refusal.article as never} />}
          </span>
        )}
      </label>
      <Button type="submit" look={props.look ?? 'plain'} busy={busy}>
        {props.submit}
      </Button>
    </form>
  )
}
