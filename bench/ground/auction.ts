/**
 * Runs in a process of its own, as the server does: one auction with fifty parties. Its step is one 分 instead of 3% of
 * the maximum, so that bidding does not end after some thirty bids of each; nothing else differs from a real one.
 */
import { randomBytes } from 'node:crypto'
import { addMs, chinaCalendar, instant, workingDays } from '../../src/calendar/index.ts'
import { startSequencer } from '../../src/ledger/server.ts'
import { newAuction } from '../../src/procurement/auction.ts'
import { beginAuction } from '../../src/procurement/io/auction-subject.ts'
import { procurementMarket } from '../../tests/builders/procurements.ts'
import { answerParent, type Prepared } from './child.ts'

const parties = 50
const market = await procurementMarket()
await market.database.setClock(undefined)
const now = await market.inTx((tx) => market.deps.now(tx))
const deadline = instant(`${chinaCalendar.after(now, workingDays(10)).lastDay}T17:00`)
const announcement = await market.open({ deadline })
const each = (text: string) =>
  market.database.asOwner(text.replace('EACH', `generate_series(0, ${parties - 1}) i`))
await each(`insert into organisation (id, kind, name, code, region, search, grams)
  select 'bench-' || i, 'agency', '演示第' || i || '水保工程咨询有限公司', lpad(i::text, 18, '0'), '360402', '', '{}' from EACH`)
await each(`insert into agency (organisation, status, admitted_at, controllers)
  select 'bench-' || i, 'admitted', market_now(), array['bench-controller-' || i] from EACH
  on conflict (organisation) do update set status = excluded.status, controllers = excluded.controllers`)
await each(`insert into agency_service (agency, service_type, qualification, grade, department, confirmed_at)
  select 'bench-' || i, '1.06', '生产建设项目水土保持方案编制单位水平评价', '三星级', 'jj-water', market_now() from EACH`)
await each(
  `insert into person (id, name, account) select 'bench-' || i, '经办' || i, 'bench-' || i from EACH`,
)
await each(`insert into membership (person, organisation, roles)
  select 'bench-' || i, 'bench-' || i, '{authorised-agent}' from EACH`)
await each(
  `insert into auth_user (id, name, email) select 'bench-' || i, '经办' || i, i || '@bench.invalid' from EACH`,
)
await each(`insert into auth_session (id, "userId", token, "expiresAt", "activeOrganisation")
  select 'bench-' || i, 'bench-' || i, 'bench-token-' || i, now() + interval '1 day', 'bench-' || i from EACH`)

const terms = {
  ...{ floor: 1, ceiling: 1_000_000_000_000, step: 1, firstAtCeiling: true },
  begins: { workingDays: 1, hour: 9, minute: 30 },
  ...{ minutes: 600, lastMinutes: 2, extension: 2, times: 0, leastBidders: 1 },
}
const auction = newAuction({ title: '演示', number: 'JJ-bench', terms, startsAt: addMs(now, -1000) }, parties)
const agencies = Array.from({ length: parties }, (_, i) => ({
  agency: `bench-${i}`,
  leaf: randomBytes(32).toString('hex'),
}))
await market.inTx((tx) => beginAuction(tx, market.deps, announcement, auction, agencies))
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
