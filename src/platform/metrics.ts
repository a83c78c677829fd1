import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Deps } from './deps.ts'

/** A number of a module's own, by one label. */
interface ModuleGauge {
  name: string
  help: string
  label: string
  read(): Promise<Record<string, number>>
}

/**
 * `GET /metrics` for Prometheus, to callers on this machine only: how long requests take, how many clocks run, how many
 * are late. Numbers of the market's own, never a name.
 */
export function mountMetrics(app: FastifyInstance, deps: Deps, gauges: readonly ModuleGauge[] = []): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'xunshi_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  })
  const clocks = new Gauge({
    name: 'xunshi_clocks',
    help: 'Clocks that run, by whether they are late and whether the system answers them',
    labelNames: ['late', 'system'],
    registers: [registry],
    async collect() {
      const { rows } = await sql<{ late: boolean; system: boolean; n: number }>`
        select coalesce(due <= market_now(), false) as late, who = 'system' as system, count(*) as n
        from clock group by 1, 2`.execute(deps.db)
      clocks.reset()
      for (const { late, system, n } of rows) clocks.set({ late: String(late), system: String(system) }, n)
    },
  })
  for (const { name, help, label, read } of gauges) {
    const gauge = new Gauge({
      ...{ name, help, labelNames: [label], registers: [registry] },
      async collect() {
        for (const [value, n] of Object.entries(await read())) gauge.set({ [label]: value }, n)
      },
    })
  }
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.callNotFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
