import { readFile } from 'node:fs/promises'
import { fetchBeacon, HttpCachingChain, HttpChainClient } from 'drand-client'
import { z } from 'zod'
import { type Beacon, type Chain, chainHash } from '../index.ts'

/** A chain of drand and where it is asked. */
export interface Drand {
  chain: Chain
  /** The signature of a round, verified by drand's own client; undefined when it is not out or nobody can be reached. */
  beacon(beacon: Beacon): Promise<string | undefined>
}

const hexOf = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
const file = z.object({
  ...{ chain: hexOf(32), network: z.string().min(1), publicKey: hexOf(96), seed: hexOf(32) },
  ...{ period: z.int().min(1), genesis: z.int().min(0) },
  urls: z.array(z.url()).min(1),
})

/**
 * Opens the chain that a file names: `{chain, network, publicKey, seed, period, genesis, urls}`, as `URL/HASH/info` tells
 * it. Throws one line that says what is wrong.
 * @param path XUNSHI_DRAND
 */
export async function openDrand(path: string): Promise<Drand> {
  const read = file.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`)
  const { urls, ...chain } = read.data
  if (chainHash(chain) !== chain.chain)
    throw new Error(`${path}: the chain's hash is not that of its members`)
  return { chain, beacon: (beacon) => askDrand(urls, beacon) }
}

/** Asks one address after the other. */
export async function askDrand(urls: readonly string[], beacon: Beacon): Promise<string | undefined> {
  const chainVerificationParams = { chainHash: beacon.chain, publicKey: beacon.publicKey }
  const options = { disableBeaconVerification: false, noCache: false, chainVerificationParams }
  for (const url of urls) {
    try {
      const chain = new HttpCachingChain(`${url.replace(/\/$/, '')}/${beacon.chain}`, options)
      return (await fetchBeacon(new HttpChainClient(chain, options), beacon.round)).signature
    } catch {
      // The next one.
    }
  }
  return undefined
}
