import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestMarket, type TestMarket } from '../../tests/market.ts'
import { dateOf } from '../calendar/index.ts'
import { parseArticle } from '../gazette/index.ts'
import { contextOf } from '../platform/act.ts'
import { clockKinds, dueName, subjectOf } from './index.ts'

/*
 * Every kind of clock has words, a place on the calendar and one on the board. A module that sets a new one going and
 * forgets src/agenda/subjects.ts fails here, twice: its source names the action, and a market in which it runs has the row.
 */

const root = join(import.meta.dirname, '..')

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.ts$/.test(entry.name) && !/(\.test|testing|generated)\.ts$/.test(entry.name) ? [path] : []
  })
}

/** The actions that a file's clocks name: object literals with `action` and `article`, and what `automatic` is told. */
function actionsIn(path: string): string[] {
  return actionsOf(path, readFileSync(path, 'utf8'))
}

function actionsOf(path: string, text: string): string[] {
  const found: string[] = []
  const literal = (node: ts.Node | undefined) =>
    node && ts.isStringLiteralLike(node) ? found.push(node.text) : undefined
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const named = (name: string) =>
        node.properties.find((p) => p.name && ts.isIdentifier(p.name) && p.name.text === name)
      const action = named('action')
      if (action && named('article') && ts.isPropertyAssignment(action)) literal(action.initializer)
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'automatic')
      literal(node.arguments[0])
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}

describe('in the sources', () => {
  const modules = readdirSync(root, { withFileTypes: true })
    .filter((e) => e.isDirectory() && !['platform', 'demo', 'agenda', 'gazette', 'opendata'].includes(e.name))
    .flatMap((e) => sources(join(root, e.name)))
  const named = [...new Set(modules.flatMap(actionsIn))].toSorted()

  test('the actions of clocks are found, those of two rooms that are known among them', () => {
    expect(named.length).toBeGreaterThan(25)
    for (const action of ['answer', 'record-contact', 'note-missed', 'take-up', 'publish'])
      expect(named).toContain(action)
  })

  test.each(named)('%s has words in both languages', (action) => {
    const words = clockKinds.flatMap((kind) => kind.wordsOf(action) ?? [])
    expect(words.length, `give “${action}” words in src/agenda/subjects.ts`).toBeGreaterThan(0)
    for (const { zh, en } of words) expect([zh.trim(), en.trim()]).not.toContain('')
  })

  test('a clock that nobody gave words would be found', () => {
    const text = `const d = [{ action: 'dance', article: art('111', '8'), who: 'x' }, ...automatic('sing', a, b)]`
    expect(actionsOf('fixture.ts', text)).toEqual(['dance', 'sing'])
    expect(clockKinds.some((kind) => kind.wordsOf('dance'))).toBe(false)
  })
})

describe('in a market', () => {
  let market: TestMarket
  beforeAll(async () => {
    market = await openTestMarket()
  })
  afterAll(() => market?.close())

  test('every subject of the market is on the list, with its place on the board', () => {
    // The accounts and entries of organisations run no clocks.
    const without = [...market.subjects.keys()].filter((name) => subjectOf(name) === undefined)
    expect(without.toSorted()).toEqual(
      ['body', 'owner', 'publicity', 'staff'].filter((n) => without.includes(n)),
    )
    for (const { board } of clockKinds) expect(['named', 'counted']).toContain(board)
  })

  test('every clock that runs or ran has its own words and an article that there is', async () => {
    const { rows } = await market.database.asOwner(
      `select distinct subject, action, article from clock union select distinct subject, action, article from clock_past`,
    )
    expect(rows.length).toBeGreaterThan(12)
    for (const { subject, action, article } of rows as {
      subject: string
      action: string
      article: string
    }[]) {
      expect(subjectOf(subject)?.wordsOf(action), `${subject}: ${action}`).toBeDefined()
      expect(dueName(subject, action).zh).not.toBe(action)
      expect(parseArticle(article), `${subject}: ${action} cites ${article}`).toBeDefined()
    }
  })

  test('the table of clocks is what the states say: nothing overdue can hide in a flag', async () => {
    const { rows } = await market.database.asOwner('select distinct subject, id from clock')
    for (const { subject: name, id } of rows as { subject: string; id: string }[]) {
      const subject = market.subjects.get(name)!
      await market.deps.db.transaction().execute(async (tx) => {
        const found = await subject.store.read(tx, id)
        const ctx = await contextOf(tx, market.deps, subject, found!.state, undefined, { kind: 'system' })
        const said = subject.workflow
          .deadlines(found!.state, ctx)
          .map((d) => `${d.action} ${d.who} ${d.due ?? ''}`)
        const kept = await market.database.asOwner(
          `select action, who, to_char(due at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as due
            from clock where subject = $1 and id = $2`,
          [name, id],
        )
        const held = kept.rows.map(
          (r: { action: string; who: string; due: string | null }) => `${r.action} ${r.who} ${r.due ?? ''}`,
        )
        expect(held.toSorted(), `${name}/${id} on ${dateOf(ctx.now)}`).toEqual(said.toSorted())
      })
    }
  })
})
