import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { actionWords, type EngagementStatus, type Party, statusWords } from '../../src/fulfilment/index.ts'
import type { Article } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import './fulfilment.css'
import { fulfilmentWords } from './words.ts'

interface Row {
  id: string
  title: string
  status: EngagementStatus
  owner: Party
  agency: Party
  fee?: number
  clock?: { action: string; article: Article; due?: Instant; since?: Instant }
}

const statuses = ['awarded', 'contracted', 'delivered', 'completed', 'closed', 'ended'] as const
const size = 20

/** The engagements of the person's organisation, or of its place for the bodies that watch. */
export default function EngagementsPage() {
  const t = useWords(fulfilmentWords)
  const say = useText()
  const go = useGo()
  const [{ status = '', page = '1' }, set] = useQueryText()
  const query = useQuery({
    queryKey: ['engagements', status, page],
    queryFn: ({ signal }) =>
      get<{ items: readonly Row[]; total: number }>('/api/engagements', { status, page, size }, signal),
    placeholderData: keepPreviousData,
  })
  const { data } = query
  return (
    <Page title={t('engagements')} lead={t('engagementsLead')} width="wide">
      <p className="engagement-filter">
        <label htmlFor="engagement-status">{t('status')}</label>
        <select
          id="engagement-status"
          className="input"
          value={status}
          onChange={(event) => set({ status: event.target.value || undefined, page: undefined })}
        >
          <option value="">{t('anyStatus')}</option>
          {statuses.map((s) => (
            <option key={s} value={s}>
              {say(statusWords[s])}
            </option>
          ))}
        </select>
      </p>
      {query.isPending && <Loading rows={6} height={3.5} />}
      {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
      {data && (
        <Card flush>
          {data.items.length === 0 ? (
            <Empty title={t('none')}>{t('noneWhy')}</Empty>
          ) : (
            <Table
              caption={t('engagements')}
              rows={data.items}
              rowKey={(r) => r.id}
              onOpen={(r) => go(`/desk/engagements/${r.id}`)}
              columns={[
                {
                  key: 'project',
                  title: t('project'),
                  cell: (r) => <Link to={`/desk/engagements/${r.id}`}>{r.title}</Link>,
                },
                { key: 'owner', title: t('owner'), cell: (r) => r.owner.name },
                { key: 'agency', title: t('agency'), cell: (r) => r.agency.name },
                { key: 'fee', title: t('fee'), align: 'end', cell: (r) => <Money fen={r.fee} /> },
                {
                  key: 'status',
                  title: t('status'),
                  cell: (r) => <span className="tag">{say(statusWords[r.status])}</span>,
                },
                {
                  key: 'next',
                  title: t('next'),
                  cell: (r) =>
                    r.clock && (
                      <>
                        {say(wordOf(actionWords, r.clock.action))}
                        <br />
                        <Lamp due={r.clock.due} layout="stack" />
                      </>
                    ),
                },
              ]}
            />
          )}
        </Card>
      )}
      {data && (
        <Pager
          page={Number(page)}
          size={size}
          total={data.total}
          onChange={(n) => set({ page: String(n) })}
        />
      )}
    </Page>
  )
}
