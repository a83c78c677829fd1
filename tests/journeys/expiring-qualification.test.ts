import { expect, test } from 'vitest'
import { instant } from '../../src/calendar/index.ts'
import { agencies, owners } from '../../src/demo/cast.ts'
import { draftOf } from '../../src/demo/selection.ts'
import { act, attach, does, says, turnTo, typeDay } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const holder = agencies[32]!
const service = '水土保持方案编制'
const title = '修水县黄沙港镇中小河流治理水土保持方案'

test('a certificate that ends: warned three times, suspended by itself, restored by a new one', async () => {
  const j = here.journey(
    'expiring-qualification',
    '一项资质到期：提醒、自动暂停、换证恢复',
    '证书到期前 60、30、7 天系统各提醒一次；到期次日零点，该项服务自动暂停报名，不等任何人处理；新证经部门确认、运营机构核准，即时恢复。（18、35.2、35.4）',
  )
  const agency = await j.person(holder.account)
  const notices = async (left: number) => {
    await agency.goto('/desk/notices')
    await says(agency, '资质将于 2026-12-01 到期')
    await says(agency, `还有 ${left} 天`)
  }
  /** The conditions of the announcement on screen are all met, or one is not. */
  const conditions = async (met: boolean) => {
    const list = agency.locator('.conditions')
    await list.locator('[data-met=true]').first().waitFor()
    expect((await list.locator('[data-met=false]').count()) === 0).toBe(met)
  }
  await agency.goto('/desk/qualifications')
  await says(agency, '资质将于 2026-12-01 到期')
  await j.show(
    agency,
    '到期还早',
    '我在一家水保公司。三项资质各到哪天一目了然，最早到期的在上；还没到提醒的日子。',
  )

  // 35.2: 60, 30 and 7 days before 1 December.
  await turnTo(agency, '2026-10-02T09:00')
  await notices(60)
  await j.show(agency, '还有 60 天', '10 月 2 日，第一次提醒：哪张证、哪项服务、哪天到期、怎么换证。')
  await turnTo(agency, '2026-10-20T09:00')
  await turnTo(agency, '2026-11-01T09:00')
  await notices(30)
  await turnTo(agency, '2026-11-24T09:00')
  await notices(7)
  await agency.goto('/desk')
  await agency.getByRole('link', { name: service }).first().waitFor()
  await j.show(agency, '还有 7 天', '第三次提醒也到了。工作台上有一条待办，挂着到期的时刻和条款。')

  // Still good, but not to the day on which this announcement closes.
  await turnTo(agency, '2026-12-01T09:00')
  const owner = await j.person(owners[0]!.account)
  const plan = {
    ...{ title, serviceType: '1.06', qualification: '生产建设项目水土保持方案编制单位水平评价证书' },
    ...{ amount: 5_600_000, days: 20 },
  }
  const draft = draftOf(plan, owners[0]!, instant('2026-12-10T17:00'))
  const { id } = await does(owner, '/api/procurements', { draft })
  await does(owner, `/api/procurements/${id}/submit`)
  await does(await j.person('360424-operator'), `/api/procurements/${id}/pass`)
  await agency.goto(`/desk/procurements/${id}`)
  await conditions(false)
  await says(agency, '到报名截止之日（2026-12-10）已失效')
  const anyone = await j.person()
  const me = await (await agency.request.get('/api/me')).json()
  const page = `/agencies/${me.actor.organisation}`
  await anyone.goto(page)
  await says(anyone, service)
  expect(await anyone.getByText('已暂停', { exact: true }).count()).toBe(0)

  await turnTo(agency, '2026-12-02T00:01')
  await agency.goto(`/desk/procurements/${id}`)
  await agency.getByRole('heading', { level: 1, name: title }).waitFor()
  await conditions(false)
  await j.show(
    agency,
    '零点一过，自动暂停',
    '12 月 1 日当天证书还有效，只是截止日在到期之后的项目已经报不了；12 月 2 日零点起，这项服务的新项目一律报不了，页面逐条写明哪个条件不满足、依据哪一款。没有人按过任何按钮。',
  )
  await anyone.goto(page)
  await says(anyone, '已暂停')
  await j.show(
    anyone,
    '公开页面同时写明',
    '我是市民。自哪天起暂停、什么原因、依据哪一款，都公开；其他两项服务不受影响。',
  )

  await agency.goto('/desk/qualifications')
  await agency.getByRole('link', { name: service }).click()
  await says(agency, '已于 2026-12-01 到期，暂停报名')
  await agency.getByRole('link', { name: '提交新证书' }).click()
  const main = agency.getByRole('main')
  await main.getByLabel('证书编号').fill('水保方案（赣）字第 0342 号')
  await typeDay(main, '有效期自', '2026-12-02')
  await typeDay(main, '有效期至', '2029-12-01')
  await attach(agency, '证书', '新证书.pdf')
  await j.show(agency, '提交新证书', '名称、等级、发证机关已按原证填好，只填新编号和有效期，附上新证。')
  await main.getByRole('button', { name: '提交变更' }).click()
  await says(main, '部门审核中，尚未生效')
  const change = new URL(agency.url()).pathname

  const official = await j.person('jj-water')
  await official.goto(change)
  await says(official, '原证自 2026-12-02 起失效')
  await j.show(official, '部门对照新旧', '我在市水利局。左边原证，右边新证，不同的地方加粗。')
  await act(official, '资质（资格）属实，确认', true)
  await says(official, '核对中，尚未生效')
  const clerk = await j.person('360402-operator')
  await clerk.goto(change)
  await act(clerk, '核对一致，准予变更', true)
  await says(clerk, '已生效')

  await anyone.goto(page)
  await says(anyone, '恢复服务')
  expect(await anyone.getByText('已暂停', { exact: true }).count()).toBe(0)
  await j.show(
    anyone,
    '核准之时恢复',
    '暂停从哪天到哪天、凭哪张新证恢复，都在经历里，每一步都有公开日志的证明。',
  )
  await agency.goto(`/desk/procurements/${id}`)
  await conditions(true)
  await j.finish()
})
