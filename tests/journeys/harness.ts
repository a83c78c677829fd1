import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** `npm run journeys` writes the committed pages; a test run writes them aside. */
const pages = process.env.XUNSHI_WRITE_JOURNEYS ? join(root, 'docs/journeys') : join(root, '.cache/journeys')

export interface City {
  origin: string
  stop(): Promise<void>
}

/** Starts the market as `npm start` does, on a data folder of its own, and waits for its doors to open. */
export async function startCity(env: Record<string, string> = {}): Promise<City> {
  const data = mkdtempSync(join(tmpdir(), 'xunshi-journey-'))
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      XUNSHI_DATA: data,
      DATABASE_URL: '',
      NODE_ENV: '',
      VITEST: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (d) => {
      output += d
    })
  const origin = `http://localhost:${port}`
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  for (let i = 0; ; i++) {
    if (
      await fetch(`${origin}/healthz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      break
    if (child.exitCode !== null || i > 1500) throw new Error(`the market did not open:\n${output}`)
    await new Promise((done) => setTimeout(done, 200))
  }
  return {
    origin,
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

/** Debian's browser, never a download. */
export function openBrowser(): Promise<Browser> {
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

/** A journey: visitors at browsers of their own, and the page that tells it. */
export interface Journey {
  /** A new person at a browser. With an account, signed in by the one click of the demonstration. */
  person(account?: string): Promise<Page>
  /** Moves the market's time. */
  advance(how: 'next-deadline' | 'working-day' | { to: string }): Promise<void>
  now(): Promise<string>
  /** Writes a step of the story: screenshots at 1440 and 390 px, and nothing serious for axe at either. */
  show(page: Page, title: string, text: string): Promise<void>
  finish(): Promise<void>
}

export function journey(city: City, browser: Browser, name: string, title: string, intro: string): Journey {
  const images = join(pages, 'images')
  mkdirSync(images, { recursive: true })
  const lines = [
    `# ${title}`,
    '',
    intro,
    '',
    `本页由 \`npm run journeys\` 在真实浏览器中走完全程后写成。`,
    '',
  ]
  const contexts: BrowserContext[] = []
  let step = 0
  return {
    async person(account) {
      const context = await browser.newContext({
        baseURL: city.origin,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        acceptDownloads: true,
      })
      contexts.push(context)
      context.setDefaultTimeout(20_000)
      const page = await context.newPage()
      page.on('pageerror', (error) => {
        throw error
      })
      if (account) {
        const answer = await context.request.post('/api/demo/sign-in', { data: { account } })
        expect(answer.ok(), `sign in ${account}`).toBe(true)
      }
      return page
    },
    async advance(how) {
      const answer = await fetch(`${city.origin}/api/demo/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advance: how }),
      })
      expect(answer.ok, await answer.text()).toBe(true)
    },
    now: async () => ((await (await fetch(`${city.origin}/api/time`)).json()) as { now: string }).now,
    async show(page, heading, text) {
      step += 1
      lines.push(`## ${step}. ${heading}`, '', text, '')
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: width === 1440 ? 900 : 844 })
        await page.waitForLoadState('networkidle')
        await page.waitForTimeout(250)
        await withoutSeriousFindings(page, `${name} ${step} at ${width}`)
        const file = `${name}-${step}-${width}.jpg`
        await page.screenshot({
          path: join(images, file),
          type: 'jpeg',
          quality: 80,
          fullPage: width === 1440,
        })
        lines.push(`![${heading}](images/${file})`, '')
      }
      await page.setViewportSize({ width: 1440, height: 900 })
    },
    async finish() {
      writeFileSync(join(pages, `${name}.md`), lines.join('\n'))
      for (const context of contexts) await context.close()
    },
  }
}

/** Axe: no serious or critical finding. */
export async function withoutSeriousFindings(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map(
      (v) =>
        `${v.id}: ${v.help} (${v.nodes
          .slice(0, 3)
          .map((n) => n.target.join(' '))
          .join(', ')})`,
    )
  expect(serious, where).toEqual([])
}
