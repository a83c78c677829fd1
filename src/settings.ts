import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { dateOf, type Instant } from './calendar/index.ts'
import { complaintSettings } from './complaints/index.ts'
import { creditSettings } from './credit/index.ts'
import { fulfilmentSettings } from './fulfilment/index.ts'
import { art } from './gazette/index.ts'
import { opendataSettings } from './opendata/index.ts'
import { documentHead } from './platform/documents/index.ts'
import { type HttpDeps, Refused, route } from './platform/http.ts'
import { addRefusalWords } from './platform/messages.ts'
import { secondFactorMinutes, secondFactorRequired } from './platform/second-factor.ts'
import { procurementSettings } from './procurement/index.ts'
import { placeForOutside, places, regionOf, registrySettings } from './registry/index.ts'
import { reportSettings } from './reports/index.ts'
import { type Json, refuse, type Setting } from './workflow/index.ts'
import { settingFault, settingRefusals } from './workflow/setting.ts'
import { ruleSetExtendedTo } from './workflow/validity.ts'

/** Everything that the measure leaves open, in one place: each with its default, its paragraph and who set it since. */
export const allSettings: readonly Setting<Json>[] = [
  ruleSetExtendedTo,
  ...registrySettings,
  ...procurementSettings,
  ...fulfilmentSettings,
  ...opendataSettings,
  ...complaintSettings,
  ...reportSettings,
  ...creditSettings,
  documentHead,
  secondFactorRequired,
  secondFactorMinutes,
]

interface Entered {
  key: string
  value: Json
  validFrom: string
  documentNumber: string
  setBy: string
  at: Instant
}

/** `GET /api/settings` for everyone; `POST /api/settings/:key` for the city's management body, with a document number. */
export function mountSettings(app: FastifyInstance, deps: HttpDeps): void {
  addRefusalWords(settingRefusals)

  route(app, deps, {
    method: 'GET',
    url: '/api/settings',
    summary:
      'Figures that the measure leaves open: default of this system, value in force, document behind it',
    cites: art('111', '58'),
    who: 'public',
    handler: async ({ tx }) => {
      const { rows } = await sql<Entered>`
        select s.key, s.value, s.valid_from as "validFrom", s.document_number as "documentNumber", o.name as "setBy", s.at
        from setting s join organisation o on o.id = s.set_by order by s.valid_from desc`.execute(tx)
      const today = dateOf(await deps.now(tx))
      return allSettings.map((setting) => {
        const entered = rows.filter((r) => r.key === setting.key)
        const inForce = entered.find((r) => r.validFrom <= today)
        return { ...setting, value: inForce?.value ?? setting.default, inForce: inForce ?? null, entered }
      })
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/settings/:key',
    summary: 'Set a figure from a day on, with the number of the document that does',
    cites: art('111', '58'),
    who: ['management'],
    params: z.object({ key: z.string().max(80) }),
    body: z.object({ value: z.json(), validFrom: z.string().max(10), documentNumber: z.string().max(80) }),
    handler: async ({ tx, params, body, actor, reply }) => {
      const setting = allSettings.find((s) => s.key === params.key)
      if (!setting) throw new Refused(refuse('unknown-subject', art('111', '58'), { id: params.key }))
      // 57: the city's management body explains the measure; a county's does not.
      if (regionOf(actor.region)?.level !== 'city') {
        throw new Refused(refuse('not-permitted', art('111', '57'), { region: actor.region }))
      }
      const now = await deps.now(tx)
      const change = { ...body, value: body.value as Json }
      const fault = settingFault(setting, change, dateOf(now))
      if (fault) throw new Refused(fault)
      // 17: a place that there is, or nobody would check the agencies from elsewhere.
      if (setting.key === placeForOutside.key && !places.some((p) => p.code === change.value))
        throw new Refused(refuse('setting-shape', setting.cites, { key: setting.key }, 'value'))
      const { value, validFrom, documentNumber } = change
      await sql`insert into setting (key, value, valid_from, document_number, set_by, at)
        values (${setting.key}, ${JSON.stringify(value)}::jsonb, ${validFrom}, ${documentNumber.trim()}, ${actor.organisation}, ${now}::timestamptz)
        on conflict (key, valid_from) do update set value = excluded.value, document_number = excluded.document_number,
          set_by = excluded.set_by, at = excluded.at`.execute(tx)
      const fact = { key: setting.key, value, validFrom, documentNumber: documentNumber.trim() }
      await deps.ledger.append(tx, {
        subject: `setting/${setting.key}`,
        actor: actor.organisation,
        at: now,
        facts: [{ kind: 'setting.entered', article: art('111', '58'), visibility: 'public', body: fact }],
      })
      reply.code(201)
      return fact
    },
  })
}
