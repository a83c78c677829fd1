import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { act, attach, says, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const operatorAccount = '360423-operator'
const title = '八月备案合同抽查（武宁）'

async function sends(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('contracts drawn by chance, checked by two, told to both sides, published', async () => {
  const j = here.journey(
    'spot-check',
    '一次合同与履约抽查',
    '一个月里备案的合同全部公布在名单上，两个工作日后由可验证的摇号抽取；两人查、两人核，当事双方和主管部门都知道结果，最后公布。（37、53.4）',
  )
  const operator = await j.person(operatorAccount)
  await operator.goto('/desk/spot-checks')
  await operator.getByRole('button', { name: '发起抽查' }).click()
  const dialog = operator.getByRole('dialog')
  await dialog.getByLabel('抽查名称').fill(title)
  await j.show(
    operator,
    '发起：只选月份，不选项目',
    '我在武宁县运营机构。能填的只有名称和月份：这个月备案的合同全部入列，抽几份、几时抽由系统定。',
    'window',
  )
  await sends(operator, '发起抽查')
  await says(operator, '名单公布，待抽取')
  const address = new URL(operator.url()).pathname

  const anyone = await j.person()
  await anyone.goto(address.replace('/desk', ''))
  await says(anyone, '名单在抽取之前公布')
  await j.show(anyone, '名单先公布', '抽取之前，谁都能数一数：备案的合同是不是都在，有没有多出来的。')

  await turnTo(anyone, '2026-09-30T10:00')
  await anyone.reload()
  await says(anyone, '抽查进行中')
  await anyone.getByRole('link', { name: '看抽取过程并复核' }).click()
  await anyone.locator('.ballots > li[data-won]').first().waitFor()
  await j.show(
    anyone,
    '到点抽取',
    '十点整，保管方签名，号码最小的抽中。和选机构用的是同一套摇号，每个号码都能重算。',
  )
  const draw = new URL(anyone.url()).pathname.split('/').at(-1)!
  const bundle = await (await anyone.request.get(`/api/draws/${draw}/bundle`)).text()
  const file = join(mkdtempSync(join(tmpdir(), 'xunshi-')), 'bundle.json')
  writeFileSync(file, bundle)
  expect(spawnSync(process.execPath, ['scripts/verify.ts', file]).status).toBe(0)

  await turnTo(operator, '2026-10-09T10:00')
  await operator.goto('/desk')
  await operator.getByRole('link', { name: title }).first().click()
  await act(operator, '记录抽查结果')
  await dialog.getByRole('radio', { name: '与公告一致', exact: true }).check()
  await dialog.getByRole('radio', { name: '按约履行', exact: true }).check()
  await dialog
    .getByLabel('查明的情况')
    .fill('合同价款、时限、内容与公告一致；现场核对踏勘记录和人员到岗情况，服务按约进行。')
  await attach(operator, '证据材料', '核查记录.pdf')
  await j.show(operator, '记录查明的情况', '合同与公告一致不一致、履约怎么样，写明事实，附上材料。', 'window')
  await sends(operator, '记录抽查结果')
  await act(operator, '复核抽查结果')
  await isRefused(operator)
  await j.show(operator, '自己不能复核自己', '谁记录的，谁就不能复核。', 'window')
  await operator.keyboard.press('Escape')

  const second = await j.person(`${operatorAccount}-2`)
  await second.goto(address)
  await act(second, '复核抽查结果')
  await sends(second, '复核抽查结果')
  await says(second, '复核')
  const { state } = await (await second.request.get(address.replace('/desk/', '/api/'))).json()
  const people = (await here.get('/api/demo/people')) as { account: string; organisationName: string }[]
  const agencyName = state.checked[0].agency.name as string
  const agency = await j.person(people.find((p) => p.organisationName === agencyName)!.account)
  await agency.goto('/desk/notices')
  await says(agency, '抽查结果：')
  await agency.goto(address)
  await says(agency, '服务按约进行')
  await act(agency, '说明情况')
  await agency.getByRole('dialog').getByLabel('说明').fill('情况属实，无异议。')
  await sends(agency, '说明情况')
  await says(agency, '情况属实，无异议。')
  await j.show(agency, '被抽到的机构', '抽中和结果都有消息；有不同意见，公布之前可以说明一次。')

  await operator.goto(address)
  await act(operator, '公布抽查结果')
  await dialog.getByLabel('抽查总结').fill('按比例随机抽查，合同与公告一致，服务按约进行。')
  await sends(operator, '公布抽查结果')
  await anyone.goto(address.replace('/desk', ''))
  await says(anyone, '结果已公布')
  await j.show(anyone, '结果公布', '抽了谁、查到什么，公开；这条结果也进了机构的履约记录，供信用评分取用。')
  await j.finish()
})

/** Presses and stays: what is refused stands in the dialog. */
async function isRefused(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '复核抽查结果', exact: true }).click()
  await says(dialog, '须由另一名工作人员复核')
}
