import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import type { CatalogueEntry, CentralCatalogue } from '../../src/procurement/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../api/time.ts'
import type { Listed } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { useServiceName } from '../shared/names.ts'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { type Text, useText, useWords } from '../words/words.ts'
import { catalogueWords } from './words.ts'

type Entered = CentralCatalogue & { version: number; enteredBy: string; at: Instant }

interface Problem {
  row?: number
  column?: string
  message: Text
  article: string
}

interface Asked extends Readonly<Record<string, unknown>> {
  year: number
  documentNumber?: string
  file?: FileRef
}

/** The year's central catalogue (4): what was entered, and a new one by a spreadsheet. */
export default function CataloguePage() {
  const t = useWords(catalogueWords)
  const actor = useMe()?.actor
  const list = useQuery({
    queryKey: ['central-catalogues'],
    queryFn: ({ signal }) => get<Listed<Entered>>('/api/central-catalogues', {}, signal),
  })
  const mayEnter = actor?.region === '360400' && (actor.kind === 'finance' || actor.kind === 'management')
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article="111/4" />
        </>
      }
      width="wide"
    >
      <div className="stack">
        {mayEnter && <Enter />}
        {list.isPending && <Loading rows={4} />}
        {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
        {list.data?.items.length === 0 && (
          <Card>
            <Empty title={t('none')}>{t('noneWhy')}</Empty>
          </Card>
        )}
        {list.data?.items.map((c) => {
          const name = t('of', { year: c.year, document: c.documentNumber, version: c.version })
          return (
            <Card
              key={`${c.year}.${c.version}`}
              title={name}
              aside={
                <span className="small mute">
                  {t('by', { by: c.enteredBy })} · <When at={c.at} />
                </span>
              }
            >
              <Entries caption={name} entries={c.entries} />
            </Card>
          )
        })}
      </div>
    </Page>
  )
}

function Entries({ caption, entries }: { caption: string; entries: readonly CatalogueEntry[] }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const nameOf = useServiceName()
  return (
    <Table
      caption={caption}
      rows={entries}
      rowKey={(e) => e.code}
      columns={[
        { key: 'code', title: t('code'), cell: (e) => <span className="num">{e.code}</span> },
        { key: 'name', title: t('name'), cell: (e) => e.name },
        {
          key: 'services',
          title: t('services'),
          cell: (e) => e.serviceTypes.map((s) => `${s} ${nameOf(s, language)}`).join('；') || '–',
        },
      ]}
    />
  )
}

function Enter() {
  const t = useWords(catalogueWords)
  const queries = useQueryClient()
  const year = Number(useNow(60_000).slice(0, 4))
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  const [read, setRead] = useState<CentralCatalogue>()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [done, setDone] = useState(false)

  async function run<T>(what: () => Promise<T>): Promise<T | undefined> {
    setBusy(true)
    setRefusal(undefined)
    try {
      return await what()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return undefined
    } finally {
      setBusy(false)
    }
  }

  async function check({ file, year, documentNumber = '' }: Asked): Promise<boolean> {
    setDone(false)
    setRead(undefined)
    const answer = await run(() =>
      send<{ problems: Problem[]; entries: CatalogueEntry[] }>('/api/central-catalogues/check', {
        file: file?.id ?? '',
      }),
    )
    setProblems(answer?.problems ?? [])
    if (answer && answer.problems.length === 0) setRead({ year, documentNumber, entries: answer.entries })
    return false
  }

  async function enter() {
    if (!read || !(await run(() => send('/api/central-catalogues', read)))) return
    setRead(undefined)
    setDone(true)
    await queries.invalidateQueries()
  }

  return (
    <>
      <Card title={t('enter')}>
        <p>
          <a href="/api/central-catalogue-sheet" download>
            {t('template')}
          </a>
        </p>
        <DraftForm<Asked>
          draft="central-catalogue"
          initial={{ year }}
          submit={t('check')}
          busy={busy}
          onSubmit={check}
        >
          <Field name="year" required label={t('year')} cites={art('111', '4')}>
            <InputNumber min={2022} max={9999} precision={0} />
          </Field>
          <Field name="documentNumber" required label={t('document')}>
            <Input maxLength={80} />
          </Field>
          <Field name="file" required label={t('sheet')}>
            <FileInput accept=".xlsx" />
          </Field>
        </DraftForm>
      </Card>
      {refusal && <RefusalNote refusal={refusal} />}
      {done && <Note tone="ok">{t('entered')}</Note>}
      {problems.length > 0 && <Problems problems={problems} />}
      {read && (
        <Card title={t('preview', { n: read.entries.length })}>
          <Entries caption={t('preview', { n: read.entries.length })} entries={read.entries} />
          <p>
            <Button look="primary" busy={busy} onClick={() => void enter()}>
              {t('confirm')}
            </Button>
          </p>
        </Card>
      )}
    </>
  )
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const t = useWords(catalogueWords)
  const say = useText()
  const caption = t('problems', { n: problems.length })
  return (
    <Card title={caption} tone="seal">
      <Table
        caption={caption}
        rows={problems.map((p, i) => ({ ...p, i }))}
        rowKey={(p) => String(p.i)}
        columns={[
          { key: 'row', title: t('row'), cell: (p) => <span className="num">{p.row ?? '–'}</span> },
          { key: 'column', title: t('column'), cell: (p) => p.column ?? '–' },
          { key: 'what', title: t('wrong'), cell: (p) => say(p.message) },
          { key: 'basis', title: t('basis'), cell: (p) => <Cite article={p.article} /> },
        ]}
      />
    </Card>
  )
}
