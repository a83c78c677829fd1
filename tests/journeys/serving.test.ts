import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { owners } from '../../src/demo/cast.ts'
import { plans } from '../../src/demo/plans.ts'
import { signaturesOf } from '../../src/platform/documents/signing.testing.ts'
import { act, attach, says, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()

/** Awarded some days ago; the parties are in touch and have not signed yet. */
const project = plans[47]!

async function sends(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function parties() {
  const people = (await here.get('/api/demo/people')) as { account: string; organisationName: string }[]
  const faults: string[] = []
  const owner = owners[project.owner]!.account
  const page = await here.visitor(faults, owner)
  const { items } = await (await page.request.get('/api/engagements?size=100')).json()
  const found = items.find((e: { title: string }) => e.title === project.title)
  const agency = people.find((p) => p.organisationName === found.agency.name)!.account
  await page.context().close()
  return { owner, agency, agencyId: found.agency.id as string, address: `/desk/engagements/${found.id}` }
}

test('a contract signed by both on screen; a deliverable returned, then accepted; a default rating', async () => {
  const { owner: ownerAccount, agency: agencyAccount, agencyId, address } = await parties()

  // 32.1, 32.2, 33.5
  const signing = here.journey(
    'electronic-contract',
    '双方在网上签订电子合同',
    '合同由采购公告和中选结果生成；协商变更的地方逐项比对、说明理由；双方各自签订同一稿，系统出具带两个数字签名的 PDF，`pdfsig` 验证有效。（32.2、33.3、33.5）',
  )
  let agency = await signing.person(agencyAccount)
  await agency.goto(address)
  await act(agency, '拟订电子合同')
  const dialog = agency.getByRole('dialog')
  await dialog.getByLabel('服务时限').fill('16')
  await dialog.getByLabel('支付方式').fill('成果验收合格后十五个工作日内一次付清。')
  await dialog.getByLabel('质量、时限等承诺').fill('一次通过评审；逾期一日按合同价款千分之一承担违约金。')
  await says(dialog, '服务时限与公告不一致的说明')
  await signing.show(
    agency,
    '由公告和中选结果生成合同',
    '价款、时限、内容都从公告带过来。我把时限协商成 16 日，系统当场比出与公告不一致，要逐项说明。',
    dialog.getByRole('heading', { name: '填写时即时比对' }),
  )
  await dialog.getByLabel('服务时限与公告不一致的说明').fill('国庆假期图审系统停机检修，经双方协商顺延。')
  await sends(agency, '拟订电子合同')
  await says(agency, '电子合同第 1 稿')

  let owner = await signing.person(ownerAccount)
  await owner.goto(address)
  await act(owner, '签订电子合同')
  await signing.show(
    owner,
    '业主核对后签订',
    '签的是哪一稿、改了什么、为什么改，都在按钮上方。对方若又改了一稿，这一稿就签不上。',
    'window',
  )
  await sends(owner, '签订电子合同')
  await says(owner, '项目业主')
  await agency.reload()
  await act(agency, '签订电子合同')
  await sends(agency, '签订电子合同')
  await says(agency, '服务中')
  await signing.show(
    agency,
    '双方签完，合同生效并报备',
    '第二个签名落下，合同即时生效、确认、报备运营机构，不用再上传纸质扫描件。签订人、时间、哈希值都进了日志。',
  )
  const file = agency.getByRole('link', { name: /^中介服务合同 .*\.pdf$/ }).first()
  const pdf = await (await agency.request.get((await file.getAttribute('href')) ?? '')).body()
  const signatures = signaturesOf(pdf)
  expect(signatures.length).toBe(2)
  expect(signatures.every((s) => s.valid)).toBe(true)
  await signing.finish()

  // 33.6
  const returning = here.journey(
    'returned-deliverable',
    '成果退回，补正后验收',
    '机构上传成果，业主写明理由退回；机构交第二版，业主验收。两版都留着，哈希值都在日志里。（33.6）',
  )
  agency = await returning.person(agencyAccount)
  owner = await returning.person(ownerAccount)
  await agency.goto(address)
  await turnTo(agency, '2026-10-09T09:30')
  await act(agency, '上传成果')
  await attach(agency, '成果文件', '审查报告.pdf')
  await sends(agency, '上传成果')
  await says(agency, '待验收')
  await owner.goto(address)
  await act(owner, '退回成果')
  const reasons = '第二章缺抗震专项审查意见；结论未注明适用版本的图号。'
  await owner.getByRole('dialog').getByLabel('退回理由').fill(reasons)
  await returning.show(owner, '退回要写明理由', '退回不是一句“不行”：缺什么、错在哪，写给机构看。', 'window')
  await sends(owner, '退回成果')
  await says(owner, '服务中')
  await agency.goto('/desk')
  await says(agency, project.title)
  await agency.goto(address)
  await says(agency, reasons)
  await returning.show(
    agency,
    '机构看到退回理由',
    '服务又轮到我们。第一版、谁在什么时候为什么退回，都在页面上；首次上传的时间不变，业主验看的时间不算我们延误。',
  )
  await turnTo(agency, '2026-10-12T10:10')
  await agency.reload()
  await act(agency, '上传成果')
  await attach(agency, '成果文件', '审查报告（修改）.pdf')
  await agency.getByRole('dialog').getByLabel('说明').fill('已补第二章抗震专项意见，结论补注图号。')
  await sends(agency, '上传成果')
  await says(agency, '第 2 版')
  await owner.reload()
  await act(owner, '验收成果', true)
  await says(owner, '已验收')
  await returning.show(owner, '第二版验收', '两版并排，各有哈希值。验收即服务完成，5 个工作日的评价期开始。')
  await returning.finish()

  // 38
  const silence = here.journey(
    'default-rating',
    '逾期未评，系统默认评价',
    '业主在 5 个工作日内没有评价。第五日 24 时一过，系统默认评价，标明是默认，按一半权重计入。（38）',
  )
  owner = await silence.person(ownerAccount)
  await owner.goto(address)
  await turnTo(owner, '2026-10-19T23:59')
  await owner.reload()
  await says(owner, '待评价')
  await silence.show(owner, '期满前一分钟', '10 月 12 日验收，10 月 19 日是第五个工作日，还差一分钟。')
  await turnTo(owner, '2026-10-20T00:00')
  await owner.reload()
  await says(owner, '本项目已办结')
  await says(owner, '系统默认，按 50% 权重计入')
  await silence.show(
    owner,
    '系统默认评价',
    '没有人评，系统给默认 8 星（本系统缺省值），旁边标明“系统默认，按 50% 权重计入”，项目办结。',
    owner.getByText('系统默认，按 50% 权重计入'),
  )
  const anyone = await silence.person()
  await anyone.goto(`/agencies/${agencyId}`)
  await says(anyone, '系统默认，按 50% 权重计入')
  await silence.show(
    anyone,
    '公开页面上也看得出',
    '机构页面列出每一次评价；默认的标得清清楚楚，平均星级里只算半次。',
    anyone.getByText('系统默认，按 50% 权重计入').first(),
  )
  await silence.finish()
}, 900_000)
