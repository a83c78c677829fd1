import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { AnnouncementList } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { useTitle } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import { AnnouncementRow } from './AnnouncementRow.tsx'
import { ActiveFilters, Filters } from './Filters.tsx'
import './HallPage.css'
import { Hero } from './Hero.tsx'
import { hallWords } from './words.ts'

const SIZE = 20
const sorts = ['deadline', 'published', 'amount'] as const

/** The hall: what is open and until when. The address holds every filter, so that a search can be sent to somebody. */
export default function HallPage() {
  const t = useWords(hallWords)
  useTitle(t('name'))
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const sort = sorts.find((s) => s === query.sort) ?? 'deadline'
  // Visitors come for what they can still join; somebody who searches looks for one project, whatever its state.
  const state = query.state ?? (query.q ? 'all' : 'open')
  const filters = {
    q: query.q,
    state: state === 'all' ? undefined : state,
    method: query.method,
    region: query.region,
    category: query.category,
    serviceType: query.serviceType,
    money: query.money,
  }
  const list = useQuery({
    queryKey: ['announcements', filters, sort, page],
    queryFn: ({ signal }) =>
      get<AnnouncementList>('/api/announcements', { ...filters, sort, page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const narrowed = Object.entries(filters).some(([key, value]) => value && !(key === 'state' && !query.state))

  return (
    <div className="page hall">
      <Hero q={query.q ?? ''} onSearch={(q) => setQuery({ q, page: undefined })} />
      <div className="hall-body">
        <Filters
          facets={list.data?.facets}
          chosen={{ ...filters, state }}
          onChoose={(change) => setQuery({ ...change, page: undefined })}
        />
        <Card flush>
          <div className="hall-head">
            <h2 className="visually-hidden">{t('name')}</h2>
            <fieldset className="hall-sorts" aria-label={t('sort')}>
              {sorts.map((s) => (
                <button
                  key={s}
                  type="button"
                  aria-pressed={s === sort}
                  onClick={() => setQuery({ sort: s === 'deadline' ? undefined : s, page: undefined })}
                >
                  {t(`sort-${s}`)}
                </button>
              ))}
            </fieldset>
            <span className="mute small num" role="status">
              {list.data ? t('total', { n: list.data.total.toLocaleString('en') }) : '\u00a0'}
            </span>
          </div>
          <ActiveFilters
            chosen={{ ...filters, state: query.state }}
            onChoose={(change) => setQuery({ ...change, page: undefined })}
          />
          {list.isPending && <Loading rows={6} height={5} />}
          {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
          {list.data && list.data.items.length > 0 && (
            <ol className="hall-list" data-stale={list.isPlaceholderData || undefined}>
              {list.data.items.map((item) => (
                <AnnouncementRow key={item.id} item={item} />
              ))}
            </ol>
          )}
          {list.data && list.data.items.length === 0 && (
            <Empty title={narrowed ? t('noneTitle') : t('firstTitle')}>
              {narrowed ? t('noneWhy') : t('firstWhy')}
            </Empty>
          )}
          {list.data && (
            <Pager
              page={page}
              size={SIZE}
              total={list.data.total}
              onChange={(n) => {
                setQuery({ page: n === 1 ? undefined : String(n) })
                document.querySelector('.hall-head')?.scrollIntoView({ block: 'start' })
              }}
            />
          )}
        </Card>
      </div>
    </div>
  )
}
