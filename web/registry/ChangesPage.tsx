import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import {
  type ChangeMatter,
  type ChangeStatus,
  changeMatters,
  changeMatterWords,
  changeStatusWords,
} from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
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
import { changeWords } from './change-words.ts'
import './registry.css'

interface ChangeCard {
  id: string
  agencyName: string
  matter: ChangeMatter
  status: ChangeStatus
  changedAt: Instant
  due: Instant | null
}

const SIZE = 20

/** Changes of my agency and how to report one; or those that my body checks, what falls due first on top. */
export default function ChangesPage() {
  const c = useWords(changeWords)
  const say = useText()
  const mine = useMe()?.actor?.kind === 'agency'
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['changes', page],
    queryFn: ({ signal }) => get<Listed<ChangeCard>>('/api/changes', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  const items = list.data?.items ?? []
  return (
    <Page title={mine ? c('mine') : c('check')} lead={mine ? c('leadMine') : c('leadCheck')} width="wide">
      <div className="stack">
        {mine && (
          <Card title={c('begin')}>
            <div className="cluster">
              {changeMatters.map((matter) => (
                <ButtonLink key={matter} to={`/desk/changes/new?matter=${matter}`}>
                  {say(changeMatterWords[matter])}
                </ButtonLink>
              ))}
            </div>
          </Card>
        )}
        {list.isPending && <Loading rows={4} />}
        {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
        {list.data &&
          (items.length === 0 ? (
            <Card>
              <Empty title={c('none')}>
                <p>{mine ? c('noneMine') : c('noneCheck')}</p>
              </Empty>
            </Card>
          ) : (
            <Card flush>
              <ul className="admission-cards">
                {items.map((item) => (
                  <li key={item.id}>
                    <div>
                      <h2>
                        <Link to={`/desk/changes/${item.id}`}>
                          {mine
                            ? say(changeMatterWords[item.matter])
                            : `${item.agencyName} · ${say(changeMatterWords[item.matter])}`}
                        </Link>
                      </h2>
                      <p className="small mute">
                        {c('changed')} <When at={item.changedAt} />
                      </p>
                    </div>
                    <span className="tag" data-tone={toneOf(item.status)}>
                      {say(changeStatusWords[item.status])}
                    </span>
                    {item.due && <Lamp due={item.due} layout="stack" />}
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
          ))}
      </div>
    </Page>
  )
}

export const toneOf = (status: ChangeStatus) =>
  status === 'in-force' ? 'ok' : status === 'refused' ? 'seal' : undefined
