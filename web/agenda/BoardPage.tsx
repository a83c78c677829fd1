import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { type Article, art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { type Text, useText, useWords } from '../words/words.ts'
import './agenda.css'
import { useTaken } from './taken.ts'
import { agendaWords } from './words.ts'

interface Kind {
  what: Text
  article?: Article
  overdue: number
  oldest: Instant | null
  answered: number
  late: number
  twiceMedianMs: number | null
  worstMs: number | null
}

interface Board {
  year: number
  years: readonly number[]
  bodies: readonly {
    id: string
    name: string
    region: string
    overdue: number
    oldest: Instant | null
    answered: number
    late: number
    kinds: readonly Kind[]
  }[]
}

/** Overdue work of every body and how long each takes, from the clocks, for everyone. The words come with the answer. */
export default function BoardPage() {
  const t = useWords(agendaWords)
  const [query, setQuery] = useQueryText()
  const board = useQuery({
    queryKey: ['board', query.year],
    queryFn: ({ signal }) => get<Board>('/api/board', { year: query.year }, signal),
    placeholderData: keepPreviousData,
  })
  const { data } = board
  return (
    <Page
      title={t('boardTitle')}
      lead={
        <>
          {t('boardLead')} <Cite article={art('111', '7.2')} />
        </>
      }
    >
      {board.isPending && <Loading rows={6} />}
      {board.error && <QueryError error={board.error} retry={() => void board.refetch()} />}
      {data && (
        <div className="stack">
          <p>
            <label>
              {t('year')}{' '}
              <select
                className="input"
                style={{ width: 'auto' }}
                value={data.year}
                onChange={(event) => setQuery({ year: event.target.value })}
              >
                {data.years.map((y) => (
                  <option key={y} value={y}>
                    {y}
                  </option>
                ))}
              </select>
            </label>
          </p>
          {data.bodies.length === 0 ? (
            <Card>
              <Empty title={t('noBodies')} />
            </Card>
          ) : (
            <Card flush>
              <ul className="board">
                {data.bodies.map((body) => (
                  <Body key={body.id} body={body} />
                ))}
              </ul>
            </Card>
          )}
          <p className="small mute">{t('timeNote')}</p>
          <p>
            <Link to="/complaints">{t('complaints')}</Link> · <Link to="/consults">{t('consults')}</Link>
          </p>
        </div>
      )}
    </Page>
  )
}

function Body({ body }: { body: Board['bodies'][number] }) {
  const t = useWords(agendaWords)
  const say = useText()
  const language = useLanguage()
  const taken = useTaken()
  const half = (twice: number | null) => (twice === null ? null : twice / 2)
  return (
    <li>
      <details open={body.overdue > 0}>
        <summary>
          <h2>{body.name}</h2>
          <span className="small mute">{regionName(body.region, language)}</span>
          <span className={body.overdue > 0 ? 'board-late' : 'mute'}>
            {body.overdue > 0 ? t('overdueOf', { n: body.overdue }) : t('allInTime')}
          </span>
          <span className="small mute">
            {t('answered')} {body.answered} · {t('late')} {body.late}
          </span>
        </summary>
        <div>
          <Table
            caption={body.name}
            rows={body.kinds}
            rowKey={(k) => `${k.what.zh}${k.article ?? ''}`}
            columns={[
              {
                key: 'what',
                title: t('what'),
                cell: (k) => (
                  <>
                    {say(k.what)} {k.article && <Cite article={k.article} />}
                  </>
                ),
              },
              {
                key: 'overdue',
                title: t('overdueN'),
                cell: (k) => k.overdue,
                by: (k) => k.overdue,
                align: 'end',
              },
              {
                key: 'oldest',
                title: t('oldest'),
                cell: (k) => (k.oldest ? <When at={k.oldest} deadline /> : '—'),
              },
              {
                key: 'answered',
                title: t('answered'),
                cell: (k) => k.answered,
                by: (k) => k.answered,
                align: 'end',
              },
              { key: 'late', title: t('late'), cell: (k) => k.late, by: (k) => k.late, align: 'end' },
              {
                ...{ key: 'median', title: t('median'), align: 'end' as const },
                cell: (k) => taken(half(k.twiceMedianMs)),
                by: (k) => k.twiceMedianMs ?? 0,
              },
              {
                ...{ key: 'worst', title: t('worst'), align: 'end' as const },
                cell: (k) => taken(k.worstMs),
                by: (k) => k.worstMs ?? 0,
              },
            ]}
          />
        </div>
      </details>
    </li>
  )
}
