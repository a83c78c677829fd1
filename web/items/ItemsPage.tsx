import { useQuery } from '@tanstack/react-query'
import type { PlainDate } from '../../src/calendar/index.ts'
import { currentOf, itemStatusWords, type ServiceItemState } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { useQueryText } from '../router/hooks.ts'
import { Price } from '../services/Price.tsx'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Table } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import './items.css'
import { itemWords } from './words.ts'

interface Row {
  id: string
  state: ServiceItemState
}

/** `GET /api/service-item-desk`. */
export interface ItemDesk {
  items: readonly Row[]
  mayBegin: boolean
  names: Readonly<Record<string, string>>
  departments: readonly { id: string; name: string }[]
  today: PlainDate
}

export const useItemDesk = () =>
  useQuery({
    queryKey: ['service-item-desk'],
    queryFn: ({ signal }) => get<ItemDesk>('/api/service-item-desk', {}, signal),
  })

/** The items that a department keeps; what is drafted stands on top (9.1). */
export default function ItemsPage() {
  const t = useWords(itemWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const [query, setQuery] = useQueryText()
  const desk = useItemDesk()
  const q = query.q?.trim() ?? ''
  const rows = desk.data?.items.filter(({ id, state }) => `${id} ${contentNow(state)?.zh}`.includes(q)) ?? []
  const today = desk.data?.today ?? ''
  return (
    <Page
      title={t('title')}
      width="wide"
      lead={
        <>
          {t(kind === 'department' ? 'lead' : 'leadWatch')} <Cite article="111/9.1" />
        </>
      }
      aside={
        desk.data?.mayBegin && (
          <span className="cluster">
            <ButtonLink to="/desk/service-items/import">{t('import')}</ButtonLink>
            <ButtonLink to="/desk/service-items/new" look="primary">
              {t('begin')}
            </ButtonLink>
          </span>
        )
      }
    >
      {desk.isPending && <Loading rows={6} />}
      {desk.error && <QueryError error={desk.error} retry={() => void desk.refetch()} />}
      {desk.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>{t('noneWhy')}</Empty>
        </Card>
      )}
      {desk.data && desk.data.items.length > 0 && (
        <div className="stack">
          <search>
            <input
              className="input items-search"
              type="search"
              value={query.q ?? ''}
              maxLength={40}
              aria-label={t('search')}
              placeholder={t('search')}
              onChange={(event) => setQuery({ q: event.target.value }, { replace: true })}
            />
          </search>
          <Card flush>
            <Table
              caption={t('title')}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: 'code', title: t('code'), cell: (r) => <span className="num">{r.id}</span> },
                {
                  key: 'name',
                  title: t('name'),
                  cell: (r) => (
                    <Link to={`/desk/service-items/${r.id}`}>{contentNow(r.state)?.zh || r.id}</Link>
                  ),
                },
                {
                  key: 'price',
                  title: t('price'),
                  cell: (r) => {
                    const content = contentNow(r.state)
                    return content && <Price price={content.price} />
                  },
                },
                ...(kind === 'department'
                  ? []
                  : [
                      {
                        key: 'keeper',
                        title: t('keeper'),
                        cell: (r: Row) => (r.state.editor ?? r.state.department).name,
                      },
                    ]),
                {
                  key: 'since',
                  title: t('since'),
                  cell: (r) => <span className="num">{currentOf(r.state)?.from ?? '–'}</span>,
                },
                {
                  key: 'state',
                  title: t('state'),
                  cell: (r) => (
                    <span className="cluster">
                      <span className="tag" data-tone={toneOf(r.state)}>
                        {say(itemStatusWords[r.state.status])}
                      </span>
                      {hasAmendment(r.state) && (
                        <span className="tag" data-tone="warn">
                          {t('hasDraft')}
                        </span>
                      )}
                      {(currentOf(r.state)?.from ?? '') > today && (
                        <span className="tag">{t('upcoming')}</span>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          </Card>
        </div>
      )}
    </Page>
  )
}

/** What the item says: the published version, or the draft of one that was not published yet. */
export const contentNow = (state: ServiceItemState) =>
  currentOf(state)?.content ?? ('draft' in state ? state.draft : undefined)

export const hasAmendment = (state: ServiceItemState): boolean =>
  state.status !== 'draft' && 'draft' in state && state.draft !== undefined

export const toneOf = ({ status }: ServiceItemState) =>
  status === 'published' ? 'ok' : status === 'withdrawn' ? 'seal' : undefined
