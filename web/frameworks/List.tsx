import { useQuery } from '@tanstack/react-query'
import { frameworkStatusWords } from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Link } from '../shared/Link.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import './frameworks.css'
import { type FrameworkRow, Used } from './parts.tsx'
import { frameworkPageWords } from './words.ts'

/** Frameworks, each with what is used of its ceiling; `to` is where one opens. */
export function FrameworkList({ to, mine = false }: { to: string; mine?: boolean }) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  const query = useQuery({
    queryKey: ['frameworks', mine],
    queryFn: ({ signal }) =>
      get<Listed<FrameworkRow>>('/api/frameworks', { size: 100, ...(mine ? { mine: 'true' } : {}) }, signal),
  })
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading rows={4} height={5} />
  if (query.data.items.length === 0) {
    return (
      <Card>
        <Empty title={t('none')}>{t('noneWhy')}</Empty>
      </Card>
    )
  }
  return (
    <div className="stack">
      {query.data.items.map((f) => (
        <Card key={f.id}>
          <div className="framework-order-head">
            <h2 className="song framework-title">
              <Link to={`${to}/${f.id}`}>{f.title}</Link>
            </h2>
            <span className="tag" data-tone={f.status === 'running' ? 'ok' : undefined}>
              {say(frameworkStatusWords[f.status])}
            </span>
          </div>
          <p className="small mute cluster">
            <span>{f.owner}</span>
            <span className="num">{f.number}</span>
            <span>{t('seatsOf', { n: f.members })}</span>
            <span>{t('callOffsOf', { n: f.callOffs })}</span>
            <span>
              {t('until')} <span className="num">{f.until}</span>
            </span>
          </p>
          <Used used={f.used} ceiling={f.ceiling} />
        </Card>
      ))}
    </div>
  )
}
