import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import { act, nextDeadline, openFromDesk, says, turnTo, typeDay } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '瑞昌赤湖铜业尾矿库地形测绘'

test('two registrations are too few; the owner runs the selection again', async () => {
  const j = here.journey(
    'failed-selection',
    '流选，再来一次',
    '随机选取要有三家符合条件的机构报名。这一次到截止只有两家，系统自动流选；业主调整条件，另行组织选取，新旧两份公告互相链接。',
  )
  const owner = await j.person('copper')
  const form = await beginDraft(owner, {
    title,
    service: '测绘',
    region: '瑞昌市',
    money: '非财政性资金',
    amount: '19800',
    qualification: '测绘资质',
    grade: '乙级',
    content: '完成尾矿库 1:500 地形测绘，提交图件和成果报告，纸质 4 份、电子版 1 份。',
    days: '10',
    deadline: '2026-10-08 12:00',
    contact: '李建国',
    phone: '0792-4228866',
    lead: '李建国',
  })
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const operator = await j.person('360481-operator')
  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')

  for (const account of ['agency7', 'agency15']) {
    const agency = await j.person(account)
    await agency.goto('/desk/procurements')
    await agency.getByRole('link', { name: title }).click()
    await agency.getByRole('main').getByRole('button', { name: '报名', exact: true }).click()
    await agency.getByRole('dialog').getByRole('checkbox').check()
    await agency.getByRole('dialog').getByRole('button', { name: '承诺并报名' }).click()
    await says(agency, '请保存回执')
  }

  // 22.1.1, 27
  const visitor = await j.person()
  await visitor.goto(new URL(owner.url()).pathname.replace('/desk/procurements/', '/announcements/'))
  await turnTo(visitor, '2026-10-08T11:59')
  await j.show(visitor, '截止前一分钟', '我是市民，看着倒计时。有几家报名谁也不知道，业主也只能等。')
  await nextDeadline(visitor)
  await says(visitor, '流选')
  await j.show(
    visitor,
    '到点流选',
    '十二点整，系统自己开启名单：两家，不满三家，流选公告立即发布，写明原因和条文。',
  )

  await owner.goto('/desk')
  await j.show(owner, '业主的工作台', '我是赤湖铜业的经办人。工作台上多了一件事：流选后另行组织选取。')
  await openFromDesk(owner, title)
  await says(owner, '报名数量不满足公开选取最低要求')
  await j.show(owner, '看原因', '报名两家、符合条件两家，少一家。我可以调整条件，再选一次。')
  await act(owner, '调整条件，另行组织选取', true)
  await owner.getByRole('link', { name: '去办理新的采购' }).click()
  await says(owner, '草稿')
  const again = owner.getByRole('main')
  expect(await again.getByLabel('项目名称').inputValue()).toBe(title)
  await again.getByRole('combobox', { name: '等级' }).fill('丙级')
  await again.getByLabel('服务费用').fill('23800')
  await typeDay(again, '报名截止时间', '2026-10-14 12:00')
  await j.show(
    owner,
    '改了条件再交',
    '原来的内容都带过来了。等级要求放宽到丙级，费用提高一些，截止时间往后定。',
  )
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(again, '形式核对中')

  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')
  await visitor.reload()
  await visitor.getByText('已另行组织选取').waitFor()
  await visitor.getByRole('link', { name: /^JJ-2026-1008-/ }).click()
  await says(visitor, '接续自')
  await j.show(
    visitor,
    '新旧公告互相链接',
    '新公告在全过程记录里写着接续自哪一份。旧的那份仍然公开，流选的事不会被抹掉。',
  )
  await j.finish()
})
