import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { type FiledObjection, objectionStatusWords } from '../../src/registry/index.ts'
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
import { objectionWords } from './objection-words.ts'
import './registry.css'

interface ObjectionCard {
  id: string
  state: FiledObjection
  due: Instant | null
}

const SIZE = 20

/** The objections that I filed, that my body reviews, or that are about my agency: what falls due first on top. */
export default function ObjectionsPage() {
  const t = useWords(objectionWords)
  const say = useText()
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['objections', page],
    queryFn: ({ signal }) => get<Listed<ObjectionCard>>('/api/objections', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={t('title')} width="wide">
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
            <p className="admission-begin">
              <ButtonLink to="/publicities">{t('publicities')}</ButtonLink>
            </p>
          </Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="admission-cards">
            {list.data.items.map(({ id, state, due }) => (
              <li key={id}>
                <div>
                  <h2>
                    <Link to={`/desk/objections/${id}`}>{state.agency.name}</Link>
                  </h2>
                  <p className="small mute">
                    {t('filedAt')} <When at={state.filedAt} />
                  </p>
                </div>
                <span className="tag">{say(objectionStatusWords[state.status])}</span>
                {due && <Lamp due={due} layout="stack" />}
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
