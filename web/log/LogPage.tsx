import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import type { FactRecord } from '../../src/ledger/index.ts'
import { get } from '../api/client.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { sharedWords } from '../shared/words.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import './LogPage.css'
import { lastSeen, remember, type Seen } from './memory.ts'
import type { Checked } from './receipt.ts'
import { useFactName } from './useFactName.ts'
import { logWords } from './words.ts'

interface Checkpoint {
  note: string
  key: string
  size: number
  root: string
  witnesses: readonly { name: string; key: string }[]
  cosigned?: { size: number; by: readonly { witness: string; time: number }[] }
}

interface Entry {
  index: number
  leaf: string
  record?: FactRecord
}

/** A line of the table: an entry, or a run of sealed ones that says nothing each by itself. */
type Line = Entry & { run: number }

const PAGE = 60

/** The log for everyone: its signed checkpoint, its entries, and a place to check a receipt. */
export default function LogPage() {
  const t = useWords(logWords)
  const checkpoint = useQuery({
    queryKey: ['log', 'checkpoint'],
    queryFn: () => get<Checkpoint>('/api/log/checkpoint'),
    refetchInterval: 15_000,
  })
  return (
    <Page
      title={t('name')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '28')} />
        </>
      }
    >
      <div className="stack">
        <div className="log-top">
          <CheckpointCard query={checkpoint} />
          <ReceiptCard logKey={checkpoint.data?.key} />
        </div>
        {checkpoint.data && <Entries size={checkpoint.data.size} />}
      </div>
    </Page>
  )
}

function CheckpointCard({
  query,
}: {
  query: { data: Checkpoint | undefined; error: Error | null; isPending: boolean; refetch: () => unknown }
}) {
  const t = useWords(logWords)
  const { data } = query
  return (
    <Card
      title={t('checkpoint')}
      aside={data && <span className="num">{t('size', { n: data.size.toLocaleString('en') })}</span>}
    >
      <div className="stack">
        <p className="mute">{t('checkpointWhy')}</p>
        {query.isPending && <Loading rows={3} height={2} />}
        {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
        {data && (
          <>
            <dl className="facts small">
              <dt>{t('root')}</dt>
              <dd className="mono">{data.root}</dd>
              <dt>{t('key')}</dt>
              <dd className="mono">{data.key}</dd>
            </dl>
            <Memory now={data} />
            <Witnesses now={data} />
            <p>
              <a
                className="btn"
                download={`checkpoint-${data.size}.txt`}
                href={`data:text/plain;charset=utf-8,${encodeURIComponent(data.note)}`}
              >
                {t('save')}
              </a>
            </p>
          </>
        )}
      </div>
    </Card>
  )
}

/** Who else has looked at the log and cosigned it, and where it lies as files. */
function Witnesses({ now }: { now: Checkpoint }) {
  const t = useWords(logWords)
  const { cosigned, witnesses } = now
  return (
    <div>
      <p>
        {cosigned
          ? t('cosigned', {
              n: cosigned.size.toLocaleString('en'),
              names: cosigned.by.map((c) => c.witness).join('、'),
            })
          : t('notCosigned')}
      </p>
      {witnesses.length > 0 && (
        <ul className="small mono mute log-witnesses">
          {witnesses.map((w) => (
            <li key={w.key}>{w.key}</li>
          ))}
        </ul>
      )}
      <p className="small mute">
        {t('tiles')} <a href="/tlog/checkpoint">/tlog/checkpoint</a>
      </p>
    </div>
  )
}

/** Compares with the checkpoint of the visitor's last visit: the log must have grown out of it. */
function Memory({ now }: { now: Checkpoint }) {
  const t = useWords(logWords)
  const [before] = useState<Seen | undefined>(lastSeen)
  const check = useQuery({
    queryKey: ['log', 'consistency', before?.size, now.size],
    enabled: before !== undefined,
    queryFn: async () => {
      const { growsOutOf } = await import('./receipt.ts')
      if (!before || before.size > now.size) return false
      if (before.size === now.size) return before.root === now.root
      const { proof } = await get<{ proof: string[] }>('/api/log/proof/consistency', {
        from: before.size,
        to: now.size,
      })
      return growsOutOf(before, now, proof)
    },
  })
  useEffect(() => {
    if (!before || check.data === true) remember({ size: now.size, root: now.root })
  }, [before, check.data, now.size, now.root])
  if (!before || check.data === undefined) return null
  return (
    <Note tone={check.data ? 'ok' : 'warn'}>
      {t(check.data ? 'consistent' : 'inconsistent', { n: before.size.toLocaleString('en') })}
    </Note>
  )
}

function ReceiptCard({ logKey }: { logKey: string | undefined }) {
  const t = useWords(logWords)
  const input = useRef<HTMLInputElement>(null)
  const [checked, setChecked] = useState<Checked & { name: string }>()

  async function check(file: File) {
    const { checkReceipt } = await import('./receipt.ts')
    let receipt: unknown
    try {
      receipt = JSON.parse(await file.text())
    } catch {
      receipt = undefined
    }
    setChecked({ ...checkReceipt(receipt, logKey ?? ''), name: file.name })
  }

  return (
    <Card title={t('checkTitle')}>
      <div className="stack">
        <p className="mute">{t('checkWhy')}</p>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) void check(file)
            event.target.value = ''
          }}
        />
        <p>
          <Button disabled={!logKey} onClick={() => input.current?.click()}>
            {checked ? checked.name : t('choose')}
          </Button>
        </p>
        {checked && <Finding checked={checked} />}
      </div>
    </Card>
  )
}

