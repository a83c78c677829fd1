import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { type AdmissionStatus, admissionStatusWords } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { BeginButton } from './AdmissionPage.tsx'
import './registry.css'
import { listTitle, listWords } from './words.ts'

interface AdmissionCard {
  id: string
  name: string
  status: AdmissionStatus
  changedAt: Instant
  due: Instant | null
  clerk: string | null
  /** By an expulsion (111/36). */
  ended: boolean
}

const SIZE = 20
const filters: readonly AdmissionStatus[] = [
  'submitted',
  'supplement-requested',
  'admitted',
  'in-publicity',
  'closed',
  'refused',
  'revoked',
]

/** My applications, or those that my body checks: what falls due first stands on top. */
export default function AdmissionsPage() {
  const l = useWords(listWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['admissions', query.status, query.clerk, page],
    queryFn: ({ signal }) =>
      get<Listed<AdmissionCard>>(
        '/api/admissions',
        { status: query.status, clerk: query.clerk, page, size: SIZE },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  const title = l(listTitle(kind))
  const items = list.data?.items ?? []
  const hasClerks = kind === 'operator' || kind === 'department'
  const mayBegin =
    kind === 'agency' && list.data !== undefined && items.every((i) => i.ended || ended(i.status))
  return (
    <Page
      title={title}
      width="wide"
      aside={mayBegin && items.length > 0 && <BeginButton label={l('begin')} />}
    >
      {kind !== 'agency' && (
        <nav className="admission-filters" aria-label={title}>
          {[undefined, ...filters].map((status) => (
            <Link
              key={status ?? 'all'}
              to={addressOf({ ...query, status, page: undefined })}
              aria-current={query.status === status ? 'true' : undefined}
            >
              {status ? say(admissionStatusWords[status]) : l('all')}
            </Link>
          ))}
        </nav>
      )}
      {hasClerks && (
        <nav className="admission-filters" aria-label={l('clerk')}>
          {([undefined, 'mine', 'nobody'] as const).map((clerk) => (
            <Link
              key={clerk ?? 'everyone'}
              to={addressOf({ ...query, clerk, page: undefined })}
              aria-current={query.clerk === clerk ? 'true' : undefined}
            >
              {l(clerk ?? 'everyone')}
            </Link>
          ))}
        </nav>
      )}
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data &&
        (items.length === 0 ? (
          <Card>
            <Empty title={l('none')}>
              <p>
                {kind === 'agency'
                  ? l('noneApplicant')
                  : kind === 'department'
                    ? l('noneDepartment')
                    : l('noneBody')}
              </p>
              {mayBegin && (
                <p className="admission-begin">
                  <BeginButton label={l('begin')} />
                </p>
              )}
            </Empty>
          </Card>
        ) : (
          <Card flush>
            <ul className="admission-cards">
              {items.map((item) => (
                <li key={item.id}>
                  <div>
                    <h2>
                      <Link to={`/desk/admissions/${item.id}`}>{item.name || l('unnamed')}</Link>
                    </h2>
                    <p className="small mute">
                      {l('changed')} <When at={item.changedAt} />
                      {item.clerk && ` · ${l('hands')} ${item.clerk}`}
                    </p>
                  </div>
                  <span className="tag">{say(admissionStatusWords[item.status])}</span>
                  {item.due && <Lamp due={item.due} layout="stack" closes={item.status === 'in-publicity'} />}
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
        ))}
      {hasClerks && <Loads path="/api/admissions/workload" title={l('workload')} head={l('clerk')} />}
      {(kind === 'management' || kind === 'audit') && (
        <Loads path="/api/admissions/bodies" title={l('bodies')} head={l('body')} />
      )}
    </Page>
  )
}

const addressOf = (query: Readonly<Record<string, string | undefined>>): string => {
  const text = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  ).toString()
  return text ? `/desk/admissions?${text}` : '/desk/admissions'
}

interface Load {
  id?: string
  person?: string | null
  name: string | null
  open: number
  late: number
  due: Instant | null
}

/** Who has how many open, and how many are late: the operator's people (8.1), or every body (7). */
function Loads({ path, title, head }: { path: string; title: string; head: string }) {
  const l = useWords(listWords)
  const loads = useQuery({
    queryKey: ['admissions', path],
    queryFn: ({ signal }) => get<{ items: Load[] }>(path, {}, signal),
  })
  if (!loads.data) return null
  return (
    <div className="admission-loads">
      <Card title={title} flush>
        <Table
          caption={title}
          rows={loads.data.items}
          rowKey={(r) => r.id ?? r.person ?? 'nobody'}
          columns={[
            { key: 'name', title: head, cell: (r) => r.name ?? l('nobody') },
            { key: 'open', title: l('openCount'), cell: (r) => r.open, align: 'end', by: (r) => r.open },
            {
              key: 'late',
              title: l('lateCount'),
              cell: (r) => (r.late > 0 ? <strong className="seal-text">{r.late}</strong> : 0),
              align: 'end',
              by: (r) => r.late,
            },
            { key: 'due', title: l('nextDue'), cell: (r) => (r.due ? <When at={r.due} deadline /> : '—') },
          ]}
        />
      </Card>
    </div>
  )
}

const ended = (status: AdmissionStatus) =>
  status === 'refused' || status === 'withdrawn' || status === 'revoked'
