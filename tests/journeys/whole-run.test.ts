import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import {
  act,
  attach,
  nextDeadline,
  openFromDesk,
  says,
  silent,
  turnTo,
  typeDay,
  workingDay,
} from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()

const title = '修水县黄沙镇灌溉渠系改造工程水土保持方案编制'
const accounts = ['agency1', 'agency9', 'agency17', 'agency25', 'agency33']

test('a random selection from the owner’s draft to the archive', async () => {
  const j = here.journey(
    'whole-run',
    '一次随机选取的全程',
    '修水县水利局要为灌溉渠系改造找一家编制水土保持方案的机构。五家机构报名，系统在截止时刻摇号，中选机构签约、交成果，业主评价，最后归档。',
  )

  // 23.1
  const owner = await j.person('xiushui-water')
  const form = await beginDraft(owner, {
    title,
    service: '水土保持方案',
    region: '修水县',
    money: '财政性资金',
    amount: '680000',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    grade: '三星',
    content:
      '编制水土保持方案报告书，机构须在本市设有分支机构；提交纸质 6 份、电子版 1 份，配合专家评审并修改。',
    days: '20',
    deadline: '2026-10-09 10:00',
    contact: '陈晓岚',
    phone: '无',
    lead: '陈国平',
  })
  await says(form, '财政性资金服务金额达到采购限额标准')
  await says(form, '可能构成区域性、行业性限制')
  await says(form, '请填写联系电话')
  await j.show(
    owner,
    '业主填写采购公告',
    '我在水利局经办采购。边填边有核对：68 万元到了政府采购限额，“在本市设有分支机构”可能限制外地机构，电话没写对。每一处都指着条文。',
  )

  await owner.reload()
  await says(form, '已恢复您上次填写的内容')
  await form.getByLabel('服务费用').fill('68000')
  await form
    .getByLabel('服务内容')
    .fill('编制水土保持方案报告书，提交纸质 6 份、电子版 1 份，配合专家评审并按意见修改，直至取得批复。')
  await form.getByLabel('联系电话').fill('0792-7221234')
  await expect.poll(() => form.getByText('可能构成').count(), { timeout: 15_000 }).toBe(0)
  await j.show(
    owner,
    '改好再交',
    '中间刷新过一次页面，填的都还在。金额少打了一个小数点，限制性的话删掉，电话补上，红字就都没有了。',
  )
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')
  const address = owner.url()

  // 24
  await workingDay(owner)
  const operator = await j.person('360424-operator')
  await operator.goto('/desk')
  await j.show(
    operator,
    '运营机构的工作台',
    '第二天。我在修水县行政审批局，工作台上按到期先后排着要办的事：这份公告，收到后 2 个工作日内核对。',
  )
  await openFromDesk(operator, title)
  await j.show(operator, '形式核对', '只看信息齐不齐、有没有歧义。没有发现限制性表述，可以发布。')
  await act(operator, '核对无误，发布公告', true)
  await says(operator, '报名中')
  const announcement = new URL(address).pathname.replace('/desk/procurements/', '/announcements/')

  // 23.2
  for (const [n, account] of accounts.entries()) {
    const agency = await j.person(account)
    await agency.goto('/desk/procurements')
    await agency.getByRole('link', { name: title }).click()
    const main = agency.getByRole('main')
    await main.getByRole('button', { name: '报名', exact: true }).click()
    const dialog = agency.getByRole('dialog')
    await dialog.getByRole('checkbox').check()
    if (n === 0) {
      await j.show(
        agency,
        '机构报名',
        '我是水保公司的经办人。系统先替我核对了条件，逐项打勾；报名要作出承诺。',
        'window',
      )
    }
    await dialog.getByRole('button', { name: '承诺并报名' }).click()
    await says(main, '请保存回执')
    const saved = agency.waitForEvent('download')
    await main.getByRole('link', { name: '保存回执' }).click()
    const receipt = JSON.parse(readFileSync(await (await saved).path(), 'utf8'))
    expect(receipt.leaf).toMatch(/^[0-9a-f]{64}$/)
    if (n === 0) {
      await j.show(
        agency,
        '拿到回执',
        '回执存在我自己的电脑里，里面有日志的签名：报没报名、什么时候报的，谁都赖不掉。',
      )
    }
  }

  const people = (await (await fetch(`${here.origin}/api/demo/people`)).json()) as {
    account: string
    organisationName: string
  }[]
  const nameOf = (account: string) => people.find((p) => p.account === account)?.organisationName ?? account
  const names = accounts.map(nameOf)

  // 53.2
  const visitor = await j.person(undefined, { motion: true })
  await visitor.goto(announcement)
  await says(visitor, '报名家数和名单在截止前对所有人保密')
  await silent(visitor, [...names, '报名 5 家', '5 家'])
  await operator.reload()
  await says(operator, '任何人（包括业主和运营机构）都看不到')
  await silent(operator, [...names, '报名 5 家'])
  await owner.reload()
  await silent(owner, names)
  await j.show(
    visitor,
    '公告页：截止前谁也看不见',
    '我是路过的市民。公告像一份正式文书，旁边是倒计时。谁报了名、有几家，不登录看不到，运营机构和业主登录了也看不到。',
  )

  // 22.1.1, 28
  await visitor.getByRole('link', { name: '观看摇号' }).click()
  await turnTo(visitor, '2026-10-09T09:59')
  await says(visitor, '此刻没有人知道有谁报名、有几家报名')
  await silent(visitor, [...names, '报名 5 家'])
  await j.show(visitor, '摇号前一分钟', '国庆假后的 10 月 9 日，还差一分钟。规则和五个保管方早就公布了。')
  await nextDeadline(visitor)
  await visitor.getByRole('button', { name: '重放' }).waitFor()
  await visitor.waitForTimeout(1000)
  await j.show(visitor, '截止时刻', '十点整：名单封存，保管方签名，号码一个接一个出来，次序落定。', 'moment')
  const rows = visitor.locator('.ballots > li')
  await visitor.locator('.ballots[data-phase="settled"]').waitFor()
  await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(5)
  const winnerName = (await visitor.locator('.ballots > li[data-won] .ballots-name').textContent()) ?? ''
  expect(names).toContain(winnerName)
  await j.show(visitor, '结果', `号码最小的中选：${winnerName}。其余四家依次候补，每家的号码都摆在这里。`)

  await visitor.goto(announcement)
  await says(visitor, '公示中')
  await j.show(visitor, '中选公告与公示', '公告页上有了结果，公示三个工作日，有异议的可以在这几天里提。')

  // 28: the notice follows the publicity
  await turnTo(visitor, '2026-10-14T09:00')
  await visitor.reload()
  await says(visitor, '已中选')
  const pdfs = visitor.getByRole('listitem').filter({ hasText: '中选通知书' })
  const href = await pdfs.getByRole('link', { name: 'PDF 文件' }).getAttribute('href')
  const pdf = await visitor.request.get(href ?? '')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await pdfs.getByRole('link', { name: '核验' }).click()
  await says(visitor, '本市场发出的文件')
  await j.show(
    visitor,
    '核验中选通知书',
    '公示期满，中选通知书自动发给双方。扫码到这一页：登记号在册，内容与日志里的哈希值一致。',
  )

  // 32.1
  const winner = await j.person(accounts[names.indexOf(winnerName)])
  await winner.goto('/desk')
  await j.show(
    winner,
    '中选机构的工作台',
    '我们中选了。最上面一件：2 个工作日内与业主接洽；15 个工作日内签合同。',
  )
  await openFromDesk(winner, title)
  await act(winner, '登记接洽人员')
  let dialog = winner.getByRole('dialog')
  await dialog.getByLabel('接洽人员').fill('余春梅')
  await dialog.getByLabel('联系电话').fill('13979201234')
  await dialog.getByRole('button', { name: '登记接洽人员' }).click()
  await says(winner, '待项目业主确认')
  await openFromDesk(owner, title)
  await act(owner, '确认已接洽', true)

  // 33.5
  await workingDay(winner)
  await act(winner, '报备合同')
  dialog = winner.getByRole('dialog')
  await typeDay(dialog, '签订日期', '2026-10-15')
  await dialog.getByLabel('服务费用').fill('69000')
  await dialog.getByLabel('支付方式').fill('成果取得批复后十五个工作日内一次付清。')
  await attach(winner, '合同文件', '服务合同.pdf')
  await j.show(
    winner,
    '报备合同',
    '合同金额我先填成了 6.9 万，系统当场比出来：公告是 6.8 万。改回来就一致了。',
    dialog.getByRole('heading', { name: '填写时即时比对' }),
  )
  await dialog.getByLabel('服务费用').fill('68000')
  await dialog.getByText('✓ 与采购公告一致').waitFor()
  await dialog.getByRole('button', { name: '报备合同' }).click()
  await says(winner, '服务中')
  await openFromDesk(owner, title)
  await act(owner, '确认合同', true)

  // 33.6
  await turnTo(winner, '2026-10-27T15:00')
  await act(winner, '上传成果')
  dialog = winner.getByRole('dialog')
  await attach(winner, '成果文件', '水土保持方案报告书.pdf')
  await dialog.getByRole('button', { name: '上传成果' }).click()
  await says(winner, '待验收')
  await openFromDesk(owner, title)
  await j.show(
    owner,
    '业主验收',
    '报告书交来了，文件的哈希值已经写进日志。接洽、合同、成果，一页看全，轮到我验收。',
  )
  await act(owner, '验收成果', true)

  // 38, from the keyboard alone
  await owner.getByRole('main').getByRole('button', { name: '评价中介服务机构' }).focus()
  await owner.keyboard.press('Enter')
  dialog = owner.getByRole('dialog')
  await dialog.waitFor()
  for (
    let i = 0;
    i < 12 && !(await owner.evaluate(() => document.activeElement?.matches('[type=radio]')));
    i++
  )
    await owner.keyboard.press('Tab')
  await owner.keyboard.press('Space')
  // One star at a time, as it lights up: nobody presses on before the last press has shown.
  for (const stars of [2, 3, 4, 5, 6, 7, 8, 9]) {
    await owner.keyboard.press('ArrowRight')
    await dialog.getByRole('status').getByText(`${stars} 星`).waitFor()
  }
  await owner.keyboard.press('Tab')
  await owner.keyboard.type('响应及时，方案一次通过评审。')
  await j.show(owner, '用键盘评价', '手不离键盘：Tab 到星级，方向键选 9 星，写一句评语。', 'window')
  await owner.keyboard.press('Tab')
  await owner.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await says(owner, '响应及时，方案一次通过评审')

  // 38, 45
  await turnTo(owner, '2026-11-05T09:00')
  await owner.reload()
  await says(owner, '本项目已办结')
  await owner.getByRole('link', { name: '打开档案' }).click()
  await says(owner, '档案总校验值')
  const kept = owner.waitForEvent('download')
  await owner.getByRole('link', { name: '下载档案' }).click()
  expect(JSON.parse(readFileSync(await (await kept).path(), 'utf8')).sha256).toMatch(/^[0-9a-f]{64}$/)
  await j.show(
    owner,
    '归档',
    '评价期一过，系统办结归档。从草稿到评价的每一步、每份文件和它们的哈希值都在这里，一个文件就能带走。',
  )
  await j.finish()
})
