import { useQuery } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useId, useRef, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { mention } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { DocumentSheet } from '../fulfilment/DocumentSheet.tsx'
import { useGo, usePathParams } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { formatMoment } from '../shared/time.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import './check.css'
import { checkWords } from './words.ts'

/** GET /api/check/:number */
interface Check {
  valid: boolean
  intact?: boolean
  number: string
  title?: string
  printedNumber?: string
  project?: string
  issuer?: string
  parties?: readonly { role: 'owner' | 'agency'; name: string; code?: string }[]
  signature?: { name: string; fingerprint: string; selfSigned: boolean }
  at?: Instant
  sha256?: string
  leaf?: string
  demonstration?: boolean
  withdrawn?: { at: Instant; reason: string }
}

/** Where the code on a document leads: whether this market issued it, what it says, and what the log has of it. */
export default function CheckPage() {
  const { number } = usePathParams()
  const t = useWords(checkWords)
  const query = useQuery({
    queryKey: ['check', number],
    queryFn: ({ signal }) => get<Check>(`/api/check/${encodeURIComponent(number ?? '')}`, {}, signal),
    enabled: number !== undefined,
  })
  return (
    <Page title={t('title')} lead={t('lead')} width="narrow">
      <div className="stack">
        <Ask number={number ?? ''} />
        {number !== undefined && query.isPending && <Loading rows={2} height={6} />}
        {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
        {query.data && <Answer check={query.data} />}
      </div>
    </Page>
  )
}

function Ask({ number }: { number: string }) {
  const t = useWords(checkWords)
  const go = useGo()
  const id = useId()
  const [typed, setTyped] = useState(number)
  function ask(event: FormEvent) {
    event.preventDefault()
    const wanted = typed.trim().toUpperCase()
    if (wanted) go(`/check/${encodeURIComponent(wanted)}`)
  }
  return (
    <form className="check-ask no-print" onSubmit={ask}>
      <label htmlFor={id}>{t('number')}</label>
      <input
        id={id}
        className="input num"
        value={typed}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" look="primary">
        {t('check')}
      </Button>
      <span id={`${id}-hint`} className="small mute">
        {t('example')}
      </span>
    </form>
  )
}

function Answer({ check }: { check: Check }) {
  const t = useWords(checkWords)
  const language = useLanguage()
  const { number, title = '', withdrawn } = check
  if (!check.title)
    return <Verdict tone="seal" mark="×" title={t('unknown')} why={t('unknownWhy', { number })} />
  if (check.intact === false)
    return <Verdict tone="seal" mark="×" title={t('damaged')} why={t('damagedWhy')} />
  return (
    <>
      {withdrawn ? (
        <Verdict
          tone="seal"
          mark="×"
          title={t('withdrawn')}
          why={t('withdrawnWhy', { at: formatMoment(withdrawn.at, { language }), reason: withdrawn.reason })}
        />
      ) : (
        <Verdict tone="ok" mark="✓" title={t('genuine')} why={t('genuineWhy', { number })} />
      )}
      {check.demonstration && <Note tone="warn">{t('demonstration')}</Note>}
      <Card title={title} aside={<Cite article={mention('111', '32.2')} />}>
        <Details check={check} />
      </Card>
      {check.sha256 && <Compare sha256={check.sha256} />}
      <DocumentSheet number={number} title={title} />
    </>
  )
}

function Verdict({
  tone,
  mark,
  title,
  why,
}: {
  tone: 'ok' | 'seal'
  mark: string
  title: string
  why: string
}) {
  return (
    <Card tone={tone}>
      <div className="check-verdict" data-tone={tone} role="status">
        <span aria-hidden="true">{mark}</span>
        <div>
          <p className="song">{title}</p>
          <p>{why}</p>
        </div>
      </div>
    </Card>
  )
}

function Details({ check }: { check: Check }) {
  const t = useWords(checkWords)
  return (
    <dl className="facts">
      <dt>{t('printedNumber')}</dt>
      <dd className="num">{check.printedNumber}</dd>
      <dt>{t('project')}</dt>
      <dd>{check.project}</dd>
      {check.parties?.map((p) => (
        <div key={p.role} className="facts-row">
          <dt>{t(p.role)}</dt>
          <dd>
            {p.name} {p.code && <span className="mute num small">{p.code}</span>}
          </dd>
        </div>
      ))}
      <dt>{t('issuer')}</dt>
      <dd>{check.issuer}</dd>
      <dt>{t('at')}</dt>
      <dd>{check.at && <When at={check.at} />}</dd>
      <dt>{t('hash')}</dt>
      <dd className="mono">{check.sha256}</dd>
      <dt>{t('log')}</dt>
      <dd>{check.leaf && <ProofButton leaf={check.leaf} />}</dd>
      {check.signature && (
        <>
          <dt>{t('signature')}</dt>
          <dd>
            {check.signature.name}{' '}
            <span className="mute small">
              {t(check.signature.selfSigned ? 'signatureOwn' : 'signatureGiven')}
            </span>{' '}
            <a className="small" href="/api/documents/certificate.pem">
              {t('certificate')}
            </a>
          </dd>
          <dt>{t('fingerprint')}</dt>
          <dd className="mono">{check.signature.fingerprint}</dd>
        </>
      )}
    </dl>
  )
}

/** The visitor's own file against the registered hash, in this browser. */
function Compare({ sha256 }: { sha256: string }) {
  const t = useWords(checkWords)
  const input = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<{ name: string; same: boolean }>()
  async function compare(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    // Not crypto.subtle: it is missing where the market is reached without TLS.
    const [{ sha256: hash }, { bytesToHex }] = await Promise.all([
      import('@noble/hashes/sha2.js'),
      import('@noble/hashes/utils.js'),
    ])
    const own = bytesToHex(hash(new Uint8Array(await file.arrayBuffer())))
    setFound({ name: file.name, same: own === sha256 })
  }
  return (
    <Card title={t('mine')}>
      <p className="mute">{t('mineWhy')}</p>
      <p className="check-mine">
        <input ref={input} type="file" accept=".pdf" hidden onChange={(event) => void compare(event)} />
        <Button onClick={() => input.current?.click()}>{t('choose')}</Button>
      </p>
      {found && (
        <Note tone={found.same ? 'ok' : 'warn'}>
          {t(found.same ? 'same' : 'different', { name: found.name })}
        </Note>
      )}
    </Card>
  )
}
