import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { tradeOf } from '../../src/demo/procurements.ts'
import { says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const root = join(import.meta.dirname, '../..')
const title = '共青城市智慧水务管网地形测绘'

/** Types a sum in yuan and sends it. */
async function bid(page: Page, yuan: string): Promise<void> {
  await page.getByLabel('出价金额').fill(yuan)
  await page.getByRole('button', { name: '出价', exact: true }).click()
}

test('two bid against each other, level in the last minutes, and the draw decides', async () => {
  const j = here.journey(
    'auction',
    '一场网上竞价',
    '报价范围先公布，每次降价不少于最高限价的 3%，最低价中选。两家机构竞价，一位市民全程旁观：最后几分钟延时，最低价相同，随机抽取，直到中选通知书。',
  )
  const visitor = await j.person()
  await visitor.goto('/auctions')
  await says(visitor, '正在竞价')
  await j.show(visitor, '网上竞价', '我是市民。一场正在进行，一场明天下午开始，结束的也都在。')

  await visitor.getByRole('link', { name: '九江市滨江东路提升改造工程招标控制价编制' }).click()
  await says(visitor, '距竞价结束')
  await visitor.locator('.descent-chart svg').waitFor()
  await j.show(
    visitor,
    '正在进行的一场',
    '最低价、倒计时、降价过程，实时更新。每一次出价都有日志凭证；只看得到竞价方几号，看不到是谁。',
  )
  await visitor.getByRole('button', { name: '看表格' }).click()
  await says(visitor, '竞价方 2 号')

  // 22.1.5: the next working day at 15:30, as the city has set it.
  await visitor.goto('/auctions')
  await visitor.getByRole('link', { name: title }).click()
  const id = new URL(visitor.url()).pathname.split('/').at(-1)!
  await turnTo(visitor, '2026-09-29T15:31')
  const [first = '', second = ''] = tradeOf('3.01')
  const one = await j.person(first)
  const two = await j.person(second)
  for (const party of [one, two]) {
    await party.goto(`/desk/auctions/${id}`)
    await says(party, '贵机构是竞价方')
  }
  await one.getByRole('button', { name: '填入 ¥75,000.00' }).click()
  await one.getByRole('button', { name: '出价', exact: true }).click()
  await says(one, '号出价已确认')
  await says(visitor, '¥75,000.00')
  await bid(two, '70000')
  await says(two, '目前最低')
  await says(one, '已被超过')
  await j.show(
    two,
    '机构的竞价页',
    '我是其中一家的经办人。自己的编号、自己的出价、当前最低价、下一次最高可出的价，都在一页；看到“已确认”，这次出价才算数。',
  )

  // 每次出价降价幅度不得少于最高限价的3%: 2,250.00 of 75,000.00.
  await bid(one, '72750.01')
  await says(one, '本次出价不高于 72750.00 元')
  await j.show(one, '差一分也不行', '降价少于最高限价的 3%，差一分，系统不收，并告诉我最高可以出多少。')

  await turnTo(visitor, '2026-09-29T16:29')
  await bid(one, '70000')
  await says(one, '与他方并列最低')
  await says(visitor, '结束时间已顺延 1 次')
  await j.show(
    visitor,
    '最后两分钟里有出价',
    '最后一分钟有人出到同样的价。结束时间自动顺延两分钟，别人还来得及。',
  )

  await turnTo(visitor, '2026-09-29T16:32')
  await says(visitor, '最低价相同，由随机抽取在这 2 家中确定')
  const agencies = (await here.get('/api/agencies?size=100')).items as { name: string }[]
  expect(agencies.length).toBeGreaterThan(10)
  await says(visitor, '各号是谁')
  await j.show(
    visitor,
    '结束，抽取，公布',
    '时间一到，先发布审计文件，再在并列的两家里随机抽取，规则早在发布公告时写进了日志。结果一出，各号是谁也公布了。',
  )

  const saved = visitor.waitForEvent('download')
  await visitor.getByRole('link', { name: '下载审计文件' }).click()
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-auction-'))
  const file = join(folder, 'auction.json')
  await (await saved).saveAs(file)
  const run = spawnSync(process.execPath, ['scripts/verify.ts', file], { cwd: root, encoding: 'utf8' })
  expect([run.status, run.stdout]).toEqual([0, expect.stringContaining('全部成立')])
  rmSync(folder, { recursive: true })

  await visitor.getByRole('link', { name: '看随机抽取' }).click()
  await visitor.getByRole('button', { name: '在本机复核' }).click()
  await says(visitor, '已在您的浏览器中重新计算，结果一致')
  await j.show(visitor, '抽取也能自己算一遍', '名单里正好是并列最低的两家，一家不多。')

  // 28: three working days later, National Day between them.
  await turnTo(visitor, '2026-10-10T00:01')
  await visitor.goto(`/announcements/${id}`)
  await says(visitor, '中选通知书')
  await j.show(visitor, '中选通知书', '公示期满，系统出具中选通知书，金额就是中选方最后一次出的价。')
  await silent(visitor, ['undefined'])
  await j.finish()
})
