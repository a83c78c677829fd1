import { useQuery } from '@tanstack/react-query'
import { spotCheckStatuses } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { type SpotCheckBrief, toneOf } from './parts.tsx'
import { spotCheckWords } from './words.ts'

const SIZE = 20

/** 37: the spot checks of every operator, for everyone. */
export default function ResultsPage() {
  const t = useWords(spotCheckWords)
  const say = useText()
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['spot-check-results', page],
    queryFn: ({ signal }) =>
      get<Listed<SpotCheckBrief & { id: string }>>('/api/spot-check-results', { page, size: SIZE }, signal),
  })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '37')} />
        </>
      }
    >
      {list.isPending && <Loading rows={4} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
          </Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <Table
            caption={t('title')}
            rows={list.data.items}
            rowKey={(c) => c.id}
            columns={[
              {
                key: 'title',
                title: t('name'),
                cell: (c) => <Link to={`/spot-checks/${c.id}`}>{c.title}</Link>,
              },
              { key: 'operator', title: t('operator'), cell: (c) => c.operator },
              { key: 'pool', title: t('pool'), cell: (c) => t('poolSize', { n: c.contracts }), align: 'end' },
              {
                key: 'places',
                title: t('places'),
                cell: (c) => t('placesValue', { n: c.places }),
                align: 'end',
              },
              { key: 'draw', title: t('drawAt'), cell: (c) => <When at={c.drawAt} /> },
              {
                key: 'status',
                title: t('results'),
                cell: (c) => (
                  <span className="tag" data-tone={toneOf(c.status)}>
                    {say(spotCheckStatuses[c.status])}
                  </span>
                ),
              },
            ]}
          />
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        </Card>
      )}
    </Page>
  )
}
