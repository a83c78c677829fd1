import { useQuery } from '@tanstack/react-query'
import { currentOf } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import type { ItemView } from '../items/ItemPage.tsx'
import { ItemVersions } from '../items/Versions.tsx'
import { itemWords } from '../items/words.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { serviceWords } from './words.ts'

/** One item of the list for everyone: what holds, what held, and the proof that it was published (9.1, 14). */
export default function ServicePage() {
  const { id = '' } = usePathParams()
  const s = useWords(serviceWords)
  const t = useWords(itemWords)
  const language = useLanguage()
  const query = useQuery({
    queryKey: ['service-item', id],
    queryFn: ({ signal }) => get<ItemView>(`/api/service-items/${encodeURIComponent(id)}`, {}, signal),
  })
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const { state, versions, history } = query.data
  const content = currentOf(state)?.content
  return (
    <Page
      title={content?.[language] ?? id}
      trail={[{ to: '/services', name: s('name') }]}
      lead={
        <span className="cluster">
          <span className="num">{id}</span>
          <Link to={`/?serviceType=${id}&state=all`}>{s('announcements')}</Link>
          <Link to={`/agencies?serviceType=${id}`}>{s('agencies')}</Link>
        </span>
      }
    >
      <div className="stack">
        {state.status === 'withdrawn' && (
          <Note tone="warn">{t('withdrawn', { from: state.from, reason: state.reason })}</Note>
        )}
        <Card title={t('versions')} aside={<Cite article="111/14" />}>
          <ItemVersions versions={versions} history={history} />
        </Card>
      </div>
    </Page>
  )
}
