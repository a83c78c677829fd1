import { type FormEvent, useState } from 'react'
import type { RevealSubject } from '../../src/registry/index.ts'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { useWords } from '../words/words.ts'
import { readingsWords } from './words.ts'

interface Wanted {
  subject: RevealSubject
  id: string
  place: string
  name: string
}

const askers = ['operator', 'department', 'management', 'audit']

/** Beside a masked number, for bodies: asks for the reason and shows the number once, in this dialog alone (111/19.1). */
export function Reveal({ subject, id, place, name }: Wanted) {
  const t = useWords(readingsWords)
  const kind = useMe()?.actor?.kind
  const [open, setOpen] = useState(false)
  const [number, setNumber] = useState<string>()
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<ServerRefusal>()
  const [busy, setBusy] = useState(false)
  if (!kind || !askers.includes(kind)) return null

  async function ask(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setRefusal(undefined)
    try {
      const body = { subject, id, place, reason }
      setNumber((await send<{ identity: string }>('/api/identity-reveals', body)).identity)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  const close = () => {
    setOpen(false)
    setNumber(undefined)
    setReason('')
    setRefusal(undefined)
  }
  return (
    <>
      <button
        type="button"
        className="btn no-print"
        data-look="quiet"
        aria-label={t('revealOf', { name })}
        onClick={() => setOpen(true)}
      >
        {t('reveal')}
      </button>
      {open && (
        <Dialog title={t('revealOf', { name })} onClose={close}>
          {number ? (
            <div className="stack">
              <p className="mono song" style={{ fontSize: '1.5rem', textAlign: 'center' }}>
                {number}
              </p>
              <Button look="primary" onClick={close}>
                {t('close')}
              </Button>
            </div>
          ) : (
            <form className="stack" onSubmit={(event) => void ask(event)}>
              <Note>{t('revealWhy')}</Note>
              <label className="field">
                <span>{t('reason')}</span>
                <input
                  className="input"
                  value={reason}
                  required
                  maxLength={300}
                  onChange={(event) => setReason(event.target.value)}
                />
              </label>
              {refusal && <RefusalNote refusal={refusal} />}
              <Button type="submit" look="primary" busy={busy}>
                {t('reveal')}
              </Button>
            </form>
          )}
        </Dialog>
      )}
    </>
  )
}
