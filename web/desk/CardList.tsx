import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { get } from '../api/client.ts'
import type { Listed } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Pager } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'

const SIZE = 20

/**
 * The list of a subject's plural, a card a row, page by page as the address says. `row` gives the inside of an item,
 * `empty` what stands there while there is none, `look` the class of the list.
 */
export function CardList<R extends { id: string }>(props: {
  plural: string
  look: string
  empty: ReactNode
  row: (row: R) => ReactNode
}) {
  const { plural, look, empty, row } = props
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: [plural, page],
    queryFn: ({ signal }) => get<Listed<R>>(`/api/${plural}`, { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  if (list.isPending) return <Loading rows={5} />
  if (!list.data) return <QueryError error={list.error} retry={() => void list.refetch()} />
  if (list.data.items.length === 0) return <Card>{empty}</Card>
  return (
    <>
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      <Card flush>
        <ul className={look}>
          {list.data.items.map((item) => (
            <li key={item.id}>{row(item)}</li>
          ))}
        </ul>
        <Pager
          page={page}
          size={SIZE}
          total={list.data.total}
          onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
        />
      </Card>
    </>
  )
}
