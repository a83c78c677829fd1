import { useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import {
  type ComplaintKind,
  type ComplaintResult,
  complaintKindWords,
  complaintResultWords,
} from '../../src/complaints/index.ts'
import { art } from '../../src/gazette/index.ts'
import { useTaken } from '../agenda/taken.ts'
import { get } from '../api/client.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { complaintWords } from './words.ts'
import '../publicity/publicity.css'

interface Decisions {
  items: readonly {
    id: string
    kind: ComplaintKind
    title: string
    respondent: string
    by: string
    result: ComplaintResult
    text: string
    publishedAt: Instant
  }[]
  total: number
  bodies: readonly {
    id: string
    name: string
    accepted: number
    decided: number
    year: number
    late: number
    overdue: number
    twiceMedianMs: number | null
    worstMs: number | null
  }[]
}

const SIZE = 20

/** 51.1: the decisions, and how long each body takes, for everyone. */
export default function DecisionsPage() {
  const t = useWords(complaintWords)
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['complaint-decisions', page],
    queryFn: ({ signal }) => get<Decisions>('/api/complaint-decisions', { page, size: SIZE }, signal),
  })
  return (
    <Page
      title={t('publicTitle')}
      lead={
        <>
          {t('publicLead')} <Cite article={art('111', '51.1')} />
        </>
      }
    >
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <div className="stack">
          <Bodies bodies={list.data.bodies} />
          {list.data.items.length === 0 ? (
            <Card>
              <Empty title={t('noDecisions')}>
                <p>{t('noDecisionsWhy')}</p>
              </Empty>
            </Card>
          ) : (
            list.data.items.map((d) => <DecisionCard key={d.id} d={d} />)
          )}
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        </div>
      )}
    </Page>
  )
}

function DecisionCard({ d }: { d: Decisions['items'][number] }) {
  const t = useWords(complaintWords)
  const say = useText()
  return (
    <Card title={d.title} aside={<span className="tag">{say(complaintResultWords[d.result])}</span>}>
      <div className="stack">
        <p>{d.text}</p>
        <p className="small mute">
          {say(complaintKindWords[d.kind])} · {t('respondent')} {d.respondent} · {d.by} ·{' '}
          <When at={d.publishedAt} />
        </p>
      </div>
    </Card>
  )
}

function Bodies({ bodies }: Pick<Decisions, 'bodies'>) {
  const t = useWords(complaintWords)
  const taken = useTaken()
  if (bodies.length === 0) return null
  return (
    <Card title={t('bodies')} aside={<Link to="/board">{t('board')}</Link>}>
      <Table
        caption={t('bodies')}
        rows={bodies}
        rowKey={(b) => `${b.id}${b.year}`}
        columns={[
          { key: 'name', title: t('body'), cell: (b) => b.name },
          { key: 'year', title: t('year'), cell: (b) => b.year, by: (b) => b.year, align: 'end' },
          {
            key: 'accepted',
            title: t('acceptedN'),
            cell: (b) => b.accepted,
            by: (b) => b.accepted,
            align: 'end',
          },
          {
            key: 'decided',
            title: t('decidedN'),
            cell: (b) => b.decided,
            by: (b) => b.decided,
            align: 'end',
          },
          { key: 'late', title: t('lateN'), cell: (b) => b.late, by: (b) => b.late, align: 'end' },
          {
            key: 'overdue',
            title: t('overdueN'),
            cell: (b) => b.overdue,
            by: (b) => b.overdue,
            align: 'end',
          },
          {
            key: 'median',
            title: t('median'),
            cell: (b) => taken(b.twiceMedianMs === null ? null : b.twiceMedianMs / 2),
            by: (b) => b.twiceMedianMs ?? 0,
            align: 'end',
          },
          {
            key: 'worst',
            title: t('worst'),
            cell: (b) => taken(b.worstMs),
            by: (b) => b.worstMs ?? 0,
            align: 'end',
          },
        ]}
      />
    </Card>
  )
}
