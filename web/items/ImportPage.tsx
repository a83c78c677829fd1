import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlainDate } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { type ItemDifference, itemFieldWords } from '../../src/registry/index.ts'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import { useNow } from '../api/time.ts'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { DateInput, FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { type Text, useText, useWords, wordOf } from '../words/words.ts'
import './items.css'
import { itemWords } from './words.ts'

interface Problem {
  row?: number
  column?: string
  message: Text
  article: string
}

interface Change {
  row: number
  code?: string
  name: string
  differences: readonly ItemDifference[]
}

interface Checked {
  problems: readonly Problem[]
  changes: readonly Change[]
  unchanged: number
}

interface Asked extends Readonly<Record<string, unknown>> {
  file?: FileRef
  from: PlainDate
}

/** Many items at once: the template, what a file would change, what is wrong with it, and all of it or nothing. */
export default function ImportPage() {
  const t = useWords(itemWords)
  const today = useNow(60_000).slice(0, 10) as PlainDate
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  const [asked, setAsked] = useState<{ file: string; from: PlainDate }>()
  const [checked, setChecked] = useState<Checked>()
  const [published, setPublished] = useState<readonly string[]>()

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

  async function check({ file, from }: Asked): Promise<boolean> {
    const body = { file: file?.id ?? '', from }
    setPublished(undefined)
    const answer = await run(() => send<Checked>('/api/service-item-imports/check', body))
    setChecked(answer)
    setAsked(answer && body)
    // What was chosen stays in the form: a corrected file takes its place.
    return false
  }

  async function publish() {
    if (!asked) return
    const answer = await run(() => send<{ published: string[] }>('/api/service-item-imports', asked))
    if (!answer) return
    setPublished(answer.published)
    setChecked(undefined)
    await queries.invalidateQueries()
  }

  return (
    <Page
      title={t('importTitle')}
      lead={
        <>
          {t('importLead')} <Cite article="111/9.1" />
        </>
      }
      trail={[{ to: '/desk/service-items', name: t('title') }]}
      width="wide"
    >
      <div className="stack">
        <Card title={t('template')}>
          <p>
            <a href="/api/service-item-sheet" download>
              {t('download')}
            </a>
          </p>
          <p className="small mute">{t('templateHint')}</p>
        </Card>
        <Card title={t('uploadFile')}>
          <DraftForm<Asked>
            draft="service-item/import"
            initial={{ from: today }}
            submit={t('check')}
            busy={busy}
            onSubmit={check}
          >
            <Field name="file" required label={t('sheet')}>
              <FileInput accept=".xlsx" />
            </Field>
            <Field name="from" required label={t('from')} hint={t('fromHint')} cites={art('111', '14')}>
              <DateInput min={today} />
            </Field>
          </DraftForm>
        </Card>
        {refusal && <RefusalNote refusal={refusal} />}
        {published && (
          <Note tone="ok">
            {t('imported', { n: published.length })} <Link to="/desk/service-items">{t('title')}</Link>
          </Note>
        )}
        {checked && asked && checked.problems.length > 0 && (
          <Problems problems={checked.problems} asked={asked} />
        )}
        {checked && checked.problems.length === 0 && (
          <Changes checked={checked} busy={busy} publish={publish} />
        )}
      </div>
    </Page>
  )
}

function Problems({
  problems,
  asked: { file, from },
}: {
  problems: readonly Problem[]
  asked: { file: string; from: string }
}) {
  const t = useWords(itemWords)
  const say = useText()
  const report = `/api/service-item-imports/report?${new URLSearchParams({ file, from })}`
  return (
    <Card
      title={t('problems', { n: problems.length })}
      tone="seal"
      aside={
        <a href={report} download>
          {t('report')}
        </a>
      }
    >
      <p>{t('nothing')}</p>
      <Table
        caption={t('problems', { n: problems.length })}
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

function Changes({
  checked: { changes, unchanged },
  busy,
  publish,
}: {
  checked: Checked
  busy: boolean
  publish: () => Promise<void>
}) {
  const t = useWords(itemWords)
  const say = useText()
  return (
    <Card title={t('preview', { n: changes.length, same: unchanged })}>
      <div className="stack">
        {changes.map(({ row, code, name, differences }) => (
          <section key={row} className="items-version">
            <h3>
              <span className="num">{code ?? t('newItem')}</span> {name}{' '}
              <span className="small mute">{t('rowN', { n: row })}</span>
            </h3>
            <dl className="items-changes">
              {differences
                .filter((d) => d.before || d.after)
                .map(({ field, before, after }) => (
                  <div key={field}>
                    <dt>{say(wordOf(itemFieldWords, field))}</dt>
                    {before && (
                      <dd>
                        <del>{before}</del>
                      </dd>
                    )}
                    <dd>
                      <ins>{after || t('noneListed')}</ins>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        {changes.length > 0 && (
          <p>
            <Button look="primary" busy={busy} onClick={() => void publish()}>
              {t('publishAll', { n: changes.length })}
            </Button>
          </p>
        )}
      </div>
    </Card>
  )
}
