import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { type ImportStatus, importStatusWords } from '../../src/registry/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { type Text, useText, useWords } from '../words/words.ts'
import { importWords } from './import-words.ts'
import './imports.css'

interface ImportCard {
  id: string
  operatorName: string
  personName: string
  source: string
  fileName: string
  status: ImportStatus
  total: number
  done: number
  at: Instant
}

interface ImportView extends ImportCard {
  problems: { row: number; column?: string; code: string; article: string; message: Text }[]
  count: number
  report: boolean
}

const running = (status: ImportStatus | undefined) => status === 'checking' || status === 'writing'

/** Existing agencies taken over by a spreadsheet: template, upload, progress, what is wrong with which row. */
export default function ImportsPage() {
  const t = useWords(importWords)
  const mayUpload = useMe()?.actor?.kind === 'operator'
  const [{ id }, setQuery] = useQueryText()
  const list = useQuery({
    queryKey: ['agency-imports'],
    queryFn: ({ signal }) => get<{ items: ImportCard[] }>('/api/agency-imports', {}, signal),
  })
  return (
    <Page title={t('title')} lead={mayUpload ? t('lead') : t('leadWatch')} width="wide">
      <div className="stack">
        {mayUpload && <Upload onSent={(sent) => setQuery({ id: sent })} />}
        {id && <One key={id} id={id} />}
        {list.isPending && <Loading rows={4} />}
        {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
        {list.data && <Earlier items={list.data.items} />}
      </div>
    </Page>
  )
}

function Upload({ onSent }: { onSent: (id: string) => void }) {
  const t = useWords(importWords)
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    const source = String(values.get('source') ?? '')
    const body = new FormData()
    body.set('file', values.get('file') as File)
    setBusy(true)
    setRefusal(undefined)
    try {
      const { id } = await send<{ id: string }>(
        `/api/agency-imports?source=${encodeURIComponent(source)}`,
        body,
      )
      await client.invalidateQueries({ queryKey: ['agency-imports'] })
      onSent(id)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={t('upload')} aside={<Cite article="111/8.6" />}>
      <form className="import-form" onSubmit={(event) => void submit(event)}>
        <p>
          <a href="/api/agency-imports/template.xlsx" download>
            {t('template')}
          </a>
        </p>
        <label>
          <span>{t('source')}</span>
          <input className="input" name="source" required maxLength={120} autoComplete="off" />
          <span className="small mute">{t('sourceHint')}</span>
        </label>
        <label>
          <span>{t('file')}</span>
          <input className="input" name="file" type="file" accept=".xlsx" required />
        </label>
        {refusal && <RefusalNote refusal={refusal} />}
        <p>
          <Button look="primary" type="submit" busy={busy}>
            {t('start')}
          </Button>
        </p>
      </form>
    </Card>
  )
}

function One({ id }: { id: string }) {
  const t = useWords(importWords)
  const say = useText()
  const client = useQueryClient()
  const view = useQuery({
    queryKey: ['agency-import', id],
    queryFn: async ({ signal }) => {
      const found = await get<ImportView>(`/api/agency-imports/${encodeURIComponent(id)}`, {}, signal)
      if (!running(found.status)) void client.invalidateQueries({ queryKey: ['agency-imports'] })
      return found
    },
    refetchInterval: (query) => (running(query.state.data?.status) ? 700 : false),
  })
  if (view.isPending) return <Loading rows={2} />
  if (view.error) return <QueryError error={view.error} retry={() => void view.refetch()} />
  const { status, done, total, count, problems, report, source, fileName } = view.data
  const told = t('progress', { status: say(importStatusWords[status]), done, total })
  return (
    <Card
      title={`${source} · ${fileName}`}
      aside={<span className="tag">{say(importStatusWords[status])}</span>}
    >
      <div className="stack">
        {running(status) && (
          <>
            <progress className="import-bar" max={total} value={done} aria-label={told} />
            <p role="status">{told}</p>
          </>
        )}
        {status === 'done' && (
          <Note tone="ok">
            {t('finished', { total })} <Link to="/agencies?sort=latest">{t('directory')}</Link>
          </Note>
        )}
        {status === 'refused' && (
          <>
            <Note tone="warn">{t('refused', { count })}</Note>
            {report && (
              <p className="cluster">
                <a href={`/api/agency-imports/${encodeURIComponent(id)}/report.xlsx`} download>
                  {t('report')}
                </a>
                <span className="small mute">{t('reportHint')}</span>
              </p>
            )}
            <Table
              caption={t('problems')}
              rows={problems.map((p, n) => ({ ...p, key: String(n) }))}
              rowKey={(p) => p.key}
              columns={[
                { key: 'row', title: t('row'), cell: (p) => (p.row ? t('rowNumber', { n: p.row }) : '—') },
                { key: 'column', title: t('column'), cell: (p) => p.column ?? '—' },
                { key: 'problem', title: t('problem'), cell: (p) => say(p.message) },
                { key: 'article', title: t('article'), cell: (p) => <Cite article={p.article} /> },
              ]}
            />
          </>
        )}
      </div>
    </Card>
  )
}

function Earlier({ items }: { items: readonly ImportCard[] }) {
  const t = useWords(importWords)
  const say = useText()
  return (
    <Card title={t('earlier')} flush={items.length > 0}>
      <Table
        caption={t('earlier')}
        rows={items}
        rowKey={(i) => i.id}
        empty={t('none')}
        columns={[
          {
            key: 'source',
            title: t('source'),
            cell: (i) => <Link to={`/desk/imports?id=${i.id}`}>{i.source}</Link>,
          },
          { key: 'state', title: t('state'), cell: (i) => say(importStatusWords[i.status]) },
          { key: 'count', title: t('count'), cell: (i) => i.total, align: 'end' },
          { key: 'who', title: t('who'), cell: (i) => `${i.operatorName} ${i.personName}` },
          { key: 'when', title: t('when'), cell: (i) => <When at={i.at} /> },
        ]}
      />
    </Card>
  )
}
