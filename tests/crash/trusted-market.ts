import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { instant } from '../../src/calendar/index.ts'
import { agreed, type Caller, caller, over } from '../../src/demo/caller.ts'
import { agencies, owners } from '../../src/demo/cast.ts'
import { plans } from '../../src/demo/plans.ts'
import { draftOf, registrationOf } from '../../src/demo/selection.ts'
import { freePort, type MarketProcess, pause, type Running, start, startMarket } from './process.ts'

export const trusteeNames = ['政务服务办', '审计局', '财政局', '公证处', '行业协会']

const owner = owners[0]!
const plan = plans[3]!
const trade = agencies.filter((a) => a.services.some((s) => s.type === plan.serviceType)).slice(0, 4)

/** A market whose five trustees, any three of which suffice, are processes of their own. */
export interface TrustedMarket {
  market: MarketProcess
  ports: readonly number[]
  folderOf(n: number): string
  kill(n: number): Promise<void>
  startAgain(n: number): void
  /** An announcement with four registrations and this deadline; its id and the number of its draw. */
  announced(day: string): Promise<{ id: string; draw: string }>
}

/** @param data the folder of all of them; `sweep(data)` ends everything */
export async function startTrustedMarket(data: string): Promise<TrustedMarket> {
  const port = await freePort()
  const ports: number[] = []
  for (const n of trusteeNames.keys()) ports[n] = await freePort()
  const folderOf = (n: number) => join(data, `trustee-${n}`)
  const startTrustee = (n: number): Running =>
    start([
      ...['scripts/trustee.ts', '--name', trusteeNames[n]!, '--data', folderOf(n)],
      ...['--port', String(ports[n]), '--clock', `http://127.0.0.1:${port}/api/time`],
    ])
  const trustees = trusteeNames.map((_, n) => startTrustee(n))
  const keys = await Promise.all(
    trustees.map(async (trustee) => {
      await trustee.says('key ')
      return /key ([0-9a-f]{64})/.exec(trustee.said())![1]!
    }),
  )
  const members = trusteeNames.map((name, n) => ({ name, key: keys[n]! }))
  const paper = join(data, 'members.json')
  writeFileSync(paper, JSON.stringify({ threshold: 3, members }))
  for (const n of trusteeNames.keys()) copyFileSync(paper, join(folderOf(n), 'members.json'))
  const places = members.map((m, n) => ({ ...m, url: `http://127.0.0.1:${ports[n]}/` }))
  mkdirSync(join(data, 'etc'))
  writeFileSync(join(data, 'etc/trustees.json'), JSON.stringify({ threshold: 3, members: places }))
  const env = { XUNSHI_TRUSTEES: join(data, 'etc/trustees.json') }
  const market = await (await startMarket(data, { port, env })).opens()

  const as = async (account: string): Promise<Caller> => {
    const person = caller(over(market.origin))
    agreed(account, await person.send('POST', '/api/demo/sign-in', { account }))
    return person
  }
  return {
    ...{ market, ports, folderOf },
    kill: (n) => trustees[n]!.kill(),
    startAgain(n) {
      trustees[n] = startTrustee(n)
    },
    async announced(day) {
      const [asOwner, asOperator] = [await as(owner.account), await as('360424-operator')]
      const draft = draftOf({ ...plan, title: `${plan.title}（${day}）` }, owner, instant(`${day}T17:00`))
      const { id } = agreed('draft', await asOwner.send('POST', '/api/procurements', { draft }))
      agreed('submit', await asOwner.send('POST', `/api/procurements/${id}/submit`))
      for (let i = 0; ; i++) {
        const answer = await asOperator.send('POST', `/api/procurements/${id}/pass`)
        if (answer.status !== 503 || i > 100) {
          agreed('pass', answer)
          break
        }
        // The trustees are still making the first keys.
        await pause(200)
      }
      for (const agency of trade) await registrationOf(await as(agency.account), id)
      const page = agreed('page', await caller(over(market.origin)).get(`/api/announcements/${id}`))
      return { id, draw: page.drawId }
    },
  }
}
