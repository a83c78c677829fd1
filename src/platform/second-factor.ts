import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { z } from 'zod'
import { art } from '../gazette/index.ts'
import { type Refusal, refuse, type Setting, settingOf } from '../workflow/index.ts'
import type { Db, Deps, Keys, Tx } from './deps.ts'
import { type HttpDeps, type Organised, Refused, route } from './http.ts'

/** 19.1 实名认证: whoever signs or is shown a number is at that moment the one whose name stands there. */
const cites = art('111', '19.1')

export const secondFactorRequired: Setting<boolean> = {
  key: 'registry.second-factor-required',
  cites,
  default: true,
  zh: '正式运行时，签订入驻承诺书、提交申请和查阅身份号码须经双重验证（演示人员除外；本系统缺省值）',
  en: 'In production, signing, submitting and seeing identity numbers need a second factor (demonstration people excepted)',
}

export const secondFactorMinutes: Setting<number> = {
  key: 'registry.second-factor-minutes',
  cites,
  default: 15,
  zh: '双重验证通过后多少分钟内免再验证（本系统缺省值）',
  en: 'For how many minutes a second factor that was entered holds',
}

const period = 30
const mostFailures = 5
const codes = 10

const totpOf = (secret: string, account = '') =>
  new TOTP({ issuer: '浔市', label: account, digits: 6, period, secret: Secret.fromBase32(secret) })

/** The step of 30 seconds whose code this is, the one before and the one after included; undefined for a wrong code. */
export function stepOf(secret: string, code: string, nowMs: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window: 1 })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / period) + delta
}

