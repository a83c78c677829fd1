import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import { act, nextDeadline, openFromDesk, says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '修水县杭口镇生态清洁小流域水土保持方案编制'
const answers: Record<string, [string, string]> = {
  agency1: ['18', '3'],
  agency9: ['12', '5'],
  agency17: ['20', '2'],
  agency25: ['15', '6'],
}

test('merit: scored by the announced formula, the owner chooses among the recommended and says why', async () => {
  const j = here.journey(
    'merit',
    '择优选取',
    '评分公式写在公告里。四家机构密封提交响应方案，到点开启，系统逐项算分并推荐前几名，业主从中选一家；不选第一名的，要写明理由，理由公开。',
  )
  const owner = await j.person('xiushui-water')
  const form = await beginDraft(owner, {
    title,
    service: '水土保持方案',
    region: '修水县',
    money: '财政性资金',
    amount: '68000',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    content: '编制水土保持方案报告书，提交纸质 6 份、电子版 1 份，配合专家评审并按意见修改，直至取得批复。',
    days: '20',
    deadline: '2026-10-09 10:00',
    contact: '陈晓岚',
    phone: '0792-7221234',
    lead: '陈国平',
    method: '择优选取',
  })
  for (const [label, share] of [
    ['评分（以往评价）', '30'],
    ['响应方案', '50'],
    ['质量管理水平', '15'],
  ] as const)
    await form.getByRole('spinbutton', { name: label }).fill(share)
  for (const [n, row] of [
    ['完成天数', '天', '20', '10', '60'],
    ['驻场专业人员', '人', '1', '6', '40'],
  ].entries()) {
    await form.getByRole('button', { name: '增加一项标准' }).click()
    const labels = [/^项目$/, /^单位/, /^得 0 分$/, /^得满分$/, /^分值$/]
    for (const [i, label] of labels.entries()) await form.getByLabel(label).nth(n).fill(row[i]!)
  }
  await form.getByLabel('项目负责人').click()
  await says(form, '权重须合计 100%')
  await j.show(
    owner,
    '公式写进公告',
    '我在水利局经办采购。三项权重加起来还差百分之五，系统不让提交；每项评分标准怎么得分也要写清楚。',
  )
  await form.getByRole('spinbutton', { name: '质量管理水平' }).fill('20')
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const announcement = new URL(owner.url()).pathname.replace('/desk/procurements/', '/announcements/')
  const operator = await j.person('360424-operator')
  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')

  // 22.1.3
  for (const [n, [account, [days, staff]]] of Object.entries(answers).entries()) {
    const agency = await j.person(account)
    await agency.goto('/desk/procurements')
    await agency.getByRole('link', { name: title }).click()
    const main = agency.getByRole('main')
    await main.getByRole('button', { name: '报名', exact: true }).click()
    const dialog = agency.getByRole('dialog')
    await dialog.getByLabel('完成天数').fill(days)
    await dialog.getByLabel('驻场专业人员').fill(staff)
    await dialog.getByLabel('方案要点').fill(`接到通知次日进场，${staff} 人驻场，分段踏勘，三级校核。`)
    await dialog.getByRole('checkbox').check()
    if (n === 0)
      await j.show(
        agency,
        '密封响应方案',
        '我是水保公司的经办人。逐项作答，写几句方案，在浏览器里加密后交上去。',
        'window',
      )
    await dialog.getByRole('button', { name: '承诺并报名' }).click()
    await says(main, '请保存回执')
  }
  const visitor = await j.person()
  await visitor.goto(announcement)
  await j.show(visitor, '公告里的公式', '我是市民。权重和评分标准都在公告上，报名还没截止，方案谁也打不开。')
  await turnTo(visitor, '2026-10-09T09:59')
  await nextDeadline(visitor)
  await operator.goto(announcement.replace('/announcements/', '/desk/procurements/'))
  await says(operator, '待业主选取')
  await silent(operator, ['三级校核', '人驻场'])

  await openFromDesk(owner, title)
  await says(owner, '系统按公告的公式评分并推荐')
  await j.show(owner, '系统推荐', '到点开启，每家每一项得分都列出来，推荐前三名。方案正文只有我能看。')
  const main = owner.getByRole('main')
  await main.getByRole('radio').nth(1).check()
  await main.getByRole('button', { name: '选取', exact: true }).click()
  await says(main, '不选取第一名的，请写明理由')
  await main.getByLabel('不选取第一名的理由').fill('该机构驻场人员更多，汛期前要完成，更有把握。')
  await main.getByRole('button', { name: '选取', exact: true }).click()
  await says(main, '公示中')
  await visitor.reload()
  await says(visitor, '业主选取的理由')
  await silent(visitor, ['三级校核'])
  await j.show(visitor, '理由公开', '业主没选第一名，理由写在结果下面，每家的得分也在。')

  await turnTo(visitor, '2026-10-15T09:00')
  await visitor.reload()
  await says(visitor, '已中选')
  const notice = visitor.getByRole('listitem').filter({ hasText: '中选通知书' })
  expect(await notice.getByRole('link', { name: 'PDF 文件' }).count()).toBe(1)
  await j.finish()
})
