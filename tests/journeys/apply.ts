import type { Page } from 'playwright-core'
import { creditCode, identityNumber } from '../../src/registry/index.ts'
import { attach, choose, says, typeDay } from './hands.ts'

/** Who applies to come in, and what they write into the five steps of an application (111/15-19). */
export interface Applicant {
  name: string
  /** The first two characters and the place of the 统一社会信用代码, and a serial. */
  code: readonly [kind: string, place: string, serial: number]
  /** 注册地, as the list says it. */
  place: string
  address: string
  scope: string
  head: string
  account: string
  password: string
  /** 固定电话; the mobile phones of its people follow from `mobile`, which lacks the last digit. */
  phone: string
  mobile: string
  staff: readonly { name: string; post: string; birthday: string; certificate: string }[]
  service: {
    /** A few characters of the item to choose. */
    item: string
    qualification: string
    grade: string
    number: string
    issuer: string
    scope: string
    from: string
    to: string
  }
}

const codeOf = ({ code }: Applicant): string => creditCode(...code)

/** Registers an agency and signs its legal representative in, as everyone does who is not of the demonstration. */
export async function comeIn(page: Page, who: Applicant): Promise<void> {
  await page.goto('/register')
  await page.getByRole('radio', { name: '中介服务机构' }).check()
  await page.getByLabel('单位全称').fill(who.name)
  await page.getByLabel('统一社会信用代码').fill(codeOf(who))
  await page.getByLabel('所在地（注册地）').selectOption({ label: who.place })
  await page.getByLabel('法定代表人（负责人）').fill(who.head)
  await page.getByLabel('经办人姓名').fill(who.head)
  await page.getByLabel('手机或座机').fill(`${who.mobile}8`)
  await page.getByLabel('电子邮箱').fill(`${who.account}@example.cn`)
  await page.getByLabel('登录账号').fill(who.account)
  await page.getByLabel('密码').fill(who.password)
  await page.getByRole('button', { name: '注册', exact: true }).click()
  await page.getByRole('main').getByRole('link', { name: '去登录' }).click()
  await page.getByLabel('账号').fill(who.account)
  await page.getByLabel('密码', { exact: true }).fill(who.password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.waitForURL('**/desk')
}

export async function beginApplication(page: Page): Promise<void> {
  await page.goto('/desk/admissions')
  await page.getByRole('button', { name: '开始申请' }).click()
}

export const next = (page: Page) => page.getByRole('button', { name: '保存，下一步' }).click()

export async function fillSubject(page: Page, who: Applicant): Promise<void> {
  await page.getByLabel('机构名称').fill(who.name)
  await page.getByLabel('统一社会信用代码').fill(codeOf(who))
  await page.getByRole('radio', { name: '法人', exact: true }).check()
  await choose(page, '注册地', who.place)
  await page.getByLabel('住所').fill(who.address)
  await typeDay(page, '成立日期', '2016-04-12')
  await page.getByLabel('联系电话').fill(who.phone)
  await page.getByLabel('电子邮箱').fill(`${who.account}@example.cn`)
  await attach(page, '营业执照', '营业执照.pdf')
  await page.getByLabel('经营范围').fill(who.scope)
}

export async function fillPeople(page: Page, who: Applicant): Promise<void> {
  const place = who.code[1]
  await page.getByLabel('姓名').first().fill(who.head)
  await page
    .getByLabel('公民身份号码')
    .first()
    .fill(identityNumber(place, '1975-05-20', 331))
  await page.getByLabel('联系电话').first().fill(`${who.mobile}8`)
  for (const [n, person] of who.staff.entries()) {
    await page.getByRole('button', { name: '添加人员' }).click()
    const row = page.getByRole('group', { name: `人员 ${n + 1}` })
    await row.getByLabel('姓名').fill(person.name)
    await row.getByLabel('公民身份号码').fill(identityNumber(place, person.birthday, 410 + n))
    await row.getByLabel('联系电话').fill(`${who.mobile}${n}`)
    await row.getByRole('checkbox', { name: person.post }).check()
    await row.getByRole('checkbox', { name: '本机构在职人员' }).check()
    if (person.certificate) await row.getByLabel('执业（职业）资格证书号').fill(person.certificate)
  }
}

export async function fillService(page: Page, { service }: Applicant): Promise<void> {
  await page.getByRole('button', { name: '添加事项' }).click()
  const row = page.getByRole('group', { name: '事项 1' })
  await choose(row, '中介服务事项', service.item)
  await row.getByLabel('资质（资格）名称').fill(service.qualification)
  await row.getByLabel('等级').fill(service.grade)
  await row.getByLabel('证书编号').fill(service.number)
  await row.getByLabel('发证机关').fill(service.issuer)
  await row.getByLabel('证载范围').fill(service.scope)
  await typeDay(row, '有效期自', service.from)
  await typeDay(row, '有效期至', service.to)
  await attach(page, '证书', '资质证书.pdf')
}

/** 20.1: signed by the legal representative in person. */
export async function signLetter(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: '我已核对' }).check()
  await page.getByRole('checkbox', { name: '同意接受评分管理' }).check()
  await page.getByRole('button', { name: '签订入驻承诺书' }).click()
  await says(page, '内容齐全，可以提交')
}
