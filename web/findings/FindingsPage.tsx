import { useQuery } from '@tanstack/react-query'
import { art } from '../../src/gazette/index.ts'
import { findingStatusWords, type OriginFinding, sameByWords } from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import '../standing/standing.css'
import { useText, useWords } from '../words/words.ts'
import { findingWords } from './words.ts'

/** Registrations of one project from one place, what waits on top (40.2). */
export default function FindingsPage() {
  const t = useWords(findingWords)
  const say = useText()
  const list = useQuery({
    queryKey: ['findings'],
    queryFn: ({ signal }) =>
      get<{ items: { id: string; state: OriginFinding }[] }>('/api/findings', {}, signal),
  })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '40.2')} />
        </>
      }
      width="wide"
    >
      {list.isPending && <Loading rows={4} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')} />
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="standing-list">
            {list.data.items.map(({ id, state }) => (
              <li key={id}>
                <div>
                  <h2>
                    <Link to={`/desk/findings/${id}`}>{state.procurement.title}</Link>
                  </h2>
                  <p className="small mute">
                    {t('agencies', { n: state.agencies.length })} ·{' '}
                    {state.by.map((b) => say(sameByWords[b])).join('、')} · <When at={state.foundAt} />
                  </p>
                </div>
                <span className="tag" data-tone={toneOf(state.status)}>
                  {say(findingStatusWords[state.status])}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}

export const toneOf = (status: OriginFinding['status']) =>
  status === 'draft' ? 'warn' : status === 'kept' ? 'seal' : undefined
