import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds serious or critical on the page as it stands. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map(
      (v) =>
        `${v.id}: ${v.help} (${v.nodes
          .slice(0, 3)
          .map((n) => n.target.join(' '))
          .join(', ')})`,
    )
}

/** What sticks out at the right, when the page can be scrolled sideways and stays so. */
export async function sideways(page: Page): Promise<string[]> {
  for (let i = 0; ; i++) {
    const found = await tooWide(page)
    if (found.length === 0 || i === 5) return found
    await page.waitForTimeout(100)
  }
}

const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const scrolls = (element: Element | null): boolean =>
      !!element &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement))
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect()
      return width > 0 && right > clientWidth && !scrolls(element.parentElement)
    })
    const names = wide.map((e) => [e.tagName.toLowerCase(), ...e.classList].join('.')).slice(-5)
    return [`${scrollWidth - clientWidth} px too wide: ${names.join(', ')}`]
  })

/** Texts that only a programmer would understand: codes of a catalogue, unfilled parameters, values without words. */
export const untranslated = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const odd =
      /\{\{|\}\}|\[object |\bundefined\b|\bNaN\b|Invalid Date|^[a-z]+(-[a-z]+)+$|^(not|no)-[a-z-]+|\d{4}-\d\d-\d\dT\d\d:/
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode
      const text = textContent?.trim() ?? ''
      if (!odd.test(text) || !parent || parent.closest('code, pre, script, style, .mono')) continue
      if (parent.checkVisibility()) found.push(`untranslated: ${text.slice(0, 80)}`)
    }
    return found
  })
