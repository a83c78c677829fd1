import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { agencies } from '../../src/demo/cast.ts'
import { act, pick, says } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const name = '陆小满'
const account = 'luxiaoman'
const password = 'xiaoman-2026-xs'
const water = '修水县水利局'
const hospital = '九江市第一人民医院'

/** The administrator of a page's organisation invites somebody; the code that is shown once. */
async function invites(page: Page, existing = ''): Promise<string> {
  await page.goto('/desk/staff')
  await page.getByRole('button', { name: '邀请人员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill(name)
  await dialog.getByLabel('手机或座机').fill('13979205678')
  if (existing) await dialog.getByLabel('已有账号').fill(existing)
  await dialog.getByRole('button', { name: '邀请人员' }).click()
  await says(dialog, '邀请码只显示这一次')
  return (await dialog.locator('.people-code').textContent())?.trim() ?? ''
}

test('invited, joined, in two organisations with one active, handed over to, left; a second factor', async () => {
  const j = here.journey(
    'people',
    '单位里的人：受邀、加入、切换、移交、离开',
    '账号实名，一人一个。管理员用一次性邀请码请人加入；一个人可以在几个单位任职，但同一时刻只代表一个；管理权一次移交，离开即失去权限；双重验证人人可用。（2、19.1）',
  )
  const admin = await j.person('xiushui-water')
  const code = await invites(admin)
  await j.show(
    admin,
    '邀请码只显示一次',
    '我是修水县水利局的账户管理员。来了新同事，填真实姓名和电话；邀请码当面给她，系统里只留校验值。',
    'window',
  )
  await admin.getByRole('dialog').getByRole('button', { name: '知道了' }).click()

  const person = await j.person()
  await person.goto(`/join#${code}`)
  await person.getByRole('button', { name: '查看邀请' }).click()
  await says(person, `${water}邀请${name}加入`)
  await person.getByRole('main').getByLabel('登录账号').fill(account)
  await person.getByRole('main').getByLabel('密码').fill(password)
  await j.show(person, '打开邀请', '我是新同事。谁邀请我、什么角色、邀请到什么时候有效，看清楚再接受。')
  await person.getByRole('button', { name: '接受邀请' }).click()
  await says(person, `您已加入${water}`)
  await person.getByRole('link', { name: '去登录' }).click()
  await signIn(person)
  await person.waitForURL('**/desk')

  // The same code once more: it is used up.
  const another = await j.person()
  await another.goto(`/join#${code}`)
  await another.getByRole('button', { name: '查看邀请' }).click()
  await another.getByRole('main').getByRole('alert').first().waitFor()

  const second = await invites(await j.person('hospital'), account)
  await person.goto(`/join#${second}`)
  await person.getByRole('button', { name: '查看邀请' }).click()
  await person.getByRole('button', { name: `以账号“${name}”接受` }).click()
  await says(person, `您已加入${hospital}`)
  await person.goto('/desk')
  const acting = person.getByRole('combobox', { name: '代表机构' })
  await acting.selectOption({ label: hospital })
  await person.getByRole('navigation').getByText(hospital).first().waitFor()
  const window = await person.context().newPage()
  await window.goto('/desk')
  await window.getByRole('navigation').getByText(hospital).first().waitFor()
  await j.show(
    person,
    '两个单位，一次只代表一个',
    '医院也请我帮忙经办。右上角选代表哪个单位，菜单、待办、消息全部跟着换；开着的别的窗口也一样，不会张冠李戴。',
  )

  // Leaving the second one takes its rights away at once.
  await person.goto('/desk/staff')
  await act(person, '离开本单位', true)
  await person.goto('/desk')
  await person.getByRole('navigation').getByText(water).first().waitFor()
  expect(await person.getByRole('combobox', { name: '代表机构' }).count()).toBe(0)
  await window.close()

  await admin.goto('/desk/staff')
  await admin.getByRole('main').getByRole('button', { name: '移交管理权' }).click()
  const form = admin.getByRole('dialog')
  await pick(admin, form.getByRole('combobox', { name: '移交给' }), `${name}（${account}）`)
  await j.show(
    admin,
    '移交管理权',
    '我要调走了。管理权一次移交给同事：她即时成为管理员，我即时不再是，中间没有两个管理员，也没有一刻没有。',
    'window',
  )
  await form.getByRole('button', { name: '移交管理权' }).click()
  await form.waitFor({ state: 'hidden' })
  expect(await admin.getByRole('main').getByRole('button', { name: '邀请人员' }).count()).toBe(0)
  await person.goto('/desk/staff')
  await person.getByRole('button', { name: '邀请人员' }).waitFor()
  await j.show(person, '新的管理员', '我接手了。谁邀请、谁加入、谁移交，每一步都有记录。')

  await person.goto('/desk/security')
  await person.getByRole('button', { name: '启用双重验证' }).click()
  const secret = ((await person.locator('.people-secret .mono').textContent()) ?? '').replaceAll(/\s/g, '')
  const digits = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await person.getByLabel('6 位动态码').fill(digits)
  await person.getByRole('button', { name: '验证并启用' }).click()
  await says(person, '双重验证已启用')
  const recovery = (await person.locator('.people-recovery li').first().textContent())?.trim() ?? ''
  await person.getByRole('button', { name: '已妥善保管' }).click()
  await j.show(
    person,
    '双重验证',
    '用手机上的身份验证器扫码启用，恢复码只显示一次。签订承诺、提交申请、查看身份号码全号时都要它。',
  )
  await person.goto('/law')
  await person.getByRole('button', { name: '退出' }).click()
  await person.waitForURL((url) => url.pathname === '/')
  await person.goto('/sign-in')
  await signIn(person)
  await says(person, '第二步')
  await j.show(person, '登录分两步', '光有密码进不来。手机不在身边，用一个恢复码；用过就作废。')
  await person.getByLabel('6 位动态码或恢复码').fill(recovery)
  await person.getByRole('main').getByRole('button', { name: '验证' }).click()
  await person.waitForURL('**/desk')

  // 19.1, 33.1: an agency's key people come and go by a change that the operator checks, not here.
  const agency = await j.person(agencies[0]!.account)
  await agency.goto('/desk/staff')
  await says(agency, '登记在册')
  await j.show(
    agency,
    '机构的关键岗位人员另走变更',
    '我在中介机构。登录账号在这里管；业务授权人、账户管理员、执业人员的到任离任要经运营机构核对。',
  )
  await j.finish()
})

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
}
