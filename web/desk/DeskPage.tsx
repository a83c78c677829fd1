import { useQuery } from '@tanstack/react-query'
import { addDays, dateOf, type Instant } from '../../src/calendar/index.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../api/time.ts'
import type { Desk, DeskItem } from '../api/types.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Page } from '../shared/Page.tsx'
import { clockParts, formatDate } from '../shared/time.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { deskQuery } from './DeskLayout.tsx'
import './DeskPage.css'
import { dueName, subjectName, subjectPath } from './subjects.ts'
import { deskWords } from './words.ts'

/** 工作台: what is due, in the order in which it falls due. */
export default function DeskPage() {
  const t = useWords(deskWords)
  const query = useQuery(deskQuery)
  const { data } = query
  return (
    <Page
      title={data && data.counts.today + data.counts.overdue === 0 ? t('nothingToday') : t('first')}
      lead={data && <Counts counts={data.counts} />}
      width="wide"
    >
      {query.isPending && <Loading rows={5} height={5} />}
      {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
      {data && (data.items.length === 0 ? <NothingToDo /> : <Groups items={data.items} />)}
    </Page>
  )
}

function Counts({ counts }: { counts: Desk['counts'] }) {
  const t = useWords(deskWords)
  const figures: [string, string, boolean][] = [
    [t('today'), String(counts.today), false],
    [t('week'), String(counts.week), false],
    [t('overdue'), String(counts.overdue), counts.overdue > 0],
  ]
  if (counts.onTimePermille !== null)
    figures.push([t('onTime'), `${(counts.onTimePermille / 10).toFixed(1)}%`, false])
  return (
    <ul className="desk-counts num">
      {figures.map(([name, value, late]) => (
        <li key={name} data-late={late || undefined}>
          {name} <strong>{value}</strong>
        </li>
      ))}
    </ul>
  )
}

interface Group {
  key: string
  name: string
  late?: boolean
  items: DeskItem[]
}

/** 已超期, 今天, 明天, then day by day; without a limit; last what the system does by itself. */
function useGroups(items: readonly DeskItem[]): Group[] {
  const t = useWords(deskWords)
  const language = useLanguage()
  const now = useNow(30_000)
  const today = dateOf(now)
  const groups: Group[] = []
  for (const item of items) {
    const found = groupOf(item)
    const own = groups.find((g) => g.key === found.key)
    if (own) own.items.push(item)
    else groups.push({ ...found, items: [item] })
  }
  return groups.toSorted((a, b) => order(a.key) - order(b.key))

  function groupOf(item: DeskItem): Omit<Group, 'items'> {
    if (item.automatic) return { key: 'automatic', name: t('groupAutomatic') }
    if (!item.due) return { key: 'none', name: t('groupNoLimit') }
    if (item.due <= now) return { key: 'late', name: t('overdue'), late: true }
    const { day } = clockParts(item.due, true)
    const date = formatDate(day, { today, language })
    if (day <= today) return { key: day, name: `${t('groupToday')} ${date}` }
    if (day === addDays(today, 1)) return { key: day, name: `${t('groupTomorrow')} ${date}` }
    return { key: day, name: date }
  }
}

const order = (key: string): number =>
  key === 'late'
    ? 0
    : key === 'none'
      ? 99_999_998
      : key === 'automatic'
        ? 99_999_999
        : Number(key.replaceAll('-', ''))

function Groups({ items }: { items: readonly DeskItem[] }) {
  const groups = useGroups(items)
  const first = groups.find((g) => g.key !== 'automatic')
  return (
    <div className="stack">
      {groups.map((group) => (
        <section key={group.key} className="desk-day" data-late={group.late}>
          <h2 className="mute">{group.name}</h2>
          <Card flush>
            <ul>
              {group.items.map((item) => (
                <Item
                  key={`${item.subject}/${item.id}/${item.action}`}
                  item={item}
                  urgent={group === first}
                />
              ))}
            </ul>
          </Card>
        </section>
      ))}
    </div>
  )
}

function Item({ item, urgent }: { item: DeskItem; urgent: boolean }) {
  const t = useWords(deskWords)
  const say = useText()
  const action = say(dueName(item.subject, item.action))
  return (
    <li className="desk-item">
      <Lamp due={item.due as Instant | undefined} layout="stack" />
      <div className="desk-item-what">
        <h3>
          {action}：{item.title}
        </h3>
        <p className="small mute">{item.detail ?? say(subjectName(item.subject))}</p>
      </div>
      <span className="small">
        <Cite article={item.article} />
      </span>
      <ButtonLink
        to={subjectPath(item.subject, item.id)}
        look={item.automatic ? 'quiet' : urgent ? 'primary' : 'plain'}
        aria-label={`${item.automatic ? t('look') : t('open')}：${action}，${item.title}`}
      >
        {item.automatic ? t('look') : t('open')}
      </ButtonLink>
    </li>
  )
}

function NothingToDo() {
  const t = useWords(deskWords)
  const kind = useMe()?.actor?.kind
  return (
    <Card>
      <Empty title={t('empty')}>
        <p>{kind === 'owner' ? t('emptyOwner') : kind === 'agency' ? t('emptyAgency') : t('emptyBody')}</p>
        <p className="desk-empty-way">
          <ButtonLink to="/">{t('toHall')}</ButtonLink>
        </p>
      </Empty>
    </Card>
  )
}
