import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { art } from '../../gazette/index.ts'
import { marketNow } from '../../platform/db.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { append, hex, placesOfEdge, rootOf, signCheckpoint } from '../index.ts'
import * as store from '../store.ts'
import { atRestAll, linked, sealedSubject } from './append.ts'
import { macOf, sha256OfServer } from './hash.ts'

type SequencerDeps = Pick<Deps, 'db' | 'keys'>

/** Facts per transaction of the sequencer. */
const batch = 5000

/**
 * Takes every fact that was committed before the call into the tree and signs checkpoints. Any number of processes may
 * call it: one at a time works, the others wait for it; one that dies leaves nothing half done.
 * Throws when a fact in the queue was not written by this system: the log stops rather than sign it.
 * @returns how many leaves this call added
 */
export async function sequence(deps: SequencerDeps): Promise<number> {
  let added = 0
  for (const newest = await store.newestPending(deps.db); await store.isPending(deps.db, newest); ) {
    const taken = await inBatch(deps)
    if (taken === undefined) await wait(5)
    else added += taken
  }
  return added
}

const inBatch = (deps: SequencerDeps) => deps.db.transaction().execute((tx) => sequenceBatch(tx, deps))

/** One batch in one transaction; undefined when another sequencer is at work. */
async function sequenceBatch(tx: Tx, deps: SequencerDeps): Promise<number | undefined> {
  if (!(await store.lockSequencer(tx))) return undefined
  await addCover(tx, deps, randomInt(4))
  const waiting = await store.takePending(tx, batch)
  if (waiting.length === 0) return 0
  for (const { fact, leaf, mac } of waiting) {
    if (macOf(deps.keys, hex(leaf)) !== hex(mac))
      throw new Error(`fact ${fact} was not written by this system`)
  }
  const previous = (await store.lastCheckpoint(tx))?.size ?? 0
  const places = placesOfEdge(previous)
  const get = await store.nodesAt(tx, places)
  const leaves = waiting.map((w) => w.leaf)
  const { edge, nodes } = append({ size: previous, peaks: places.map(get) }, leaves, sha256OfServer)
  const root = rootOf(edge, sha256OfServer)
  await store.insertLeaves(tx, previous, waiting)
  await store.insertNodes(tx, nodes)
  const note = signCheckpoint(deps.keys.log, edge.size, root)
  await store.insertCheckpoint(tx, { size: edge.size, previous, root, note })
  return waiting.length
}

/**
 * Adds sealed facts that say nothing. The number of leaves is public; without these, whoever counts the sealed ones
 * between an announcement and its deadline counts its registrations (111/53 (二)).
 */
async function addCover(tx: Tx, deps: SequencerDeps, n: number): Promise<void> {
  if (n === 0) return
  const at = await marketNow(tx)
  const fact = { kind: 'ledger.cover', article: art('111', '53.2'), visibility: 'sealed', body: {} } as const
  const cover = () =>
    linked(deps, { subject: sealedSubject(), actor: 'system', at, facts: [fact] }, undefined)
  await store.insertFacts(tx, atRestAll(deps.keys, Array.from({ length: n }, cover).flat()))
}

/** A sequencer that runs beside the server. */
export interface RunningSequencer {
  stop(): Promise<void>
}

/**
 * Keeps the tree up with the facts: every `idle` milliseconds it takes what has come since, in one transaction, and in a
 * rush leaves the processor to the writers. With nothing to do it costs an index look-up of an empty table. Rejected:
 * LISTEN/NOTIFY; every NOTIFY takes a lock at commit that all commits of the database share, and writers would wait for
 * each other after all.
 */
export function startSequencer(
  deps: SequencerDeps,
  options: { idle?: number; onError?: (error: unknown) => void } = {},
): RunningSequencer {
  const { idle = 100, onError = () => {} } = options
  const stopping = new AbortController()
  const pause = (ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => {})
  const run = async () => {
    let nextCover = idleCover()
    while (!stopping.signal.aborted) {
      try {
        if (nextCover-- <= 0) {
          nextCover = idleCover()
          await deps.db.transaction().execute((tx) => addCover(tx, deps, 1 + randomInt(3)))
        }
        const taken = (await store.newestPending(deps.db)) === undefined ? 0 : await inBatch(deps)
        if ((taken ?? 0) < batch) await pause(idle)
      } catch (error) {
        onError(error)
        await pause(1000)
      }
    }
  }
  // A few times an hour a quiet log grows by itself, so that growth alone says nothing either.
  const idleCover = () => randomInt(Math.ceil(1_200_000 / idle))
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
