import { beaconValue } from './beacon.ts'
import { rosterOf, rosterRoot } from './roster.ts'
import { type DrawSpec, specHash, type Transcript } from './spec.ts'
import { type Hash, hex, protocol, unhex } from './suite.ts'
import { combine, type Partial } from './threshold.ts'
import { drawOrder, seedOf } from './tickets.ts'

/** The place that an entry was drawn to: rank 1 wins (the first `places` of the spec do), the others are alternates. */
export interface Drawn {
  /** hex */
  leaf: string
  /** hex */
  ticket: string
  rank: number
}

/** What a draw comes to. */
export interface Result {
  /** hex */
  signature: string
  /** hex */
  seed: string
  order: Drawn[]
}

/** The transcript of a frozen roster, once the log's checkpoint covers it. */
export function transcriptOf(
  hash: Hash,
  spec: DrawSpec,
  leaves: readonly string[],
  checkpoint: Transcript['checkpoint'],
): Transcript {
  return {
    format: protocol,
    spec: specHash(hash, spec),
    roster: rosterRootOf(hash, leaves),
    entries: leaves.length,
    checkpoint,
  }
}

/** hex root over leaves that are given as hex in any order. */
export const rosterRootOf = (hash: Hash, leaves: readonly string[]): string =>
  hex(rosterRoot(hash, rosterOf(leaves.map(unhex))))

/**
 * Completes a draw. The result is a function of the spec, the roster and the trustees' key: whichever partials are
 * given, in whatever order the entries came, it is the same.
 * @param partials at least the threshold of them, each checked before
 * @param beacon hex: the beacon's signature, when the spec names a round
 */
export function complete(
  hash: Hash,
  transcript: Transcript,
  leaves: readonly string[],
  partials: readonly Partial[],
  beacon?: string,
): Result {
  const signature = combine(partials)
  const roster = rosterOf(leaves.map(unhex))
  const seed = seedOf(hash, {
    spec: unhex(transcript.spec),
    root: unhex(transcript.roster),
    signature: unhex(signature),
    beacon: beacon === undefined ? undefined : beaconValue(beacon),
  })
  const { order, tickets } = drawOrder(hash, seed, roster)
  const row = (rows: Uint8Array, at: number) => hex(rows.subarray(at * 32, at * 32 + 32))
  return {
    signature,
    seed: hex(seed),
    order: Array.from(order, (at, i) => ({ leaf: row(roster, at), ticket: row(tickets, at), rank: i + 1 })),
  }
}
