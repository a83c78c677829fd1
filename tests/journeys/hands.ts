import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { renderPaper } from '../../src/demo/paper.ts'

/** What people do with their hands, by what they read: labels, names of buttons, the demonstration's bar. */

const bar = (page: Page): Locator => page.getByRole('region', { name: '演示环境' })

/** ▶ 下一个期限 */
export async function nextDeadline(page: Page): Promise<void> {
  await bar(page).getByRole('button', { name: '下一个期限' }).click()
  await moved(page)
}

/** +1 工作日 */
export async function workingDay(page: Page): Promise<void> {
  await bar(page).getByRole('button', { name: '+1 工作日' }).click()
  await moved(page)
}

/** 到某日…, to the minute: `2026-10-09T09:58`. */
export async function turnTo(page: Page, moment: string): Promise<void> {
  await bar(page).getByRole('button', { name: '到某日' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('把市场时间拨到').fill(moment)
  await dialog.getByRole('button', { name: '拨到这一刻' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await moved(page)
}

async function moved(page: Page): Promise<void> {
  await bar(page)
    .getByRole('status')
    .getByText(/这段时间里/)
    .waitFor({ timeout: 60_000 })
}

/** Opens a list, types a few characters and takes what is offered first. */
export async function choose(where: Page | Locator, label: string, typed: string): Promise<void> {
  const box = where.getByRole('combobox', { name: label })
  await box.click()
  await box.fill(typed)
  await box.press('Enter')
}

/**
 * Opens a list, types what narrows it and takes what bears this title, by the keyboard: on a busy machine the library may
 * open the list where no pointer reaches it.
 */
export async function pick(page: Page, box: Locator, titled: string, typed?: string): Promise<void> {
  await box.click()
  if (typed !== undefined) await box.fill(typed)
  const option = (state = '') => page.locator(`.ant-select-item-option${state}`).and(page.getByTitle(titled))
  await option().last().waitFor({ state: 'attached' })
  for (let steps = 0; (await option('-active').count()) === 0; steps++) {
    if (steps === 60) throw new Error(`the list does not come to ${titled}`)
    await box.press('ArrowDown')
  }
  await box.press('Enter')
}

/** Types a day or a moment as one writes it. */
export async function typeDay(where: Page | Locator, label: string, day: string): Promise<void> {
  const box = where.getByRole('textbox', { name: label })
  await box.click()
  await box.fill(day)
  await box.press('Enter')
}

/** Presses the button of a file's field and chooses one. */
export async function attach(page: Page, field: string, name: string): Promise<void> {
  const [asked] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: field }).click(),
  ])
  await asked.setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(await paper()) })
  await page.getByRole('link', { name }).waitFor()
}

let printed: Promise<Uint8Array> | undefined
const paper = (): Promise<Uint8Array> => {
  printed ??= renderPaper()
  return printed
}

/** Opens the first thing on the desk that is about `title`. */
export async function openFromDesk(page: Page, title: string): Promise<void> {
  await page.goto('/desk')
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** Presses an action of the page; a question is answered by the button of the same name. */
export async function act(page: Page, name: string, answer?: boolean): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click()
  if (!answer) return
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** The page says so. */
export async function says(page: Page | Locator, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor()
}

/** Nowhere on the page, in no hidden corner of it either. */
export async function silent(page: Page, texts: readonly string[]): Promise<void> {
  const html = await page.content()
  for (const text of texts) expect(html.includes(text), `“${text}” is not to be seen`).toBe(false)
}

/**
 * Sends a command as the person of a page, without the screens that other journeys show.
 * @returns what came back
 */
// biome-ignore lint/suspicious/noExplicitAny: what the API answers, for finding one's way.
export async function does(page: Page, path: string, data: object = {}): Promise<any> {
  const { token } = await (await page.request.get('/api/csrf')).json()
  const headers = { 'x-csrf-token': token, 'idempotency-key': crypto.randomUUID() }
  const answer = await page.request.post(path, { headers, data })
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return answer.json()
}

/** A paper that the person of a page has uploaded. */
export async function filed(page: Page): Promise<object> {
  const { token } = await (await page.request.get('/api/csrf')).json()
  const headers = { 'x-csrf-token': token, 'idempotency-key': crypto.randomUUID() }
  const file = { name: '证明材料.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await paper()) }
  const answer = await page.request.post('/api/files', { headers, multipart: { file } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}
