import { art } from '../../src/gazette/index.ts'
import { useNow } from '../api/time.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Countdown } from '../shared/Countdown.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Money } from '../shared/Money.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { useWords } from '../words/words.ts'
import type { AuctionView, Connection, LiveBid } from './live.ts'
import { auctionWords } from './words.ts'

/** Whether what is on screen is what happens now. */
export function LiveSign({ connection }: { connection: Connection }) {
  const t = useWords(auctionWords)
  const word = {
    connecting: 'connecting',
    live: 'live',
    reconnecting: 'reconnecting',
    over: 'complete',
  } as const
  return (
    <span className="live-sign" data-state={connection} role="status">
      <i aria-hidden="true" />
      {t(word[connection])}
    </span>
  )
}

/** The clock of an auction in the market's time: until it begins, until it ends, or that it is over. */
export function AuctionClock({
  view,
  endsAt,
  extensions,
  ended,
}: {
  view: AuctionView
  endsAt: AuctionView['endsAt']
  extensions: number
  ended: boolean
}) {
  const t = useWords(auctionWords)
  const now = useNow()
  const waits = now < view.startsAt
  const due = waits ? view.startsAt : endsAt
  const over = ended || view.status !== 'bidding' || now >= endsAt
  return (
    <div className="auction-clock">
      <p className="mute">{t(over ? 'ended' : waits ? 'untilStart' : 'untilEnd')}</p>
      {!over && <Countdown due={due} />}
      {over ? <When at={endsAt} seconds /> : <Lamp due={due} closes />}
      {extensions > 0 && (
        <Note>{t('extended', { last: view.terms.lastMinutes, times: extensions, until: endsAt })}</Note>
      )}
    </div>
  )
}

/** The rules of one auction, in words, with what is a default of this system. */
export function Rules({ view, endsAt }: { view: AuctionView; endsAt: string }) {
  const t = useWords(auctionWords)
  const { terms } = view
  return (
    <Card title={t('rules')} aside={<Cite article={art('111', '22.1.5')} />}>
      <dl className="facts">
        <dt>{t('range')}</dt>
        <dd>
          <Money fen={terms.floor} /> – <Money fen={terms.ceiling} />
        </dd>
        <dt>{t('step')}</dt>
        <dd>
          <Money fen={terms.step} /> <span className="small mute">{t('stepWhy')}</span>
        </dd>
        <dt>{t('first')}</dt>
        <dd>{t(terms.firstAtCeiling ? 'firstYes' : 'firstNo')}</dd>
        <dt>{t('hours')}</dt>
        <dd>{t('hoursText', { from: view.startsAt, to: endsAt })}</dd>
        {terms.extension > 0 && (
          <>
            <dt>{t('extension')}</dt>
            <dd>
              {t('extensionText', {
                last: terms.lastMinutes,
                minutes: terms.extension,
                times: terms.times > 0 ? t('atMost', { n: terms.times }) : '',
              })}
            </dd>
          </>
        )}
        <dt>{t('tieRule')}</dt>
        <dd>{t('tieText')}</dd>
      </dl>
    </Card>
  )
}

/** Where each party stands, lowest first; with the result also who it is. */
export function Standings({
  standings,
  own,
  names,
}: {
  standings: readonly LiveBid[]
  own?: number | undefined
  names?: AuctionView['names'] | undefined
}) {
  const t = useWords(auctionWords)
  const nameOf = new Map(names?.map((n) => [n.number, n.name]))
  return (
    <Card title={t(names ? 'names' : 'standings')} aside={names && <Cite article={art('111', '28')} />} flush>
      <Table
        caption={t('standings')}
        rows={standings}
        rowKey={(s) => String(s.bidder)}
        empty={t('noBid')}
        columns={[
          {
            key: 'who',
            title: t('who'),
            cell: (s) => (
              <span className="cluster">
                {t('party', { n: s.bidder })}
                {s.bidder === own && <span className="tag">{t('you')}</span>}
                {nameOf.get(s.bidder) && <strong>{nameOf.get(s.bidder)}</strong>}
              </span>
            ),
          },
          {
            key: 'amount',
            title: t('amount'),
            align: 'end',
            cell: (s) => (
              <span data-lowest={s.amount === standings[0]?.amount || undefined} className="auction-amount">
                <Money fen={s.amount} />
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** What came of it, once bidding is over. */
export function Result({ view }: { view: AuctionView }) {
  const t = useWords(auctionWords)
  if (!view.outcome) return null
  const { order, tied } = view.outcome
  const [first] = order
  const head = order.slice(0, tied)
  return (
    <Card
      tone={first === undefined ? 'seal' : 'ok'}
      title={t('result')}
      aside={<Cite article={art('111', '22.1.5')} />}
    >
      <div className="stack">
        <p className="song auction-result">
          {first === undefined
            ? t('resultNone')
            : tied > 1
              ? t('resultTie', { numbers: head, n: tied })
              : t('resultOne', { n: first })}
        </p>
        {!view.names && first !== undefined && <p className="small mute">{t('namesLater')}</p>}
        <div className="cluster">
          {tied > 1 && <ButtonLink to={`/draws/${view.number}`}>{t('toDraw')}</ButtonLink>}
          <ButtonLink to={`/announcements/${view.id}`}>{t('announcement')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}

/** The audit file: published before the result, checked by anyone. */
export function Audit({ view }: { view: AuctionView }) {
  const t = useWords(auctionWords)
  if (!view.audit) return null
  return (
    <Card
      title={t('audit')}
      aside={
        <a className="btn" href={`/api/auctions/${view.id}/audit`} download={`auction-${view.number}.json`}>
          {t('download')}
        </a>
      }
    >
      <div className="stack">
        <p className="mute">{t('auditWhy')}</p>
        <dl className="facts">
          <dt>{t('auditDigest')}</dt>
          <dd className="mono small auction-hash">{view.audit}</dd>
        </dl>
        <pre className="commands">
          <code>npm run verify -- auction-{view.number}.json</code>
        </pre>
      </div>
    </Card>
  )
}
