import { expect, test } from 'vitest'
import { agencies } from '../../src/demo/cast.ts'
import { admissionForm } from '../../src/demo/people.ts'
import { creditCode, identityNumber } from '../../src/registry/index.ts'
import { attach, choose } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const expelled = agencies[36]!

test('an expulsion, and a new application by the same representative refused', async () => {
  const j = here.journey(
    'expulsion',
    '一次清退，和同一法定代表人再次申请',
    '行业主管部门通报资质被注销，运营机构两人核实，管理机构批准清退；同一法定代表人换一家机构申请入驻，被拒。（35、36、53.4）',
  )
  const agency = await j.person(expelled.account)
  const { items } = await (await agency.request.get('/api/admissions')).json()
  const { operator } = (await (await agency.request.get(`/api/admissions/${items[0].id}`)).json()).state

  const clerk = await j.person(operator.id)
  await clerk.goto('/desk/standing-cases')
  await j.show(clerk, '运营机构的清单', '待办在上：部门通报等待受理。')
  await clerk.getByRole('link', { name: expelled.name }).click()
  await clerk.getByRole('button', { name: '受理通报' }).click()
  await clerk.getByText('待第二人复核').waitFor()
  await expect.poll(() => clerk.getByRole('button', { name: '复核属实' }).isDisabled()).toBe(true)
  await j.show(clerk, '受理的人不能自己复核', '按钮不可用，并说明原因：须由另一名工作人员复核。')

  const second = await j.person(`${operator.id}-2`)
  await second.goto(clerk.url())
  await second.getByRole('button', { name: '复核属实' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '复核属实' }).click()
  await second.getByText('待管理机构批准').waitFor()

  const { state } = await (await second.request.get(clerk.url().replace('/desk/', '/api/'))).json()
  const approver = await j.person(state.management.id)
  await approver.goto(clerk.url())
  await approver.getByRole('button', { name: '批准清退' }).click()
  await approver.getByRole('dialog').getByRole('button', { name: '批准清退' }).click()
  await approver.getByText('不得申请入驻至').waitFor()
  await j.show(
    approver,
    '管理机构批准，即时生效',
    '谁通报、谁受理、谁复核、谁批准，都在右侧；机构及其法定代表人两年内不得申请。',
  )

  const anyone = await j.person()
  await anyone.goto(`/agencies/${state.agency.id}`)
  await j.show(anyone, '公开页面写明清退', '状态、依据条款和公开日志中的证明，任何人都能看到。')

  const person = await j.person()
  const code = creditCode('91', '360402', 7777)
  const name = '九江换名再来咨询有限公司（演示）'
  const account = `again${code.slice(-4).toLowerCase()}`
  const who = { name: expelled.representative.name, phone: '13979201234', email: 'again@demo.invalid' }
  const login = { account, password: 'again-and-again-2026' }
  const registered = await person.request.post('/api/registrations', {
    data: {
      ...{ kind: 'agency', name, code, region: '360402', fiscal: false },
      legalRepresentative: expelled.representative.name,
      person: { ...who, ...login },
    },
  })
  expect(registered.status(), await registered.text()).toBe(201)
  expect((await person.request.post('/api/auth/sign-in', { data: login })).status()).toBe(200)
  const { token } = await (await person.request.get('/api/csrf')).json()
  const headers = () => ({ 'x-csrf-token': token, 'idempotency-key': crypto.randomUUID() })
  const multipart = {
    file: { name: '证书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') },
  }
  const file = await (await person.request.post('/api/files', { headers: headers(), multipart })).json()
  const staff = expelled.people.map((p, i) => ({
    ...{
      ...p,
      name: `${p.name.slice(0, 1)}新${i}`,
      identity: identityNumber('360402', '1990-02-03', 700 + i),
    },
  }))
  const form = admissionForm({ ...expelled, name, code, account, region: '360402', people: staff }, file)
  const begun = await person.request.post('/api/admissions', { headers: headers(), data: { form } })
  expect(begun.status(), await begun.text()).toBe(201)
  const { id } = await begun.json()
  const letter = { letter: '2022-1', truthful: true, acceptsScoring: true }
  const sign = await person.request.post(`/api/admissions/${id}/sign-commitment`, {
    headers: headers(),
    data: letter,
  })
  expect(sign.status(), await sign.text()).toBe(200)
  await person.goto(`/desk/admissions/${id}?step=review`)
  await person
    .getByText(/被清退，至.*不得申请入驻/)
    .first()
    .waitFor()
  await j.show(
    person,
    '换一家机构申请，仍被拒绝',
    '申请时核对法定代表人：写明原机构、清退日期和最后一天。',
    'window',
  )

  await clerk.goto('/desk/standing-cases')
  await clerk.getByRole('button', { name: '提出暂停或清退' }).click()
  const dialog = clerk.getByRole('dialog')
  await choose(dialog, '中介服务机构', agencies[0]!.name)
  await dialog.getByRole('radio', { name: /失信被执行人/ }).check()
  await dialog.getByLabel('事实和依据').fill('中国执行信息公开网查询结果见附件。')
  await attach(clerk, '证据材料', '查询结果.pdf')
  await j.show(
    clerk,
    '提出须写明情形并附证据',
    '情形逐条对应第三十五、三十六条；清退还是暂停由情形决定。',
    'window',
  )
  await j.finish()
})
