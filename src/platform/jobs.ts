import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Json } from '../workflow/index.ts'
import type { Jobs } from './deps.ts'

/** What a job throws that can only wait: for somebody outside who cannot be reached now. It is tried again later. */
export class Later extends Error {}

/** Jobs with the controls that main, tests and the demo clock need. */
export interface RunningJobs extends Jobs {
  /** Makes the queues of all declared handlers. Call after every module is mounted. */
  start(): Promise<void>
  /** Works the queues until `stop`. */
  work(): Promise<void>
  /** Runs what is queued now, and what that enqueues, to the end; returns how many ran. Throws what a handler throws. */
  drain(): Promise<number>
  stop(): Promise<void>
}

/** Jobs on pg-boss, in its own schema, owned by the application's role. */
export function createJobs(url: string, log: Logger): RunningJobs {
  const boss = new PgBoss({
    connectionString: url,
    options: '-c role=xunshi_app',
    schema: 'pgboss',
    createSchema: false,
    max: 4,
    supervise: true,
    schedule: false,
  })
  boss.on('error', (error) => log.error({ error }, 'jobs'))
  boss.on('warning', () => {})
  const handlers = new Map<string, (payload: Json) => Promise<void>>()
  let started = false
  return {
    handle(name, run) {
      if (handlers.has(name)) throw new Error(`job ${name} is handled twice`)
      handlers.set(name, run as (payload: Json) => Promise<void>)
    },
    async enqueue(tx, name, payload) {
      if (!handlers.has(name)) throw new Error(`job ${name} has no handler`)
      await boss.send(name, payload as object, { db: fromKysely(tx) })
    },
    async start() {
      await boss.start()
      started = true
      for (const name of handlers.keys()) {
        await boss.createQueue(name, {
          retryLimit: 1000,
          retryDelay: 2,
          retryBackoff: true,
          retryDelayMax: 60,
        })
      }
    },
    async work() {
      for (const [name, run] of handlers) {
        await boss.work<Json>(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
          try {
            if (job) await run(job.data)
          } catch (error) {
            log.warn({ error, job: name }, 'a job failed and will be tried again')
            throw error
          }
        })
      }
    },
    async drain() {
      let ran = 0
      for (let more = true; more; ) {
        more = false
        for (const [name, run] of handlers) {
          for (const job of await boss.fetch<Json>(name, { batchSize: 20 })) {
            more = true
            ran += 1
            try {
              await run(job.data)
              await boss.complete(name, job.id)
            } catch (error) {
              await boss.fail(name, job.id, { message: String(error) })
              throw error
            }
          }
        }
      }
      return ran
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}
