import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  type Applicant,
  beginApplication,
  comeIn,
  fillPeople,
  fillService,
  fillSubject,
  next,
  signLetter,
} from './apply.ts'
import { act, says, workingDay } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const name = '九江青山防雷检测有限公司'

const applicant: Applicant = {
  name,
  code: ['91', '360402', 6688],
  place: '濂溪区',
  address: '九江市濂溪区青山路 18 号',
  scope: '雷电防护装置检测，防雷技术咨询。',
  head: '沈青山',
  account: 'qingshan',
  password: 'qingshan-2026',
  phone: '0792-8256677',
  mobile: '1397920998',
  staff: [
    { name: '邵文', post: '业务授权人', birthday: '1985-03-02', certificate: '' },
    { name: '汤敏', post: '账户管理员', birthday: '1990-11-18', certificate: '' },
    { name: '柳江', post: '执业', birthday: '1988-07-09', certificate: '' },
  ],
  service: {
    item: '雷电防护',
    qualification: '雷电防护装置检测资质',
    grade: '乙级',
    number: '赣雷检 2025-0618',
    issuer: '江西省气象局',
    scope: '第三类防雷建筑物',
    from: '2025-06-18',
    to: '2030-06-17',
  },
}

async function openFirst(page: Page): Promise<void> {
  await page.goto('/desk')
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('told once what is missing, then refused with the reason', async () => {
  const j = here.journey(
    'supplement-then-refusal',
    '入驻：补正一次，最后没通过',
    '一家新机构注册、填报、签承诺书、提交。运营机构一次性告知补正；补正以后仍不一致，写明理由不予通过。',
  )
  const agency = await j.person()
  await comeIn(agency, applicant)
  await beginApplication(agency)
  await fillSubject(agency, applicant)
  await j.show(
    agency,
    '第一步：主体信息',
    '我是公司的法定代表人，刚注册。信用代码边输边校验，注册地决定由哪一级运营机构核对。',
  )
  await next(agency)
  await fillPeople(agency, applicant)
  await j.show(agency, '第二步：人员', '授权人、管理员、执业人员都要在职，不能同时在别家任职。')
  await next(agency)
  await fillService(agency, applicant)
  await j.show(
    agency,
    '第三步：事项与资质',
    '选了雷电防护装置检测，证书编号、范围、有效期逐项填，附上扫描件。',
  )
  await next(agency)
  await signLetter(agency)
  await j.show(agency, '签了承诺书，可以提交', '承诺书由我本人签。最后一步把填的全看一遍。')
  await act(agency, '提交入驻申请', true)
  await says(agency, '办理进度')

  // 20.2, 20.4
  const operator = await j.person('360402-operator')
  await openFirst(operator)
  const people = operator.getByLabel('补正要求：关键岗位人员')
  await operator.getByRole('group').filter({ has: people }).getByText('写补正要求').click()
  await people.fill('请补充执业人员柳江的执业资格证书编号。\n请补充账户管理员的在职证明。')
  await j.show(
    operator,
    '一次性告知补正',
    '我在濂溪区行政审批局核对材料。缺的两样写在一起：规定只能告知一次，系统也只给一次。',
  )
  await operator.getByRole('button', { name: '一次性告知补正（2 条）' }).click()
  await says(operator, '已告知补正，等待申请人')

  await workingDay(agency)
  await agency.goto('/desk')
  await agency.getByRole('link', { name }).first().click()
  await says(agency, '请按以下要求补正')
  await j.show(agency, '收到补正要求', '两条要求一次说清，每条都能点到要改的那一步。')
  await agency.getByRole('navigation', { name: '入驻申请' }).getByRole('link', { name: '人员' }).click()
  await agency
    .getByRole('group', { name: '人员 3' })
    .getByLabel('执业（职业）资格证书号')
    .fill('赣雷 36-0412')
  await next(agency)
  await next(agency)
  await signLetter(agency)
  await act(agency, '提交入驻申请', true)
  await says(agency, '办理进度')

  // A second round of demands is not to be had.
  await openFirst(operator)
  await says(operator, '按规定不得再次要求补正')
  await expect.poll(() => operator.getByText('写补正要求').count(), { timeout: 15_000 }).toBe(0)
  await expect
    .poll(() => operator.getByRole('button', { name: /一次性告知补正/ }).count(), { timeout: 15_000 })
    .toBe(0)
  await operator.getByText('按规定不得再次要求补正').getByRole('link', { name: '第20条第3款' }).click()
  await says(operator.getByRole('dialog'), '一次性')
  await j.show(
    operator,
    '第二次要求，系统不给',
    '我还想再要一份材料，已经没有地方写了：告知过一次，条文就在这里。只能通过，或者写明理由不予通过。',
    'window',
  )
  await operator.keyboard.press('Escape')
  await operator.getByRole('main').getByRole('button', { name: '核对不予通过' }).click()
  const dialog = operator.getByRole('dialog')
  await dialog.getByLabel('理由').fill('执业资格证书编号查无此证，补正材料与发证机关登记不一致。')
  await j.show(operator, '写明理由', '证号查不到，不能通过。理由会连同依据告诉申请人。', 'window')
  await dialog.getByRole('button', { name: '核对不予通过' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await agency.goto('/desk/notices')
  await j.show(agency, '申请人收到消息', '消息和邮件同时到，写着结果。')
  await agency.goto('/desk/admissions')
  await agency.getByRole('main').getByRole('link', { name }).click()
  await says(agency, '查无此证')
  await j.show(
    agency,
    '看到理由',
    '哪个单位、什么时候、什么理由、依据哪一款，都在办理进度里。符合条件后随时可以重新申请。',
  )
  await j.finish()
})
