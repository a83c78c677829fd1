/** Runs in a process of its own, as the server does: the market's modules on the database of the benchmark. */
import { chinaCalendar, instant, workingDays } from '../../src/calendar/index.ts'
import { startSequencer } from '../../src/ledger/server.ts'
import { procurementMarket } from '../../tests/builders/procurements.ts'
import { answerParent, type Prepared } from './child.ts'

const market = await procurementMarket()
await market.database.setClock(undefined)
const now = await market.inTx((tx) => market.deps.now(tx))
const deadline = instant(`${chinaCalendar.after(now, workingDays(10)).lastDay}T17:00`)
const announcement = await market.open({ deadline })
await market.settle()
const sequencer = startSequencer(market.deps)
await market.app.listen({ port: 0, host: '127.0.0.1' })
const { port } = market.app.server.address() as { port: number }
process.send?.({ port, announcement, url: market.database.url } satisfies Prepared)
answerParent(async () => {
  await sequencer.stop()
  await market.close()
  process.exit(0)
})
