import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed } from 'vitest'
import { axeFindings, sideways, untranslated } from './checks.ts'
import { type City, startCity } from './city.ts'

const root = join(import.meta.dirname, '../..')

/** `npm run journeys` writes the committed pages; a test run writes them aside. */
const pages = process.env.XUNSHI_WRITE_JOURNEYS ? join(root, 'docs/journeys') : join(root, '.cache/journeys')

export const images = join(pages, 'images')
mkdirSync(images, { recursive: true })

/** A picture taller than this tells no more. */
const TALLEST = 2000

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/** Debian's browser, never a download. */
function openBrowser(): Promise<Browser> {
  const executablePath = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path))
  if (!executablePath) throw new Error('no browser: apt-get install -y chromium fonts-noto-cjk')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
}

/** A city and a browser for the tests of one file. @param open another market than the city's own, to be told about */
export function inTheCity(open: () => Promise<City> = startCity) {
  let city: City
  let browser: Browser
  beforeAll(async () => {
    ;[city, browser] = await Promise.all([open(), openBrowser()])
  })
  afterAll(async () => {
    await browser?.close()
    await city?.stop()
  })
  return {
    get origin() {
      return city.origin
    },
    journey: (name: string, title: string, intro: string): Journey =>
      journey(city, browser, name, title, intro),
    /** Somebody who only looks; `faults` gathers what went wrong in their browser. */
    async visitor(faults: string[], account?: string): Promise<Page> {
      const { context, page } = await newVisitor(city, browser, faults)
      if (account) await signIn(context, account)
      return page
    },
    // biome-ignore lint/suspicious/noExplicitAny: what the API answers, for finding one's way.
    get: async (path: string): Promise<any> => (await fetch(`${city.origin}${path}`)).json(),
  }
}

/** A browser of somebody's own; `faults` gathers what went wrong in it. */
async function newVisitor(
  city: City,
  browser: Browser,
  faults: string[],
  quiet = /^$/,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: city.origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: desk,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  // Moving the clock plays everything that falls due on the way: on a busy machine that takes its time.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !quiet.test(message.text()))
      faults.push(`console: ${message.text()} ${message.location().url}`)
  })
  return { context, page }
}

/** The one-click sign-in of the demonstration. */
async function signIn(context: BrowserContext, account: string): Promise<void> {
  const answer = await context.request.post('/api/demo/sign-in', { data: { account } })
  expect(answer.ok(), `sign in ${account}`).toBe(true)
}

/** Nothing is under way any more: no request, no skeleton, no animation that has an end; fonts there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.loading, [aria-busy=true]'))
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().endTime === Infinity),
  )
}

/**
 * `page`: the whole page from its top; `window`: what the window shows now, for dialogs; a piece: the window with that
 * piece in its middle; `moment`: the window, at once and without waiting for anything to come to rest.
 */
type View = 'page' | 'window' | 'moment' | Locator

/** A journey: visitors at browsers of their own, and the page that tells it. */
export interface Journey {
  /** A new person at a browser. With an account, signed in by the one click of the demonstration. */
  person(account?: string, likes?: { motion?: boolean }): Promise<Page>
  /** Writes a step of the story: pictures at 1440 and 390 px, and at either nothing that would need an excuse. */
  show(page: Page, title: string, text: string, view?: View): Promise<void>
  finish(): Promise<void>
}

function journey(city: City, browser: Browser, name: string, title: string, intro: string): Journey {
  const lines = [
    `# ${title}`,
    '',
    intro,
    '',
    '本页由 `npm run journeys` 在真实浏览器中走完全程后写成；左为电脑，右为手机。',
    '',
  ]
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  // A refusal is an answer, but the browser's console reports every 4xx.
  const refusals = /^Failed to load resource: the server responded with a status of 4(00|03|09|22)/
  let step = 0
  onTestFailed(async () => {
    if (faults.length > 0) console.error(faults.join('\n'))
    const failed = join(root, '.cache/journeys/failed')
    mkdirSync(failed, { recursive: true })
    for (const [n, page] of contexts.flatMap((context) => context.pages()).entries())
      await page.screenshot({ path: join(failed, `${name}-${n + 1}.png`), fullPage: true }).catch(() => {})
  })

  /** At 1440 px the page as it is read; at 390 px what the window of a phone shows of it. */
  async function picture(page: Page, width: number, view: View): Promise<string> {
    const file = `${name}-${String(step).padStart(2, '0')}-${width}.jpg`
    const long = width === desk.width && view === 'page'
    if (view === 'page') await page.evaluate(() => window.scrollTo(0, 0))
    if (typeof view !== 'string') await view.evaluate((piece) => piece.scrollIntoView({ block: 'center' }))
    const height = long ? await page.evaluate(() => document.documentElement.scrollHeight) : 0
    const clip = { x: 0, y: 0, width, height: Math.min(TALLEST, height) }
    await page.screenshot({
      path: join(images, file),
      type: 'jpeg',
      quality: 75,
      ...(long ? { fullPage: true, clip } : {}),
    })
    return file
  }

  return {
    async person(account, { motion = false } = {}) {
      const { context, page } = await newVisitor(city, browser, faults, refusals)
      if (motion) await page.emulateMedia({ reducedMotion: 'no-preference' })
      contexts.push(context)
      if (account) await signIn(context, account)
      return page
    },
    async show(page, heading, text, view = 'page') {
      step += 1
      lines.push(`## ${step}. ${heading}`, '', text, '')
      if (view === 'moment') {
        const file = await picture(page, desk.width, view)
        lines.push(`<img src="images/${file}" width="76%" alt="${heading}">`, '')
        return
      }
      const files: string[] = []
      for (const size of [desk, phone]) {
        await page.setViewportSize(size)
        await settled(page)
        const found = [
          ...(await axeFindings(page)),
          ...(await untranslated(page)),
          ...(size === phone ? await sideways(page) : []),
        ]
        expect([...found, ...faults], `${name} ${step} at ${size.width}: ${heading}`).toEqual([])
        files.push(await picture(page, size.width, view))
      }
      await page.setViewportSize(desk)
      lines.push(
        `<img src="images/${files[0]}" width="76%" alt="${heading}"> <img src="images/${files[1]}" width="20%" alt="${heading}，手机" valign="top">`,
        '',
      )
    },
    async finish() {
      expect(faults, name).toEqual([])
      writeFileSync(join(pages, `${name}.md`), `${lines.join('\n').trimEnd()}\n`)
      for (const context of contexts) await context.close()
    },
  }
}
