import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import { act, nextDeadline, openFromDesk, pick, says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '修水县白岭镇护岸工程水土保持方案编制'

test('direct selection: four are asked by name, one declines, drawn among those who accept', async () => {
  const j = here.journey(
    'direct',
    '直接选取：邀请三家',
    '直接选取要有依据。业主点名邀请机构，名单在选取前不公开；受邀机构可以接受，也可以谢绝，接受的不满三家就流选。',
  )
  const people = (await (await fetch(`${here.origin}/api/demo/people`)).json()) as {
    account: string
    organisationName: string
  }[]
  const nameOf = (account: string) => people.find((p) => p.account === account)?.organisationName ?? account
  const owner = await j.person('xiushui-water')
  const form = await beginDraft(owner, {
    title,
    service: '水土保持方案',
    region: '修水县',
    money: '财政性资金',
    amount: '9800',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    content: '编制水土保持方案报告表，提交纸质 4 份、电子版 1 份，配合审查并按意见修改，直至取得批复。',
    days: '15',
    deadline: '2026-10-09 10:00',
    contact: '陈晓岚',
    phone: '0792-7221234',
    lead: '陈国平',
    method: '直接选取',
  })
  await form.getByRole('radio', { name: '邀请 3 家以上' }).check()
  await form.getByRole('radio', { name: '电脑随机选取' }).check()
  const invite = (account: string) =>
    pick(owner, form.getByRole('combobox', { name: '邀请的机构' }), nameOf(account), nameOf(account))
  await invite('agency1')
  await invite('agency9')
  await form.getByLabel('项目负责人').click()
  await says(form, '须邀请 3 家以上')
  await j.show(
    owner,
    '选依据，点名邀请',
    '我在水利局经办采购。直接选取先选依据，两家还不够，第二十二条写的是三家以上。',
  )
  await invite('agency17')
  await invite('agency25')
  await form.getByLabel('项目负责人').click()
  await expect.poll(() => form.getByText('须邀请 3 家以上').count(), { timeout: 60_000 }).toBe(0)
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const announcement = new URL(owner.url()).pathname.replace('/desk/procurements/', '/announcements/')
  const operator = await j.person('360424-operator')
  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')

  // 22.1.2: nobody else learns who was asked, and nobody else may register.
  const visitor = await j.person()
  await visitor.goto(announcement)
  await silent(visitor, ['agency1', 'agency9', 'agency17'].map(nameOf))
  const stranger = await j.person('agency33')
  await stranger.goto(announcement.replace('/announcements/', '/desk/procurements/'))
  await says(stranger, '只有受邀机构可以报名')
  await silent(stranger, ['agency1', 'agency9', 'agency17'].map(nameOf))

  const decliner = await j.person('agency25')
  await decliner.goto(announcement.replace('/announcements/', '/desk/procurements/'))
  await says(decliner, '业主邀请贵机构参与本项目')
  await j.show(
    decliner,
    '收到邀请',
    '我是受邀的水保公司。消息和工作台都告诉我了，可以报名，也可以谢绝，截止前别人都不知道。',
  )
  await act(decliner, '谢绝邀请', true)
  await says(decliner, '本机构已谢绝邀请')
  for (const account of ['agency1', 'agency9', 'agency17']) {
    const agency = await j.person(account)
    await agency.goto(announcement.replace('/announcements/', '/desk/procurements/'))
    await agency.getByRole('main').getByRole('button', { name: '报名', exact: true }).click()
    await agency.getByRole('dialog').getByRole('checkbox').check()
    await agency.getByRole('dialog').getByRole('button', { name: '承诺并报名' }).click()
    await says(agency, '请保存回执')
  }
  await turnTo(visitor, '2026-10-09T09:59')
  await nextDeadline(visitor)
  await says(visitor, '公示中')
  await j.show(visitor, '摇号结果', '三家接受，在三家里公开摇号，任何人都可以复核。依据也写在公告上。')
  await owner.goto(announcement.replace('/announcements/', '/desk/procurements/'))
  await says(owner, '谢绝邀请')

  await turnTo(visitor, '2026-10-14T09:00')
  await visitor.reload()
  await says(visitor, '已中选')
  const notice = visitor.getByRole('listitem').filter({ hasText: '中选通知书' })
  expect(await notice.getByRole('link', { name: 'PDF 文件' }).count()).toBe(1)
  await j.finish()
})
