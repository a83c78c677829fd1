import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { places, regionOf } from '../../src/registry/index.ts'
import type { Json } from '../../src/workflow/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { regionName } from '../shared/market.ts'
import { formatYuan } from '../shared/money.ts'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import './SettingsPage.css'
import { settingsWords } from './words.ts'

interface Entered {
  value: Json
  validFrom: string
  documentNumber: string
  setBy: string
}

interface Row {
  key: string
  cites: string
  zh: string
  en: string
  default: Json
  value: Json
  inForce: Entered | null
  entered: readonly Entered[]
}

/** Figures read as they are; places by their names; tables as `key: value`, one after the other; thresholds, which are entered in 分, in 元. */
function shown(key: string, value: Json, none: string): string {
  if (value === '') return none
  if (Array.isArray(value)) return value.length === 0 ? none : value.map(String).join('、')
  if (value !== null && typeof value === 'object') {
    const inYuan = key.startsWith('procurement.thresholds')
    return Object.entries(value)
      .map(([k, v]) => `${regionOf(k)?.short ?? k}: ${inYuan ? `${formatYuan(Number(v))} 元` : String(v)}`)
      .join('；')
  }
  const place = typeof value === 'string' ? regionOf(value) : undefined
  return place ? `${place.short} (${place.code})` : String(value)
}

/** What the measure leaves open, listed in one place; the city's management body sets it with a document number. */
export default function SettingsPage() {
  const t = useWords(settingsWords)
  const say = useText()
  const me = useMe()
  const [setting, setSetting] = useState<Row>()
  const list = useQuery({ queryKey: ['settings'], queryFn: () => get<Row[]>('/api/settings') })
  const maySet = me?.actor?.kind === 'management' && me.actor.region === '360400'
  return (
    <Page
      title={t('name')}
      lead={
        <>
          {t('lead')} <Cite article="111/58" />
        </>
      }
    >
      {list.isPending && <Loading rows={8} height={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <div className="settings">
          <Card flush>
            <Table
              caption={t('name')}
              rows={list.data}
              rowKey={(row) => row.key}
              columns={[
                { key: 'figure', title: t('figure'), cell: (row) => say(row) },
                { key: 'article', title: t('article'), cell: (row) => <Cite article={row.cites} /> },
                {
                  key: 'default',
                  title: t('fallback'),
                  cell: (row) => shown(row.key, row.default, t('none')),
                },
                {
                  key: 'value',
                  title: t('value'),
                  cell: (row) => <strong>{shown(row.key, row.value, t('none'))}</strong>,
                },
                { key: 'source', title: t('source'), cell: (row) => <Source row={row} /> },
                ...(maySet
                  ? [
                      {
                        key: 'set',
                        title: t('set'),
                        cell: (row: Row) => <Button onClick={() => setSetting(row)}>{t('set')}</Button>,
                      },
                    ]
                  : []),
              ]}
            />
          </Card>
        </div>
      )}
      {setting && <SetDialog row={setting} onClose={() => setSetting(undefined)} />}
    </Page>
  )
}

function Source({ row }: { row: Row }) {
  const t = useWords(settingsWords)
  const next = row.entered.find(
    (e) => e !== row.inForce && (!row.inForce || e.validFrom > row.inForce.validFrom),
  )
  return (
    <>
      {row.inForce ? (
        `${row.inForce.documentNumber} · ${t('from', { date: row.inForce.validFrom })} · ${row.inForce.setBy}`
      ) : (
        <span className="settings-default">{t('stillDefault')}</span>
      )}
      {next && (
        <span className="small mute">
          {' '}
          {t('upcoming', { date: next.validFrom, value: shown(row.key, next.value, t('none')) })}（
          {next.documentNumber}）
        </span>
      )}
    </>
  )
}

/** Reads what was typed as the kind that the default has; what cannot be read goes as text, and the server says why. */
function typed(text: string, example: Json): Json {
  if (typeof example === 'string') return text.trim()
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function SetDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useWords(settingsWords)
  const say = useText()
  const language = useLanguage()
  const id = useId()
  const queries = useQueryClient()
  const [refusal, setRefusal] = useState<ServerRefusal>()
  const [done, setDone] = useState(false)
  const example = typeof row.value === 'string' ? row.value : JSON.stringify(row.value)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const field = (name: string) => String(data.get(name) ?? '')
    const body = {
      value: typed(field('value'), row.default),
      validFrom: field('validFrom'),
      documentNumber: field('documentNumber'),
    }
    try {
      await send(`/api/settings/${row.key}`, body)
      setRefusal(undefined)
      setDone(true)
      await queries.invalidateQueries({ queryKey: ['settings'] })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    }
  }

  return (
    <Dialog title={t('setTitle', { name: say(row) })} onClose={onClose}>
      {done ? (
        <Note tone="ok">{t('entered')}</Note>
      ) : (
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <div className="field">
            <label htmlFor={id}>{t('newValue')}</label>
            {typeof row.default === 'string' && regionOf(row.default) ? (
              <select id={id} className="input" name="value" defaultValue={example}>
                {places.map(({ code }) => (
                  <option key={code} value={code}>
                    {regionName(code, language)}
                  </option>
                ))}
              </select>
            ) : (
              <input id={id} className="input" name="value" defaultValue={example} required />
            )}
          </div>
          <label className="field">
            <span>{t('validFrom')}</span>
            <input className="input" name="validFrom" type="date" required />
          </label>
          <label className="field">
            <span>{t('documentNumber')}</span>
            <input className="input" name="documentNumber" maxLength={80} required />
          </label>
          {refusal && <RefusalNote refusal={refusal} />}
          <Button look="primary" type="submit">
            {t('enter')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}
