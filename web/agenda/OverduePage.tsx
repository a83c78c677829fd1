import { useQuery } from '@tanstack/react-query'
import { subjectPath } from '../../src/agenda/index.ts'
import type { Instant } from '../../src/calendar/index.ts'
import { type Article, art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { type Text, useText, useWords } from '../words/words.ts'
import '../registry/registry.css'
import { agendaWords } from './words.ts'

interface Row {
  /** Absent where the reader may not open the thing itself. */
  subject?: string
  id?: string
  title?: string
  article: Article
  due: Instant
  who: string
  name: string
  what: Text
}

/** 7.2, 13: every clock that has run out in the places that the body watches over, one by one. */
export default function OverduePage() {
  const t = useWords(agendaWords)
  const say = useText()
  const list = useQuery({
    queryKey: ['board-overdue'],
    queryFn: ({ signal }) => get<Row[]>('/api/board/overdue', {}, signal),
  })
  return (
    <Page
      title={t('watch')}
      lead={
        <>
          {t('watchLead')} <Cite article={art('111', '7.2')} />
        </>
      }
      width="wide"
      aside={<Link to="/board">{t('boardTitle')}</Link>}
    >
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <Card>
          <Empty title={t('watchNone')} />
        </Card>
      )}
      {list.data && list.data.length > 0 && (
        <Card flush>
          <ul className="admission-cards">
            {list.data.map((c, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what may not be opened has no name of its own.
              <li key={`${n}${c.who}${c.due}`}>
                <div>
                  <h2>
                    {c.subject && c.id ? (
                      <Link to={subjectPath(c.subject, c.id)}>
                        {say(c.what)}：{c.title}
                      </Link>
                    ) : (
                      say(c.what)
                    )}
                  </h2>
                  <p className="small mute">
                    {t('who')} {c.name}
                  </p>
                </div>
                <span className="small">
                  <Cite article={c.article} />
                </span>
                <Lamp due={c.due} layout="stack" />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}
