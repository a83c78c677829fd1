import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { yuan } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import './fulfilment.css'
import { serviceWords } from './service-words.ts'

interface Row {
  id: string
  title: string
  owner: string
  agency: string
  fee: number
  paid: number
  finance: boolean
  due: Instant | null
}

interface Sums {
  items: readonly Row[]
  total: number
  fee: number
  paid: number
  overdue: number
}

const size = 20
const states = ['overdue', 'open', 'paid'] as const

/** 12: how far contracts are paid, for their owners and for the finance authority that watches over fiscal money. */
export default function PaymentsPage() {
  const t = useWords(serviceWords)
  const go = useGo()
  const [{ state = '', page = '1' }, set] = useQueryText()
  const query = useQuery({
    queryKey: ['payments', state, page],
    queryFn: ({ signal }) => get<Sums>('/api/payments', { state, page, size }, signal),
    placeholderData: keepPreviousData,
  })
  const { data } = query
  return (
    <Page
      title={t('payments')}
      lead={
        <>
          {t('paymentsLead')} <Cite article={art('111', '12')} />
        </>
      }
      width="wide"
    >
      <p className="engagement-filter">
        <label htmlFor="payment-state">{t('state')}</label>
        <select
          id="payment-state"
          className="input"
          value={state}
          onChange={(event) => set({ state: event.target.value || undefined, page: undefined })}
        >
          <option value="">{t('anyState')}</option>
          {states.map((s) => (
            <option key={s} value={s}>
              {t(s === 'paid' ? 'paidInFull' : s)}
            </option>
          ))}
        </select>
        {data && (
          <span className="small mute num">
            {t('sums', {
              ...{ n: data.total, overdue: data.overdue },
              ...{ fee: yuan(data.fee), paid: yuan(data.paid) },
            })}
          </span>
        )}
      </p>
      {query.isPending && <Loading rows={6} height={3.5} />}
      {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
      {data && (
        <Card flush>
          {data.items.length === 0 ? (
            <Empty title={t('none')}>{t('noneWhy')}</Empty>
          ) : (
            <Table
              caption={t('payments')}
              rows={data.items}
              rowKey={(r) => r.id}
              onOpen={(r) => go(`/desk/engagements/${r.id}`)}
              columns={[
                {
                  key: 'project',
                  title: t('project'),
                  cell: (r) => (
                    <>
                      <Link to={`/desk/engagements/${r.id}`}>{r.title}</Link>{' '}
                      {r.finance && <span className="tag">{t('fiscal')}</span>}
                    </>
                  ),
                },
                { key: 'owner', title: t('owner'), cell: (r) => r.owner },
                { key: 'agency', title: t('agency'), cell: (r) => r.agency },
                { key: 'fee', title: t('contractFee'), align: 'end', cell: (r) => <Money fen={r.fee} /> },
                { key: 'paid', title: t('paid'), align: 'end', cell: (r) => <Money fen={r.paid} /> },
                {
                  key: 'next',
                  title: t('next'),
                  cell: (r) =>
                    r.due ? (
                      <Lamp due={r.due} layout="stack" />
                    ) : r.paid === r.fee ? (
                      <span className="tag" data-tone="ok">
                        {t('paidInFull')}
                      </span>
                    ) : (
                      <span className="small mute">{t('planNone')}</span>
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
