import { useQuery } from '@tanstack/react-query'
import type { PlainDate } from '../../src/calendar/index.ts'
import type { Excellence } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Table } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import { excellenceWords } from './excellence-words.ts'

interface Library {
  on: PlainDate
  formula: { months: number; milliStars: number; ratings: number }
  items: readonly { agency: { id: string; name: string }; excellence: Excellence }[]
}

const stars = (milli: number): string => (milli / 1000).toFixed(3).replace(/\.?0+$/, '')

/** 38: who is in the library today, by which formula, with the arithmetic of each. */
export default function ExcellencePage() {
  const t = useWords(excellenceWords)
  const query = useQuery({
    queryKey: ['excellent-agencies'],
    queryFn: ({ signal }) => get<Library>('/api/excellent-agencies', {}, signal),
  })
  if (query.isPending) return <Loading rows={5} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const { formula, items } = query.data
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '38')} />
        </>
      }
    >
      <div className="stack">
        <Card>
          <p>{t('formulaMonths', { ...formula, stars: stars(formula.milliStars) })}</p>
          <p className="small">
            <Link to="/settings">{t('settings')}</Link>
          </p>
        </Card>
        {items.length === 0 ? (
          <Card>
            <Empty title={t('none')} />
          </Card>
        ) : (
          <Card flush>
            <Table
              caption={t('title')}
              rows={items}
              rowKey={(x) => x.agency.id}
              columns={[
                {
                  key: 'agency',
                  title: t('agency'),
                  cell: (x) => <Link to={`/agencies/${x.agency.id}`}>{x.agency.name}</Link>,
                },
                {
                  key: 'mean',
                  title: t('mean'),
                  cell: ({ excellence: e }) =>
                    t('meanValue', {
                      sum: stars(e.sum),
                      weight: stars(e.weight),
                      value: (e.sum / e.weight).toFixed(2),
                    }),
                },
                {
                  key: 'count',
                  title: t('count'),
                  cell: ({ excellence: e }) => t('countValue', { n: e.conditions[1]?.value ?? 0 }),
                },
                {
                  key: 'findings',
                  title: t('findings'),
                  cell: ({ excellence: e }) => t('countValue', { n: e.conditions[2]?.value ?? 0 }),
                },
              ]}
            />
          </Card>
        )}
      </div>
    </Page>
  )
}
