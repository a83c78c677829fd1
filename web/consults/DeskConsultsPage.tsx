import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { type ConsultStatus, consultStatusWords } from '../../src/consults/index.ts'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { consultWords } from './words.ts'
import '../registry/registry.css'

interface Row {
  id: string
  due: Instant | null
  number: string
  status: ConsultStatus
  region: string
  body: string
  question?: string
  askedAt?: Instant
  extended?: boolean
}

const SIZE = 20

/** What was asked of my body, in the order in which it falls due; of a place's bodies for who watches over them. */
export default function DeskConsultsPage() {
  const t = useWords(consultWords)
  const say = useText()
  const language = useLanguage()
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['consults', page],
    queryFn: ({ signal }) => get<Listed<Row>>('/api/consults', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={t('title')} width="wide" aside={<Link to="/consults">{t('published')}</Link>}>
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
            <p className="admission-begin">
              <ButtonLink to="/consults/new">{t('ask')}</ButtonLink>
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
                    <Link to={`/desk/consults/${c.id}`}>{c.question ?? c.number}</Link>
                  </h2>
                  <p className="small mute">
                    <span className="mono">{c.number}</span> · {regionName(c.region, language)} · {c.body}
                    {c.askedAt && (
                      <>
                        {' · '}
                        <When at={c.askedAt} />
                      </>
                    )}
                  </p>
                </div>
                <span className="tag">{say(consultStatusWords[c.status])}</span>
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
