import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { get } from '../api/client.ts'
import type { AnnouncementList, Statistics } from '../api/types.ts'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { useWords } from '../words/words.ts'
import { hallWords } from './words.ts'

/** The top of the hall: what this place is, the search, the next draw, four figures. */
export function Hero({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const t = useWords(hallWords)
  const [text, setText] = useState(q)
  useEffect(() => setText(q), [q])

  function submit(event: FormEvent) {
    event.preventDefault()
    onSearch(text.trim())
  }

  return (
    <div className="hero">
      <div>
        <h1 tabIndex={-1}>{t('title')}</h1>
        <p className="hero-lead">{t('lead')}</p>
        <search>
          <form className="hero-search" onSubmit={submit}>
            <input
              type="search"
              name="q"
              value={text}
              maxLength={60}
              aria-label={t('searchLabel')}
              placeholder={t('placeholder')}
              onChange={(event) => setText(event.target.value)}
            />
            <button type="submit">{t('search')}</button>
          </form>
        </search>
        <NextDraw />
      </div>
      <Figures />
    </div>
  )
}

function NextDraw() {
  const t = useWords(hallWords)
  const { data } = useQuery({
    queryKey: ['announcements', 'next-draw'],
    queryFn: () =>
      get<AnnouncementList>('/api/announcements', {
        state: 'open',
        method: 'random',
        sort: 'deadline',
        page: 1,
        size: 1,
      }),
    refetchInterval: 60_000,
  })
  const next = data?.items[0]
  return (
    <p className="hero-next">
      <strong>{t('nextDraw')}</strong>
      {next ? (
        <>
          <Link to={`/announcements/${next.id}`}>{next.title}</Link>
          <Lamp due={next.deadline} closes />
        </>
      ) : (
        <span className="mute">{data ? t('noDraw') : '\u00a0'}</span>
      )}
    </p>
  )
}

function Figures() {
  const t = useWords(hallWords)
  const { data } = useQuery({ queryKey: ['statistics'], queryFn: () => get<Statistics>('/api/statistics') })
  const n = (value: number | undefined) => value?.toLocaleString('en') ?? '–'
  const permille = data?.onTimePermille
  const figures = [
    { to: '/', value: n(data?.open), name: t('open') },
    { to: '/agencies', value: n(data?.agencies), name: t('agencies') },
    {
      to: '/law',
      value: permille === undefined || permille === null ? '–' : `${(permille / 10).toFixed(1)}%`,
      name: t('onTime'),
    },
    { to: '/draws', value: n(data?.draws), name: t('draws') },
  ]
  return (
    <ul className="figures">
      {figures.map((f) => (
        <li key={f.name}>
          <Link to={f.to}>
            <strong>{f.value}</strong>
            <span>{f.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
