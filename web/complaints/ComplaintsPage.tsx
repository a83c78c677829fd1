import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import {
  type ComplaintKind,
  type ComplaintStatus,
  complaintKindWords,
  complaintStatusWords,
} from '../../src/complaints/index.ts'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { complaintWords } from './words.ts'
import '../registry/registry.css'

interface Row {
  id: string
  due: Instant | null
  kind: ComplaintKind
  status: ComplaintStatus
  title: string
  respondent: string
  receiver: string
  mine: boolean
  madeAt: Instant | null
}

const SIZE = 20

/** The complaints that I made, that my body handles, or that are about my organisation: what waits for me on top. */
export default function ComplaintsPage() {
  const t = useWords(complaintWords)
  const say = useText()
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['complaints', page],
    queryFn: ({ signal }) => get<Listed<Row>>('/api/complaints', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={t('title')} width="wide" aside={<Link to="/complaints">{t('publicTitle')}</Link>}>
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
            <p className="admission-begin">
              <ButtonLink to="/">{t('hall')}</ButtonLink>
            </p>
          </Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="admission-cards">
            {list.data.items.map((c) => (
              <li key={c.id}>
                <div>
                  <h2>
                    <Link to={`/desk/complaints/${c.id}`}>{c.title}</Link>
                  </h2>
                  <p className="small mute">
                    {say(complaintKindWords[c.kind])} · {t('respondent')} {c.respondent}
                    {c.mine && ` · ${t('mine')}`}
                    {c.madeAt && (
                      <>
                        {' · '}
                        <When at={c.madeAt} />
                      </>
                    )}
                  </p>
                </div>
                <span className="tag">{say(complaintStatusWords[c.status])}</span>
                {c.due && <Lamp due={c.due} layout="stack" />}
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