function Finding({ checked }: { checked: Checked }) {
  const t = useWords(logWords)
  const say = useText()
  const factName = useFactName()
  if (!checked.ok || !checked.receipt) {
    return (
      <Note tone="warn">
        <strong>{t('broken')}</strong> {say(wordOf(logWords, `fault-${checked.fault ?? 'malformed'}`))}
      </Note>
    )
  }
  const { record, index } = checked.receipt
  return (
    <Note tone="ok">
      <p>{t('holds', { n: index })}</p>
      {record && (
        <p className="small">
          {say(factName(record.kind), record.body)} · <When at={record.at} seconds />
        </p>
      )}
    </Note>
  )
}

function Entries({ size }: { size: number }) {
  const t = useWords(logWords)
  const shared = useWords(sharedWords)
  const [query, setQuery] = useQueryText()
  const asked = query.entry === undefined ? undefined : Number(query.entry)
  const wanted =
    asked === undefined || !Number.isSafeInteger(asked) ? size - PAGE : asked - Math.floor(PAGE / 2)
  const from = Math.max(0, Math.min(wanted, size - PAGE))
  const list = useQuery({
    queryKey: ['log', 'entries', from],
    queryFn: () => get<{ entries: Entry[] }>('/api/log/entries', { from, limit: PAGE }),
    placeholderData: keepPreviousData,
  })
  const rows = folded(list.data?.entries.toReversed() ?? [], asked)
  const show = (entry: number) => setQuery({ entry: String(Math.max(0, Math.min(size - 1, entry))) })
  const middle = from + Math.floor(PAGE / 2)
  return (
    <Card flush title={t('entries')}>
      {list.isPending ? (
        <Loading rows={8} height={2.6} />
      ) : (
        <Table
          caption={t('entries')}
          rows={rows}
          rowKey={(e) => String(e.index)}
          empty={t('empty')}
          columns={[
            {
              key: 'index',
              title: t('number'),
              cell: (e) => (
                <span className={e.index === asked ? 'num log-asked' : 'num'} id={`entry-${e.index}`}>
                  {e.run > 1 ? `${e.index - e.run + 1}–${e.index}` : e.index}
                </span>
              ),
            },
            { key: 'what', title: t('what'), cell: (e) => <What entry={e} /> },
            {
              key: 'when',
              title: t('when'),
              cell: (e) => (e.record ? <When at={e.record.at} seconds /> : '–'),
            },
            {
              key: 'basis',
              title: t('basis'),
              cell: (e) => (e.record ? <Cite article={e.record.article} /> : '–'),
            },
            {
              key: 'hash',
              title: t('hash'),
              cell: (e) => (e.run > 1 ? '' : <span className="mono mute">{e.leaf.slice(0, 10)}…</span>),
            },
            {
              key: 'proof',
              title: shared('proof'),
              cell: (e) => (e.run > 1 ? '' : <ProofButton leaf={e.index} />),
            },
          ]}
        />
      )}
      <p className="log-pages">
        <Button look="quiet" disabled={from + PAGE >= size} onClick={() => show(middle + PAGE)}>
          ‹ {t('newer')}
        </Button>
        {asked !== undefined && (
          <Button look="quiet" onClick={() => setQuery({ entry: undefined })}>
            {t('latest')}
          </Button>
        )}
        <Button look="quiet" disabled={from === 0} onClick={() => show(middle - PAGE)}>
          {t('older')} ›
        </Button>
      </p>
    </Card>
  )
}

/** Runs of sealed entries as one line; the one that was asked for always stands alone. */
function folded(entries: readonly Entry[], asked: number | undefined): Line[] {
  const lines: Line[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    const alone = entry.record || entry.index === asked
    if (!alone && last && !last.record && last.index !== asked) last.run++
    else lines.push({ ...entry, run: 1 })
  }
  return lines
}

function What({ entry }: { entry: Line }) {
  const t = useWords(logWords)
  const say = useText()
  const factName = useFactName()
  if (!entry.record) {
    return <span className="mute">{entry.run > 1 ? t('sealedRun', { n: entry.run }) : t('sealed')}</span>
  }
  const { kind, body, subject } = entry.record
  return (
    <>
      {say(factName(kind), body)}
      <span className="small mute log-subject">{subject}</span>
    </>
  )
}
