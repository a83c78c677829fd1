import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicRoutes } from '../../web/router/routes.ts'
import { type City, startCity } from './city.ts'
import { newVisitor, openBrowser } from './harness.ts'
import { lookAtAll } from './visit.ts'

let city: City
let browser: Browser
let page: Page
const faults: string[] = []

beforeAll(async () => {
  ;[city, browser] = await Promise.all([startCity(), openBrowser()])
  page = (await newVisitor(city, browser, faults)).page
})
afterAll(async () => {
  await browser?.close()
  await city?.stop()
})

// biome-ignore lint/suspicious/noExplicitAny: lists as the API answers them.
const get = async (path: string): Promise<any> => (await fetch(`${city.origin}${path}`)).json()

const states = ['open', 'selecting', 'publicity', 'awarded', 'failed', 'cancelled', 'voided']

/** Where to find something to show on the pages that are about one thing. */
const about: Record<string, () => Promise<string[]>> = {
  '/announcements/$id': async () => {
    const found = await Promise.all(states.map((s) => get(`/api/announcements?state=${s}&size=1`)))
    return found.flatMap((list) => list.items.map((i: { id: string }) => `/announcements/${i.id}`))
  },
  '/agencies/$id': async () => [`/agencies/${(await get('/api/agencies?size=1')).items[0].id}`],
  '/draws/$id': async () => {
    const lists = await Promise.all(['upcoming', 'finished'].map((s) => get(`/api/draws?status=${s}&size=1`)))
    return lists.map((list) => `/draws/${list.draws[0].id}`)
  },
  '/law/$document': async () => ['/law/111'],
  '/check/$number': async () => {
    const { items } = await get('/api/announcements?state=awarded&size=1')
    const { history } = await get(`/api/announcements/${items[0].id}`)
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
