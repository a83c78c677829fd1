import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { dateOf, type PlainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { plainLine } from '../../registry/index.ts'
import { agencyStanding } from '../../registry/server.ts'
import { refuse, type Settings, settingOf } from '../../workflow/index.ts'
import {
  type AgencyRecord,
  type CountedRating,
  type Excellence,
  excellenceOf,
  excellentMilliStars,
  excellentMonths,
  excellentRatings,
} from '../excellence.ts'
import { findingsAbout } from './spot-check-store.ts'

const cites = art('111', '38')

/** 优质中介服务机构库 (38): who is in it today by the published formula, and the arithmetic for every agency. */
export function mountExcellence(app: FastifyInstance, deps: HttpDeps): void {
  const asked = async (tx: Tx) => {
    const rules = await deps.settings(tx)
    return { rules, today: dateOf(await deps.now(tx)) }
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/excellent-agencies',
    summary: 'The library of excellent agencies: who meets the published formula today, with the arithmetic',
    cites,
    who: 'public',
    handler: async ({ tx }) => {
      const { rules, today } = await asked(tx)
      const items: { agency: { id: string; name: string }; excellence: Excellence }[] = []
      for (const { id, name } of await ratedOften(tx, settingOf(rules, excellentRatings))) {
        const excellence = await excellence_(tx, id, today, rules)
        if (excellence?.member) items.push({ agency: { id, name }, excellence })
      }
      // The best mean first, without dividing.
      items.sort(
        ({ excellence: a }, { excellence: b }) => b.sum * a.weight - a.sum * b.weight || b.weight - a.weight,
      )
      return {
        on: today,
        formula: {
          months: settingOf(rules, excellentMonths),
          milliStars: settingOf(rules, excellentMilliStars),
          ratings: settingOf(rules, excellentRatings),
        },
        items,
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies/:id/excellence',
    summary: 'Whether an agency is in the library of excellent agencies, condition by condition',
    cites,
    who: 'public',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, params: { id } }) => {
      const { rules, today } = await asked(tx)
      const excellence = await excellence_(tx, id, today, rules)
      if (!excellence) throw new Refused(refuse('unknown-subject', cites, { id }))
      return { on: today, ...excellence }
    },
  })
}

async function excellence_(
  tx: Tx,
  agency: string,
  today: PlainDate,
  rules: Settings,
): Promise<Excellence | undefined> {
  const standing = await agencyStanding(tx, agency, today)
  // Who has not come in yet has no page either.
  if (!standing || standing.status === 'applying') return undefined
  const record: AgencyRecord = {
    ratings: await ratingsFor(tx, agency),
    findings: await findingsAbout(tx, agency),
    inGoodStanding: standing.status === 'admitted' && standing.services.every((s) => !s.suspended),
  }
  return excellenceOf(record, today, rules)
}

async function ratingsFor(tx: Tx, agency: string): Promise<CountedRating[]> {
  const { rows } = await sql<CountedRating>`
    select stars, weight_permille as "weightPermille", by_default as "byDefault", at
    from rating where subject = ${agency} and of = 'agency' order by at`.execute(tx)
  return rows
}

/** Agencies with enough ratings of any age: nobody else can be in the library. */
async function ratedOften(tx: Tx, least: number): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select r.subject as id, o.name from rating r join organisation o on o.id = r.subject
    where r.of = 'agency' and not r.by_default group by r.subject, o.name
    having count(*) >= ${least} order by o.name, r.subject`.execute(tx)
  return rows
}
