import { randomBytes } from 'node:crypto'
import { addMs, type Instant } from '../calendar/index.ts'
import { agreed } from './caller.ts'
import { owners } from './cast.ts'
import { workingMoment } from './moments.ts'
import { tradeOf } from './procurements.ts'
import type { Scene } from './scene.ts'
import { draftOf, registrationOf } from './selection.ts'
import type { Stage } from './stage.ts'

/** A bid of the story: minutes after the beginning, the place of the agency among those that registered, ‰ of the maximum. */
type Bid = readonly [minute: number, agency: number, permille: number]

interface AuctionPlan {
  title: string
  owner: number
  serviceType: string
  qualification: string
  /** 分: 最高限价 */
  amount: number
  days: number
  on: string
  deadlineDay: number
  deadlineTime: string
  registrants: number
  bids: readonly Bid[]
  /** A floor that one of them leaves with the system: minute, agency, ‰. */
  floor?: Bid
}

const survey = { serviceType: '3.01', qualification: '测绘资质', days: 20 }
const cost = { serviceType: '1.07', qualification: '工程造价咨询企业登记', days: 24 }
const water = { serviceType: '1.06', qualification: '生产建设项目水土保持方案编制单位水平评价证书', days: 20 }

/** One is over by a hair, one was drawn after a tie, nobody bid in one; one runs when the curtain rises, one is to come. */
const auctions: readonly AuctionPlan[] = [
  {
    ...cost,
    ...{
      title: '九江市南湖公园改造工程结算审核',
      owner: 6,
      amount: 9_600_000,
      on: '2026-09-07',
      registrants: 4,
    },
    ...{ deadlineDay: 5, deadlineTime: '17:00' },
    bids: [
      ...([
        [2, 0, 1000],
        [5, 1, 965],
        [9, 2, 950],
        [14, 0, 930],
        [18, 3, 905],
        [24, 1, 880],
      ] as const),
      ...([
        [31, 2, 868],
        [38, 0, 850],
        [47, 3, 828],
        [55, 1, 815],
        [58.6, 3, 790],
        [60.4, 1, 776],
      ] as const),
    ],
  },
  {
    ...survey,
    ...{ title: '湖口县双钟镇地籍更新测绘', owner: 7, amount: 4_800_000, on: '2026-09-09', registrants: 3 },
    ...{ deadlineDay: 5, deadlineTime: '12:00' },
    bids: [
      [4, 0, 1000],
      [6, 2, 960],
      [17, 1, 930],
      [26, 0, 900],
      [41, 2, 860],
      [58.2, 1, 800],
      [61.5, 0, 800],
    ],
  },
  {
    ...water,
    ...{
      title: '修水县太阳升镇灌渠水土保持方案',
      owner: 0,
      amount: 3_600_000,
      on: '2026-09-10',
      registrants: 3,
    },
    ...{ deadlineDay: 5, deadlineTime: '17:00' },
    bids: [],
  },
  {
    ...cost,
    ...{
      title: '九江市滨江东路提升改造工程招标控制价编制',
      owner: 6,
      amount: 12_800_000,
      on: '2026-09-18',
      registrants: 4,
    },
    ...{ deadlineDay: 5, deadlineTime: '17:00' },
    // The fourth is suspended at 15:40: what it bid stays bid, and it bids no more.
    bids: [
      [1, 0, 1000],
      [3, 2, 970],
      [8, 1, 948],
      [9, 3, 935],
      [22, 0, 905],
      [29, 1, 880],
      [36, 2, 862],
      [44, 1, 840],
    ],
    floor: [33, 0, 760],
  },
  {
    ...survey,
    ...{
      title: '共青城市智慧水务管网地形测绘',
      owner: 9,
      amount: 7_500_000,
      on: '2026-09-18',
      registrants: 3,
    },
    ...{ deadlineDay: 6, deadlineTime: '12:00' },
    bids: [],
  },
]

/** The city sets its own hours for auctions from a day on, by a document: 15:30 of the working day after registration. */
async function afternoons(scene: Scene, stage: Stage): Promise<void> {
  await stage.until(workingMoment('2026-09-17', 0, '10:00'))
  agreed(
    'hours of auctions',
    await (await scene.as('jj-management')).send('POST', '/api/settings/procurement.auction-hours', {
      value: { workingDays: 1, hour: 15, minute: 30, minutes: 60 },
      validFrom: '2026-09-18',
      documentNumber: '九行审字〔2026〕37号（演示）',
    }),
  )
}

export const auctionStories = (scene: Scene) => [
  (stage: Stage) => afternoons(scene, stage),
  ...auctions.map((plan) => (stage: Stage) => auctionStory(scene, stage, plan)),
]

async function auctionStory(scene: Scene, stage: Stage, plan: AuctionPlan): Promise<void> {
  await stage.until(workingMoment(plan.on, 0, '09:10'))
  const owner = owners[plan.owner]!
  const deadline = workingMoment(plan.on, plan.deadlineDay, plan.deadlineTime)
  const draft = {
    ...draftOf(plan, owner, deadline),
    ...{ method: 'bidding', priceRange: { min: Math.round((plan.amount * 3) / 4) } },
  }
  const { id, state } = agreed(
    plan.title,
    await (await scene.as(owner.account)).send('POST', '/api/procurements', { draft }),
  )
  const send = async (account: string, act: string) =>
    agreed(
      `${plan.title}: ${act}`,
      await (await scene.as(account)).send('POST', `/api/procurements/${id}/${act}`),
    )
  await send(owner.account, 'submit')
  await stage.until(workingMoment(plan.on, 2, '09:40'))
  await send(state.operator.id as string, 'pass')
  const parties = tradeOf(plan.serviceType).slice(0, plan.registrants)
  for (const [n, party] of parties.entries()) {
    await stage.until(addMs(workingMoment(plan.on, 2, '10:20'), n * 41 * 60_000))
    await registrationOf(await scene.as(party), id)
  }
  if (plan.bids.length === 0) return
  await stage.until(addMs(deadline, 60_000))
  const { startsAt } = agreed(plan.title, await (await scene.as(parties[0]!)).get(`/api/auctions/${id}`)) as {
    startsAt: Instant
  }
  const acts = [
    ...plan.bids.map((bid) => ({ bid, act: 'bid' })),
    ...(plan.floor ? [{ bid: plan.floor, act: 'limit' }] : []),
  ]
  for (const {
    bid: [minute, n, permille],
    act,
  } of acts.sort((a, b) => a.bid[0] - b.bid[0])) {
    await stage.until(addMs(startsAt, Math.round(minute * 60_000)))
    const sum = Math.round((plan.amount * permille) / 1000)
    const body = act === 'bid' ? { amount: sum, nonce: randomBytes(32).toString('hex') } : { least: sum }
    agreed(
      `${plan.title}: ${act} ${minute}`,
      await (await scene.as(parties[n]!)).send('POST', `/api/auctions/${id}/${act}`, body),
    )
  }
}
