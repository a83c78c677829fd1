import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { methodWords, moneyWords, refusalWords } from '../../src/procurement/index.ts'
import type { Refusal } from '../../src/workflow/index.ts'
import { get } from '../api/client.ts'
import type { AnnouncementCard } from '../api/types.ts'
import { useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './procurement.css'
import { listWords } from './words.ts'

interface Registrable extends AnnouncementCard {
  registered: boolean
  refusal?: Refusal
}

/** Open announcements for an agency: what it may join, what it has joined, and what stands against the others. */
export function RegistrablePage() {
  const l = useWords(listWords)
  const say = useText()
  const language = useLanguage()
  const [query, setQuery] = useQueryText()
  const mine = query.all === undefined
  const list = useQuery({
    queryKey: ['registrable', mine],
    queryFn: ({ signal }) =>
      get<{ items: readonly Registrable[] }>('/api/registrable', { mine: String(mine) }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  return (
    <Page title={l('open')} width="wide">
      <p className="procurement-filters">
        <label>
          <input
            type="checkbox"
            checked={mine}
            onChange={(event) => setQuery({ all: event.target.checked ? undefined : '1' })}
          />{' '}
          {l('mineOnly')}
        </label>
      </p>
      {list.isPending && <Loading rows={6} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <Card flush>
          {list.data.items.length === 0 ? (
            <Empty title={l('noneOpen')}>{l('noneOpenWhy')}</Empty>
          ) : (
            <ol className="registrable">
              {list.data.items.map((item) => (
                <li key={item.id}>
                  <div>
                    <h2>
                      <Link to={`/desk/procurements/${item.id}`}>{item.title}</Link>
                    </h2>
                    <p className="small mute dots">
                      <span>{say(wordOf(methodWords, item.method))}</span>
                      <span>{item.serviceTypeName}</span>
                      <span>{regionName(item.region, language)}</span>
                      <span>{item.ownerName}</span>
                      <span>{say(wordOf(moneyWords, item.money))}</span>
                    </p>
                    {item.refusal && !item.registered && (
                      <p className="small">
                        {say(wordOf(refusalWords, item.refusal.code), item.refusal.params)}{' '}
                        <Cite article={item.refusal.article} />
                      </p>
                    )}
                  </div>
                  <span
                    className="tag"
                    data-tone={item.registered ? 'ok' : item.refusal ? 'quiet' : undefined}
                  >
                    {l(item.registered ? 'registered' : item.refusal ? 'ineligible' : 'eligible')}
                  </span>
                  <Money fen={item.amount} />
                  {item.deadline && <Lamp due={item.deadline} layout="stack" closes />}
                </li>
              ))}
            </ol>
          )}
        </Card>
      )}
    </Page>
  )
}
