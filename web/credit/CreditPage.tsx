import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { type CreditRecord, recordKindWords } from '../../src/credit/index.ts'
import { art } from '../../src/gazette/index.ts'
import { type StandingStatus, standingStatusWords } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import './credit.css'
import { ExportCard, ImportCard } from './transfers.tsx'
import { creditWords } from './words.ts'

interface ListedRecord extends CreditRecord {
  id: string
  standingCase?: string
  organisation?: string
  caseStatus?: StandingStatus
}

interface Transfer {
  id: string
  direction: 'import' | 'export'
  name: string
  bodyName: string
  at: Instant
  rows: number
  added: number
  cases: number
  sha256: string
}

const size = 20

/** 10: credit data in and out as files, what came in, and every transfer; for the bodies that read it, without the doors. */
export default function CreditPage() {
  const t = useWords(creditWords)
  const kind = useMe()?.actor?.kind
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '10')} />
        </>
      }
      width="wide"
    >
      <div className="stack">
        {kind === 'credit' && (
          <div className="credit-doors">
            <ImportCard />
            <ExportCard />
          </div>
        )}
        <Records mayOpen={kind === 'operator' || kind === 'management' || kind === 'audit'} />
        <Transfers mayRead={kind === 'credit' || kind === 'audit'} />
      </div>
    </Page>
  )
}

function Records({ mayOpen }: { mayOpen: boolean }) {
  const t = useWords(creditWords)
  const say = useText()
  const [{ about = '', page = '1' }, set] = useQueryText()
  const [typed, setTyped] = useState(about)
  const query = useQuery({
    queryKey: ['credit-records', about, page],
    queryFn: ({ signal }) => get<Listed<ListedRecord>>('/api/credit/records', { about, page, size }, signal),
    placeholderData: keepPreviousData,
  })
  const status = (r: ListedRecord) => {
    if (!r.caseStatus) return null
    const text = say(standingStatusWords[r.caseStatus])
    return mayOpen ? <Link to={`/desk/standing-cases/${r.standingCase}`}>{text}</Link> : text
  }
  return (
    <Card title={t('records')}>
      <form
        className="credit-search"
        onSubmit={(event) => {
          event.preventDefault()
          set({ about: typed || undefined, page: undefined })
        }}
      >
        <label htmlFor="credit-about">{t('about')}</label>
        <input
          id="credit-about"
          className="input"
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit">{t('search')}</Button>
      </form>
      {query.isPending && <Loading rows={4} />}
      {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <Empty title={t('noRecords')}>{t('noRecordsWhy')}</Empty>}
      {query.data && query.data.items.length > 0 && (
        <>
          <Table
            caption={t('records')}
            rows={query.data.items}
            rowKey={(r) => r.id}
            columns={[
              {
                key: 'party',
                title: t('party'),
                cell: (r) => (
                  <>
                    {r.organisation && r.party === 'agency' ? (
                      <Link to={`/agencies/${r.organisation}`}>{r.name}</Link>
                    ) : (
                      r.name
                    )}
                    <span className="small mute num credit-under">
                      {r.code}
                      {!r.organisation && ` · ${t('outside')}`}
                    </span>
                  </>
                ),
              },
              { key: 'kind', title: t('kind'), cell: (r) => say(recordKindWords[r.kind]) },
              {
                key: 'document',
                title: t('document'),
                cell: (r) => (
                  <>
                    {r.document}
                    <span className="small mute credit-under">{r.source}</span>
                  </>
                ),
              },
              { key: 'decidedOn', title: t('decidedOn'), cell: (r) => <When at={r.decidedOn} date /> },
              { key: 'case', title: t('draftCase'), cell: status },
            ]}
          />
          <Pager
            page={Number(page)}
            size={size}
            total={query.data.total}
            onChange={(n) => set({ page: String(n) })}
          />
        </>
      )}
    </Card>
  )
}

function Transfers({ mayRead }: { mayRead: boolean }) {
  const t = useWords(creditWords)
  const { data } = useQuery({
    queryKey: ['credit-transfers'],
    queryFn: ({ signal }) => get<Listed<Transfer>>('/api/credit/transfers', { size: 50 }, signal),
  })
  if (!data) return null
  return (
    <Card title={t('transfers')}>
      {data.items.length === 0 ? (
        <p className="mute">{t('noTransfers')}</p>
      ) : (
        <Table
          caption={t('transfers')}
          rows={data.items}
          rowKey={(r) => r.id}
          columns={[
            { key: 'at', title: t('when'), cell: (r) => <When at={r.at} /> },
            { key: 'direction', title: t('direction'), cell: (r) => t(r.direction) },
            {
              key: 'file',
              title: t('file'),
              cell: (r) => (
                <>
                  {mayRead ? (
                    <a href={`/api/credit/transfers/${r.id}/file`} download>
                      {r.name}
                    </a>
                  ) : (
                    r.name
                  )}
                  <span className="small mute mono credit-under">SHA-256 {r.sha256.slice(0, 16)}…</span>
                </>
              ),
            },
            {
              key: 'count',
              title: t('count'),
              align: 'end',
              cell: (r) => <span className="num">{r.rows}</span>,
            },
            { key: 'by', title: t('by'), cell: (r) => r.bodyName },
          ]}
        />
      )}
    </Card>
  )
}