const sealed = 'second-factor/secret'
const digestOf = (keys: Keys, person: string, code: string) =>
  keys.digest('second-factor/recovery', person, code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const recoveryCode = (): string =>
  Array.from({ length: 10 }, () => letters[randomInt(letters.length)]!)
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-')

interface Row {
  secret: Buffer
  enrolledAt: string | null
  recovery: string[]
  locked: boolean
}

async function rowOf(db: Db | Tx, person: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select secret, enrolled_at as "enrolledAt", recovery, coalesce(locked_until > clock_timestamp(), false) as locked
    from second_factor where person = ${person}`.execute(db)
  return rows[0]
}

/** Whether a person's second factor is in use. */
export const isEnrolled = async (db: Db | Tx, person: string): Promise<boolean> =>
  (await rowOf(db, person))?.enrolledAt != null

/**
 * Takes a code of the authenticator, once, or a recovery code, once. A wrong one is counted: five in a row, and for a
 * quarter of an hour none is looked at. Every statement is whole in itself, so that a count outlives the refusal.
 */
export async function takeCode(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  person: string,
  code: string,
): Promise<Refusal | undefined> {
  const row = await rowOf(db, person)
  if (row?.enrolledAt == null) return refuse('second-factor-not-enrolled', cites)
  if (row.locked) return refuse('second-factor-locked', cites, {}, 'code')
  const typed = code.replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(typed)) {
    const secret = Buffer.from(keys.open(sealed, row.secret)).toString()
    const step = stepOf(secret, typed, Date.now())
    if (step !== undefined) {
      const { rows } = await sql`update second_factor set step = ${step}, failures = 0
        where person = ${person} and step < ${step} returning person`.execute(db)
      return rows.length > 0 ? undefined : refuse('second-factor-replayed', cites, {}, 'code')
    }
  } else {
    const digest = digestOf(keys, person, typed)
    const { rows } =
      await sql`update second_factor set recovery = array_remove(recovery, ${digest}), failures = 0
      where person = ${person} and ${digest} = any(recovery) returning person`.execute(db)
    if (rows.length > 0) return undefined
  }
  await sql`update second_factor set failures = (failures + 1) % ${mostFailures},
    locked_until = case when failures + 1 >= ${mostFailures}::int then clock_timestamp() + interval '15 minutes' end
    where person = ${person}`.execute(db)
  return refuse('second-factor-wrong', cites, {}, 'code')
}

export interface FactorSessions {
  /** The token in the request's cookie. */
  tokenOf(request: FastifyRequest): string | undefined
  /** People who are played, whom no device is asked of. */
  isExempt(tx: Tx, person: string): Promise<boolean>
}

/** Why a person must show the second factor now; undefined when it was shown lately or is not asked for. */
export async function stepUpRefusal(
  deps: Deps,
  { tokenOf, isExempt }: FactorSessions,
  request: FastifyRequest,
): Promise<Refusal | undefined> {
  const tx = deps.db as unknown as Tx
  const rules = await deps.settings(tx)
  const minutes = settingOf(rules, secondFactorMinutes)
  const { rows } = await sql<{ person: string; recent: boolean }>`
    select "userId" as person,
      coalesce("factorAt" > clock_timestamp() - make_interval(mins => ${minutes}::int), false) as recent
    from auth_session where token = ${tokenOf(request) ?? ''}`.execute(tx)
  const [session] = rows
  if (!session || session.recent) return undefined
  if (await isEnrolled(tx, session.person)) return refuse('second-factor-needed', cites, { minutes })
  const wanted = deps.mode === 'production' && settingOf(rules, secondFactorRequired)
  if (!wanted || (await isExempt(tx, session.person))) return undefined
  return refuse('second-factor-missing', cites)
}

/** The second step of signing in, and a person's own second factor: enrol, verify, new recovery codes, end. */
export function mountSecondFactor(app: FastifyInstance, deps: HttpDeps, sessions: FactorSessions): void {
  const { db, keys } = deps
  const code = z.object({ code: z.string().min(6).max(20) })
  const own = { cites, who: 'signed-in', idempotent: false, transaction: false, attempts: 20 } as const
  const secret = (reply: FastifyReply) => void reply.header('cache-control', 'no-store')

  const verified = async (request: FastifyRequest, person: string, given: string, status?: number) => {
    const refusal = await takeCode(deps, person, given)
    if (refusal) throw new Refused(refusal, status)
    await sql`update auth_session set "factorPending" = false, "factorAt" = clock_timestamp()
      where token = ${sessions.tokenOf(request) ?? ''}`.execute(db)
  }
  const newRecovery = async (tx: Tx, person: string) => {
    const issued = Array.from({ length: codes }, recoveryCode)
    const digests = issued.map((c) => digestOf(keys, person, c))
    await sql`update second_factor set recovery = ${digests}::text[] where person = ${person}`.execute(tx)
    return issued
  }
  const told = async (tx: Tx, { person, personName, organisation }: Organised, what: string) => {
    const facts = [
      { kind: `person.${what}`, article: cites, visibility: 'parties' as const, body: { name: personName } },
    ]
    await deps.ledger.append(tx, {
      subject: `person/${person}`,
      actor: organisation,
      at: await deps.now(tx),
      facts,
    })
  }

  route(app, deps, {
    method: 'POST',
    url: '/api/auth/second-factor',
    summary: 'The second step of signing in: a code of the authenticator, or a recovery code',
    cites,
    who: 'public',
    transaction: false,
    attempts: 10,
    body: code,
    handler: async ({ request, body }) => {
      const { rows } = await sql<{ person: string }>`
        select "userId" as person from auth_session
        where token = ${sessions.tokenOf(request) ?? ''} and "factorPending" and "expiresAt" > now()`.execute(
        db,
      )
      if (!rows[0]) throw new Refused(refuse('second-factor-not-begun', cites), 401)
      await verified(request, rows[0].person, body.code, 401)
      return { ok: true }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/me/second-factor',
    summary: 'Whether my second factor is in use, and how many recovery codes are left',
    cites,
    who: 'signed-in',
    handler: async ({ tx, actor, reply }) => {
      secret(reply)
      const row = await rowOf(tx, actor.person)
      return {
        enrolled: row?.enrolledAt != null,
        since: row?.enrolledAt ?? null,
        recoveryLeft: row?.recovery.length ?? 0,
      }
    },
  })

  route(app, deps, {
    ...own,
    method: 'POST',
    url: '/api/me/second-factor/begin',
    summary: 'A new secret for my authenticator, shown this once; it counts from its first code on',
    handler: async ({ actor, reply }) => {
      secret(reply)
      if (await isEnrolled(db, actor.person)) throw new Refused(refuse('second-factor-enrolled', cites))
      const fresh = new Secret({ size: 20 }).base32
      const box = Buffer.from(keys.seal(sealed, Buffer.from(fresh)))
      await sql`insert into second_factor (person, secret) values (${actor.person}, ${box})
        on conflict (person) do update set secret = excluded.secret, step = 0
        where second_factor.enrolled_at is null`.execute(db)
      const { rows } = await sql<{ account: string }>`
        select coalesce("displayUsername", name) as account from auth_user where id = ${actor.person}`.execute(
        db,
      )
      return { secret: fresh, uri: totpOf(fresh, rows[0]!.account).toString() }
    },
  })

  route(app, deps, {
    ...own,
    method: 'POST',
    url: '/api/me/second-factor/confirm',
    summary: 'Enter the first code; the answer holds the recovery codes, which are shown this once',
    body: code,
    handler: async ({ actor, body, request, reply }) => {
      secret(reply)
      const row = await rowOf(db, actor.person)
      if (!row) throw new Refused(refuse('second-factor-not-enrolled', cites))
      if (row.enrolledAt !== null) throw new Refused(refuse('second-factor-enrolled', cites))
      const step = stepOf(Buffer.from(keys.open(sealed, row.secret)).toString(), body.code, Date.now())
      if (step === undefined) throw new Refused(refuse('second-factor-wrong', cites, {}, 'code'))
      return db.transaction().execute(async (tx) => {
        const { rows } = await sql`update second_factor set enrolled_at = clock_timestamp(), step = ${step}
          where person = ${actor.person} and enrolled_at is null and secret = ${row.secret} returning person`.execute(
          tx,
        )
        if (rows.length === 0) throw new Refused(refuse('second-factor-enrolled', cites))
        await sql`update auth_session set "factorAt" = clock_timestamp()
          where token = ${sessions.tokenOf(request) ?? ''}`.execute(tx)
        await told(tx, actor, 'second-factor-enrolled')
        return { recovery: await newRecovery(tx, actor.person) }
      })
    },
  })

  route(app, deps, {
    ...own,
    method: 'POST',
    url: '/api/me/second-factor/verify',
    summary: 'Show the second factor for what is to be signed or seen now',
    body: code,
    handler: async ({ actor, body, request }) => {
      await verified(request, actor.person, body.code)
      return { ok: true }
    },
  })

  route(app, deps, {
    ...own,
    method: 'POST',
    url: '/api/me/second-factor/renew',
    summary: 'New recovery codes in place of the old ones',
    body: code,
    handler: async ({ actor, body, request, reply }) => {
      secret(reply)
      await verified(request, actor.person, body.code)
      return db.transaction().execute(async (tx) => ({ recovery: await newRecovery(tx, actor.person) }))
    },
  })

  route(app, deps, {
    ...own,
    method: 'POST',
    url: '/api/me/second-factor/end',
    summary: 'Take my second factor out of use, with a last code',
    body: code,
    handler: async ({ actor, body, request }) => {
      await verified(request, actor.person, body.code)
      return db.transaction().execute(async (tx) => {
        await sql`delete from second_factor where person = ${actor.person}`.execute(tx)
        await told(tx, actor, 'second-factor-ended')
        return { enrolled: false }
      })
    },
  })
}
