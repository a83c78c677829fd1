import { useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react'
import { recordFieldWords } from '../../src/credit/index.ts'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import { useMarket } from '../api/time.ts'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { creditWords } from './words.ts'

interface Problem {
  row: number
  field: string
  message: { zh: string; en: string }
}

/** Sends one thing and keeps what came of it. */
function useSending<T>(url: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<T>()
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function go(body: object): Promise<void> {
    setBusy(true)
    setDone(undefined)
    setRefusal(undefined)
    try {
      setDone(await send<T>(url, body))
      await client.invalidateQueries({ queryKey: ['credit-records'] })
      await client.invalidateQueries({ queryKey: ['credit-transfers'] })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return { busy, done, refusal, go }
}

/** A file of records: taken in whole, or told row by row what is wrong. */
export function ImportCard() {
  const t = useWords(creditWords)
  const say = useText()
  const input = useRef<HTMLInputElement>(null)
  const { busy, done, refusal, go } = useSending<{ rows: number; added: number; cases: number }>(
    '/api/credit/imports',
  )
  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    const format = file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'json'
    await go({ name: file.name, format, content: await base64Of(file) })
  }
  const problems = (refusal?.params?.problems ?? []) as readonly Problem[]
  return (
    <Card title={t('importTitle')}>
      <p>{t('importWay')}</p>
      <p className="cluster small">
        <a href="/api/credit/schemas/records">{t('schema')}</a>
        <a href="/api/credit/template.csv" download>
          {t('template')}
        </a>
      </p>
      <input
        ref={input}
        type="file"
        accept=".json,.csv"
        tabIndex={-1}
        aria-hidden="true"
        hidden
        onChange={(event) => void choose(event)}
      />
      <p className="credit-act">
        <Button look="primary" busy={busy} onClick={() => input.current?.click()}>
          {t('chooseFile')}
        </Button>
      </p>
      {done && <Note tone="ok">{t('done', done)}</Note>}
      {refusal && <RefusalNote refusal={refusal} />}
      {problems.length > 0 && (
        <Table
          caption={t('problems')}
          rows={problems}
          rowKey={(p) => `${p.row}/${p.field}/${p.message.en}`}
          columns={[
            { key: 'row', title: t('row'), align: 'end', cell: (p) => <span className="num">{p.row}</span> },
            {
              key: 'field',
              title: t('field'),
              cell: (p) => p.field && say(wordOf(recordFieldWords, p.field)),
            },
            { key: 'what', title: t('what'), cell: (p) => say(p.message) },
          ]}
        />
      )}
    </Card>
  )
}

/** The facts of a period, as a file. */
export function ExportCard() {
  const t = useWords(creditWords)
  const today = useMarket()?.now.slice(0, 10)
  const [typed, setTyped] = useState<{ from?: string; to?: string; format: 'json' | 'csv' }>({
    format: 'json',
  })
  const { busy, done, refusal, go } = useSending<{ id: string; rows: number }>('/api/credit/exports')
  const from = typed.from ?? (today ? `${today.slice(0, 4)}-01-01` : '')
  const to = typed.to ?? today ?? ''
  function submit(event: FormEvent) {
    event.preventDefault()
    void go({ format: typed.format, from, to })
  }
  return (
    <Card title={t('exportTitle')}>
      <p>{t('exportWay')}</p>
      <p className="small">
        <a href="/api/credit/schemas/facts">{t('factsSchema')}</a>
      </p>
      <form className="credit-export" onSubmit={submit}>
        <label>
          {t('from')}
          <input
            className="input"
            type="date"
            required
            value={from}
            onChange={(event) => setTyped({ ...typed, from: event.target.value })}
          />
        </label>
        <label>
          {t('to')}
          <input
            className="input"
            type="date"
            required
            value={to}
            onChange={(event) => setTyped({ ...typed, to: event.target.value })}
          />
        </label>
        <label>
          {t('format')}
          <select
            className="input"
            value={typed.format}
            onChange={(event) => setTyped({ ...typed, format: event.target.value as 'json' | 'csv' })}
          >
            <option value="json">JSON</option>
            <option value="csv">CSV</option>
          </select>
        </label>
        <Button type="submit" busy={busy}>
          {t('doExport')}
        </Button>
      </form>
      {refusal && <RefusalNote refusal={refusal} />}
      {done && (
        <Note tone="ok">
          {t('exported', { rows: done.rows })}
          <a href={`/api/credit/transfers/${done.id}/file`} download>
            {t('download')}
          </a>
        </Note>
      )}
    </Card>
  )
}

/** The bytes as they are: the server finds out the encoding. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}
