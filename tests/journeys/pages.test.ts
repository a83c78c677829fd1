import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicRoutes } from '../../web/router/routes.ts'
import { inTheCity } from './harness.ts'
import { lookAtAll } from './visit.ts'

const here = inTheCity()
const faults: string[] = []
let page: Page
beforeAll(async () => {
  page = await here.visitor(faults)
})

const states = ['open', 'selecting', 'publicity', 'awarded', 'failed', 'cancelled', 'voided']

/** Where to find something to show on the pages that are about one thing. */
const about: Record<string, () => Promise<string[]>> = {
  '/announcements/$id': async () => {
    const found = await Promise.all(states.map((s) => here.get(`/api/announcements?state=${s}&size=1`)))
    return found.flatMap((list) => list.items.map((i: { id: string }) => `/announcements/${i.id}`))
  },
  '/agencies/$id': async () => [`/agencies/${(await here.get('/api/agencies?size=1')).items[0].id}`],
  '/draws/$id': async () => {
    const lists = await Promise.all(
      ['upcoming', 'finished'].map((s) => here.get(`/api/draws?status=${s}&size=1`)),
    )
    return lists.map((list) => `/draws/${list.draws[0].id}`)
  },
  '/draws/$id/proof': async () => [
    `/draws/${(await here.get('/api/draws?status=finished&size=1')).draws[0].id}/proof`,
  ],
  '/spot-checks/$id': async () => {
    const { items } = await here.get('/api/spot-check-results')
    return items.map((c: { id: string }) => `/spot-checks/${c.id}`)
  },
  '/services/$id': async () => ['/services/3.12'],
  '/frameworks/$id': async () => [`/frameworks/${(await here.get('/api/frameworks?size=1')).items[0].id}`],
  '/auctions/$id': async () => [`/auctions/${(await here.get('/api/auctions?size=1')).items[0].id}`],
  '/law/$document': async () => ['/law/22'],
  '/check/$number': async () => {
    const { items } = await here.get('/api/announcements?state=awarded&size=1')
    const { history } = await here.get(`/api/announcements/${items[0].id}`)
    return [`/check/${encodeURIComponent(history.at(-1).params.number)}`, '/check/NO-SUCH-NUMBER']
  },
}

describe('every public page, on a desk and on a phone, in both languages, in 长者模式', () => {
  test.each(publicRoutes.map((route) => route.path))('%s', async (path) => {
    expect(!path.includes('$') || path in about, `where to find an example of ${path}`).toBe(true)
    await lookAtAll(page, (await about[path]?.()) ?? [path], faults)
  })

  test('an address that leads nowhere', async () => {
    await lookAtAll(page, ['/no-such-page'], faults)
  })
})
