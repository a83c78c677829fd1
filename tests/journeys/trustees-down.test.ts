import { expect, test } from 'vitest'
import { newFolder, sweep } from '../crash/process.ts'
import { startTrustedMarket, type TrustedMarket, trusteeNames } from '../crash/trusted-market.ts'
import { says, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

let trusted: TrustedMarket
const here = inTheCity(async () => {
  const data = newFolder()
  trusted = await startTrustedMarket(data)
  const { port } = new URL(trusted.market.origin)
  // The browser is told of localhost, as the pages of every other journey are.
  return { origin: `http://localhost:${port}`, stop: () => sweep(data) }
})

test('two trustees away: the draw completes; three away: it waits, says so, and completes when one returns', async () => {
  const j = here.journey(
    'trustees-down',
    '保管方停机：两方无碍，三方就等',
    '五个保管方各自运行，任意三方即可开启。两方停机，摇号照常；三方停机，系统公开写明在等谁，一方恢复后自动完成，不重摇、不换随机来源。（53.2、53.3）',
  )
  const visitor = await j.person()
  const one = await trusted.announced('2026-10-13')
  await visitor.goto(`/draws/${one.draw}`)
  await says(visitor, '行业协会')
  await j.show(
    visitor,
    '截止之前',
    '我是市民。规则先写进公开日志：哪五方保管、任意三方开启。名单还封着，谁也打不开。',
  )

  await trusted.kill(0)
  await trusted.kill(3)
  await turnTo(visitor, '2026-10-13T17:00')
  await says(visitor, '未联系上')
  await expect
    .poll(() => visitor.getByRole('button', { name: '在本机复核' }).count(), { timeout: 60_000 })
    .toBe(1)
  await visitor.getByRole('button', { name: '在本机复核' }).click()
  await says(visitor, '已在您的浏览器中重新计算，结果一致')
  await j.show(
    visitor,
    '两方停机，照常完成',
    `${trusteeNames[0]}和${trusteeNames[3]}的机器停了。其余三方签了名，结果已出，在我自己的浏览器里重算一遍，一致。`,
  )

  const two = await trusted.announced('2026-10-20')
  await trusted.kill(1)
  await turnTo(visitor, '2026-10-20T17:00')
  await visitor.goto(`/draws/${two.draw}`)
  await visitor.getByRole('heading', { name: '等待保管方' }).waitFor()
  await says(visitor, `${trusteeNames[0]}、${trusteeNames[1]}、${trusteeNames[3]}`)
  await j.show(
    visitor,
    '三方停机，公开等待',
    '又停了一方，只剩两方。系统不猜、不绕、不换随机来源：页面写明在等哪三方，名单一直封着，没有结果。',
  )
  await visitor.goto(`/announcements/${two.id}`)
  await says(visitor, '待选取')
  expect(await visitor.getByText('中选机构').count()).toBe(0)

  trusted.startAgain(1)
  await visitor.goto(`/draws/${two.draw}`)
  await expect
    .poll(
      async () => {
        await visitor.reload()
        return visitor.getByRole('button', { name: '在本机复核' }).count()
      },
      { timeout: 120_000, interval: 1000 },
    )
    .toBe(1)
  await visitor.getByRole('button', { name: '在本机复核' }).click()
  await says(visitor, '已在您的浏览器中重新计算，结果一致')
  await j.show(
    visitor,
    '一方恢复，自动完成',
    `${trusteeNames[1]}的机器恢复，系统接着办：同一份名单、同一套规则、只摇这一次。任何人都可以复核。`,
  )
  await j.finish()
})
