import { sql } from 'kysely'
import { z } from 'zod'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Market } from '../market.ts'
import { nextClock } from '../platform/clockwork.ts'
import type { Tx } from '../platform/deps.ts'
import { route } from '../platform/http.ts'
import { mountDemoOutbox } from '../platform/mail.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { advance } from './advance.ts'
import { forgetInterrupted, installDemoClock, withoutWaitingForDisk } from './clock.ts'
import { tellHistory } from './history.ts'

export { forgetInterrupted, installDemoClock, tellHistory, withoutWaitingForDisk }

const cites = art('111', '58')

/** The demo bar and the one-click sign-in. Loaded by main.ts in demonstration mode only. */
export function mountDemonstration(market: Market, options: { publicUrl: string }): void {
  const { app, deps, auth } = market
  mountDemoOutbox(app, deps, options)
  addRefusalWords({
    'time-runs-forward': {
      zh: '演示时钟只能向前：现在是 {{now}}。要重新开始请运行 npm run reset。',
      en: 'The demo clock only runs forward: it is {{now}} now. To begin anew run npm run reset.',
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/demo/clock',
    summary: '演示: the market’s time and the next deadline of anyone',
    cites,
    who: 'public',
    handler: async ({ tx }) => ({ now: await deps.now(tx), next: await nextClock(deps) }),
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/demo/clock',
    summary: '演示: advance the market’s time; what is due on the way happens, in order',
    cites,
    who: 'public',
    body: z.object({
      advance: z.union([
        z.enum(['next-deadline', 'working-day']),
        z.object({ to: z.string().max(40).refine(isMoment, 'YYYY-MM-DD[THH:mm]').transform(instant) }),
      ]),
    }),
    handler: async ({ body }) => {
      const fired = await advance(market, body.advance)
      return { now: await deps.now(deps.db as unknown as Tx), fired }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/demo/people',
    summary: '演示: the people who may sign in by one click',
    cites,
    who: 'public',
    handler: async ({ tx }) => {
      const { rows } = await sql`
        select p.account, p.name, o.name as "organisationName", o.kind, m.roles
        from person p join membership m on m.person = p.id join organisation o on o.id = m.organisation
        where p.demo and exists (select from auth_user u where u.id = p.id)
        order by o.kind, length(p.account), p.account`.execute(tx)
      return rows
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/demo/sign-in',
    summary: '演示: sign in as a demo person',
    cites,
    who: 'public',
    body: z.object({ account: z.string().min(1).max(40) }),
    handler: async ({ body, tx, reply }) => {
      await auth.openSession(tx, reply, body.account)
      return { ok: true }
    },
  })
}

function isMoment(text: string): boolean {
  try {
    instant(text)
    return true
  } catch {
    return false
  }
}
