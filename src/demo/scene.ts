import type { Market } from '../market.ts'
import type { FileRef } from '../platform/deps.ts'
import { agreed, type Caller, caller, inside } from './caller.ts'
import { renderPaper } from './paper.ts'
import type { Cast } from './people.ts'

/** What the stories need: everyone at a browser of their own, and a paper of theirs to attach. */
export interface Scene {
  /** The person of an account, signed in; at the computer of another account, when told. */
  as(account: string, at?: string): Promise<Caller>
  /** Organisation of an account. */
  organisationOf(account: string): string
  /** The person behind an account, by id. */
  personOf(account: string): Promise<string>
  /** A filed paper of the account's organisation. */
  paper(account: string): Promise<FileRef>
}

export async function sceneOf(market: Market, cast: Cast): Promise<Scene> {
  const callers = new Map<string, Promise<Caller>>()
  const addresses = new Map<string, string>()
  const addressOf = (account: string): string => {
    const found = addresses.get(account) ?? `10.0.${addresses.size >> 8}.${addresses.size & 255}`
    addresses.set(account, found)
    return found
  }
  const papers = new Map<string, Promise<FileRef>>()
  const pdf = await renderPaper()
  const once = <T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
    const found = known.get(key) ?? make()
    known.set(key, found)
    return found
  }
  const as = (account: string, at = account) =>
    once(callers, `${account} at ${at}`, async () => {
      const person = caller(inside(market.app, addressOf(at)))
      agreed(`sign in ${account}`, await person.send('POST', '/api/demo/sign-in', { account }))
      return person
    })
  return {
    as,
    organisationOf(account) {
      const found = cast.get(account)
      if (!found) throw new Error(`nobody in the cast is called ${account}`)
      return found.organisation
    },
    personOf: async (account) =>
      agreed('me', await (await as(account)).get('/api/me')).actor.person as string,
    paper: (account) =>
      once(
        papers,
        account,
        async () => agreed('paper', await (await as(account)).upload('演示材料.pdf', pdf)) as FileRef,
      ),
  }
}
