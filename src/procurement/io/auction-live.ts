import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { factsBeyond, type Told } from '../../ledger/server.ts'
import type { Db, Deps } from '../../platform/deps.ts'

/*
 * Auctions, live. What is told is the auction's own chain of facts: the number of an event is that of its fact, so a
 * client that names the last one it has seen gets the next, from any process. A process asks the database once for all
 * auctions that somebody watches and writes each event's text once for all who watch: no query per watcher.
 * Not LISTEN/NOTIFY: docs/decisions/0008-log.md says why.
 */

interface Watcher {
  out: ServerResponse
  sent: number
}

interface Channel {
  /** Every event so far, as text; event n at n − 1. An auction has at most some thousands. */
  texts: string[]
  watchers: Set<Watcher>
  /** Resolves when the first events have been read. */
  ready: Promise<void>
  over: boolean
}

/** Milliseconds between two looks while somebody watches; a bid of this process is told at once. */
const interval = 40
const heartbeat = 5000
/** Bytes that may wait for a slow watcher before it is dropped; it comes back with the last event that it has seen. */
const patience = 256 * 1024
/** The event after which nothing more will come. */
const last = 'auction.audited'

/** All live auctions of one process. */
export interface Live {
  /** Sends everything after an event, then whatever comes, until the auction is over or the client goes. */
  watch(id: string, out: ServerResponse, after: number): Promise<void>
  /** Something was committed: look now. */
  look(): void
  watching(): number
  close(): void
}

const lives = new WeakMap<Db, Live>()

/** The live auctions of this process. */
export function liveOf(deps: Pick<Deps, 'db'>): Live {
  const found = lives.get(deps.db) ?? startLive(deps)
  lives.set(deps.db, found)
  return found
}

/** Apart from the one of the process, for a test of two. */
export function startLive(deps: Pick<Deps, 'db'>, every = interval): Live {
  const channels = new Map<string, Channel>()
  let running = false
  let wake: AbortController | undefined
  let stirred = false
  let closed = false
  /** The market's time as of the last look. */
  let clock: string | undefined

  const textOf = ({ seq, kind, at, body, leaf }: Told, now: string): string =>
    `id: ${seq}\ndata: ${JSON.stringify({ seq, kind, at, body, leaf, now })}\n\n`

  const take = (facts: readonly Told[], now: string) => {
    for (const fact of facts) {
      const channel = channels.get(fact.subject)
      if (!channel || fact.seq !== channel.texts.length + 1) continue
      channel.texts.push(textOf(fact, now))
      if (fact.kind === last) channel.over = true
    }
    for (const channel of channels.values()) for (const watcher of channel.watchers) serve(channel, watcher)
  }

  /** Everything that a watcher has not got, in one write. */
  const serve = (channel: Channel, watcher: Watcher) => {
    const { out } = watcher
    if (watcher.sent < channel.texts.length) {
      out.write(
        watcher.sent === channel.texts.length - 1
          ? channel.texts[watcher.sent]!
          : channel.texts.slice(watcher.sent).join(''),
      )
      watcher.sent = channel.texts.length
    }
    if (out.writableLength > patience) drop(channel, watcher, () => out.destroy())
    else if (channel.over) drop(channel, watcher, () => out.end('event: over\ndata: {}\n\n'))
  }

  const drop = (channel: Channel, watcher: Watcher, then: () => void) => {
    if (channel.watchers.delete(watcher)) then()
  }

  const ask = async () => {
    const after = new Map([...channels].map(([subject, c]) => [subject, c.texts.length]))
    const { now, facts } = await factsBeyond(deps.db, after)
    clock = now
    take(facts, now)
    return now
  }

  /** Looks while anybody watches. A database that does not answer is asked again: the watchers miss nothing. */
  const run = async () => {
    let beat = performance.now()
    while (channels.size > 0 && !closed) {
      stirred = false
      const now = await ask().catch(() => undefined)
      if (now !== undefined && performance.now() - beat > heartbeat) {
        beat = performance.now()
        for (const channel of channels.values())
          for (const { out } of channel.watchers) out.write(clockText(now))
      }
      for (const [subject, channel] of channels) if (channel.watchers.size === 0) channels.delete(subject)
      if (stirred || closed) continue
      wake = new AbortController()
      await wait(every, undefined, { signal: wake.signal }).catch(() => {})
    }
    running = false
  }

  const clockText = (now: string) => `event: clock\ndata: ${JSON.stringify({ now })}\n\n`

  const open = (subject: string): Channel => {
    const found = channels.get(subject)
    if (found) return found
    const channel: Channel = { texts: [], watchers: new Set(), ready: Promise.resolve(), over: false }
    channel.ready = factsBeyond(deps.db, new Map([[subject, 0]])).then(({ now, facts }) => {
      clock = now
      if (channel.texts.length === 0) take(facts, now)
    })
    channels.set(subject, channel)
    return channel
  }

  return {
    async watch(id, out, after) {
      const channel = open(`auction/${id}`)
      const watcher = { out, sent: Math.max(0, after) }
      channel.watchers.add(watcher)
      out.on('close', () => channel.watchers.delete(watcher))
      out.on('error', () => channel.watchers.delete(watcher))
      if (!running && !closed) {
        running = true
        void run()
      }
      await channel.ready
      watcher.sent = Math.min(watcher.sent, channel.texts.length)
      if (!channel.watchers.has(watcher)) return
      serve(channel, watcher)
      // What came before was told with the time of then; from here on a page may believe the time that comes along.
      if (channel.watchers.has(watcher) && clock) out.write(clockText(clock))
    },
    look() {
      stirred = true
      wake?.abort()
    },
    watching: () => [...channels.values()].reduce((sum, c) => sum + c.watchers.size, 0),
    close() {
      closed = true
      wake?.abort()
      for (const channel of channels.values())
        for (const watcher of channel.watchers) drop(channel, watcher, () => watcher.out.end())
      channels.clear()
    },
  }
}
