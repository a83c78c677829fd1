import { type Instant, toEpochMs } from '../calendar/index.ts'
import type { Beacon, Chain } from './spec.ts'
import { concat, hex, pureSuites, unhex, utf8 } from './suite.ts'

/** The hash by which drand names a chain: period and genesis time, key, seed and name. hex */
export function chainHash({ period, genesis, publicKey, seed, network }: Omit<Chain, 'chain'>): string {
  const numbers = new Uint8Array(12)
  const view = new DataView(numbers.buffer)
  view.setUint32(0, period)
  view.setBigInt64(4, BigInt(genesis))
  const name = network === 'default' ? '' : network
  return hex(pureSuites.sha256(concat(numbers, unhex(publicKey), unhex(seed), utf8(name))))
}

/** When a round is out, in milliseconds since 1970-01-01T00:00Z. */
const roundTime = ({ genesis, period, round }: Beacon): number => (genesis + (round - 1) * period) * 1000

/** The chain's hash is not its own, or the round is out before the deadline and could be reckoned with. */
export const beaconFault = (beacon: Beacon, deadline: Instant): boolean =>
  beacon.period >= 2 ** 32 || chainHash(beacon) !== beacon.chain || roundTime(beacon) < toEpochMs(deadline)

/** The round that a draw names: the first that is out a minute after the deadline or later. */
export function roundAfter({ genesis, period }: Chain, deadline: Instant): number {
  const wanted = Math.ceil(toEpochMs(deadline) / 1000) + 60
  return Math.max(1, Math.ceil((wanted - genesis) / period) + 1)
}
