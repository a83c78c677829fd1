import { useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import type { PriceTerms } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { Price } from '../services/Price.tsx'
import { Card, Empty } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { serviceName } from '../shared/market.ts'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { agencyWords } from './words.ts'

interface Work {
  id: string
  title: string
  owner: string
  serviceType: string
  /** 分 */
  fee: number
  days: number
  completedAt: Instant
  stars: number | null
}

/** GET /api/agencies/:id/works (111/33.1: 历史业绩、收费信息). Sums in 分. */
interface AgencyWorks {
  running: number
  completed: number
  items: readonly Work[]
  fees: readonly { serviceType: string; contracts: number; low: number; high: number }[]
}

const useWorks = (agency: string) =>
  useQuery({
    queryKey: ['works', agency],
    queryFn: ({ signal }) =>
      get<AgencyWorks>(`/api/agencies/${encodeURIComponent(agency)}/works`, {}, signal),
  }).data

/** 历史业绩: what the agency has done through the market, the latest first. */
export function Works({ agency }: { agency: string }) {
  const t = useWords(agencyWords)
  const data = useWorks(agency)
  const language = useLanguage()
  if (!data) return null
  return (
    <Card flush title={t('works')} aside={<Cite article={art('111', '33.1')} />}>
      {data.items.length === 0 ? (
        <Empty title={t('noWorks')}>{t('runningWorks', { n: data.running })}</Empty>
      ) : (
        <>
          <p className="agency-sum small mute">
            {t('sumOfWorks', { completed: data.completed, running: data.running })}
          </p>
          <Table
            caption={t('works')}
            rows={data.items}
            rowKey={(w) => w.id}
            columns={[
              {
                key: 'title',
                title: t('project'),
                cell: (w) => (
                  <>
                    <Link to={`/announcements/${w.id}`}>{w.title}</Link>
                    <span className="small mute agency-number">
                      {w.owner} · {serviceName(w.serviceType, language)}
                    </span>
                  </>
                ),
              },
              { key: 'fee', title: t('fee'), cell: (w) => <Money fen={w.fee} />, by: (w) => w.fee },
              {
                key: 'completedAt',
                title: t('completedAt'),
                cell: (w) => <When at={w.completedAt} date />,
                by: (w) => w.completedAt,
              },
              {
                key: 'stars',
                title: t('starsOf'),
                cell: (w) => <span className="num">{w.stars ?? '–'}</span>,
                by: (w) => w.stars ?? 0,
              },
            ]}
          />
        </>
      )}
    </Card>
  )
}

interface Priced {
  serviceType: string
  name: string
  price?: PriceTerms
}

/** 收费信息: how the price of each service is managed (9.1, 11), and what the agency's contracts came to. */
export function Fees({ agency, services }: { agency: string; services: readonly Priced[] }) {
  const t = useWords(agencyWords)
  const language = useLanguage()
  const fees = useWorks(agency)?.fees ?? []
  return (
    <Card flush title={t('fees')} aside={<Cite article={art('111', '33.1')} />}>
      <Table
        caption={t('fees')}
        rows={services}
        rowKey={(s) => s.serviceType}
        columns={[
          { key: 'service', title: t('service'), cell: (s) => serviceName(s.serviceType, language, s.name) },
          {
            key: 'price',
            title: t('priceManagement'),
            cell: (s) => (s.price ? <Price price={s.price} cite /> : '–'),
          },
          {
            key: 'contracts',
            title: t('contractFees'),
            cell: (s) => {
              const found = fees.find((f) => f.serviceType === s.serviceType)
              if (!found) return <span className="mute">{t('noContract')}</span>
              return (
                <>
                  <Money fen={found.low} />
                  {found.high > found.low && (
                    <>
                      {' – '}
                      <Money fen={found.high} />
                    </>
                  )}
                  <span className="small mute agency-number">{t('contracts', { n: found.contracts })}</span>
                </>
              )
            },
          },
        ]}
      />
    </Card>
  )
}
