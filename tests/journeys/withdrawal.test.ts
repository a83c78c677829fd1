import { expect, test } from 'vitest'
import { says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()

test('a registration can be withdrawn until the deadline, not after', async () => {
  const j = here.journey(
    'withdrawal',
    '报了名，又取消',
    '截止之前，报名可以取消，也可以再报；截止之后，谁也取消不了。',
  )
  const agency = await j.person('agency25')
  await agency.goto('/desk/procurements')
  await j.show(
    agency,
    '可报名的项目',
    '我是水保机构的经办人。系统按我们入驻的服务类型列出正在报名的公告，符合不符合条件一眼就见。',
  )
  const free = agency
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: agency.getByText('符合条件', { exact: true }) })
  const link = free.first().getByRole('link').first()
  const title = (await link.textContent()) ?? ''
  await link.click()
  await agency.getByRole('heading', { level: 1, name: title }).waitFor()
  const main = agency.getByRole('main')
  const register = async () => {
    await main.getByRole('button', { name: '报名', exact: true }).click()
    await agency.getByRole('dialog').getByRole('checkbox').check()
    await agency.getByRole('dialog').getByRole('button', { name: '承诺并报名' }).click()
    await says(main, '请保存回执')
  }

  // 25.2
  await register()
  await main.getByRole('button', { name: '取消报名' }).click()
  const dialog = agency.getByRole('dialog')
  await says(dialog, '取消后不留痕迹')
  await j.show(agency, '取消报名', '刚报了名，发现人手排不开。截止前可以取消，系统先问一句。', 'window')
  await dialog.getByRole('button', { name: '取消报名' }).click()
  await main.getByRole('button', { name: '报名', exact: true }).waitFor()
  await silent(agency, ['请保存回执'])
  await j.show(agency, '取消之后', '取消了，又回到没报名的样子。外面的人既不知道我报过，也不知道我取消过。')

  // The same until the last minute; then the clock moves while the question is still on screen.
  await register()
  const address = new URL(agency.url()).pathname
  const detail = await here.get(address.replace('/desk/procurements/', '/api/announcements/'))
  const deadline = detail.deadline as string
  await main.getByRole('button', { name: '取消报名' }).click()
  const other = await j.person()
  await other.goto('/')
  await turnTo(other, deadline.slice(0, 16))
  await dialog.getByRole('button', { name: '取消报名' }).click()
  await says(dialog, '报名截止后不能取消报名')
  await dialog.getByRole('link', { name: '第25条第2款' }).waitFor()
  await j.show(
    agency,
    '截止之后取消不了',
    '后来又报了一次，犹豫到截止。窗口还开着，一按，系统说不行，并指着第二十五条。',
    'window',
  )
  await dialog.getByRole('button', { name: '保留报名' }).click()
  await says(main, '本机构')
  await expect.poll(() => main.getByRole('button', { name: '取消报名' }).count(), { timeout: 15_000 }).toBe(0)
  await j.show(agency, '名单已经封存', '页面换成了截止后的样子：我们参加了选取，取消的按钮没有了。')
  await j.finish()
})
