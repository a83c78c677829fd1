import { useMe } from '../api/session.ts'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import './Auction.css'
import { BidTable, Descent } from './Descent.tsx'
import { useAuction } from './live.ts'
import { AuctionClock, Audit, LiveSign, Result, Rules, Standings } from './parts.tsx'
import { auctionWords } from './words.ts'

/** An auction for everybody: the lowest price, the clock, the descent, every bid by its number, as it happens. */
export default function AuctionPage() {
  const { id = '' } = usePathParams()
  const t = useWords(auctionWords)
  const me = useMe()?.actor
  const { query, view, stream, standings, lowest } = useAuction(id)
  if (query.error && !view) {
    return (
      <div className="page">
        <QueryError error={query.error} retry={() => void query.refetch()} />
      </div>
    )
  }
  if (!view) {
    return (
      <div className="page">
        <Loading rows={1} height={3} />
        <Loading rows={1} height={26} />
      </div>
    )
  }
  const endsAt = stream.endsAt ?? view.endsAt
  const over = view.status !== 'bidding'
  const names = new Map(view.names?.map((n) => [n.number, n.name]))
  return (
    <Page
      title={view.title}
      trail={[{ to: '/auctions', name: t('name') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="num">{view.number}</span>
          <span>{view.owner}</span>
          <span className="num">{t('parties', { n: view.parties })}</span>
          <Cite article="111/22.1.5" />
          <Link to={`/announcements/${view.id}`}>{t('announcement')}</Link>
        </span>
      }
      aside={
        <span className="cluster">
          <LiveSign connection={stream.connection} />
          {me?.kind === 'agency' && !over && (
            <ButtonLink look="primary" to={`/desk/auctions/${view.id}`}>
              {t('enter')}
            </ButtonLink>
          )}
        </span>
      }
    >
      <div className="auction">
        <div className="stack">
          <Card>
            <div className="auction-head">
              <div aria-live="polite" aria-atomic="true">
                <p className="mute">{t(over ? 'finalPrice' : 'lowest')}</p>
                <p className="auction-lowest">
                  {lowest === undefined ? (
                    <span className="mute">{t(over ? 'nobody' : 'noBid')}</span>
                  ) : (
                    <Money fen={lowest} />
                  )}
                </p>
                <p className="small mute">{t('bids', { n: stream.bids.length })}</p>
              </div>
              <AuctionClock view={view} endsAt={endsAt} extensions={stream.extensions} ended={stream.ended} />
            </div>
          </Card>
          <Result view={view} />
          <Descent view={view} bids={stream.bids} endsAt={endsAt} />
          <Audit view={view} />
          <Rules view={view} endsAt={endsAt} />
        </div>
        <div className="stack">
          <Standings standings={standings} names={view.names} />
          <Card title={t('list')} flush>
            <div className="auction-list">
              <BidTable bids={stream.bids} names={names} compact />
            </div>
          </Card>
        </div>
      </div>
    </Page>
  )
}
