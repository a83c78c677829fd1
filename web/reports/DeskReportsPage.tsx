import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import {
  type ReportStatus,
  reportStatusWords,
  type SituationId,
  situations,
} from '../../src/reports/index.ts'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { reportWords } from './words.ts'
import '../registry/registry.css'

interface Row {
  id: string
  due: Instant | null
  number: string
  status: ReportStatus
  situation: SituationId
  reported: string
  at?: Instant
  found: string | null
}

const SIZE = 20

/** Reports and what the clocks found (55.5, 55.7), in the order in which they fall due. */
export default function DeskReportsPage() {
  const t = useWords(reportWords)
  const say = useText()
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['reports', page],
    queryFn: ({ signal }) => get<Listed<Row>>('/api/reports', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={t('title')} width="wide" aside={<Link to="/reports">{t('make')}</Link>}>
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
          </Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="admission-cards">
            {list.data.items.map((r) => (
              <li key={r.id}>
                <div>
                  <h2>
                    <Link to={`/desk/reports/${r.id}`}>
                      {r.reported}：{say(situations[r.situation])}
                    </Link>
                  </h2>
                  <p className="small mute">
                    <span className="mono">{r.number}</span>{' '}
                    <Cite article={situations[r.situation].article} />
                    {r.found && ` · ${t('foundTag')} · ${r.found}`}
                    {r.at && (
                      <>
                        {' · '}
                        <When at={r.at} />
                      </>
                    )}
                  </p>
                </div>
                <span className="tag">{say(reportStatusWords[r.status])}</span>
                {r.due && <Lamp due={r.due} layout="stack" />}
              </li>
            ))}
          </ul>
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        </Card>
      )}
    </Page>
  )
}
