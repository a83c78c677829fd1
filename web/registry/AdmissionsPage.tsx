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
import { Pager } from '../shared/Table.tsx'
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
    queryKey: ['admissions', query.status, page],
    queryFn: ({ signal }) =>
      get<Listed<AdmissionCard>>('/api/admissions', { status: query.status, page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  const title = l(listTitle(kind))
  const items = list.data?.items ?? []
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
              to={status ? `?status=${status}` : '/desk/admissions'}
              aria-current={query.status === status ? 'true' : undefined}
            >
              {status ? say(admissionStatusWords[status]) : l('all')}
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
    </Page>
  )
}

const ended = (status: AdmissionStatus) =>
  status === 'refused' || status === 'withdrawn' || status === 'revoked'
