import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import { act, nextDeadline, openFromDesk, says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '修水县上奉镇山塘整治工程水土保持方案编制'
const quotes: Record<string, string> = {
  agency1: '61000',
  agency9: '52000.50',
  agency17: '48000',
  agency25: '67999.99',
}

test('average price: quotes sealed in the browser, the nearest to the mean wins', async () => {
  const j = here.journey(
    'average',
    '均价比选',
    '四家机构各密封报一次价，到点一起开启，离平均价最近的中选。谁也不能先看到别人的报价，计算过程全部公开。',
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
    method: '均价比选',
  })
  await says(form, '有效报价的平均值为合理底价')
  await j.show(
    owner,
    '选均价比选',
    '我在水利局经办采购。公告金额就是最高报价，每家密封报一次价，离平均价最近的中选。',
  )
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const announcement = new URL(owner.url()).pathname.replace('/desk/procurements/', '/announcements/')
  const operator = await j.person('360424-operator')
  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')

  // 22.1.4
  for (const [n, [account, quote]] of Object.entries(quotes).entries()) {
    const agency = await j.person(account)
    const sent: string[] = []
    agency.on('request', (r) => sent.push(r.postData() ?? ''))
    await agency.goto('/desk/procurements')
    await agency.getByRole('link', { name: title }).click()
    const main = agency.getByRole('main')
    await main.getByRole('button', { name: '报名', exact: true }).click()
    const dialog = agency.getByRole('dialog')
    await dialog.getByRole('checkbox').check()
    await says(dialog, '请先填写报价')
    await dialog.getByLabel('报价（元）').fill(quote)
    if (n === 1)
      await j.show(
        agency,
        '在浏览器里密封报价',
        '我是水保公司的经办人。报价在我自己的浏览器里加密，发出去的只是密文。',
        'window',
      )
    await dialog.getByRole('button', { name: '承诺并报名' }).click()
    await says(main, '请保存回执')
    expect(sent.some((body) => body.includes('"quote"'))).toBe(true)
    const fen = String(Math.round(Number(quote) * 100))
    for (const body of sent) for (const figure of [quote, fen]) expect(body).not.toContain(figure)
  }

  const visitor = await j.person()
  await visitor.goto(announcement)
  await silent(visitor, ['52000', '52,000', '61,000'])
  await turnTo(visitor, '2026-10-09T09:59')
  await nextDeadline(visitor)
  await says(visitor, '公示中')
  await says(visitor, '合理底价')
  // (61,000.00 + 52,000.50 + 48,000.00 + 67,999.99) / 4 = 57,250.1225
  await says(visitor, '57250.1225')
  await j.show(
    visitor,
    '计算过程公开',
    '我是市民。四个报价、平均价、每家差多少都在这里，谁都可以拿计算器再算一遍。',
  )

  await turnTo(visitor, '2026-10-14T09:00')
  await visitor.reload()
  await says(visitor, '已中选')
  const notice = visitor.getByRole('listitem').filter({ hasText: '中选通知书' })
  const href = await notice.getByRole('link', { name: 'PDF 文件' }).getAttribute('href')
  const pdf = await visitor.request.get(href ?? '')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await owner.goto(announcement.replace('/announcements/', '/desk/procurements/'))
  await says(owner, '已中选')
  await j.show(owner, '按报价中选', '公示期满，中选通知书发出，金额是中选机构自己的报价。')
  await j.finish()
})
