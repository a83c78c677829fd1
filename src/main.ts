/** The process: reads the environment, opens the market, listens, works, and stops cleanly. */
import { pino } from 'pino'
import { openMarket } from './market.ts'
import { readEnvironment } from './platform/environment.ts'

const log = pino({
  level: process.env.LOG_LEVEL ?? 'warn',
  redact: ['req.headers.cookie', 'password', '*.password'],
})
const say = (text: string) => process.stdout.write(`浔市 · ${text}\n`)

async function main(): Promise<void> {
  const environment = readEnvironment(process.env)
  const market = await openMarket(environment, log, say)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await market.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())

  if (environment.work !== 'web') await market.work()
  if (environment.work === 'worker') return
  await market.app.listen({ port: environment.port, host: environment.host })
  const place = market.app.server.address()
  const port = place && typeof place === 'object' ? place.port : environment.port
  say(
    `市场已开张 the market is open: http://localhost:${port}${environment.mode === 'demonstration' ? '（演示）' : ''}`,
  )
}

main().catch((error: unknown) => {
  const { code, message = String(error) } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE') say('端口已被占用，请设 PORT 换一个。 The port is taken; set PORT to another.')
  else say(`无法启动 cannot start: ${message}`)
  log.debug({ err: error }, 'start')
  process.exit(1)
})
