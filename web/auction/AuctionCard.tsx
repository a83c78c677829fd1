import { chinaCalendar, type Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { type AuctionTerms, biddingBegins } from '../../src/procurement/index.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { When } from '../shared/When.tsx'
import { useWords } from '../words/words.ts'
import { auctionWords } from './words.ts'

/** The way to an auction, beside its announcement and on the desks: its range, and the page where it happens. */
export function AuctionCard({
  id,
  terms,
  deadline,
  begun,
  bids = false,
}: {
  id: string
  terms: AuctionTerms
  /** End of registration. */
  deadline: Instant | undefined
  /** It is known who bids: there is something to see. */
  begun: boolean
  /** For an agency that may take part. */
  bids?: boolean
}) {
  const t = useWords(auctionWords)
  return (
    <Card title={t('desk')} aside={<Cite article={art('111', '22.1.5')} />}>
      <div className="stack">
        <dl className="facts">
          <dt>{t('range')}</dt>
          <dd>
            <Money fen={terms.floor} /> – <Money fen={terms.ceiling} />
          </dd>
          <dt>{t('step')}</dt>
          <dd>
            <Money fen={terms.step} />
          </dd>
          {deadline && !begun && (
            <>
              <dt>{t('plannedStart')}</dt>
              <dd>
                <When at={biddingBegins(deadline, deadline, terms, chinaCalendar)} />
              </dd>
            </>
          )}
        </dl>
        {begun && (
          <div className="cluster">
            {bids && (
              <ButtonLink look="primary" to={`/desk/auctions/${id}`}>
                {t('enter')}
              </ButtonLink>
            )}
            <ButtonLink to={`/auctions/${id}`}>{t('watch')}</ButtonLink>
          </div>
        )}
      </div>
    </Card>
  )
}
