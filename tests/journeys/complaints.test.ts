import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { owners } from '../../src/demo/cast.ts'
import { plans } from '../../src/demo/plans.ts'
import { tradeOf } from '../../src/demo/procurements.ts'
import { act, attach, does, says, turnTo } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()

/** Selected on 28 September 17:30, 28 September 17:00 and 29 September 17:30. */
const [annulled, late, withdrawn] = [plans[60]!, plans[51]!, plans[53]!]

/** The announcement of a plan, as its owner finds it. */
async function announcementOf(plan: (typeof plans)[number]): Promise<string> {
  const page = await here.visitor([], owners[plan.owner]!.account)
  const { items } = await (await page.request.get('/api/procurements?size=100')).json()
  await page.context().close()
  return items.find((p: { title: string }) => p.title === plan.title).id
}

/** Fills in what 48 asks for. */
async function writes(page: Page, facts: string, provisions: string): Promise<void> {
  await page.getByLabel('具体的投诉事项及事实依据').fill(facts)
  await page.getByLabel('被投诉人违反的法律法规、办法条款').fill(provisions)
  await page.getByLabel('投诉书签字人').fill('法定代表人')
  await attach(page, '投诉书', '投诉书.pdf')
}

async function sends(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('a complaint upheld before the notice, one late by a day, one withdrawn', async () => {
  const j = here.journey(
    'complaints',
    '投诉：一件成立，一件迟一天，一件撤回',
    '中选结果公示期间的投诉，在期限内提出，中选通知书就等它办完；查实的，选取终止。迟一天的，系统写明期限不予接受。受理前后都可以书面撤回。（28、47-52）',
  )
  const announcement = `/announcements/${await announcementOf(annulled)}`
  const visitor = await j.person()
  await visitor.goto(announcement)
  await turnTo(visitor, '2026-09-29T09:00')
  const complainant = await j.person(tradeOf(annulled.serviceType).at(-1)!)
  await complainant.goto(announcement)
  await complainant.getByRole('link', { name: '投诉选取' }).click()
  await says(complainant, '由谁受理')
  await writes(
    complainant,
    '中选机构报名所用的资质证书编号查询不到，疑不符合公告的资格要求。',
    '《办法》第二十三条第二款',
  )
  await j.show(
    complainant,
    '先看清由谁受理、期限到哪天',
    '我是落选的一家。由项目所在地管理机构受理，期限是公告发布起 3 个工作日；材料照第四十八条逐项填，被投诉人看不到我是谁。',
  )
  await complainant.getByRole('button', { name: '提出投诉' }).click()
  await says(complainant, '待受理')
  const address = new URL(complainant.url()).pathname
  const api = address.replace('/desk/', '/api/')
  const { state } = await (await complainant.request.get(api)).json()

  const receiver = await j.person(state.receiver.id)
  await receiver.goto(address)
  await act(receiver, '受理')
  await says(receiver, '调查处理中')
  await act(receiver, '要求说明情况')
  await receiver.getByRole('dialog').getByLabel('内容').fill('请提供报名截止时的资格核对记录和证书查询截图。')
  await sends(receiver, '要求说明情况')
  const respondent = await j.person(state.respondent.id)
  await respondent.goto(address)
  await says(respondent, '请提供报名截止时的资格核对记录')
  await act(respondent, '答复')
  const answer = '证书库 9 月 27 日更新后该编号已注销，核对时尚未同步。'
  await respondent.getByRole('dialog').getByLabel('内容').fill(answer)
  await sends(respondent, '答复')
  await says(respondent, answer)
  await j.show(
    respondent,
    '被投诉人答复',
    '我在运营机构。投诉的事实看得到，投诉人是谁看不到；问到我们的，在这里答复、附材料。',
  )

  await turnTo(visitor, '2026-10-09T09:00')
  await visitor.goto(announcement)
  await says(visitor, '暂缓出具中选通知书')
  const notice = visitor.getByRole('listitem').filter({ hasText: '中选通知书' })
  expect(await notice.getByRole('link', { name: 'PDF 文件' }).count()).toBe(0)
  await j.show(
    visitor,
    '公示期满，通知书在等',
    '公示三个工作日昨天满了，投诉还没办完，中选通知书就没有发。公告页的经过写明在等。',
  )
  // 49.3: selected on 28 September; 29, 30 September and 8 October were the three working days.
  const other = await j.person(tradeOf(late.serviceType).at(-1)!)
  await other.goto(`/announcements/${await announcementOf(late)}`)
  await other.getByRole('link', { name: '投诉选取' }).click()
  await says(other, '投诉期限')
  await writes(other, '认为中选结果的公示信息不完整。', '《办法》第二十八条')
  await other.getByRole('button', { name: '提出投诉' }).click()
  await says(other, /投诉期限已于.*届满/)
  await j.show(
    other,
    '迟了一天，不接受',
    '另一个项目 9 月 28 日公布结果，第三个工作日是 10 月 8 日，今天 9 日。系统写明期限到哪一刻，填的内容还在；有新的线索，另有去处。',
  )

  // 52.1
  const third = await j.person(tradeOf(withdrawn.serviceType).at(-1)!)
  const about = await announcementOf(withdrawn)
  const material = await materialOf(third)
  await does(third, '/api/complaints', { kind: 'selection', subject: 'procurement', about, material })
  await third.goto('/desk/complaints')
  await third.getByRole('link', { name: withdrawn.title }).click()
  await act(third, '撤回投诉')
  await third.getByRole('dialog').getByLabel('理由').fill('经运营机构当面说明，不再投诉。')
  await sends(third, '撤回投诉')
  await says(third, '经运营机构当面说明')
  await j.show(third, '撤回', '决定作出之前，投诉人书面撤回，处理程序随即终止；理由留在记录里。')

  await receiver.reload()
  await act(receiver, '作出处理决定')
  const decision = receiver.getByRole('dialog')
  await decision.getByRole('radio').first().check()
  await decision.getByRole('checkbox').check()
  await decision
    .getByLabel('决定的事实和依据')
    .fill('经核，中选机构证书在报名截止日前已注销，不符合公告资格要求，投诉属实。')
  await j.show(receiver, '作出决定', '查实的，在公示期内可以终止本次选取；理由送达双方。', 'window')
  await sends(receiver, '作出处理决定')
  await act(receiver, '公布处理决定')
  await receiver
    .getByRole('dialog')
    .getByLabel('向社会公布的内容')
    .fill('投诉属实：中选机构资质在报名截止日前已失效，终止本次选取。')
  await sends(receiver, '公布处理决定')
  await says(receiver, '本次选取因此终止')
  await j.show(receiver, '决定和全过程', '提出、受理、问、答、决定、公布，每一步的时间和存证都在一页上。')
  await visitor.reload()
  await says(visitor, '对采购公告或选取的投诉成立')
  await j.show(visitor, '选取终止', '公告页成了流选，原因写的就是投诉成立；业主可以改了条件另行组织。')

  await visitor.goto('/complaints')
  await says(visitor, '终止本次选取')
  await j.show(visitor, '处理决定向社会公开', '谁投诉的不公开；怎么定的、各机构办了多少、平均多久，都公开。')
  await j.finish()
})

async function materialOf(page: Page) {
  const { token } = await (await page.request.get('/api/csrf')).json()
  const headers = { 'x-csrf-token': token, 'idempotency-key': crypto.randomUUID() }
  const file = { name: '投诉书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }
  const letter = await (await page.request.post('/api/files', { headers, multipart: { file } })).json()
  return {
    ...{ facts: '补正告知分两次提出。', provisions: '《办法》第二十四条', capacity: 'legal-person' },
    ...{ signatory: '法定代表人', letter, evidence: [] },
  }
}
