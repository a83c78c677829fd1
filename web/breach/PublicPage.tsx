import { useQuery } from '@tanstack/react-query'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import { type Published, PublishedCase } from './Published.tsx'
import { breachWords } from './words.ts'

const SIZE = 20

/** 42.2, 43.5: what is published today, for everyone; each comes down at the end of its last day. */
export default function PublicPage() {
  const t = useWords(breachWords)
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['public-breaches', page],
    queryFn: ({ signal }) => get<Listed<Published>>('/api/credit/breaches', { page, size: SIZE }, signal),
  })
  return (
    <Page
      title={t('publicTitle')}
      lead={
        <>
          {t('publicLead')} <Cite article={art('111', '42.2')} />
        </>
      }
    >
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('nonePublic')}>
            <p>{t('nonePublicWhy')}</p>
          </Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <div className="stack">
          {list.data.items.map((item) => (
            <PublishedCase key={item.id} item={item} named />
          ))}
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        </div>
      )}
    </Page>
  )
}
