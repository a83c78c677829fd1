import { type Period, workingDays } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'

/** The winner sends somebody to the owner: 中介服务机构需在 2 个工作日内安排专职人员与项目业主接洽. */
export const contactPeriod = statutory<Period>({
  cites: art('111', '32.1'),
  versions: [{ from: '2022-12-01', value: workingDays(2) }],
})

/** Owner and winner sign: 应当在中选通知书发出之日起 15 个工作日内签订合同. */
export const contractPeriod = statutory<Period>({
  cites: art('111', '32.1'),
  versions: [{ from: '2022-12-01', value: workingDays(15) }],
})

/** The owner rates: 应当在中介服务机构完成服务后 5 个工作日内. */
export const ratingPeriod = statutory<Period>({
  cites: art('111', '38'),
  versions: [{ from: '2022-12-01', value: workingDays(5) }],
})

/** 星级评价最高为 10 星，最低为 1 星. */
export const starRange = statutory({
  cites: art('111', '38'),
  versions: [{ from: '2022-12-01', value: { lowest: 1, highest: 10 } }],
})
