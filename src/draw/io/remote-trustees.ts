import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { formatKey } from '../../ledger/index.ts'
import type { Deps, Keys } from '../../platform/deps.ts'
import { hex } from '../index.ts'
import type { Trustee, TrusteeAnswer, Trustees } from '../trustee.ts'
import { signingKey } from './ceremonies.ts'
import { type Card, type Method, requestMessage } from './trustee-host.ts'

const hexKey = z.string().regex(/^[0-9a-f]{64}$/, 'a key is 64 hex digits')
const member = z.object({ name: z.string().min(1).max(40), key: hexKey })

/** The paper that all trustees and the market agree on; the market's copy also says where each is reached. */
export const agreement = z.object({
  threshold: z.int().min(2).max(99),
  members: z.array(member).min(2).max(99),
})
const places = agreement.extend({
  members: z
    .array(member.extend({ url: z.url() }))
    .min(2)
    .max(99),
})

/**
 * The trustees that a file names: `{threshold, members: [{name, key, url}]}`. They hold their ceremony when the market
 * meets them for the first time. Throws one line that says what is wrong.
 * @param path XUNSHI_TRUSTEES
 */
export async function openRemoteTrustees(
  deps: Pick<Deps, 'db' | 'keys' | 'now'>,
  path: string,
): Promise<Trustees> {
  const read = places.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`)
  const { threshold, members } = read.data
  const trustees = members.map(({ name, key, url }) => remoteTrustee({ name, key }, url, deps.keys))
  const commitments = await signingKey(deps, trustees, threshold)
  const cards = await Promise.all(members.map(({ url }) => cardOf(url).catch(() => undefined)))
  const demonstration = cards.some((c) => c?.demonstration)
  return { demonstration, embedded: false, threshold, commitments, members: trustees }
}

const cardOf = async (url: string): Promise<Card> =>
  (await (await fetch(url, { signal: AbortSignal.timeout(3000) })).json()) as Card

/** A trustee in a process of its own. */
export function remoteTrustee({ name, key }: z.infer<typeof member>, url: string, keys: Keys): Trustee {
  const { log } = keys
  const own = formatKey({ name: log.name, type: 1, publicKey: log.publicKey })
  const ask =
    <Q, A>(method: Method) =>
    async (question: Q): Promise<TrusteeAnswer<A>> => {
      const body = JSON.stringify(question)
      const signature = hex(log.sign(requestMessage(key, method, body)))
      const answer = await fetch(new URL(method, url.endsWith('/') ? url : `${url}/`), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-xunshi-log': own, 'x-xunshi-signature': signature },
        body,
        signal: AbortSignal.timeout(30_000),
      })
      if (answer.status === 403) return { ok: false, refusal: 'other-log' }
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`)
      return (await answer.json()) as TrusteeAnswer<A>
    }
  return {
    ...{ name, key },
    ...{ pledge: ask('pledge'), deal: ask('deal'), accept: ask('accept') },
    ...{ bind: ask('bind'), sign: ask('sign'), release: ask('release') },
  }
}
