import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useNow } from '../api/time.ts'
import { usePathParams } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { MoneyInput } from '../shared/form/inputs.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { formatYuan } from '../shared/money.ts'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { formatMoment } from '../shared/time.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import './Auction.css'
import { Descent } from './Descent.tsx'
import { type AuctionView, type LiveBid, useAuction } from './live.ts'
import { AuctionClock, Audit, LiveSign, Result, Rules, Standings } from './parts.tsx'
import { auctionWords } from './words.ts'

interface Own {
  number: number
  own: { amount: number; at: Instant } | null
  next: number | null
  lowest: number | null
  hasLimit: boolean
  bids: readonly { seq: number; amount: number; at: Instant; leaf: string; byProxy: boolean }[]
}

/** A party's desk: its number, its last bid, the lowest, what it may bid next, the clock; a bid counts when it is confirmed. */
export default function BidPage() {
  const { id = '' } = usePathParams()
  const t = useWords(auctionWords)
  const client = useQueryClient()
  const { query, view, stream, standings, lowest } = useAuction(id)
  const mine = useQuery({
    queryKey: ['auction', id, 'mine'],
    queryFn: ({ signal }) => get<Own>(`/api/auctions/${id}/mine`, {}, signal),
    retry: false,
  })
  const seen = stream.bids.length
  // Whatever was bid may have made the system bid for this party, or moved nothing: the server says which.
  useEffect(() => {
    if (seen > 0) void client.invalidateQueries({ queryKey: ['auction', id, 'mine'] })
  }, [seen, id, client])

  const error = query.error ?? mine.error
  if (error && !(view && mine.data))
    return <QueryError error={error} retry={() => void Promise.all([query.refetch(), mine.refetch()])} />
  if (!view || !mine.data) return <Loading rows={4} height={6} />
  const own = mine.data
  const endsAt = stream.endsAt ?? view.endsAt
  return (
    <Page
      title={view.title}
      trail={[{ to: '/auctions', name: t('name') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag">{t('deskLead', { n: own.number })}</span>
          <span className="num">{view.number}</span>
          <Link to={`/auctions/${id}`}>{t('watchPublic')}</Link>
          <Cite article={art('111', '22.1.5')} />
        </span>
      }
      aside={<LiveSign connection={stream.connection} />}
    >
      <div className="auction">
        <div className="stack">
          <Card>
            <div className="auction-head">
              <div aria-live="polite" aria-atomic="true">
                <p className="mute">{t('lowest')}</p>
                <p className="auction-lowest">
                  {lowest === undefined ? <span className="mute">{t('noBid')}</span> : <Money fen={lowest} />}
                </p>
                <Place own={own.own?.amount} number={own.number} standings={standings} />
              </div>
              <AuctionClock view={view} endsAt={endsAt} extensions={stream.extensions} ended={stream.ended} />
            </div>
          </Card>
          {view.status === 'bidding' && !stream.ended && (
            <BidForm id={id} view={view} own={own} endsAt={endsAt} />
          )}
          <Result view={view} />
          <Descent view={view} bids={stream.bids} endsAt={endsAt} own={own.number} />
          <Audit view={view} />
        </div>
        <div className="stack">
          {view.status === 'bidding' && !stream.ended && <ProxyForm id={id} view={view} own={own} />}
          <Standings standings={standings} own={own.number} names={view.names} />
          <MyBids own={own} />
          <Rules view={view} endsAt={endsAt} />
        </div>
      </div>
    </Page>
  )
}

function Place({
  own,
  number,
  standings,
}: {
  own: number | undefined
  number: number
  standings: readonly LiveBid[]
}) {
  const t = useWords(auctionWords)
  const others = standings.filter((s) => s.bidder !== number).map((s) => s.amount)
  const word =
    own === undefined
      ? undefined
      : others.some((o) => o < own)
        ? 'behind'
        : others.some((o) => o === own)
          ? 'level'
          : 'leading'
  return (
    <p className="cluster">
      <span className="mute">{t('ownBid')}</span>
      {own === undefined ? <span>{t('ownNone')}</span> : <Money fen={own} />}
      {word && (
        <span className="tag" data-tone={word === 'leading' ? 'ok' : word === 'behind' ? 'seal' : 'warn'}>
          {t(word)}
        </span>
      )}
    </p>
  )
}

const randomHex = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((b) => b.toString(16).padStart(2, '0')).join('')

/** Sends, and puts what the server said on screen. */
function useSend(id: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function run<T>(act: string, body: object): Promise<T | undefined> {
    setBusy(true)
    setRefusal(undefined)
    try {
      return await send<T>(`/api/auctions/${id}/${act}`, body)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return undefined
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['auction', id, 'mine'] })
    }
  }
  return { busy, refusal, run }
}

