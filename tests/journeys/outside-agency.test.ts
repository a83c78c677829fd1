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
import { act, openFromDesk, says } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()

const applicant: Applicant = {
  name: '武汉江汉水土保持咨询有限公司',
  code: ['91', '420106', 3127],
  place: '九江市外',
  address: '武汉市武昌区中北路 109 号',
  scope: '水土保持方案编制、监测，水利工程咨询。',
  head: '程望川',
  account: 'jianghan',
  password: 'jianghan-2026',
  phone: '027-87654321',
  mobile: '1387101234',
  staff: [
    { name: '魏兰', post: '业务授权人', birthday: '1986-09-14', certificate: '' },
    { name: '严松', post: '账户管理员', birthday: '1991-02-27', certificate: '' },
    { name: '童岭', post: '执业', birthday: '1983-12-05', certificate: '鄂水保 2019-0231' },
  ],
  service: {
    item: '水土保持方案',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    grade: '四星',
    number: '水保方案（鄂）字第 0187 号',
    issuer: '中国水土保持学会',
    scope: '生产建设项目水土保持方案编制',
    from: '2024-10-01',
    to: '2027-09-30',
  },
}
const { name } = applicant

test('an agency registered outside the city: routed by a setting, checked, confirmed, found', async () => {
  const j = here.journey(
    'outside-agency',
    '一家市外机构入驻',
    '注册地不在九江的机构，由市里按文件指定的运营机构核对；核对、部门确认、公示与本地机构完全一样。（15–18、17、20）',
  )

  // 17 leaves it to the provincial measure; the city decides by a document, and everybody reads it.
  const management = await j.person('jj-management')
  await management.goto('/settings')
  const row = management.getByRole('row').filter({ hasText: '注册地在市外的中介服务机构' })
  await row.getByRole('button', { name: '设定' }).click()
  const dialog = management.getByRole('dialog')
  await dialog.getByLabel('新值').selectOption({ label: '浔阳区' })
  await dialog.getByLabel('生效日期').fill('2026-09-28')
  await dialog.getByLabel('文号').fill('九行审字〔2026〕41号（演示）')
  await j.show(
    management,
    '市里定：市外机构由谁核对',
    '我在市政务服务办。办法第十七条没有写市外机构归谁核对，本系统缺省由市本级办；现按文件改由浔阳区办理，从哪天起、凭哪个文号，都要写。',
    'window',
  )
  await dialog.getByRole('button', { name: '登记并公布' }).click()
  await says(dialog, '已登记，并写入公开日志')
  await dialog.getByRole('button', { name: '关闭' }).click()
  await says(row, '浔阳区')

  const agency = await j.person()
  await comeIn(agency, applicant)
  await beginApplication(agency)
  await fillSubject(agency, applicant)
  await j.show(
    agency,
    '注册地选“九江市外”',
    '我是武汉一家水保公司的法定代表人。除了注册地，填的和本地机构一样：不设分公司、不迁注册地、不要本地担保。',
  )
  await next(agency)
  await fillPeople(agency, applicant)
  await next(agency)
  await fillService(agency, applicant)
  await next(agency)
  await signLetter(agency)
  await act(agency, '提交入驻申请', true)
  await says(agency, '办理进度')
  await says(agency, '浔阳区行政审批局')
  await j.show(
    agency,
    '交到了谁手里',
    '提交以后马上看得到：浔阳区行政审批局核对，市水利局同时审核资质，各自到什么时候、依据哪一条。',
  )

  const clerk = await j.person('360403-operator')
  await openFromDesk(clerk, name)
  for (const box of await clerk.getByRole('main').getByRole('checkbox').all()) await box.check()
  await says(clerk, '5 / 5 部分核对一致')
  await j.show(
    clerk,
    '浔阳区核对一致性',
    '我在浔阳区行政审批局。五个部分逐一核对，没有一项因为是外地机构而多要。',
  )
  await clerk.getByRole('main').getByRole('button', { name: '核对通过' }).click()
  await expect
    .poll(() => clerk.getByRole('main').getByRole('button', { name: '核对通过' }).count(), {
      timeout: 30_000,
    })
    .toBe(0)

  const official = await j.person('jj-water')
  await openFromDesk(official, name)
  await act(official, '确认资质（资格）', true)
  await says(official, '已确认')
  await j.show(official, '部门确认资质', '我在市水利局。外省学会发的证书，全国有效，按同样的标准确认。')

  await clerk.reload()
  await act(clerk, '发布入驻公示', true)
  await says(clerk, '已入驻，公示中')
  await agency.reload()
  await says(agency, '已入驻，公示中')
  await j.show(agency, '已入驻，正在公示', '核对通过、资质确认，即为入驻；公示期满没有异议，就一直有效。')

  const anyone = await j.person()
  await anyone.goto('/agencies')
  await anyone.getByRole('combobox', { name: '注册地' }).selectOption({ label: '九江市外' })
  await anyone.getByRole('link', { name }).waitFor()
  await j.show(anyone, '名录里查得到', '我是市民。按注册地筛“九江市外”，或者打拼音首字母，都找得到这家机构。')
  await anyone.getByRole('link', { name }).click()
  await anyone.getByRole('heading', { level: 1, name }).waitFor()
  await says(anyone, '鄂水保 2019-0231')
  await j.show(anyone, '公开页面', '主体、资质、执业人员、谁确认的、入驻的每一步，和本地机构同样公开。')
  await j.finish()
})
