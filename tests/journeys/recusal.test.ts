import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { instant } from '../../src/calendar/index.ts'
import { agencies, owners } from '../../src/demo/cast.ts'
import { draftOf } from '../../src/demo/selection.ts'
import { does, filed, nextDeadline, pick, says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '修水县黄港镇山洪沟治理工程水土保持方案'
const lead = '陈国平'
const owner = owners[0]!
const [first, kin, twin, third, fourth, declared] = [0, 8, 24, 32, 16, 40].map((n) => agencies[n]!)

/** Commits and registers, or is told why not. */
async function registers(page: Page, path: string, answer: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('main').getByRole('button', { name: '报名', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: '承诺并报名' }).click()
  await says(page, answer)
}

test('one person behind two agencies, and kinship declared from either side', async () => {
  const j = here.journey(
    'recusal',
    '回避：只有被回避的知道为什么',
    '同一法定代表人的两家不能参加同一项目；与业主有亲属关系的，机构或业主任何一方申报都算数。被回避的机构知道原因，别人不知道是谁；选取照常进行。（29、53.2）',
  )

  // 29.1: the second of two agencies gets the first one's legal representative, checked by the operator.
  const second = await j.person(twin!.account)
  const proposal = {
    ...{ matter: 'representative', representative: first!.representative, licence: await filed(second) },
  }
  const change = await does(second, '/api/changes', { proposal })
  await does(await j.person('360424-operator'), `/api/changes/${change.id}/approve`)

  const asOwner = await j.person(owner.account)
  const plan = {
    ...{ title, serviceType: '1.06', qualification: '生产建设项目水土保持方案编制单位水平评价证书' },
    ...{ amount: 5_200_000, days: 20, terms: { projectLead: lead } },
  }
  const draft = draftOf(plan, owner, instant('2026-10-09T17:00'))
  const { id } = await does(asOwner, '/api/procurements', { draft })
  await does(asOwner, `/api/procurements/${id}/submit`)
  await does(await j.person('360424-operator'), `/api/procurements/${id}/pass`)
  const path = `/desk/procurements/${id}`

  // 29.2 from the owner's side: a number is compared, nothing is published.
  await asOwner.goto('/desk/recusals')
  await asOwner.getByRole('button', { name: '申报亲属关系' }).click()
  const form = asOwner.getByRole('dialog')
  await form.getByLabel('本方人员 · 姓名').fill(lead)
  await form.getByRole('radio', { name: '项目负责人' }).check()
  await form.getByLabel('对方人员 · 姓名').fill(declared!.representative.name)
  await form.getByLabel('公民身份号码').fill(declared!.representative.identity)
  await j.show(
    asOwner,
    '业主申报',
    '我在水利局经办采购。项目负责人的亲属在一家中介机构当法定代表人：不知道哪一家，填身份证号就能比对；加密存放，别人看不到。',
    'window',
  )
  await form.getByRole('button', { name: '申报亲属关系' }).click()
  await says(asOwner, '已申报，生效中')

  const refused = await j.person(declared!.account)
  await registers(refused, path, '项目业主已申报')
  await j.show(
    refused,
    '被回避的机构知道原因',
    '我在被申报的机构。报名时系统当场告知：业主申报了亲属关系，依据第二十九条第二项，应当回避。',
    'window',
  )

  const one = await j.person(first!.account)
  await registers(one, path, '请保存回执')
  await registers(second, path, '法定代表人或实际控制人为同一人')
  await silent(second, [first!.name])
  await j.show(
    second,
    '同一法定代表人',
    '两家机构的法定代表人是同一人，先报名的已在加密名单里，后来的不能再报。系统说明了原因，没有说另一家是谁。',
    'window',
  )

  // 29.2 from the agency's side, after it has registered.
  const late = await j.person(kin!.account)
  await registers(late, path, '请保存回执')
  await late.goto('/desk/recusals')
  await late.getByRole('button', { name: '申报亲属关系' }).click()
  const own = late.getByRole('dialog')
  await own.getByLabel('本方人员 · 姓名').fill(kin!.representative.name)
  await own.getByLabel('对方人员 · 姓名').fill(lead)
  await own.getByRole('radio', { name: '项目负责人' }).check()
  await pick(late, own.getByRole('combobox', { name: '项目业主' }), owner.name, owner.name)
  await own.getByRole('button', { name: '申报亲属关系' }).click()
  await says(late, '已申报，生效中')
  await j.show(
    late,
    '机构自己申报',
    '我在另一家机构，报名之后才想起来要申报。申报了就算数，内容只有本机构看得到。',
  )
  for (const { account } of [third!, fourth!]) await registers(await j.person(account), path, '请保存回执')

  const visitor = await j.person()
  await visitor.goto(`/announcements/${id}`)
  await silent(visitor, [kin!.name, declared!.name, twin!.name])
  await turnTo(visitor, '2026-10-09T16:59')
  await nextDeadline(visitor)
  await says(visitor, '公示中')
  await silent(visitor, [kin!.name, declared!.name, twin!.name, '亲属'])
  await j.show(
    visitor,
    '选取照常进行',
    '我是市民。回避的不在名单里，其余三家照常摇号；页面上没有谁被回避，也没有谁是谁的亲属。',
  )
  await late.goto(path)
  await says(late, '本机构未能参与选取')
  await says(late, '应当回避的亲属关系')
  await j.show(late, '开启名单时回避', '到点开启名单时再比对一次：本机构没有参与选取，原因和条款写在这里。')
  await asOwner.goto(path)
  await says(asOwner, '符合条件 3 家')
  await j.finish()
})
