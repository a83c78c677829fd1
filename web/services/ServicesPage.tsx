import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Article } from '../../src/gazette/index.ts'
import type { PriceTerms, ServiceCategory } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { Price } from './Price.tsx'
import './ServicesPage.css'
import { serviceWords } from './words.ts'

interface Item {
  code: string
  name: string
  nameEn: string
  category: string
  department?: string
  departmentName?: string
  basis?: string
  price: PriceTerms
  article?: Article
}

interface ServiceList {
  on: string
  today: string
  categories: readonly ServiceCategory[]
  items: readonly Item[]
}

/** The published list of service items by category (111/9.1, 14). */
export default function ServicesPage() {
  const t = useWords(serviceWords)
  const language = useLanguage()
  const [query, setQuery] = useQueryText()
  const q = query.q?.trim() ?? ''
  const on = /^\d{4}-\d{2}-\d{2}$/.test(query.on ?? '') ? query.on : undefined
  const list = useQuery({
    queryKey: ['service-items', on],
    queryFn: () => get<ServiceList>('/api/service-items', on ? { on } : {}),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  })
  const fits = (item: Item) =>
    [item.name, item.nameEn, item.basis].some((s) => s?.toLowerCase().includes(q.toLowerCase()))
  const items = list.data?.items.filter(fits) ?? []
  return (
    <Page
      title={t('name')}
      lead={
        <>
          {t('lead')} <Cite article="111/14" />
        </>
      }
      aside={
        <search className="cluster">
          <label className="small services-day">
            {t('on')}{' '}
            <input
              className="input num"
              type="date"
              min="2022-12-01"
              value={on ?? list.data?.today ?? ''}
              onChange={(event) => setQuery({ on: event.target.value }, { replace: true })}
            />
          </label>
          <input
            className="input services-search"
            type="search"
            value={query.q ?? ''}
            maxLength={40}
            aria-label={t('search')}
            placeholder={t('search')}
            onChange={(event) => setQuery({ q: event.target.value }, { replace: true })}
          />
        </search>
      }
    >
      {list.data && on && on !== list.data.today && (
        <Note>
          {t('onDay', { day: list.data.on, n: list.data.items.length })}{' '}
          <Link to="/services">{t('toToday')}</Link>
        </Note>
      )}
      {list.isPending && <Loading rows={8} height={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && items.length === 0 && (
        <Card>
          <Empty title={t('none')}>{t('noneWhy')}</Empty>
        </Card>
      )}
      <div className="stack">
        {list.data?.categories.map((category) => {
          const own = items.filter((i) => i.category === category.code)
          if (own.length === 0 && (q || !category.open)) return null
          return (
            <Card
              key={category.code}
              title={
                <span className="song">
                  {category[language]} <Cite article={category.article} />
                </span>
              }
              aside={own.length > 0 && <span className="mute num">{t('count', { n: own.length })}</span>}
            >
              {own.length === 0 && <p className="mute">{t('openCategory')}</p>}
              <ul className="services">
                {own.map((item) => (
                  <Service key={item.code} item={item} />
                ))}
              </ul>
            </Card>
          )
        })}
      </div>
    </Page>
  )
}

function Service({ item }: { item: Item }) {
  const t = useWords(serviceWords)
  const language = useLanguage()
  const department =
    item.departmentName ?? (/[\u4e00-\u9fff]/.test(item.department ?? '') ? item.department : undefined)
  return (
    <li>
      <h3>
        <Link to={`/services/${item.code}`}>{language === 'zh' ? item.name : item.nameEn}</Link>
      </h3>
      <p className="small mute">
        {[department, item.basis].filter(Boolean).join(' · ')} · <Price price={item.price} />
      </p>
      <p className="small cluster">
        <Link to={`/?serviceType=${item.code}&state=all`}>{t('announcements')}</Link>
        <Link to={`/agencies?serviceType=${item.code}`}>{t('agencies')}</Link>
      </p>
    </li>
  )
}
