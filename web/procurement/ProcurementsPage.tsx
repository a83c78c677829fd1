import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { methodWords, type Procurement, statusWords } from '../../src/procurement/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { Listed } from '../api/types.ts'
import { dueName } from '../desk/subjects.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { useServiceName } from '../shared/names.ts'
import { Page } from '../shared/Page.tsx'
import { RefusalNote } from '../shared/RefusalNote.tsx'
import { Pager, Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './procurement.css'
import { RegistrablePage } from './RegistrablePage.tsx'
import type { ListedProcurement } from './view.ts'
import { listWords } from './words.ts'

const SIZE = 20
const statuses = Object.keys(statusWords) as Procurement['status'][]

/** What an owner procures, what an operator has to check and runs, what watching bodies see; agencies see what is open. */
export default function ProcurementsPage() {
  const kind = useMe()?.actor?.kind
  if (kind === undefined) return <Loading rows={5} />
  return kind === 'agency' ? <RegistrablePage /> : <ListPage kind={kind} />
}

function ListPage({ kind }: { kind: string }) {
  const l = useWords(listWords)
  const say = useText()
  const language = useLanguage()
  const serviceName = useServiceName()
  const go = useGo()
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['procurements', query.status, page],
    queryFn: ({ signal }) =>
      get<Listed<ListedProcurement>>('/api/procurements', { status: query.status, page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  const title = l(kind === 'owner' ? 'mine' : kind === 'operator' ? 'check' : 'all')
  const shown = kind === 'owner' ? statuses : statuses.filter((s) => s !== 'draft')
  return (
    <Page title={title} width="wide" aside={kind === 'owner' && <BeginButton />}>
      <nav className="procurement-filters" aria-label={l('state')}>
        {[undefined, ...shown].map((status) => (
          <Link
            key={status ?? 'all'}
            to={status ? `?status=${status}` : '/desk/procurements'}
            aria-current={query.status === status ? 'true' : undefined}
          >
            {status ? say(statusWords[status]) : l('every')}
          </Link>
        ))}
      </nav>
      {list.isPending && <Loading rows={6} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && list.data.items.length === 0 && (
        <Card>
          <Empty title={l('none')}>{kind === 'owner' ? l('noneOwner') : l('noneBody')}</Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <Table<ListedProcurement>
            caption={title}
            rows={list.data.items}
            rowKey={(row) => row.id}
            onOpen={(row) => go(`/desk/procurements/${row.id}`)}
            columns={[
              {
                key: 'project',
                title: l('project'),
                cell: (row) => (
                  <>
                    <Link to={`/desk/procurements/${row.id}`}>{row.title || l('unnamed')}</Link>
                    <p className="small mute dots">
                      {row.number && <span className="num">{row.number}</span>}
                      {row.method && <span>{say(wordOf(methodWords, row.method))}</span>}
                      {row.serviceType && <span>{serviceName(row.serviceType, language)}</span>}
                      {kind !== 'owner' && <span>{row.ownerName}</span>}
                    </p>
                  </>
                ),
              },
              {
                key: 'state',
                title: l('state'),
                cell: (row) => (
                  <span className="tag" data-tone={toneOf(row.status)}>
                    {say(statusWords[row.status])}
                  </span>
                ),
              },
              {
                key: 'next',
                title: l('next'),
                cell: (row) =>
                  row.clock && (
                    <>
                      <span>{say(dueName('procurement', row.clock.action))}</span>{' '}
                      <span className="small">
                        <Cite article={row.clock.article} />
                      </span>
                      {row.clock.due && (
                        <div>
                          <Lamp due={row.clock.due} closes={row.clock.who === 'system'} />
                        </div>
                      )}
                    </>
                  ),
              },
              {
                key: 'changed',
                title: l('changed'),
                cell: (row) => <When at={row.changedAt} />,
                align: 'end',
              },
            ]}
          />
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

export const toneOf = (status: Procurement['status']): string | undefined => {
  switch (status) {
    case 'publicity':
    case 'awarded':
      return 'ok'
    case 'failed':
    case 'voided':
    case 'supplementing':
      return 'seal'
    case 'cancelled':
      return 'quiet'
    default:
      return undefined
  }
}

function BeginButton() {
  const l = useWords(listWords)
  const go = useGo()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function begin() {
    setBusy(true)
    try {
      const { id } = await send<{ id: string }>('/api/procurements', {})
      go(`/desk/procurements/${id}`)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button look="primary" busy={busy} onClick={() => void begin()}>
        {l('begin')}
      </Button>
      {refusal && <RefusalNote refusal={refusal} />}
    </>
  )
}
