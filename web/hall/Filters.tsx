import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import { methodWords, moneyWords, publicStateWords } from '../../src/procurement/index.ts'
import { regions, serviceCategories } from '../../src/registry/index.ts'
import type { AnnouncementList } from '../api/types.ts'
import { Cite } from '../shared/Cite.tsx'
import { categoryName, regionName } from '../shared/market.ts'
import { useServiceName } from '../shared/names.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { hallWords } from './words.ts'

export type FilterKey = 'state' | 'method' | 'region' | 'category' | 'money' | 'serviceType' | 'q'
type Chosen = Readonly<Partial<Record<FilterKey, string | undefined>>>
type Choose = (change: Readonly<Record<string, string | undefined>>) => void

const FEW = 7

/** The name of a filter's value in the visitor's language. */
function useFilterName(): (key: FilterKey, value: string) => string {
  const say = useText()
  const language = useLanguage()
  const nameOf = useServiceName()
  const t = useWords(hallWords)
  return (key, value) => {
    switch (key) {
      case 'state':
        return value === 'all' ? t('all') : say(wordOf(publicStateWords, value))
      case 'method':
        return say(wordOf(methodWords, value))
      case 'money':
        return say(wordOf(moneyWords, value))
      case 'region':
        return regionName(value, language)
      case 'category':
        return categoryName(value, language)
      case 'serviceType':
        return nameOf(value, language)
      case 'q':
        return value
    }
  }
}

const values: Record<'state' | 'method' | 'region' | 'category' | 'money', readonly string[]> = {
  state: ['all', ...Object.keys(publicStateWords)],
  method: Object.keys(methodWords),
  region: regions.filter((r) => r.level !== 'province').map((r) => r.code),
  category: serviceCategories.map((c) => c.code),
  money: Object.keys(moneyWords),
}

/** The filters with their counts: what is there, before one clicks. On a phone they fold away. */
export function Filters({
  facets,
  chosen,
  onChoose,
}: {
  facets: AnnouncementList['facets'] | undefined
  chosen: Chosen
  onChoose: Choose
}) {
  const t = useWords(hallWords)
  const [open, setOpen] = useState(false)
  const groups = ['state', 'method', 'region', 'category', 'money'] as const
  return (
    <aside className="filters" aria-label={t('filters')} data-open={open || undefined}>
      <button
        type="button"
        className="filters-toggle btn"
        aria-expanded={open}
        aria-controls="filters"
        onClick={() => setOpen(!open)}
      >
        {t('filters')}
      </button>
      <div id="filters" className="card filters-card">
        {groups.map((key) => (
          <Group key={key} name={key} counts={facets?.[key]} chosen={chosen[key]} onChoose={onChoose} />
        ))}
      </div>
    </aside>
  )
}

function Group({
  name,
  counts,
  chosen,
  onChoose,
}: {
  name: 'state' | 'method' | 'region' | 'category' | 'money'
  counts: Readonly<Record<string, number>> | undefined
  chosen: string | undefined
  onChoose: Choose
}) {
  const t = useWords(hallWords)
  const nameOf = useFilterName()
  const [all, setAll] = useState(false)
  const sum = Object.values(counts ?? {}).reduce((a, b) => a + b, 0)
  const known = values[name].filter((v) => v === chosen || v === 'all' || !counts || (counts[v] ?? 0) > 0)
  const listed = name === 'region' ? known.toSorted((a, b) => (counts?.[b] ?? 0) - (counts?.[a] ?? 0)) : known
  const shown = all ? listed : listed.filter((v, i) => i < FEW || v === chosen)
  return (
    <div className="filter">
      <h2>
        {t(name)} {name === 'method' && <Cite article={art('111', '22.1')} />}
      </h2>
      <ul className="filter-values">
        {shown.map((value) => {
          const on = value === chosen
          const off = name === 'state' ? 'all' : undefined
          return (
            <li key={value}>
              <button
                type="button"
                aria-pressed={on}
                onClick={() => onChoose({ [name]: on && value !== 'all' ? off : value })}
              >
                <span>{nameOf(name, value)}</span>
                <span className="num">{counts ? (value === 'all' ? sum : (counts[value] ?? 0)) : ''}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {listed.length > FEW && (
        <button type="button" className="filter-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('less') : `${t('more')} ${listed.length - FEW}`}
        </button>
      )}
    </div>
  )
}

/** What is filtered now, each with a way to take it off. */
export function ActiveFilters({ chosen, onChoose }: { chosen: Chosen; onChoose: Choose }) {
  const t = useWords(hallWords)
  const nameOf = useFilterName()
  const active = (Object.entries(chosen) as [FilterKey, string | undefined][]).filter(
    (entry): entry is [FilterKey, string] => Boolean(entry[1]),
  )
  if (active.length === 0) return null
  return (
    <p className="active-filters">
      {active.map(([key, value]) => (
        <button
          key={key}
          type="button"
          aria-label={t('remove', { name: nameOf(key, value) })}
          onClick={() => onChoose({ [key]: undefined })}
        >
          {nameOf(key, value)} <span aria-hidden="true">×</span>
        </button>
      ))}
      {active.length > 1 && (
        <button
          type="button"
          className="active-clear"
          onClick={() => onChoose(Object.fromEntries(active.map(([key]) => [key, undefined])))}
        >
          {t('clear')}
        </button>
      )}
    </p>
  )
}
