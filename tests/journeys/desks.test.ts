import { describe, expect, test } from 'vitest'
import { menuFor } from '../../web/desk/menu.ts'
import { deskRoutes } from '../../web/desk/routes.ts'
import { inTheCity } from './harness.ts'
import { lookAtAll } from './visit.ts'

const here = inTheCity()

/** One of each kind of desk, with work on it. */
const people = [
  ['agency', 'agency1'],
  ['owner', 'xiushui-water'],
  ['operator', 'jj-operator'],
  ['department', 'jj-water'],
  ['management', 'jj-management'],
] as const

/** A service item has its code for an id. */
type Row = ({ id: string } | { code: string }) & {
  status?: string
  state?: string
}

/** One row of each status on a list; of what a body only watches, which looks the same in each, a first one. */
function examples(kind: string, rows: readonly Row[]): string[] {
  const each = [
    ...new Map(rows.map((row) => [row.status ?? row.state, 'id' in row ? row.id : row.code])).values(),
  ]
  return kind === 'department' || kind === 'management' ? each.slice(0, 1) : each
}

/** Where a desk's list comes from: what an agency may join is not what an owner has announced. */
const listOf = (kind: string, plural: string): string =>
  kind === 'agency' && plural === 'procurements' ? '/api/registrable' : `/api/${plural}`

describe('every page of every desk, at both widths, in both languages, in 长者模式', () => {
  test.each(people)('%s (%s)', async (kind, account) => {
    const faults: string[] = []
    const page = await here.visitor(faults, account)
    const lists = menuFor(kind).flatMap((group) => group.entries.map((entry) => entry.to))
    const addresses: string[] = []
    for (const { path } of deskRoutes) {
      const [list = '', rest] = path.split('/$id')
      if (!lists.includes(list)) continue
      if (rest === undefined) {
        addresses.push(path)
        continue
      }
      const answer = await page.request.get(`${listOf(kind, list.slice('/desk/'.length))}?size=100`)
      expect(answer.ok(), path).toBe(true)
      const { items } = (await answer.json()) as { items: Row[] }
      const found = examples(kind, items)
      addresses.push(...(rest ? found.slice(0, 1) : found).map((id) => `${list}/${id}${rest}`))
    }
    await lookAtAll(page, addresses, faults)
  })
})
