import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { mountAgenda } from './agenda/server.ts'
import { mountAudit } from './audit.ts'
import { calendarFingerprint, chinaCalendar } from './calendar/index.ts'
import { mountComplaints } from './complaints/server.ts'
import { mountConsults } from './consults/server.ts'
import { creditScore, mountBreachCases, mountCredit, type ScoreDoors } from './credit/server.ts'
import {
  installDraw,
  localTrustees,
  mountDraw,
  openDrand,
  openRemoteTrustees,
  resumeDraws,
  waitingForTrustees,
} from './draw/server.ts'
import {
  engagementIdsOf,
  inspectionsOf,
  mountFulfilment,
  mountSpotCheck,
  openEngagementsAt,
  openEngagementsOf,
  ratingsOf,
} from './fulfilment/server.ts'
import { gazetteRoutes } from './gazette/server.ts'
import {
  appendFacts,
  logKey,
  mountLedger,
  mountTiles,
  openWitness,
  openWitnesses,
  sequence,
  startSequencer,
  startWitnessing,
  type Witness,
} from './ledger/server.ts'
import { mountMe } from './me.ts'
import { mountOpenData } from './opendata/server.ts'
import { buildApp } from './platform/app.ts'
import { type Auth, createAuth, hashPassword } from './platform/auth.ts'
import { type AnySubject, type Fired, fireDue, rederiveClocks, startTicking } from './platform/clockwork.ts'
import { marketNow, openDatabase } from './platform/db.ts'
import type { Deps } from './platform/deps.ts'
import { mountDesk } from './platform/desk.ts'
import { mountDocuments, openIdentity } from './platform/documents/index.ts'
import type { Environment } from './platform/environment.ts'
import { databaseFiles } from './platform/files.ts'
import type { HttpDeps } from './platform/http.ts'
import { createJobs, Later, type RunningJobs } from './platform/jobs.ts'
import { logName, openKeys } from './platform/keys.ts'
import { declareMail } from './platform/mail.ts'
import { mountMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { mountNotices } from './platform/notices.ts'
import { startEmbedded } from './platform/postgres.ts'
import { settingsInForce } from './platform/settings.ts'
import { mountTime } from './platform/time.ts'
import { mountFiles } from './platform/upload.ts'
import {
  mountAuctions,
  mountFrameworks,
  mountOrigins,
  mountProcurement,
  mountRecusal,
  openProcurementsAt,
  openProcurementsOf,
} from './procurement/server.ts'
import {
  actorOf,
  firstInvitation,
  isDemoPerson,
  mountActingBodies,
  mountItems,
  mountOwnerAccounts,
  mountPublicity,
  mountRegistry,
  mountStanding,
  seedRegistry,
  wakeQualifications,
} from './registry/server.ts'
import { mountReports, wakeFindings } from './reports/server.ts'
import { mountSettings } from './settings.ts'

/** A running market: everything wired, nothing listening yet. */
export interface Market {
  deps: HttpDeps & { jobs: RunningJobs }
  auth: Auth
  app: FastifyInstance
  subjects: ReadonlyMap<string, AnySubject>
  /** Runs what is due, the jobs that it queues, and the log's sequencer, until nothing is left to do. */
  settle(): Promise<Fired[]>
  /** Lets the tick, the jobs and the sequencer run until the market closes. */
  work(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the market: database, migrations, keys, modules, routes. In demonstration mode also the movable clock, the cast
 * and, the first time, its history; in production none of that code is loaded.
 */
export async function openMarket(
  environment: Environment,
  log: Logger,
  say: (text: string) => void,
): Promise<Market> {
  const { mode, data } = environment
  if (!environment.databaseUrl) say('启动内置数据库… starting the embedded database')
  const embedded = environment.databaseUrl ? undefined : await startEmbedded(join(data, 'pg'))
  const url = environment.databaseUrl ?? embedded!.url('postgres')
  const ownerUrl = environment.migrationUrl ?? url
  const demonstration = mode === 'demonstration' ? await import('./demo/server.ts') : undefined
  if (await demonstration?.forgetInterrupted(ownerUrl))
    say('上次的演示数据未完成，重新开始… beginning the demonstration anew')
  await migrate(ownerUrl)
  if (demonstration) await demonstration.installDemoClock(ownerUrl)
  else await refuseDemonstrationData(ownerUrl)

  const { db, close: closeDatabase } = openDatabase(url, 'xunshi_app')
  const jobs = createJobs(url, log)
  const wired: Deps & { jobs: RunningJobs } = {
    mode,
    db,
    now: marketNow,
    calendar: chinaCalendar,
    settings: settingsInForce,
    jobs,
    files: databaseFiles,
    keys: openKeys(environment.keys, logName),
    ledger: { append: (tx, entry) => appendFacts(tx, wired, entry) },
  }
  const auth = createAuth(url, wired.keys.digest('better-auth', 'secret'), wired, actorOf, isDemoPerson)
  const deps = { ...wired, actorOf: auth.actorOf, stepUp: auth.stepUp }
  const app = await buildApp(deps, {
    web: join(import.meta.dirname, '../dist/web'),
    logger: log,
    trustProxy: mode === 'production',
  })
  const trustees = environment.trustees
    ? await openRemoteTrustees(deps, environment.trustees)
    : await localTrustees(deps, join(data, 'trustees'))
  installDraw(deps, { trustees, ...(environment.drand ? { drand: await openDrand(environment.drand) } : {}) })

  mountMetrics(app, deps, [
    {
      name: 'xunshi_draws_waiting',
      help: 'Draws that wait for trustees: to sign, to open; and how many trustees are not reached for them',
      label: 'what',
      read: () => waitingForTrustees(db),
    },
  ])
  auth.mount(app, deps)
  mountTime(app, deps)
  mountMe(app, deps)
  mountSettings(app, deps)
  mountAudit(app, deps)
  mountDesk(app, deps)
  mountFiles(app, deps)
  gazetteRoutes(app, deps)
  mountLedger(app, deps)
  mountTiles(app, deps)
  mountDraw(app, deps)
  mountNotices(app, deps)
  const signer = mode === 'demonstration' ? '九江市网上中介服务超市（演示）' : '九江市网上中介服务超市'
  mountDocuments(app, deps, {
    publicUrl: environment.publicUrl,
    identity: openIdentity(environment.keys, signer, environment.signing),
  })
  declareMail(deps, environment)
  const subjects = new Map<string, AnySubject>()
  const registry = mountRegistry(app, deps, {
    hashPassword,
    createAccount: auth.createAccount,
    personWith: auth.personWith,
  })
  const standing = mountStanding(app, deps)
  const reports = mountReports(app, deps)
  mountCredit(app, deps, standing, environment)
  // 44: a spot check (37) is an inspection, and its finding on the performance is what counts.
  const resultOf = { performed: 'passed', flawed: 'defects', breached: 'failed' } as const
  const scoreDoors: ScoreDoors = {
    engagementsOf: engagementIdsOf,
    inspectionsOf: async (tx, agency) =>
      (await inspectionsOf(tx, agency)).map(({ at, performance }) => ({ at, result: resultOf[performance] })),
  }
  const mounted: AnySubject[] = [
    ...Object.values(registry),
    mountPublicity(app, deps, registry.admission),
    mountOwnerAccounts(app, deps, async (tx, owner) => [
      ...(await openProcurementsOf(tx, owner)),
      ...(await openEngagementsOf(tx, owner)),
    ]),
    mountItems(app, deps),
    standing,
    mountBreachCases(app, deps, scoreDoors),
    mountActingBodies(app, deps, registry.staff, async (tx, body) => [
      ...(await openProcurementsAt(tx, body)),
      ...(await openEngagementsAt(tx, body)),
    ]),
    mountProcurement(app, deps, {
      async ratingsOf(tx, agency) {
        const { meanMilli, count } = await ratingsOf(tx, agency, 0)
        const { milli } = await creditScore(tx, deps, agency, scoreDoors)
        return { milliStars: meanMilli, ratings: count, milliScore: milli }
      },
    }),
    mountRecusal(app, deps),
    mountOrigins(app, deps),
    mountAuctions(app, deps),
    mountFrameworks(app, deps),
    mountFulfilment(app, deps, environment),
    mountSpotCheck(app, deps),
    mountComplaints(app, deps),
    mountConsults(app, deps),
    reports,
  ]
  mountOpenData(app, deps, environment)
  mountAgenda(app, deps, environment)
  for (const subject of mounted) subjects.set(subject.name, subject)
  await db.transaction().execute(seedRegistry)

  const market: Market = {
    deps,
    auth,
    app,
    subjects,
    async settle() {
      const fired: Fired[] = []
      for (let busy = true; busy; ) {
        const now = await fireDue(deps, subjects)
        const ran = await jobs.drain().catch((error: unknown) => {
          // Who is waited for outside does not hold up the rest.
          if (error instanceof Later) return 1
          throw error
        })
        const taken = await sequence(deps)
        fired.push(...now)
        busy = now.length > 0 || ran > 0 || taken > 0
      }
      return fired
    },
    async work() {
      await resumeDraws(deps)
      await jobs.work()
      const onError = (error: unknown) => log.error({ err: error }, 'background work')
      const sequencer = startSequencer(deps, { onError })
      const witnessing = startWitnessing(deps, await witnessesOf(environment, deps), onError)
      const ticking = startTicking(deps, subjects, onError)
      // A queue gives a job up after some hours; an outage of the trustees may last longer.
      const resuming = setInterval(() => void resumeDraws(deps, 10).catch(onError), 300_000)
      stopping.push(ticking.stop, witnessing.stop, sequencer.stop, async () => clearInterval(resuming))
    },
    async close() {
      await app.close()
      for (const stop of stopping) await stop()
      await jobs.stop()
      await auth.close()
      await closeDatabase()
      await embedded?.stop()
    },
  }
  const stopping: (() => Promise<void>)[] = []
  if (demonstration) demonstration.mountDemonstration(market, environment)
  await jobs.start()
  await app.ready()
  const derived = await rederiveClocks(deps, subjects, calendarFingerprint(chinaCalendar))
  if (derived > 0) say(`工作日历有更新，已重算 ${derived} 件事项的期限 clocks derived anew`)
  await wakeQualifications(deps)
  await wakeFindings(deps, reports)
  if (mode === 'production' && environment.work !== 'worker') {
    const invited = await db.transaction().execute((tx) => firstInvitation(tx, deps, registry.staff))
    if (invited) say(firstSteps(invited, environment.publicUrl))
  }
  await demonstration?.withoutWaitingForDisk(ownerUrl, () =>
    demonstration.tellHistory(market, environment.history, say),
  )
  return market
}

/** 7: what whoever starts a new market does first. The code stands behind #, so that no server's log keeps it. */
const firstSteps = (invited: { organisation: string; code: string; expiresAt: string }, publicUrl: string) =>
  [
    `${invited.organisation}尚无人员。首位账户管理员请打开下面的链接，填写姓名、电话，设定账号和密码：`,
    `  ${publicUrl}/join#${invited.code}`,
    `  一次有效，至 ${invited.expiresAt.slice(0, 16).replace('T', ' ')}；未使用而再次启动的，换发新链接，旧链接作废。`,
    '  Nobody acts for the management body yet: its first administrator opens the link, once, within 24 hours.',
  ].join('\n')

/** Who cosigns the log's checkpoints: those of the file; in demonstration mode two in this process. */
async function witnessesOf({ witnesses, mode, data }: Environment, deps: Deps): Promise<Witness[]> {
  if (witnesses) return openWitnesses(witnesses)
  if (mode === 'production') return []
  return Promise.all(
    ['1', '2'].map((n) =>
      openWitness(join(data, 'witnesses', n), `xunshi.demonstration/witness-${n}`, [logKey(deps.keys)]),
    ),
  )
}

/** A database that a demonstration has filled, with its movable clock, is not one to run a city on. */
async function refuseDemonstrationData(ownerUrl: string): Promise<void> {
  const { db, close } = openDatabase(ownerUrl, 'owner', 1)
  const { rows } = await sql`select 1 from pg_namespace where nspname = 'demo'`.execute(db)
  await close()
  if (rows.length > 0)
    throw new Error('this database was made in demonstration mode; production needs its own')
}
