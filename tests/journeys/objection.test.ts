import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { agencies } from '../../src/demo/cast.ts'
import { attach, does } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const shown = agencies[38]!
const everyPart = ['subject', 'representative', 'people', 'services', 'commitment']

test('an objection during publicity rejected, and one upheld', async () => {
  const j = here.journey(
    'objection',
    '入驻公示，一件异议不成立，一件成立',
    '机构入驻后公示；任何登录的单位都可以提出异议。运营机构复核后决定一件不成立，另一件提请管理机构，决定成立，入驻终止。（20.2、20.3）',
  )
  const agency = await j.person(shown.account)
  const { items } = await (await agency.request.get('/api/admissions')).json()
  const path = `/api/admissions/${items[0].id}`
  const { state } = await (await agency.request.get(path)).json()
  const clerk = await j.person(state.operator.id)
  await does(clerk, `${path}/pass-check`, { consistent: everyPart })
  for (const { serviceType, department } of state.reviews) {
    await does(await j.person(department.id), `${path}/confirm-qualification`, { serviceType })
  }
  await does(clerk, `${path}/publish`)

  const anyone = await j.person()
  await anyone.goto('/publicities')
  await anyone.getByRole('link', { name: shown.name, exact: true }).waitFor()
  await j.show(anyone, '入驻公示', '谁入驻、凭哪些事项、到哪天为止，任何人都能看；异议按钮在每一家旁边。')

  async function objects(account: string, reason: string): Promise<Page> {
    const person = await j.person(account)
    await person.goto('/publicities')
    const row = person.getByRole('listitem').filter({ hasText: shown.name })
    await row.getByRole('link', { name: '提出异议' }).click()
    await person.getByLabel('异议理由').fill(reason)
    await attach(person, '证明材料', '证明.pdf')
    await person.getByText('证明.pdf').waitFor()
    if (account === agencies[0]!.account)
      await j.show(person, '写明理由，附上材料', '被公示的机构看得到理由，看不到提出人。')
    await person.getByRole('button', { name: '提出异议' }).click()
    await person.getByText('运营机构复核中').waitFor()
    return person
  }
  async function decides(page: Page, button: string, text: string): Promise<void> {
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(text)
    await dialog.getByRole('button', { name: button }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  const first = await objects(agencies[0]!.account, '该机构办公地址与另一家机构相同，疑似换壳入驻。')
  await clerk.goto('/desk/objections')
  await clerk.getByRole('link', { name: shown.name }).waitFor()
  await j.show(clerk, '运营机构的清单', '最先到期的在上；复核时限是本系统缺省值，可由市里设定。')
  await clerk.getByRole('link', { name: shown.name }).click()
  await decides(clerk, '异议不成立', '两家租用同一写字楼不同楼层，法定代表人和人员均不同，异议不成立。')
  await clerk.getByRole('heading', { name: '复核决定及理由' }).waitFor()
  await j.show(clerk, '异议不成立', '决定及理由已公布，并进入公开日志；公示照常进行。')
  await first.reload()
  await first.getByRole('heading', { name: '复核决定及理由' }).waitFor()

  const second = await objects(agencies[1]!.account, '所列执业人员系挂靠，社保由其他单位缴纳。')
  await clerk.goto(new URL(second.url()).pathname)
  await decides(clerk, '提请管理机构复核', '涉及社保核查，需会同行业主管部门。')
  await clerk.getByText('管理机构复核中').first().waitFor()
  const { state: raised } = await (await clerk.request.get(clerk.url().replace('/desk/', '/api/'))).json()
  const leader = await j.person(raised.management.id)
  await leader.goto('/desk/objections')
  await leader.getByRole('link', { name: shown.name }).first().click()
  await leader.getByRole('button', { name: '异议成立' }).click()
  await leader.getByRole('dialog').waitFor()
  await j.show(leader, '管理机构作出决定', '提请之后由管理机构决定；异议成立即终止入驻。', 'window')
  await leader.getByRole('dialog').getByRole('textbox').fill('经与人社部门核对，三名人员均未在该机构参保。')
  await leader.getByRole('dialog').getByRole('button', { name: '异议成立' }).click()
  await leader.getByText('异议成立，入驻终止').first().waitFor()
  await j.show(leader, '异议成立', '复核、提请、决定，每一步都在记录里，附公开日志的证明。')

  await agency.goto(path.replace('/api/', '/desk/'))
  await agency.getByText('异议成立，入驻终止').first().waitFor()
  await j.show(
    agency,
    '机构看到的',
    '入驻到哪一步、由谁终止、依据哪一条、理由是什么；符合条件后可以重新申请。',
  )
  await anyone.reload()
  await anyone.getByText('异议复核决定').waitFor()
  await j.show(anyone, '决定向社会公布', '公示列表里不再有这家机构，两件异议的决定都在。')
  await j.finish()
})
