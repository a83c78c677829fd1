import { useEffect, useRef, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Card, Empty } from '../shared/Card.tsx'
import { Money } from '../shared/Money.tsx'
import { formatYuan } from '../shared/money.ts'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { fill, useWords } from '../words/words.ts'
import type { Chart } from './chart.ts'
import type { AuctionView, LiveBid } from './live.ts'
import { auctionWords } from './words.ts'

/** The descent as a chart, or, one click away, as the table behind it. */
export function Descent({
  view,
  bids,
  endsAt,
  own,
}: {
  view: AuctionView
  bids: readonly LiveBid[]
  endsAt: string
  own?: number | undefined
}) {
  const t = useWords(auctionWords)
  const [asTable, setAsTable] = useState(false)
  const lowest = bids.length > 0 ? Math.min(...bids.map((b) => b.amount)) : view.ceiling
  return (
    <Card
      title={t('chart')}
      aside={
        <Button look="quiet" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'asChart' : 'asTable')}
        </Button>
      }
    >
      {asTable ? (
        <BidTable bids={bids} own={own} />
      ) : (
        <figure
          className="descent"
          aria-label={t('chartAlt', {
            ceiling: formatYuan(view.ceiling),
            lowest: formatYuan(lowest),
            n: bids.length,
          })}
        >
          <Drawing view={view} bids={bids} endsAt={endsAt} />
        </figure>
      )}
    </Card>
  )
}

function Drawing({ view, bids, endsAt }: { view: AuctionView; bids: readonly LiveBid[]; endsAt: string }) {
  const element = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<Chart>()
  useEffect(() => {
    let made: Chart | undefined
    let gone = false
    void import('./chart.ts').then(({ chartIn }) => {
      if (gone || !element.current) return
      made = chartIn(element.current)
      setChart(made)
    })
    return () => {
      gone = true
      made?.dispose()
    }
  }, [])
  const language = useLanguage()
  useEffect(() => {
    chart?.show(view, bids, endsAt, (n) => fill(auctionWords.party, language, { n }))
  }, [chart, view, bids, endsAt, language])
  return <div ref={element} className="descent-chart" aria-hidden="true" />
}

/** Every bid by number, the latest first. */
export function BidTable({
  bids,
  own,
  names,
  compact = false,
}: {
  bids: readonly LiveBid[]
  own?: number | undefined
  names?: ReadonlyMap<number, string> | undefined
  /** For a narrow column: the time of day, and no proof. */
  compact?: boolean
}) {
  const t = useWords(auctionWords)
  if (bids.length === 0) return <Empty title={t('noBid')} />
  const rows = bids.map((bid, i) => ({ ...bid, place: i + 1 })).reverse()
  return (
    <Table
      caption={t('list')}
      rows={rows}
      rowKey={(b) => String(b.seq)}
      columns={[
        { key: 'place', title: t('place'), cell: (b) => <span className="num">{b.place}</span> },
        {
          key: 'who',
          title: t('who'),
          cell: (b) => (
            <span className="cluster">
              <span className="nowrap">{t('party', { n: b.bidder })}</span>
              {b.bidder === own && <span className="tag">{t('you')}</span>}
              {names?.get(b.bidder) && <span className="small mute">{names.get(b.bidder)}</span>}
            </span>
          ),
        },
        { key: 'amount', title: t('amount'), align: 'end', cell: (b) => <Money fen={b.amount} /> },
        {
          key: 'at',
          title: t('at'),
          cell: (b) =>
            compact ? (
              <time className="num" dateTime={b.at}>
                {b.at.slice(11, 19)}
              </time>
            ) : (
              <When at={b.at} seconds />
            ),
        },
        ...(compact
          ? []
          : [{ key: 'proof', title: t('proof'), cell: (b: LiveBid) => <ProofButton leaf={b.leaf} /> }]),
      ]}
    />
  )
}
