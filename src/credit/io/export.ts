import { createHash, randomUUID } from 'node:crypto'
import { dateOf, type PlainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import type { HttpDeps, Organised } from '../../platform/http.ts'
import { barEnds, csv, groundOf, groundWords } from '../../registry/index.ts'
import { standingEffects } from '../../registry/server.ts'
import { factFieldWords, factsFormat, type MarketFact, marketEventWords } from '../index.ts'
import * as store from '../store.ts'

const cites = art('111', '10')

/** Gathers what took effect in a period, both days included; keeps the file that goes out, and records that it did. */
export async function exportFacts(
  tx: Tx,
  deps: HttpDeps,
  { format, from, to }: { format: 'json' | 'csv'; from: PlainDate; to: PlainDate },
  actor: Organised,
): Promise<{ id: string; rows: number; sha256: string }> {
  const facts = await marketFacts(tx, deps, from, to)
  const content = Buffer.from(format === 'json' ? asJson(facts, from, to) : asCsv(facts))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const id = randomUUID()
  const at = await deps.now(tx)
  const name = `credit-facts-${from}-${to}.${format}`
  await store.insertTransfer(tx, {
    ...{ id, direction: 'export', format, name, body: actor.organisation, person: actor.person, at },
    ...{ rows: facts.length, added: 0, cases: 0, from, to, sha256, content },
  })
  const body = { rows: facts.length, format, from, to, sha256, body: actor.organisationName }
  await deps.ledger.append(tx, {
    ...{ subject: `credit-transfer/${id}`, actor: actor.organisation, at },
    facts: [{ kind: 'credit.exported', article: cites, visibility: 'parties', body }],
  })
  return { id, rows: facts.length, sha256 }
}

async function marketFacts(tx: Tx, deps: HttpDeps, from: PlainDate, to: PlainDate): Promise<MarketFact[]> {
  const effects = await standingEffects(tx, from, to)
  return effects.map(({ event, name, code, ground, at, services, case: id }) => ({
    ...{ event, name, code, ground, article: groundOf[ground].article, on: dateOf(at) },
    ...(event === 'expelled' ? { until: barEnds(dateOf(at), deps.calendar) } : {}),
    ...{ services: [...services], case: id },
  }))
}

const asJson = (facts: readonly MarketFact[], from: PlainDate, to: PlainDate): string =>
  `${JSON.stringify({ format: factsFormat, from, to, facts }, null, 2)}\n`

function asCsv(facts: readonly MarketFact[]): string {
  const names = Object.keys(factFieldWords) as (keyof MarketFact)[]
  const cell = (fact: MarketFact, name: keyof MarketFact): string => {
    if (name === 'event') return marketEventWords[fact.event].zh
    if (name === 'ground') return groundWords[fact.ground as keyof typeof groundWords].zh
    return [fact[name] ?? ''].flat().join('；')
  }
  const rows = facts.map((fact) => names.map((n) => cell(fact, n)))
  return csv([names.map((n) => factFieldWords[n].zh), ...rows])
}
