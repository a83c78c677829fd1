import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Agenda, type AgendaDay, dueName, subjectPath } from '../../src/agenda/index.ts'
import { addDays, dateOf, type Instant, type PlainDate, weekday } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get, send } from '../api/client.ts'
import { useNow } from '../api/time.ts'
import type { DeskItem } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { formatDate } from '../shared/time.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import './agenda.css'
import { agendaWords } from './words.ts'

interface Answer extends Agenda<DeskItem> {
  now: Instant
  from: PlainDate
}

const WEEKS = 4

/** 日历: what waits for my organisation, by day and by week; overdue work on top of every page of it. */
export default function CalendarPage() {
  const t = useWords(agendaWords)
  const [query] = useQueryText()
  const asked = /^\d{4}-\d{2}-\d{2}$/.test(query.from ?? '') ? query.from : undefined
  const agenda = useQuery({
    queryKey: ['agenda', asked],
    queryFn: ({ signal }) => get<Answer>('/api/agenda', { from: asked, weeks: WEEKS }, signal),
    placeholderData: keepPreviousData,
  })
  const { data } = agenda
  const first = data?.weeks[0]?.monday
  return (
    <Page
      title={t('calendar')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '8')} />
        </>
      }
      width="wide"
    >
      {agenda.isPending && <Loading rows={5} />}
      {agenda.error && <QueryError error={agenda.error} retry={() => void agenda.refetch()} />}
      {data && first && (
        <div className="stack">
          {data.overdue.length > 0 && <List title={t('overdue')} items={data.overdue} />}
          <nav className="agenda-nav" aria-label={t('calendar')}>
            <ButtonLink to={`/desk/calendar?from=${addDays(first, -7)}`}>{t('earlier')}</ButtonLink>
            <ButtonLink to="/desk/calendar">{t('thisWeek')}</ButtonLink>
            <ButtonLink to={`/desk/calendar?from=${addDays(first, 7)}`}>{t('later')}</ButtonLink>
          </nav>
          {data.earlier > 0 && <p className="small mute">{t('moreEarlier', { n: data.earlier })}</p>}
          {data.weeks.map((week) => (
            <Week key={week.monday} week={week} />
          ))}
          {data.later > 0 && <p className="small mute">{t('moreLater', { n: data.later })}</p>}
          {data.unlimited.length > 0 && <List title={t('unlimited')} items={data.unlimited} />}
          <FeedCard />
        </div>
      )}
    </Page>
  )
}

const keyOf = (item: DeskItem) => `${item.subject}/${item.id}/${item.action}`

function Item({ item }: { item: DeskItem }) {
  const say = useText()
  return (
    <Link to={subjectPath(item.subject, item.id)}>
      {say(dueName(item.subject, item.action))}：{item.title}
    </Link>
  )
}

function List({ title, items }: { title: string; items: readonly DeskItem[] }) {
  return (
    <Card title={title} flush>
      <ul className="agenda-list">
        {items.map((item) => (
          <li key={keyOf(item)}>
            <Item item={item} />
            {item.due && <Lamp due={item.due as Instant} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Week({ week }: { week: Answer['weeks'][number] }) {
  const t = useWords(agendaWords)
  const language = useLanguage()
  const last = addDays(week.monday, 6)
  const name = (day: PlainDate) => formatDate(day, { today: undefined, language })
  return (
    <section className="agenda-week">
      <h2>
        {t('week', { from: name(week.monday), to: name(last) })}
        <span className="small mute">{week.count > 0 ? t('count', { n: week.count }) : t('nothing')}</span>
      </h2>
      <ul className="agenda-days">
        {week.days.map((day) => (
          <Day key={day.date} day={day} />
        ))}
      </ul>
    </section>
  )
}

function Day({ day }: { day: AgendaDay<DeskItem> }) {
  const t = useWords(agendaWords)
  const language = useLanguage()
  const today = dateOf(useNow(60_000)) === day.date
  const weekend = weekday(day.date) > 5
  const mark = day.working ? (weekend ? t('work') : undefined) : weekend && !day.name ? undefined : t('rest')
  return (
    <li
      data-rest={day.working ? undefined : ''}
      data-today={today ? '' : undefined}
      data-has={day.items.length > 0 || today ? '' : undefined}
    >
      <h3>
        <span className="num">{formatDate(day.date, { today: undefined, language })}</span>
        {today && <span className="tag">{t('today')}</span>}
        {mark && (
          <span className="mute">
            {mark}
            {language === 'zh' && day.name && ` ${day.name}`}
          </span>
        )}
        {day.provisional && <span className="mute">{t('provisional')}</span>}
      </h3>
      {day.items.map((item) => (
        <Item key={keyOf(item)} item={item} />
      ))}
    </li>
  )
}

interface Feed {
  feed: { createdAt: Instant; readAt: Instant | null } | null
}

/** The secret address for a calendar program: made, shown once, revoked. */
function FeedCard() {
  const t = useWords(agendaWords)
  const client = useQueryClient()
  const state = useQuery({
    queryKey: ['agenda-feed'],
    queryFn: ({ signal }) => get<Feed>('/api/agenda/feed', {}, signal),
  })
  const done = () => client.invalidateQueries({ queryKey: ['agenda-feed'] })
  const make = useMutation({
    mutationFn: () => send<{ path: string }>('/api/agenda/feed'),
    onSuccess: done,
  })
  const revoke = useMutation({
    mutationFn: () => send('/api/agenda/feed/revoke'),
    onSuccess: () => {
      make.reset()
      return done()
    },
  })
  const feed = state.data?.feed
  return (
    <Card title={t('feed')}>
      <div className="stack agenda-feed">
        <p className="small">{t('feedLead')}</p>
        {make.data && (
          <div role="status" className="stack">
            <Note tone="warn">{t('feedOnce')}</Note>
            <code>{`${window.location.origin}${make.data.path}`}</code>
          </div>
        )}
        {feed && (
          <p className="small mute">
            {t('feedSince')} <When at={feed.createdAt} /> ·{' '}
            {feed.readAt ? (
              <>
                {t('feedRead')} <When at={feed.readAt} />
              </>
            ) : (
              t('feedUnread')
            )}
          </p>
        )}
        <div className="cluster">
          <Button busy={make.isPending} onClick={() => make.mutate()}>
            {t(feed ? 'feedAgain' : 'feedMake')}
          </Button>
          {feed && (
            <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('feedRevoke')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}
