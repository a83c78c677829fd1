import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { addDays, dateOf } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { marketNow } from '../api/time.ts'
import type { Listed } from '../api/types.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { type Column, Pager, Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import './readings.css'
import { exportSubjectWords, readingsWords } from './words.ts'

const SIZE = 20

interface Reading {
  id: string
  personName: string
  organisationName: string
  what: 'read' | 'export'
  subject: string
  at: Instant
}

interface Reveal extends Omit<Reading, 'what'> {
  name: string
  partyName: string
  reason: string
}

/** Who has read what: of audit for itself and for the management body (111/13), of full numbers for everyone concerned. */
export default function ReadingsPage() {
  const t = useWords(readingsWords)
  const kind = useMe()?.actor?.kind
  const watches = kind === 'audit' || kind === 'management'
  return (
    <Page
      title={t(kind === 'audit' ? 'auditTitle' : 'title')}
      width="wide"
      lead={
        <>
          {t(watches ? 'lead' : 'partyLead')}{' '}
          <Cite article={watches ? art('111', '13') : art('111', '19.1')} />
        </>
      }
    >
      <div className="stack">
        {kind === 'audit' && <Export />}
        {watches && <Readings />}
        <Reveals />
      </div>
    </Page>
  )
}

function Export() {
  const t = useWords(readingsWords)
  const say = useText()
  const today = dateOf(marketNow())
  const [subject, setSubject] = useState<string>('admission')
  const [from, setFrom] = useState<string>(addDays(today, -90))
  const [to, setTo] = useState<string>(today)
  const link = (format: string) =>
    `/api/audit/export?${new URLSearchParams({ subject, format, from, to }).toString()}`
  return (
    <Card title={t('export')} aside={<Cite article={art('111', '13')} />}>
      <p className="mute">{t('exportWhy')}</p>
      <div className="readings-export">
        <label className="field">
          <span>{t('subject')}</span>
          <select className="input" value={subject} onChange={(event) => setSubject(event.target.value)}>
            {Object.entries(exportSubjectWords).map(([value, words]) => (
              <option key={value} value={value}>
                {say(words)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('from')}</span>
          <input
            className="input"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('to')}</span>
          <input className="input" type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
        <span className="cluster">
          <a className="btn" data-look="primary" href={link('csv')} download>
            {t('csv')}
          </a>
          <a className="btn" href={link('json')} download>
            {t('json')}
          </a>
        </span>
      </div>
    </Card>
  )
}

/** The desk page of what was read: the first two steps of its address are one. */
const pageOf = (subject: string) => `/desk/${subject.split('/').slice(0, 2).join('/')}`
const hasPage = (subject: string) =>
  /^(admissions|changes|objections|standing-cases|procurements|engagements)\//.test(subject) &&
  !subject.includes('…')

function Readings() {
  const t = useWords(readingsWords)
  const columns: Column<Reading>[] = [
    { key: 'at', title: t('when'), cell: (r) => <When at={r.at} seconds /> },
    { key: 'who', title: t('who'), cell: (r) => `${r.personName}（${r.organisationName}）` },
    { key: 'what', title: t('what'), cell: (r) => t(r.what === 'read' ? 'read' : 'exported') },
    {
      key: 'subject',
      title: t('subject'),
      cell: (r) =>
        hasPage(r.subject) ? (
          <Link to={pageOf(r.subject)}>
            <span className="mono small readings-subject">{r.subject}</span>
          </Link>
        ) : (
          <span className="mono small readings-subject">{r.subject}</span>
        ),
    },
  ]
  return <Listing path="/api/readings" name={t('readings')} columns={columns} empty={t('noneRead')} />
}

function Reveals() {
  const t = useWords(readingsWords)
  const columns: Column<Reveal>[] = [
    { key: 'at', title: t('when'), cell: (r) => <When at={r.at} seconds /> },
    { key: 'who', title: t('who'), cell: (r) => `${r.personName}（${r.organisationName}）` },
    { key: 'whose', title: t('whose'), cell: (r) => `${r.name}（${r.partyName}）` },
    { key: 'reason', title: t('reason'), cell: (r) => r.reason },
  ]
  return (
    <Listing path="/api/identity-reveals" name={t('reveals')} columns={columns} empty={t('noneRevealed')} />
  )
}

function Listing<R extends { id: string }>(props: {
  path: string
  name: string
  columns: Column<R>[]
  empty: ReactNode
}) {
  const { path, name, columns, empty } = props
  const [page, setPage] = useState(1)
  const query = useQuery({
    queryKey: [path, page],
    queryFn: ({ signal }) => get<Listed<R>>(path, { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={name} flush>
      {query.isPending && <Loading rows={3} />}
      {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Table
            caption={name}
            columns={columns}
            rows={query.data.items}
            rowKey={(r) => r.id}
            empty={empty}
          />
          <Pager page={page} size={SIZE} total={query.data.total} onChange={setPage} />
        </>
      )}
    </Card>
  )
}
