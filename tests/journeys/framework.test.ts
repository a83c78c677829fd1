import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import { act, nextDeadline, openFromDesk, says, silent, turnTo, typeDay } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '修水县村级道路水土保持方案编制（批量采购）'
const order = '大椿乡通村公路水土保持方案'
const accounts = ['agency1', 'agency9', 'agency17', 'agency25']

test('framework: three members chosen by draw, called off in turn, one declines and the next accepts', async () => {
  const j = here.journey(
    'framework',
    '批量采购',
    '同一类服务一年要用很多次，一次选出三家，以后逐单承接。每一单给谁由公告的规则决定，谁也不能指定，余额人人可查。',
  )
  const owner = await j.person('xiushui-water')
  const form = await beginDraft(owner, {
    ...{ title, service: '水土保持方案', region: '修水县', money: '财政性资金', amount: '9800' },
    ...{ qualification: '生产建设项目水土保持方案编制单位水平评价证书', days: '20' },
    content: '逐项编制水土保持方案报告表，提交纸质 4 份、电子版 1 份，配合审查并修改至批复。',
    ...{ deadline: '2026-10-09 10:00', contact: '陈晓岚', phone: '0792-7221234', lead: '陈国平' },
  })
  // 22.2
  await form.getByRole('radio', { name: '批量采购（选取多家，分次下订单）' }).check()
  await form.getByRole('radio', { name: '需聘请同一类型中介机构，频次多、数量大' }).check()
  await form.getByLabel('需求说明（频次、数量）').fill('全县每年约三十条通村公路，逐条选取来不及。')
  await form.getByLabel('选取家数').fill('3')
  await form.getByLabel('总额上限').fill('19600')
  await typeDay(form, '下单期限（含当日）', '2027-09-30')
  await form.getByRole('radio', { name: '轮候：按中选名次依次承接' }).check()
  await j.show(
    owner,
    '写明批量采购的约定',
    '我在水利局经办采购。选几家、按什么规则承接、总共不超过多少、到哪一天为止，都写进公告。',
  )
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const announcement = new URL(owner.url()).pathname.replace('/desk/procurements/', '/announcements/')
  const id = announcement.replace('/announcements/', '')
  const operator = await j.person('360424-operator')
  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')

  const people = new Map<string, Awaited<ReturnType<typeof j.person>>>()
  for (const account of accounts) {
    const agency = await j.person(account)
    people.set(account, agency)
    await agency.goto('/desk/procurements')
    await agency.getByRole('link', { name: title }).click()
    await agency.getByRole('main').getByRole('button', { name: '报名', exact: true }).click()
    const dialog = agency.getByRole('dialog')
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: '承诺并报名' }).click()
    await says(agency.getByRole('main'), '请保存回执')
  }
  const visitor = await j.person()
  await visitor.goto(announcement)
  await says(visitor, '总额上限')
  await turnTo(visitor, '2026-10-09T09:59')
  await nextDeadline(visitor)
  await says(visitor, '公示中')
  await j.show(
    visitor,
    '一次选出三家',
    '我是市民。摇号排出名次，前三家是成员，其余为候补，和单个项目一样可以复核。',
  )
  await turnTo(visitor, '2026-10-14T09:00')
  await visitor.reload()
  await says(visitor, '已中选')

  // The order and nobody's name: the rule finds the member.
  await owner.goto(`/desk/frameworks/${id}`)
  await owner.getByRole('button', { name: '下订单' }).click()
  const ask = owner.getByRole('dialog')
  await says(ask, '谁也不能指定')
  await ask.getByLabel('订单名称').fill(order)
  await ask.getByLabel('服务内容').fill('编制水土保持方案报告表，配合审查并修改至批复。')
  await ask.getByLabel('时限（天）').fill('15')
  await j.show(
    owner,
    '下订单',
    '写要做什么、多少、几天。没有选机构的地方：轮到谁由系统按轮候规则定。',
    'window',
  )
  await ask.getByRole('button', { name: '下订单' }).click()
  await says(owner.getByRole('main'), '待成员答复')

  const asked = async () =>
    (await here.get(`/api/frameworks/${id}`)).state.callOffs.at(-1).offers.at(-1).agency as string
  const pageOf = async (organisation: string) => {
    for (const page of people.values()) {
      const me = await (await page.request.get('/api/me')).json()
      if (me.actor.organisation === organisation) return page
    }
    throw new Error(`nobody of ${organisation} is here`)
  }
  const first = await pageOf(await asked())
  await first.goto('/desk')
  await says(first, '答复订单')
  await first.goto(`/desk/frameworks/${id}`)
  await first.getByRole('button', { name: '谢绝订单' }).click()
  await first.getByRole('dialog').getByLabel('理由').fill('本月人员已全部外派。')
  await first.getByRole('dialog').getByRole('button', { name: '谢绝订单' }).click()
  await says(first.getByRole('main'), '本月人员已全部外派。')
  await j.show(
    first,
    '谢绝，转下一家',
    '我是第一名的机构，这个月没有人手。谢绝算用掉一次轮次，系统当场转给下一家。',
  )

  const second = await pageOf(await asked())
  expect(second).not.toBe(first)
  await second.goto(`/desk/frameworks/${id}`)
  await second.getByRole('button', { name: '接受订单' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '接受订单' }).click()
  await says(second.getByRole('main'), '已接受')
  await j.show(second, '接受订单', '我是第二名的机构。接受后收到这一单的中选通知书，2 个工作日内联系业主。')
  await second.getByRole('link', { name: '去履约' }).click()
  await says(second, order)
  await j.show(second, '按单履约', '从这里起和单个项目一样：接洽、签合同、交成果、评价。')

  // 9,800.00 of 19,600.00 is used: two services more do not fit.
  await owner.reload()
  await owner.getByRole('button', { name: '下订单' }).click()
  await ask.getByLabel('订单名称').fill('溪口镇通村公路')
  await ask.getByLabel('服务内容').fill('编制水土保持方案报告表。')
  await ask.getByLabel('数量（次）').fill('2')
  await ask.getByLabel('时限（天）').fill('15')
  await ask.getByRole('button', { name: '下订单' }).click()
  await says(ask, '超过总额上限：尚余 9800.00 元，本单 19600.00 元')
  await j.show(owner, '总额上限', '两单就超了上限，系统不收，写明还剩多少。', 'window')

  await visitor.goto(`/frameworks/${id}`)
  await says(visitor, '9,800.00')
  await silent(visitor, ['undefined'])
  await j.show(
    visitor,
    '人人可查',
    '我是市民。哪三家、轮到谁、谁谢绝了、用了多少，都在这里，每一步都在日志里。',
  )
  await j.finish()
})
