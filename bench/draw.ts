/**
 * A draw over many entrants: from the leaves in the order of arrival to the order of the result, with the trustees'
 * signatures between. The limit is what the protocol cannot do without: its hashes, bare, over inputs of the same length.
 */
import { randomBytes } from 'node:crypto'
import {
  combine,
  drawOrder,
  partialIsRight,
  rosterOf,
  rosterRoot,
  seedOf,
  signatureIsRight,
  signPartial,
  unhex,
} from '../src/draw/index.ts'
import { fastSuites } from '../src/draw/io/suites.ts'
import { dealt } from '../tests/builders/draw.ts'
import { median, round } from './ground/database.ts'
import type { Bench, BenchResult } from './main.ts'

const { sha256 } = fastSuites
const target = 3

const bench: Bench = async ({ quick }) => {
  const trustees = threshold()
  const sizes: [entrants: number, runs: number][] = quick
    ? [[10_000, 3]]
    : [
        [10_000, 9],
        [1_000_000, 3],
      ]
  return sizes.map(([n, runs]) => over(n, runs, trustees))
}

/** Milliseconds of the trustees' part, which does not depend on the number of entrants. */
function threshold() {
  const message = new Uint8Array(randomBytes(300))
  const { commitments, shares } = dealt(3, 5, (length) => new Uint8Array(randomBytes(length)))
  const sign = time(9, () => signPartial(message, shares[0]!))
  const partials = [0, 2, 4].map((i) => ({ trustee: i + 1, signature: signPartial(message, shares[i]!) }))
  const check = time(9, () => partialIsRight(message, commitments, partials[0]!))
  const join = time(9, () => combine(partials))
  const signature = combine(partials)
  const verify = time(9, () => signatureIsRight(message, commitments[0]!, signature))
  return { signature: unhex(signature), sign, check, join, verify }
}

function over(n: number, runs: number, trustees: ReturnType<typeof threshold>): BenchResult {
  const arrived = Array.from({ length: n }, () => new Uint8Array(randomBytes(32)))
  const spec = new Uint8Array(randomBytes(32))
  let rootAlone: number[] = []
  const draw = () => {
    const start = performance.now()
    const roster = rosterOf(arrived)
    const root = rosterRoot(sha256, roster)
    rootAlone.push(performance.now() - start)
    return drawOrder(sha256, seedOf(sha256, { spec, root, signature: trustees.signature }), roster)
  }
  // Of each entry: a node of the roster's tree, a ticket.
  const node = new Uint8Array(randomBytes(65))
  const ticket = new Uint8Array(randomBytes(64))
  const bare = () => {
    for (let i = 0; i < n; i++) sha256(node)
    for (let i = 0; i < n; i++) sha256(ticket)
  }
  draw()
  bare()
  rootAlone = []
  const limit = time(runs, bare)
  const took = time(runs, draw)
  const tickets = time(runs, () => {
    for (let i = 0; i < n; i++) sha256(ticket)
  })
  return {
    name: `draw: ${n} entrants`,
    unit: 'ms',
    limit: { value: round(limit, 1), what: `its ${2 * n} SHA-256, bare, by OpenSSL` },
    measured: { value: round(took, 1), 'roster and root': round(median(rootAlone), 1) },
    ratio: took / limit,
    target: { text: `≤ ${target} × the bare hashes`, met: took <= target * limit },
    details: {
      'over one bare hash per entry': round(took / tickets, 2),
      'a trustee signs, ms': round(trustees.sign, 1),
      'a share is checked, ms': round(trustees.check, 1),
      'three are joined, ms': round(trustees.join, 1),
      'the joint signature is verified, ms': round(trustees.verify, 1),
    },
  }
}

/** The median of some runs, in milliseconds. */
function time(runs: number, run: () => unknown): number {
  const took: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    run()
    took.push(performance.now() - start)
  }
  return median(took)
}

export default bench
