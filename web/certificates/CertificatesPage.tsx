import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { Link } from '../shared/Link.tsx'
import { serviceName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { type Text, useText, useWords } from '../words/words.ts'
import { type Compared, Decide, Decided, Differences, MatchTag, needsDecision } from './Compared.tsx'
import { libraryWords } from './words.ts'

type Comparison = Compared & { agency: { id: string; name: string } }

interface LibraryAnswer {
  imports: readonly { id: string; at: Instant; fileName: string; sha256: string; certificates: number }[]
  comparisons: readonly Comparison[]
}

/** A department's library of certificates: import, what differs from the claims, and a person's decision (18). */
export default function CertificatesPage() {
  const t = useWords(libraryWords)
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['certificates'],
    queryFn: ({ signal }) => get<LibraryAnswer>('/api/certificates', {}, signal),
  })
  const refresh = () => queries.invalidateQueries({ queryKey: ['certificates'] })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '18')} />
        </>
      }
      width="wide"
    >
      <div className="stack">
        <Import done={refresh} />
        {query.isPending && <Loading rows={4} />}
        {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
        {query.data && (
          <>
            <Card title={t('comparisons')}>
              {query.data.comparisons.length === 0 ? (
                <Empty title={t('none')} />
              ) : (
                <div className="stack">
                  {query.data.comparisons.map((c) => (
                    <Claim key={`${c.agency.id}${c.serviceType}`} comparison={c} done={refresh} />
                  ))}
                </div>
              )}
            </Card>
            <Card title={t('imports')}>
              {query.data.imports.length === 0 ? (
                <Empty title={t('noImports')} />
              ) : (
                <ul>
                  {query.data.imports.map((i) => (
                    <li key={i.id}>
                      <When at={i.at} /> {i.fileName} · {t('count', { n: i.certificates })}{' '}
                      <span className="mono small mute">SHA-256 {i.sha256.slice(0, 12)}…</span>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </>
        )}
      </div>
    </Page>
  )
}

function Import({ done }: { done: () => Promise<void> }) {
  const t = useWords(libraryWords)
  const [sheet, setSheet] = useState<FileRef>()
  const [refusal, setRefusal] = useState<ServerRefusal>()
  const [told, setTold] = useState<string>()
  async function take(body: object) {
    setRefusal(undefined)
    setTold(undefined)
    try {
      const { certificates } = await send<{ certificates: number }>('/api/certificates/imports', body)
      setTold(t('imported', { n: certificates }))
      await done()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    }
  }
  async function takeJson(file: File | undefined) {
    if (!file) return
    const certificates = certificatesOf(await file.text())
    if (certificates) await take({ fileName: file.name, certificates })
    else setTold(t('notJson'))
  }
  return (
    <Card title={t('import')}>
      <div className="stack">
        <p className="small mute">{t('importHint')}</p>
        <label className="stack">
          JSON
          <input
            type="file"
            className="input"
            accept=".json,application/json"
            onChange={(event) => void takeJson(event.target.files?.[0])}
          />
        </label>
        <span className="cluster">
          XLSX <FileInput id="certificates-sheet" value={sheet} onChange={setSheet} accept=".xlsx" />
          {sheet && (
            <Button look="primary" onClick={() => void take({ fileName: sheet.name, file: sheet.id })}>
              {t('import')}
            </Button>
          )}
        </span>
        <span className="cluster">
          <a href="/api/certificates/template.xlsx">{t('template')}</a>
          <a href="/api/certificates/schema.json">{t('schema')}</a>
        </span>
        {told && <Note tone="ok">{told}</Note>}
        {refusal && (
          <RefusalNote refusal={refusal}>
            <Problems problems={refusal.params.problems} />
          </RefusalNote>
        )}
      </div>
    </Card>
  )
}

function certificatesOf(text: string): unknown[] | undefined {
  try {
    const read = JSON.parse(text) as { certificates?: unknown }
    return Array.isArray(read.certificates) ? read.certificates : undefined
  } catch {
    return undefined
  }
}

/** Every fault of a file that was not imported. */
function Problems({ problems }: { problems: unknown }) {
  const t = useWords(libraryWords)
  const say = useText()
  if (!Array.isArray(problems)) return null
  const rows = problems as { row: number; field: string; message: Text }[]
  return (
    <ul className="small">
      {rows.map(({ row, field, message }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change.
        <li key={i}>{t('row', { row, field, why: say(message) })}</li>
      ))}
    </ul>
  )
}

/** One claim beside the library; what differs stands out, and a person decides. */
function Claim({ comparison: c, done }: { comparison: Comparison; done: () => Promise<void> }) {
  const language = useLanguage()
  return (
    <section>
      <p className="cluster">
        <Link to={`/agencies/${c.agency.id}`}>{c.agency.name}</Link> {serviceName(c.serviceType, language)}
        <span className="num small mute">{c.number}</span>
        <MatchTag match={c.match} />
      </p>
      <Differences compared={c} caption={c.agency.name} />
      <Decided compared={c} agency={c.agency.id} />
      {needsDecision(c) && !c.decision && <Decide compared={c} of={{ agency: c.agency.id }} done={done} />}
    </section>
  )
}
