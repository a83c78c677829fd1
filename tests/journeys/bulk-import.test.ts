import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeSheet } from '../../src/platform/spreadsheet/index.ts'
import { creditCode, identityNumber, startingItems } from '../../src/registry/index.ts'
import { importColumns, importSheet } from '../../src/registry/server.ts'
import { says } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const many = 1200
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const source = '濂审批字〔2021〕6号（演示）'

const nameOf = (n: number) => `濂溪区存量测绘${String(n + 1).padStart(4, '0')}号有限公司`

/** Agencies of the old records, one a row. */
const rows = Array.from({ length: many }, (_, n) => {
  const identity = identityNumber('360402', `19${66 + Math.floor(n / 900)}-06-15`, n % 900)
  const phone = `137${String(10_000_000 + n)}`
  return {
    ...{ name: nameOf(n), code: creditCode('91', '360402', 20_000 + n), legalForm: 'legal-person' },
    ...{ region: '360402', address: '九江市濂溪区前进东路（演示）', established: '2010-05-06', termTo: '' },
    ...{ scope: '测绘服务', phone: '0792-8250000', email: `old${n}@demo.invalid`, admittedOn: '2021-03-01' },
    ...{ representativeName: '存量', representativeIdentity: identity, representativePhone: phone },
    ...{ agentName: '存量', agentIdentity: identity, agentPhone: phone },
    ...{ adminName: '存量', adminIdentity: identity, adminPhone: phone },
    ...{ serviceType1: '3.01', qualification1: '测绘资质', grade1: '乙级', number1: `乙测资字 36${n}` },
    ...{ scope1: '工程测量', issuer1: '江西省自然资源厅', validFrom1: '2021-01-01', validTo1: '2029-12-31' },
  }
})

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('依据文号').fill(source)
  await page.getByLabel('表格（.xlsx）').setInputFiles({ name, mimeType: xlsx, buffer })
  await page.getByRole('button', { name: '校验并导入' }).click()
}

test('a spreadsheet with one wrong row: nothing taken in, mended, taken in with progress', async () => {
  const j = here.journey(
    'bulk-import',
    '存量机构一次导入',
    `濂溪区把纸质时代入驻的 ${many} 家机构一次导入。一行有错，整个文件都不导入；问题表指出第几行、哪一列、为什么，改好再传。（8.6、15–19）`,
  )
  const clerk = await j.person('360402-operator')
  await clerk.goto('/desk/imports')
  await clerk.getByRole('link', { name: '下载模板' }).waitFor()
  await j.show(
    clerk,
    '下载模板，填好上传',
    '我在濂溪区行政审批局。模板带下拉选项和填写说明；要写依据的文号，它会进公开日志。',
  )

  // A credit code whose last character was typed wrongly, in row 601 of the sheet.
  const wrong = rows.map((row, n) =>
    n === 599 ? { ...row, code: row.code.replace(/.$/, (last) => (last === '0' ? '1' : '0')) } : row,
  )
  const columns = importColumns(startingItems)
  await upload(clerk, '存量机构.xlsx', await writeSheet(columns, wrong, importSheet))
  await says(clerk, '没有导入任何一行')
  const problem = clerk.getByRole('row').filter({ hasText: '统一社会信用代码' })
  await problem.waitFor()
  await j.show(
    clerk,
    '一行有错，一家也不导入',
    `${many} 行里有一行的信用代码错了一位。写明第几行、哪一列、错在哪里、依据哪一条；一家也没有导入。`,
  )
  const anyone = await j.person()
  const found = await anyone.request.get('/api/agencies', { params: { q: nameOf(0) } })
  expect((await found.json()).items).toEqual([])
  const saved = clerk.waitForEvent('download')
  await clerk.getByRole('link', { name: '下载问题表' }).click()
  expect((await saved).suggestedFilename()).toContain('导入问题')

  await upload(clerk, '存量机构（已改）.xlsx', await writeSheet(columns, rows, importSheet))
  await clerk.getByRole('progressbar').waitFor()
  await j.show(clerk, '改好再传，看得到进度', '同一个文件改好一格，再传一次。', 'moment')
  await says(clerk, `${many} 家机构已导入`)
  await j.show(clerk, '导入完成', '两次上传都有记录：谁传的、凭哪份文件、多少家、结果如何。')

  await anyone.goto('/agencies?sort=latest')
  await anyone.getByRole('searchbox', { name: '名称、拼音首字母或信用代码' }).fill(nameOf(599))
  await anyone.getByRole('button', { name: '查找机构' }).click()
  await anyone.getByRole('link', { name: nameOf(599) }).click()
  await says(anyone, source)
  await j.show(
    anyone,
    '名录里查得到',
    '我是市民。刚导入的机构和自己申请入驻的一样公开：资质、原入驻日期、凭哪份文件导入，都有公开日志的证明。',
  )
  await j.finish()
})
