import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { tradeOf } from '../../src/demo/procurements.ts'
import { beginDraft } from './draft.ts'
import { act, does, nextDeadline, openFromDesk, pick, says, silent, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const title = '修水县上衫乡河道清淤工程水土保持方案编制'
const document = '赣政务〔2026〕18号（演示）'
const method = '公开抽签选取'
const wanted = {
  title,
  service: '水土保持方案',
  region: '修水县',
  money: '财政性资金',
  amount: '46000',
  qualification: '生产建设项目水土保持方案编制单位水平评价证书',
  content: '编制水土保持方案报告表，提交纸质 4 份、电子版 1 份，配合审查并按意见修改，直至取得批复。',
  days: '15',
  deadline: '2026-10-09 10:00',
  contact: '陈晓岚',
  phone: '0792-7221234',
  lead: '陈国平',
} as const

test('a method of the province: not there until a document names it, then run to the award notice', async () => {
  const j = here.journey(
    'other-method',
    '其他方式：省里认可了才有',
    '办法留了一条口子：经省中介超市管理机构认可的其他公开选取方式。没有文件，选不了；有了文件，写明文号、名称和程序，就能用到中选通知书。（22.1.6）',
  )
  const owner = await j.person('xiushui-water')
  await owner.goto('/desk/procurements')
  await owner.getByRole('button', { name: '新建采购' }).click()
  await says(owner, '尚无经省中介超市管理机构认可的其他方式')
  expect(await owner.getByRole('radio', { name: '其他方式' }).isDisabled()).toBe(true)
  await j.show(
    owner,
    '没有文件，选不了',
    '我在水利局经办采购。“其他方式”是灰的，旁边写着原因和条款：省里还没有认可过别的方式。',
    owner.getByRole('radio', { name: '其他方式' }),
  )

  const management = await j.person('jj-management')
  await management.goto('/settings')
  const row = management.getByRole('row').filter({ hasText: '认可的其他公开选取方式' })
  await row.getByRole('button', { name: '设定' }).click()
  const dialog = management.getByRole('dialog')
  await dialog.getByLabel('新值').fill(JSON.stringify([`${document}|${method}|random`]))
  await dialog.getByLabel('生效日期').fill('2026-09-28')
  await dialog.getByLabel('文号').fill('九行审字〔2026〕43号（演示）')
  await dialog.getByRole('button', { name: '登记并公布' }).click()
  await says(dialog, '已登记，并写入公开日志')
  await dialog.getByRole('button', { name: '关闭' }).click()
  await says(row, method)
  await j.show(
    management,
    '登记省里的文件',
    '我在市政务服务办。文号、名称、按哪种程序办，三样写齐；登记即公布，进公开日志。',
    row,
  )

  const form = await beginDraft(owner, { ...wanted, method: '其他方式' })
  await pick(owner, form.getByRole('combobox', { name: '经省认可的方式' }), `${method}（${document}）`)
  await form.locator('.ant-select').filter({ hasText: method }).waitFor()
  await j.show(
    owner,
    '选省里认可的方式',
    '现在能选了：选方式，再选是哪一份文件认可的；程序由文件定，业主改不了。',
  )
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const path = new URL(owner.url()).pathname
  const operator = await j.person('360424-operator')
  await openFromDesk(operator, title)
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')
  for (const account of tradeOf('1.06').slice(0, 4)) {
    const nonce = randomBytes(32).toString('hex')
    await does(await j.person(account), `${path.replace('/desk/', '/api/')}/register`, {
      commitment: true,
      nonce,
    })
  }

  const visitor = await j.person()
  await visitor.goto(path.replace('/desk/procurements/', '/announcements/'))
  await says(visitor, document)
  await turnTo(visitor, '2026-10-09T09:59')
  await nextDeadline(visitor)
  await says(visitor, '公示中')
  await j.show(
    visitor,
    '公开选取，写明依据',
    '我是市民。公告写着方式的名称和认可它的文件；选取过程和别的方式一样可以复核。',
  )
  await turnTo(visitor, '2026-10-14T09:00')
  await visitor.reload()
  await says(visitor, '已中选')
  const notice = visitor.getByRole('listitem').filter({ hasText: '中选通知书' })
  const href = await notice.getByRole('link', { name: 'PDF 文件' }).getAttribute('href')
  const pdf = await visitor.request.get(href ?? '')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await silent(visitor, ['|random'])
  await owner.goto(path)
  await says(owner, '已中选')
  await j.show(owner, '中选通知书', '公示期满，中选通知书发出。')
  await j.finish()
})
