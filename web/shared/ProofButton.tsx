import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/client.ts'
import { useWords } from '../words/words.ts'
import { Button, ButtonLink } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import './ProofButton.css'
import { Loading } from './Card.tsx'
import { sharedWords } from './words.ts'

/** Opens the proof of one entry of the public log: the promise in plain words first, hashes second. */
export function ProofButton({ leaf, label }: { leaf: number; label?: string }) {
  const t = useWords(sharedWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="proof-button" onClick={() => setOpen(true)}>
        <span aria-hidden="true">⛓</span> {label ?? t('proof')} <span className="num">#{leaf}</span>
      </button>
      {open && (
        <Dialog title={t('proofTitle')} onClose={() => setOpen(false)}>
          <Proof leaf={leaf} />
          <div className="cluster" style={{ justifyContent: 'flex-end' }}>
            <ButtonLink to={`/log?entry=${leaf}`}>{t('proofOpen')}</ButtonLink>
            <Button look="primary" onClick={() => setOpen(false)}>
              {t('close')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

interface Entries {
  items?: readonly { index: number; hash?: string; leafHash?: string }[]
  entries?: readonly { index: number; hash?: string; leafHash?: string }[]
}

function Proof({ leaf }: { leaf: number }) {
  const t = useWords(sharedWords)
  const { data, isPending } = useQuery({
    queryKey: ['log', 'entry', leaf],
    queryFn: () => get<Entries>('/api/log/entries', { from: leaf, limit: 1 }),
  })
  const entry = (data?.items ?? data?.entries)?.[0]
  const hash = entry?.leafHash ?? entry?.hash
  return (
    <>
      <p>{t('proofPlain', { n: leaf })}</p>
      {isPending && <Loading rows={1} height={2} />}
      {hash && (
        <dl className="facts small">
          <dt>{t('proofHash')}</dt>
          <dd className="mono">{hash}</dd>
        </dl>
      )}
    </>
  )
}
