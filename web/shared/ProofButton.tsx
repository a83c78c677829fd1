import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/client.ts'
import { useWords } from '../words/words.ts'
import { Button, ButtonLink } from './Button.tsx'
import { Loading } from './Card.tsx'
import { Dialog } from './Dialog.tsx'
import './ProofButton.css'
import { Note } from './RefusalNote.tsx'
import { sharedWords } from './words.ts'

/**
 * Opens the proof of one entry of the public log: the promise in plain words first, hashes second. The proof is
 * checked in this browser while the dialog opens.
 * @param leaf index of the entry in the log, or the hash of its leaf (hex) where only that is known
 */
export function ProofButton({ leaf, label }: { leaf: number | string; label?: string }) {
  const t = useWords(sharedWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="proof-button" onClick={() => setOpen(true)}>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path
            d="M6 .8 10.6 2.4V6c0 2.7-1.8 4.4-4.6 5.3C3.2 10.4 1.4 8.7 1.4 6V2.4z"
            fill="none"
            stroke="currentColor"
          />
          <path d="m3.9 5.9 1.6 1.6 2.8-3" fill="none" stroke="currentColor" />
        </svg>
        {label ?? t('proof')}
        {typeof leaf === 'number' && <span className="num">#{leaf}</span>}
      </button>
      {open && (
        <Dialog title={t('proofTitle')} onClose={() => setOpen(false)}>
          <Proof leaf={leaf} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function Proof({ leaf, onClose }: { leaf: number | string; onClose: () => void }) {
  const t = useWords(sharedWords)
  const { data, isPending, error } = useQuery({
    queryKey: ['log', 'proof', leaf],
    queryFn: () => proofOf(leaf),
    retry: false,
  })
  return (
    <>
      {isPending && <Loading rows={2} height={2} />}
      {error && <Note tone="warn">{t('proofWaiting')}</Note>}
      {data && (
        <>
          <p>{t('proofPlain', { n: data.index })}</p>
          <Note tone={data.ok ? 'ok' : 'warn'}>{data.ok ? t('proofHolds') : t('proofBroken')}</Note>
          <dl className="facts small">
            <dt>{t('proofHash')}</dt>
            <dd className="mono">{data.leaf}</dd>
            {data.root && (
              <>
                <dt>{t('proofRoot')}</dt>
                <dd className="mono">{data.root}</dd>
                <dt>{t('proofSize')}</dt>
                <dd className="num">{data.size}</dd>
              </>
            )}
          </dl>
          <div className="cluster" style={{ justifyContent: 'flex-end' }}>
            <a
              className="btn"
              href={`/api/log/receipts/${data.leaf}`}
              download={`receipt-${data.index}.json`}
            >
              {t('proofSave')}
            </a>
            <ButtonLink to={`/log?entry=${data.index}`}>{t('proofOpen')}</ButtonLink>
            <Button look="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

/** Fetches the receipt of an entry and checks it here: its place in the tree and the log's signature. */
async function proofOf(leaf: number | string) {
  const hash =
    typeof leaf === 'string'
      ? leaf
      : (await get<{ entries: { leaf: string }[] }>('/api/log/entries', { from: leaf, limit: 1 })).entries[0]
          ?.leaf
  if (!hash) throw new Error('the log does not reach that far yet')
  const { checkReceipt } = await import('../log/receipt.ts')
  const [receipt, { key }] = await Promise.all([
    get<{ leaf: string; index: number }>(`/api/log/receipts/${hash}`),
    get<{ key: string }>('/api/log/checkpoint'),
  ])
  const { ok, root, size } = checkReceipt(receipt, key)
  return { leaf: receipt.leaf, index: receipt.index, ok, root, size }
}
