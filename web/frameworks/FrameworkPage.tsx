import { useQuery } from '@tanstack/react-query'
import { frameworkStatusWords } from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import { usePathParams } from '../router/hooks.ts'
import { Loading } from '../shared/Card.tsx'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { FrameworkBody, type FrameworkView } from './parts.tsx'
import { frameworkPageWords } from './words.ts'

/** One framework, for everyone: nothing of it is anybody's secret. */
export default function FrameworkPage() {
  const { id = '' } = usePathParams()
  const t = useWords(frameworkPageWords)
  const say = useText()
  const query = useQuery({
    queryKey: ['framework', id],
    queryFn: ({ signal }) => get<FrameworkView>(`/api/frameworks/${id}`, {}, signal),
    refetchInterval: 30_000,
  })
  if (query.isPending) return <Loading rows={6} height={5} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const { state } = query.data
  return (
    <Page
      title={state.title}
      trail={[{ to: '/frameworks', name: t('name') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag">{say(frameworkStatusWords[state.status])}</span>
          <span>{state.owner.name}</span>
          <span className="num">{state.number}</span>
        </span>
      }
    >
      <FrameworkBody view={query.data} />
    </Page>
  )
}
