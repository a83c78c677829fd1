import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { type ConsultStatus, consultStatusWords } from '../../src/consults/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get, send } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { SlipForm } from '../shared/plain.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { consultWords } from './words.ts'
import './consults.css'

interface Published {
  id: string
  region: string
  body: string
  question: string
  answer: string
  at: Instant
}

interface Found {
  number: string
  status: ConsultStatus
  body: string
  question: string
  askedAt: Instant
  due: Instant | null
  extension: { reason: string } | null
  answer?: string
  answeredAt?: Instant
}

const SIZE = 10

/** 46: ask without an account, follow by number and code, read what others asked. */
export default function ConsultsPage() {
  const t = useWords(consultWords)
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const q = query.q ?? ''
  const list = useQuery({
    queryKey: ['consult-answers', page, q],
    queryFn: ({ signal }) => get<Listed<Published>>('/api/consult-answers', { page, size: SIZE, q }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '46')} />
        </>
      }
      aside={
        <ButtonLink to="/consults/new" look="primary">
          {t('ask')}
        </ButtonLink>
      }
    >
      <div className="consults">
        <div className="stack">
          <Search q={q} onSearch={(text) => setQuery({ q: text || undefined, page: undefined })} />
          {list.isPending && <Loading rows={4} />}
          {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
          {list.data && <Answers list={list.data} />}
          {list.data && (
            <Pager
              page={page}
              size={SIZE}
              total={list.data.total}
              onChange={(n) => setQuery({ q: q || undefined, page: n === 1 ? undefined : String(n) })}
            />
          )}
        </div>
        <aside className="stack">
          <Follow />
        </aside>
      </div>
    </Page>
  )
}

function Search({ q, onSearch }: { q: string; onSearch: (text: string) => void }) {
  const t = useWords(consultWords)
  const [text, setText] = useState(q)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch(text.trim())
  }
  return (
    <search>
      <form className="consults-search" onSubmit={submit}>
        <input
          className="input"
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit">{t('searchButton')}</Button>
      </form>
    </search>
  )
}

function Answers({ list }: { list: Listed<Published> }) {
  const t = useWords(consultWords)
  const language = useLanguage()
  if (list.items.length === 0)
    return (
      <Card>
        <Empty title={t('noPublished')}>
          <p>{t('noPublishedWhy')}</p>
        </Empty>
      </Card>
    )
  return (
    <Card title={t('published')} flush>
      <ul className="consult-answers">
        {list.items.map((c) => (
          <li key={c.id}>
            <h3>{c.question}</h3>
            <p>{c.answer}</p>
            <p className="small mute">
              {regionName(c.region, language)} · {c.body} · <When at={c.at} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where my question stands, by number and code. */
function Follow() {
  const t = useWords(consultWords)
  const say = useText()
  const [found, setFound] = useState<Found>()
  return (
    <Card title={t('follow')}>
      <div className="stack">
        <p className="small mute">{t('followLead')}</p>
        <SlipForm<Found> look={(slip) => send('/api/consults/status', slip)} onFound={setFound} />
        {found && (
          <div className="stack" role="status">
            <p>
              <span className="tag">{say(consultStatusWords[found.status])}</span> {found.body}
            </p>
            <p className="consult-text">{found.question}</p>
            {found.due && <Lamp due={found.due} />}
            {found.extension && <p className="small">{t('extended', { reason: found.extension.reason })}</p>}
            {found.answer && (
              <p className="consult-text">
                <strong>{t('answerOf', { body: found.body })}</strong>：{found.answer}
              </p>
            )}
            {found.answeredAt && (
              <p className="small mute">
                <When at={found.answeredAt} />
              </p>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}
