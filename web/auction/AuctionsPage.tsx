import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { useNow } from '../api/time.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import './Auction.css'
import type { AuctionSummary } from './live.ts'
import { auctionWords } from './words.ts'

/** All auctions: those that run, those to come, those that are over. */
export default function AuctionsPage() {
  const t = useWords(auctionWords)
  const now = useNow(5000)
  const query = useQuery({
    queryKey: ['auctions'],
    queryFn: ({ signal }) => get<{ items: readonly AuctionSummary[] }>('/api/auctions', {}, signal),
    refetchInterval: 10_000,
  })
  const items = query.data?.items ?? []
  const groups = [
    ['running', items.filter((a) => a.status === 'bidding' && a.startsAt <= now)],
    ['coming', items.filter((a) => a.status === 'bidding' && a.startsAt > now)],
    ['over', items.filter((a) => a.status !== 'bidding')],
  ] as const
  return (
    <Page title={t('name')} lead={t('lead')}>
      <div className="stack">
        {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Loading rows={4} height={5} />}
        {query.data && items.length === 0 && (
          <Card>
            <Empty title={t('none')}>{t('noneWhy')}</Empty>
          </Card>
        )}
        {groups.map(
          ([key, list]) =>
            list.length > 0 && (
              <Card key={key} title={t(key)} flush>
                <ul className="auction-rows">
                  {list.map((a) => (
                    <li key={a.id}>
                      <div>
                        <p className="song">
                          <Link to={`/auctions/${a.id}`}>{a.title}</Link>
                        </p>
                        <p className="small mute cluster">
                          <span className="num">{a.number}</span>
                          <span>{t('parties', { n: a.parties })}</span>
                          <span>{t('bids', { n: a.bids })}</span>
                        </p>
                      </div>
                      <div>
                        <p className="small mute">{t(key === 'over' ? 'finalPrice' : 'lowest')}</p>
                        {a.lowest === null ? (
                          <span className="mute">{t('noBid')}</span>
                        ) : (
                          <Money fen={a.lowest} />
                        )}
                      </div>
                      <div>
                        {key === 'over' ? (
                          <When at={a.endsAt} />
                        ) : (
                          <Lamp due={key === 'coming' ? a.startsAt : a.endsAt} layout="stack" closes />
                        )}
                      </div>
                    </li>
                  ))}
                </ul>
              </Card>
            ),
        )}
      </div>
    </Page>
  )
}