function BidForm({ id, view, own, endsAt }: { id: string; view: AuctionView; own: Own; endsAt: Instant }) {
  const t = useWords(auctionWords)
  const language = useLanguage()
  const now = useNow()
  const [amount, setAmount] = useState<number>()
  const [confirmed, setConfirmed] = useState<{ seq: number; amount: number; at: Instant }>()
  const { busy, refusal, run } = useSend(id)
  // One mark per amount until an answer has come: sent twice it is one bid.
  const mark = useRef<{ amount: number; nonce: string }>(undefined)
  const open = now >= view.startsAt && now < endsAt

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (amount === undefined || busy) return
    if (mark.current?.amount !== amount) mark.current = { amount, nonce: randomHex() }
    const done = await run<{ bid: { seq: number; amount: number; at: Instant } }>('bid', mark.current)
    if (!done) return
    mark.current = undefined
    setConfirmed(done.bid)
    setAmount(undefined)
  }

  return (
    <Card title={t('bid')} aside={<Cite article={art('111', '22.1.5')} />}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="cluster">
          <span className="mute">{t('next')}</span>
          {own.next === null ? (
            <strong>{t('nextNone')}</strong>
          ) : (
            <>
              <strong className="auction-next">
                <Money fen={own.next} />
              </strong>
              <Button look="quiet" disabled={!open} onClick={() => setAmount(own.next ?? undefined)}>
                {t('fill', { amount: formatYuan(own.next) })}
              </Button>
            </>
          )}
        </p>
        <div className="auction-form">
          <label htmlFor="auction-bid">{t('yourBid')}</label>
          <MoneyInput
            id="auction-bid"
            value={amount}
            onChange={(v) => setAmount(v)}
            disabled={!open || own.next === null}
          />
          <Button type="submit" look="primary" busy={busy} disabled={!open || amount === undefined}>
            {t(busy ? 'bidding' : 'bid')}
          </Button>
        </div>
        <div aria-live="polite">
          {confirmed && !refusal && (
            <Note tone="ok">
              {t('confirmed', {
                place: confirmed.seq,
                amount: formatYuan(confirmed.amount),
                at: formatMoment(confirmed.at, { language, seconds: true }),
              })}
            </Note>
          )}
        </div>
        {refusal && (
          <RefusalNote refusal={refusal}>{refusal.code === 'offline' && <p>{t('unsure')}</p>}</RefusalNote>
        )}
      </form>
    </Card>
  )
}

function ProxyForm({ id, view, own }: { id: string; view: AuctionView; own: Own }) {
  const t = useWords(auctionWords)
  const now = useNow()
  const [least, setLeast] = useState<number>()
  const { busy, refusal, run } = useSend(id)
  const open = now >= view.startsAt

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (least !== undefined && (await run('limit', { least }))) setLeast(undefined)
  }

  return (
    <Card title={t('proxy')}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="small mute">{t('proxyWhy')}</p>
        {own.hasLimit && <Note tone="ok">{t('proxyOn')}</Note>}
        <div className="auction-form">
          <label htmlFor="auction-least">{t('least')}</label>
          <MoneyInput id="auction-least" value={least} onChange={(v) => setLeast(v)} disabled={!open} />
          <Button type="submit" busy={busy} disabled={!open || least === undefined}>
            {t(own.hasLimit ? 'change' : 'leave')}
          </Button>
          {own.hasLimit && (
            <Button look="quiet" busy={busy} onClick={() => void run('take-back', {})}>
              {t('takeBack')}
            </Button>
          )}
        </div>
        {refusal && <RefusalNote refusal={refusal} />}
      </form>
    </Card>
  )
}

function MyBids({ own }: { own: Own }) {
  const t = useWords(auctionWords)
  if (own.bids.length === 0) return null
  return (
    <Card title={t('myBids')}>
      <ul className="auction-mine">
        {own.bids.toReversed().map((b) => (
          <li key={b.seq}>
            <Money fen={b.amount} />
            <span className="small mute">
              <When at={b.at} seconds />
            </span>
            {b.byProxy && <span className="tag">{t('byProxy')}</span>}
            <ProofButton leaf={b.leaf} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
