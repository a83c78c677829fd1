import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import type { AuctionOutcome, AuctionTerms } from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import { correctClock } from '../api/time.ts'

/** What the list shows of an auction. */
export interface AuctionSummary {
  id: string
  /** 采购公告编号 */
  number: string
  title: string
  status: 'bidding' | 'ended' | 'settled'
  startsAt: Instant
  endsAt: Instant
  extensions: number
  parties: number
  bids: number
  lowest: number | null
  ceiling: number
  floor: number
}

export interface AuctionView extends AuctionSummary {
  now: Instant
  terms: AuctionTerms
  outcome?: AuctionOutcome
  /** hex: digest of the audit file */
  audit?: string
  owner: string
  /** Where the procurement stands. */
  state: string
  names?: readonly { number: number; agency: string; name: string; code: string }[]
}

/** A bid as the stream tells it. */
export interface LiveBid {
  seq: number
  bidder: number
  amount: number
  at: Instant
  leaf: string
}

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'over'

interface Told {
  seq: number
  kind: string
  at: Instant
  body: Record<string, unknown>
  leaf: string
  now: Instant
}

interface Stream {
  seen: number
  bids: readonly LiveBid[]
  endsAt: Instant | undefined
  extensions: number
  ended: boolean
  connection: Connection
}

const nothing: Stream = {
  seen: 0,
  bids: [],
  endsAt: undefined,
  extensions: 0,
  ended: false,
  connection: 'connecting',
}

/** One more event; one that was heard already changes nothing. */
function hear(s: Stream, { seq, kind, at, body, leaf }: Told): Stream {
  if (seq <= s.seen) return s
  const next = { ...s, seen: seq }
  switch (kind) {
    case 'auction.began':
      return { ...next, endsAt: body.endsAt as Instant }
    case 'auction.bid': {
      const bid = { seq, bidder: body.bidder as number, amount: body.amount as number, at, leaf }
      return { ...next, bids: [...s.bids, bid] }
    }
    case 'auction.extended':
      return { ...next, endsAt: body.until as Instant, extensions: body.times as number }
    case 'auction.ended':
      return { ...next, ended: true }
    default:
      return next
  }
}

export const auctionKey = (id: string) => ['auction', id]

/**
 * An auction as it happens: the stream of its facts, which the browser takes up again by itself where it broke off, and
 * the view of the server, read again when something has ended.
 */
export function useAuction(id: string) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: auctionKey(id),
    queryFn: ({ signal }) => get<AuctionView>(`/api/auctions/${id}`, {}, signal),
    // After the end the result follows within seconds: names, draw.
    refetchInterval: (q) =>
      q.state.data &&
      q.state.data.status !== 'bidding' &&
      !q.state.data.names &&
      q.state.data.state !== 'failed'
        ? 3000
        : false,
  })
  const there = query.data !== undefined
  const [stream, setStream] = useState<Stream>(nothing)

  useEffect(() => {
    if (!there) return
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let seen = 0
    let trusted = false
    const reread = () => void client.invalidateQueries({ queryKey: auctionKey(id) })
    const open = () => {
      source = new EventSource(`/api/auctions/${id}/events?after=${seen}`)
      source.onmessage = (event: MessageEvent<string>) => {
        const told = JSON.parse(event.data) as Told
        seen = Math.max(seen, told.seq)
        if (trusted) correctClock(told.now)
        setStream((s) => hear(s, told))
        if (told.kind === 'auction.ended' || told.kind === 'auction.audited') reread()
      }
      source.addEventListener('clock', (event) => {
        trusted = true
        correctClock((JSON.parse((event as MessageEvent<string>).data) as { now: Instant }).now)
        setStream((s) => (s.connection === 'live' ? s : { ...s, connection: 'live' }))
      })
      source.addEventListener('over', () => {
        source?.close()
        setStream((s) => ({ ...s, connection: 'over' }))
      })
      source.onerror = () => {
        trusted = false
        setStream((s) => (s.connection === 'over' ? s : { ...s, connection: 'reconnecting' }))
        // The browser tries again by itself unless the server refused; then we do.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, 3000)
      }
    }
    open()
    return () => {
      clearTimeout(again)
      source?.close()
    }
  }, [id, there, client])

  const live = useMemo(() => {
    const last = new Map<number, LiveBid>()
    for (const bid of stream.bids) last.set(bid.bidder, bid)
    const amounts = [...last.values()].map((b) => b.amount)
    return {
      standings: [...last.values()].sort((a, b) => a.amount - b.amount || a.seq - b.seq),
      lowest: amounts.length > 0 ? Math.min(...amounts) : undefined,
    }
  }, [stream.bids])

  return { query, view: query.data, stream, ...live }
}
