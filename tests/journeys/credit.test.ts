import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { agencies } from '../../src/demo/cast.ts'
import { act, attach, does, filed, says, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const thrice = agencies[22]!
const repairing = agencies[28]!

/** The newest case of the agency whose person looks. */
async function newest(page: Page) {
  const { items } = await (await page.request.get('/api/breaches')).json()
  const { id } = items[0] as { id: string }
  return { id, state: (await (await page.request.get(`/api/breaches/${id}`)).json()).state }
}

/** 39, 53.4: brought, heard, found and confirmed, as the first walk shows on its screens. */
async function found(clerk: Page, second: Page, agency: Page, id: string, situation: string, text: string) {
  const { id: breach } = await does(clerk, '/api/breaches', {
    ...{ agency: id, situation, text, file: await filed(clerk) },
  })
  const step = (page: Page, name: string, body: object = {}) =>
    does(page, `/api/breaches/${breach}/${name}`, body)
  await step(clerk, 'hear')
  await step(agency, 'answer', { text: '没有异议。' })
  await step(clerk, 'decide', { situation, grounds: '核查属实。', text, file: await filed(clerk) })
  await step(second, 'confirm')
  return `/desk/breaches/${breach}`
}

// First, while the demonstration’s time lets the agency speak: the other walk turns the clock of the same city.
test('a repair refused, and one granted', async () => {
  const j = here.journey(
    'credit-repair',
    '信用修复：一次不通过，一次通过',
    '机构陈述申辩后被认定首次一般失信，申请信用修复：谅解书不全，不通过；补齐后四项条件逐一核实，通过，暂停即时解除。（39、43、53.4）',
  )
  const agency = await j.person(repairing.account)
  const { id, state } = await newest(agency)
  const path = `/desk/breaches/${id}`
  await agency.goto(path)
  const dialog = (page: Page) => page.getByRole('dialog')
  const send = async (page: Page, name: string) => {
    await dialog(page).getByRole('button', { name, exact: true }).click()
    await dialog(page).waitFor({ state: 'hidden' })
  }
  await act(agency, '陈述申辩')
  await dialog(agency).getByLabel('陈述申辩').fill('变更材料已于当日补报，此前确有疏漏。')
  await j.show(agency, '先听机构陈述', '认定之前，机构看到线索，在时限内陈述申辩，可以附材料。', 'window')
  await send(agency, '陈述申辩')
  await says(agency, '变更材料已于当日补报')

  const clerk = await j.person(state.operator.id)
  await clerk.goto(path)
  await act(clerk, '作出认定')
  await dialog(clerk).getByLabel('核实情况和认定理由').fill('业务授权人离职四个月未更新，属实。')
  await dialog(clerk).getByLabel('公示内容').fill('公示信息变动后未及时更新。')
  await attach(clerk, '证据材料', '核查记录.pdf')
  await send(clerk, '作出认定')
  await clerk.getByText('待第二人复核').first().waitFor()
  const second = await j.person(`${state.operator.id}-2`)
  await second.goto(path)
  await act(second, '复核属实', true)
  await says(second, '一年内第 1 次、两年内第 1 次一般失信：暂停 3 个月')

  const asks = async (loss: string) => {
    await agency.goto(path)
    await act(agency, '申请信用修复')
    await dialog(agency).getByLabel('没有造成损失的说明').fill(loss)
    await attach(agency, '没有造成损失的证明材料', '业主说明.pdf')
    await dialog(agency).getByLabel('整改措施').fill('专人负责公示信息，每月核对一次。')
    await attach(agency, '整改材料', '整改报告.pdf')
    await dialog(agency).getByLabel('出具谅解书的项目业主或第三方机构').fill('瑞昌赤湖铜业有限公司')
    await attach(agency, '书面谅解书', '谅解书.pdf')
  }
  await asks('没有签约项目受影响。')
  await j.show(
    agency,
    '申请信用修复',
    '首次、一般失信才能申请；没有造成损失、整改、谅解，每一项都要有说明和材料。',
    'window',
  )
  await send(agency, '申请信用修复')
  await clerk.goto(path)
  await act(clerk, '核定信用修复')
  await dialog(clerk).getByRole('radio', { name: '核定不通过' }).check()
  await dialog(clerk).getByLabel('理由').fill('谅解书未加盖公章，请补齐后再申请。')
  await send(clerk, '核定信用修复')
  await agency.goto(path)
  await says(agency, '谅解书未加盖公章')
  await j.show(agency, '不通过', '理由写在页面上；暂停和公示都不变，补齐后可以再次申请。')

  await asks('没有签约项目受影响，业主已书面确认。')
  await send(agency, '申请信用修复')
  const { departments } = (await newest(agency)).state.repair as { departments: { id: string }[] }
  for (const body of [state.management, ...departments]) {
    const official = await j.person(body.id)
    await official.goto(path)
    await act(official, '对整改措施提出意见')
    await dialog(official).getByRole('radio', { name: '采纳', exact: true }).check()
    await send(official, '对整改措施提出意见')
    await official.getByText('采纳', { exact: true }).first().waitFor()
  }
  await clerk.goto(path)
  await act(clerk, '核定信用修复')
  await dialog(clerk).getByRole('radio', { name: '核定通过' }).check()
  await dialog(clerk)
    .getByRole('checkbox', { name: /没有给项目业主或第三方机构造成损失/ })
    .check()
  await dialog(clerk)
    .getByRole('checkbox', { name: /书面谅解书由被失信方出具/ })
    .check()
  await dialog(clerk).getByLabel('理由').fill('首次一般失信，四项条件均已核实。')
  await j.show(
    clerk,
    '四项条件逐一核实',
    '管理机构和行业主管部门先对整改措施提出意见；少一项都不能通过。',
    'window',
  )
  await send(clerk, '核定信用修复')
  await agency.goto(path)
  await agency.getByText('已修复').first().waitFor()
  await j.show(agency, '通过', '暂停即时解除，修复公示一个月；这一次不再累计。')
  await j.finish()
})

test('one, two and three general breaches, with their dates', async () => {
  const j = here.journey(
    'credit',
    '一般失信一次、两次、三次',
    '同一机构在一年内三次一般失信：暂停 3 个月、暂停 6 个月、两年内累计三次报管理机构核准清退；每一个日期怎么来的，页面上都有。（39、40.11、42、53.4）',
  )
  const agency = await j.person(thrice.account)
  const first = await newest(agency)
  const { operator, management, agency: subject } = first.state
  const clerk = await j.person(operator.id)
  const second = await j.person(`${operator.id}-2`)

  await clerk.goto(`/desk/breaches/${first.id}`)
  await says(clerk, '一年内第 1 次、两年内第 1 次一般失信：暂停 3 个月')
  await says(clerk, '2026-12-28')
  await j.show(
    clerk,
    '第一次：暂停 3 个月',
    '九月二十八日认定，暂停至十二月二十八日，公示三个月。谁提出、谁认定、谁复核都在右侧。',
  )

  await turnTo(clerk, '2026-10-12T10:00')
  const again = await found(clerk, second, agency, subject.id, '39.1', '中选后未在 2 个工作日内与业主联系。')
  await agency.goto(again)
  await says(agency, '一年内第 2 次、两年内第 2 次一般失信：暂停 6 个月')
  await says(agency, '2027-04-12')
  await j.show(
    agency,
    '第二次：暂停 6 个月',
    '十月十二日认定，暂停至次年四月十二日。“累计”一栏写明一年、两年各到哪一天：暂停的日子不算在内，期限相应顺延。机构看到的是同一本账。',
  )

  await turnTo(clerk, '2026-10-20T10:00')
  const third = await found(clerk, second, agency, subject.id, '39.7', '承诺两日内答复，第五日才答复。')
  await clerk.goto(third)
  await says(clerk, '两年内累计三次，已报管理机构核准清退')
  await j.show(clerk, '第三次：系统自己累计', '两年内累计三次一般失信，系统另立一案，不由人手工提出。')

  const approver = await j.person(management.id)
  const { items } = await (await approver.request.get('/api/breaches')).json()
  const serious = items.find((b: { state: { situation: string } }) => b.state.situation === '40.11')
  await approver.goto(`/desk/breaches/${serious.id}`)
  await act(approver, '核准清退', true)
  await approver.getByText('清退出中介超市').first().waitFor()
  await j.show(
    approver,
    '管理机构核准，即时清退',
    '三次认定逐一列出；机构及其法定代表人两年内不得申请入驻，公示两年。',
  )

  const anyone = await j.person()
  await anyone.goto('/credit')
  await says(anyone, thrice.name)
  await j.show(
    anyone,
    '信用公示',
    '公示中的失信，任何人都能看到：认定机构、公示内容和撤下的日期；证据和经办人不公开。',
  )
  const shown = await (await anyone.request.get(`/api/agencies/${subject.id}`)).json()
  expect(JSON.stringify(shown)).toContain('expelled')
  await j.finish()
})
