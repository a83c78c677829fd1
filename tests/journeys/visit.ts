import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings, sideways, untranslated } from './checks.ts'
import { desk, phone, settled } from './harness.ts'

/**
 * Opens a page and looks at it as everybody would: on a desk and on a phone, in both languages, in 长者模式. Axe, which
 * takes longest, looks at the page on a desk and in large type on a phone; names are the same in between.
 * Returns what is wrong with the page.
 */
async function lookAt(page: Page, address: string): Promise<string[]> {
  const found: string[] = []
  const look = async (how: string, axe = false) => {
    await settled(page)
    const here = [
      ...(axe ? await axeFindings(page) : []),
      ...(await untranslated(page)),
      ...(await sideways(page)),
    ]
    found.push(...here.map((fault) => `${address} ${how}: ${fault}`))
  }
  const masthead = page.getByRole('banner')
  await page.setViewportSize(desk)
  await page.goto(address)
  await look('1440 zh', true)
  await page.setViewportSize(phone)
  await look('390 zh')
  await page.setViewportSize(desk)
  await masthead.getByRole('button', { name: '长者模式' }).click()
  await look('1440 zh large')
  await page.setViewportSize(phone)
  await look('390 zh large', true)
  await page.setViewportSize(desk)
  await masthead.getByRole('button', { name: 'EN', exact: true }).click()
  await look('1440 en large')
  await page.setViewportSize(phone)
  await look('390 en large')
  await page.setViewportSize(desk)
  await masthead.getByRole('button', { name: 'Large type' }).click()
  await look('1440 en')
  await page.setViewportSize(phone)
  await look('390 en')
  await page.setViewportSize(desk)
  await masthead.getByRole('button', { name: '中文' }).click()
  return found
}

/** Looks at every address; all that is wrong is told at once. */
export async function lookAtAll(page: Page, addresses: readonly string[], faults: string[]): Promise<void> {
  const found: string[] = []
  for (const address of addresses) {
    found.push(...(await lookAt(page, address)))
    found.push(...faults.splice(0).map((fault) => `${address}: ${fault}`))
  }
  expect(found).toEqual([])
}
