import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { agencyStatusWords, outside, regions, serviceCategories } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import type { AgencyCard, Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Link } from '../shared/Link.tsx'
import { regionName, serviceName } from '../shared/market.ts'
import { useServiceName } from '../shared/names.ts'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './Agencies.css'
import { excellenceWords } from '../fulfilment/excellence-words.ts'
import { agencyWords } from './words.ts'

const SIZE = 20

/** The register of admitted agencies, by name, place and service. */
export default function AgenciesPage() {
  const t = useWords(agencyWords)
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const { q, region, category, serviceType, grade, status, score, sort } = query
  const list = useQuery({
    queryKey: ['agencies', q, region, category, serviceType, grade, status, score, sort, page],
    queryFn: ({ signal }) =>
      get<Listed<AgencyCard>>(
        '/api/agencies',
        { q, region, category, serviceType, grade, status, score, sort, page, size: SIZE },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={t('name')}
      lead={t('lead')}
      aside={<ButtonLink to="/publicities">{t('publicities')}</ButtonLink>}
    >
      <Search query={query} onSearch={(change) => setQuery({ ...change, page: undefined })} />
      <Card flush>
        <div className="agency-total">
          <p className="hall-total mute small num" role="status">
            {list.data ? t('total', { n: list.data.total.toLocaleString('en') }) : '\u00a0'}
          </p>
          <Order query={query} onOrder={(order) => setQuery({ sort: order, page: undefined })} />
        </div>
        {list.isPending && <Loading rows={8} height={4} />}
        {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
        {list.data?.items.length === 0 && <Empty title={t('none')}>{t('noneWhy')}</Empty>}
        <ul className="agency-list" data-stale={list.isPlaceholderData || undefined}>
          {list.data?.items.map((agency) => (
            <AgencyRow key={agency.id} agency={agency} />
          ))}
        </ul>
        {list.data && (
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        )}
      </Card>
    </Page>
  )
}

type Change = Readonly<Record<string, string | undefined>>

function Search({ query, onSearch }: { query: Change; onSearch: (change: Change) => void }) {
  const t = useWords(agencyWords)
  const language = useLanguage()
  const nameOf = useServiceName()
  const items = useQuery({
    queryKey: ['service-items', undefined],
    queryFn: () => get<{ items: readonly { code: string; category: string }[] }>('/api/service-items'),
    staleTime: 300_000,
  })
  const [text, setText] = useState(query.q ?? '')
  useEffect(() => setText(query.q ?? ''), [query.q])
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const grade = String(new FormData(event.currentTarget).get('grade') ?? '').trim()
    onSearch({ q: text.trim(), grade })
  }
  return (
    <search>
      <form className="agency-search" onSubmit={submit}>
        <input
          className="input"
          type="search"
          value={text}
          maxLength={60}
          aria-label={t('search')}
          placeholder={t('search')}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          className="input"
          aria-label={t('region')}
          value={query.region ?? ''}
          onChange={(event) => onSearch({ region: event.target.value })}
        >
          <option value="">{t('anywhere')}</option>
          {regions
            .filter((r) => r.level !== 'province')
            .map((r) => (
              <option key={r.code} value={r.code}>
                {language === 'zh' ? r.short : r.en}
              </option>
            ))}
          <option value={outside}>{t('outside')}</option>
        </select>
        <select
          className="input"
          aria-label={t('category')}
          value={query.category ?? ''}
          onChange={(event) => onSearch({ category: event.target.value, serviceType: undefined })}
        >
          <option value="">{t('anyCategory')}</option>
          {serviceCategories.map((c) => (
            <option key={c.code} value={c.code}>
              {c[language]}
            </option>
          ))}
        </select>
        <select
          className="input"
          aria-label={t('serviceType')}
          value={query.serviceType ?? ''}
          onChange={(event) => onSearch({ serviceType: event.target.value })}
        >
          <option value="">{t('anyService')}</option>
          {(items.data?.items ?? [])
            .filter((i) => !query.category || i.category === query.category)
            .map((i) => (
              <option key={i.code} value={i.code}>
                {nameOf(i.code, language)}
              </option>
            ))}
        </select>
        <select
          className="input"
          aria-label={t('status')}
          value={query.status ?? ''}
          onChange={(event) => onSearch({ status: event.target.value })}
        >
          <option value="">{t('anyStatus')}</option>
          {(['admitted', 'suspended', 'expelled'] as const).map((status) => (
            <option key={status} value={status}>
              {agencyStatusWords[status][language]}
            </option>
          ))}
        </select>
        <select
          className="input"
          aria-label={t('score')}
          value={query.score ?? ''}
          onChange={(event) => onSearch({ score: event.target.value })}
        >
          <option value="">{t('anyScore')}</option>
          {[9, 8, 7, 6].map((n) => (
            <option key={n} value={n}>
              {t('atLeast', { n })}
            </option>
          ))}
        </select>
        <input
          className="input"
          name="grade"
          list="agency-grades"
          defaultValue={query.grade ?? ''}
          key={query.grade ?? ''}
          maxLength={60}
          aria-label={t('grade')}
          placeholder={t('grade')}
        />
        <datalist id="agency-grades">
          {['甲级', '乙级', '丙级', '一级', '二级', '三级', '五星', '四星', '三星'].map((grade) => (
            <option key={grade} value={grade} />
          ))}
        </datalist>
        <Button type="submit" look="primary">
          {t('find')}
        </Button>
      </form>
      {query.serviceType && (
        <p className="active-filters agency-active">
          <button type="button" onClick={() => onSearch({ serviceType: undefined })}>
            {nameOf(query.serviceType, language)} <span aria-hidden="true">×</span>
          </button>
        </p>
      )}
    </search>
  )
}

/** By name or the latest first; and the same result as a table to take away. */
function Order({ query, onOrder }: { query: Change; onOrder: (sort: string | undefined) => void }) {
  const t = useWords(agencyWords)
  const { page: _, ...search } = query
  const given = Object.entries(search).filter((e): e is [string, string] => Boolean(e[1]))
  return (
    <div className="agency-order small">
      <select
        className="input"
        aria-label={t('order')}
        value={query.sort ?? ''}
        onChange={(event) => onOrder(event.target.value || undefined)}
      >
        <option value="">{t('byName')}</option>
        <option value="latest">{t('latest')}</option>
        <option value="score">{t('bestScore')}</option>
      </select>
      <a href={`/api/agencies.csv?${new URLSearchParams(given)}`} download>
        {t('export')}
      </a>
    </div>
  )
}

const FEW = 4

/** 38: the mark of the library, fetched once for the whole list. */
function useIsExcellent(agency: string): boolean {
  const { data } = useQuery({
    queryKey: ['excellent-agencies'],
    queryFn: ({ signal }) =>
      get<{ items: readonly { agency: { id: string } }[] }>('/api/excellent-agencies', {}, signal),
    staleTime: 300_000,
  })
  return data?.items.some((x) => x.agency.id === agency) ?? false
}

function AgencyRow({ agency }: { agency: AgencyCard }) {
  const t = useWords(agencyWords)
  const e = useWords(excellenceWords)
  const excellent = useIsExcellent(agency.id)
  const say = useText()
  const language = useLanguage()
  const names = agency.services.map((s) =>
    typeof s === 'string' ? s : serviceName(s.code, language, s.name),
  )
  return (
    <li className="agency-row">
      <div>
        <h2>
          <Link to={`/agencies/${agency.id}`}>{agency.name}</Link>
          {excellent && (
            <span className="tag" data-tone="ok">
              {e('short')}
            </span>
          )}
          {agency.status !== 'admitted' && (
            <span className="tag" data-tone={agency.status === 'expelled' ? 'seal' : 'warn'}>
              {say(wordOf(agencyStatusWords, agency.status))}
            </span>
          )}
        </h2>
        <p className="mute small">
          {names.slice(0, FEW).join(language === 'zh' ? '、' : ', ')}
          {names.length > FEW && ` ${t('more', { n: names.length })}`}
        </p>
      </div>
      <div className="agency-row-end small">
        <span>{regionName(agency.region, language, agency.regionName)}</span>
        <span className="mute num">{agency.code}</span>
        <Stars rating={agency.rating} />
      </div>
    </li>
  )
}

/** 9.2 星; nothing when there is no rating yet. */
export function Stars({ rating }: { rating: AgencyCard['rating'] }) {
  const t = useWords(agencyWords)
  const value = typeof rating === 'number' ? rating : rating?.average
  if (value === undefined || value === null) return null
  return (
    <span className="stars num">
      <span aria-hidden="true">★</span> {t('stars', { n: value.toFixed(1) })}
    </span>
  )
}
