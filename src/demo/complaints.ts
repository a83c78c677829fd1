import { startingItems } from '../registry/index.ts'
import { agreed } from './caller.ts'
import { agencies, owners } from './cast.ts'
import { workingMoment } from './moments.ts'
import { plans } from './plans.ts'
import { tradeOf } from './procurements.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** What is complained about: the project of a plan, or the service that it led to. */
interface Matter {
  kind: 'announcement' | 'selection' | 'operator-service' | 'agency-service'
  plan: number
}

/** Complaints (47-52) in each state that a newcomer should find: published, passed on, held, waiting, spoken, taken back. */
export const complaintStories = (scene: Scene) => [
  // 51.1: upheld and published, of a report that came without its annexes.
  async (stage: Stage): Promise<void> => {
    const matter: Matter = { kind: 'agency-service', plan: 9 }
    const at = afterDeadline(stage, 9)
    await at(12, '14:10')
    const complainant = ownerOf(9)
    const c = await complain(scene, complainant, matter, {
      facts: '首次提交的报告缺少附图，第三章数据与现场不符，已书面退回，影响项目报批。',
      provisions: '《办法》第三十三条第三项',
    })
    await at(13, '09:30')
    await c.does(c.receiver, 'accept')
    await c.does(c.receiver, 'ask', { to: 'respondent', text: '请说明附图缺失和数据不符的原因。' })
    await at(14, '10:20')
    const agency = agencyOf(scene, c.respondent)
    await c.does(agency, 'answer', { question: 0, text: '出图环节漏装，已按退回意见重新复核并补齐。' })
    await at(15, '15:40')
    const grounds = '首次成果不完整，投诉属实；机构已在两日内补正，未造成报批延误。责令加强内部校核。'
    await c.does(c.receiver, 'decide', { result: 'upheld', grounds })
    await at(16, '09:00')
    await c.does(c.receiver, 'publish', {
      text: '投诉属实。首次成果缺少附图，机构已补正，责令加强内部校核。',
    })
  },
  // 50: with the department in charge of the trade.
  async (stage: Stage): Promise<void> => {
    const { serviceType } = plans[36]!
    await stage.until(workingMoment('2026-09-23', 0, '16:20'))
    const c = await complain(
      scene,
      ownerOf(36),
      { kind: 'agency-service', plan: 36 },
      { facts: '报告引用的标准已废止，是否符合行业规范请核查。', provisions: '《办法》第三十三条第三项' },
    )
    await stage.until(workingMoment('2026-09-24', 0, '10:00'))
    await c.does(c.receiver, 'accept')
    await stage.until(workingMoment('2026-09-28', 0, '09:20'))
    const department = startingItems.find((i) => i.code === serviceType)?.department
    if (!department) throw new Error(`${serviceType}: nobody is in charge`)
    const reason = '涉及执业标准的适用，属行业监管事项。'
    await c.does(c.receiver, 'pass', { department: scene.organisationOf(department), reason })
  },
  // 28, 49.3: about a selection, in its window: the award notice waits.
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-23', 0, '10:15'))
    const complainant = tradeOf(plans[50]!.serviceType).at(-1)!
    const c = await complain(
      scene,
      complainant,
      { kind: 'selection', plan: 50 },
      {
        facts: '中选机构的注册人员与另一家机构重复，疑不满足公告资格要求。',
        provisions: '《办法》第十九条第二款',
      },
    )
    await stage.until(workingMoment('2026-09-24', 0, '09:10'))
    await c.does(c.receiver, 'accept')
    await c.does(c.receiver, 'ask', { to: 'respondent', text: '请提供报名截止时的资格核对记录。' })
  },
  // 52.1: taken back.
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-23', 0, '15:00'))
    const complainant = tradeOf(plans[52]!.serviceType)[0]!
    const c = await complain(
      scene,
      complainant,
      { kind: 'announcement', plan: 52 },
      { facts: '公告未写明成果份数，影响报价测算。', provisions: '《办法》第二十三条第一款' },
    )
    await stage.until(workingMoment('2026-09-24', 0, '11:30'))
    await c.does(complainant, 'withdraw', { reason: '经与业主联系，份数以合同约定为准，不再投诉。' })
  },
  // 49.6: filed this morning, waits to be accepted.
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-28', 0, '11:00'))
    await complain(
      scene,
      ownerOf(48),
      { kind: 'operator-service', plan: 48 },
      { facts: '申请补正的告知分两次提出，未一次性告知。', provisions: '《办法》第二十四条' },
    )
  },
  // 48: said at the counter; the written material is awaited.
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-28', 0, '14:40'))
    const about = await idOf(scene, 55)
    const asked = `kind=announcement&subject=procurement&about=${about}`
    const told = await (await scene.as(ownerOf(55))).get(`/api/complaints/addressee?${asked}`)
    const receiver = agreed('addressee', told).receiver.id as string
    agreed(
      'oral complaint',
      await (await scene.as(receiver)).send('POST', '/api/complaints/oral', {
        ...{ kind: 'announcement', subject: 'procurement', about },
        ...{ name: '罗建华', said: '来电反映：公告的踏勘时间安排在周末，请协调。' },
      }),
    )
  },
]

const ownerOf = (plan: number): string => owners[plans[plan]!.owner]!.account

const afterDeadline = (stage: Stage, n: number) => {
  const { on, deadlineDay } = plans[n]!
  return (day: number, time: string) => stage.until(workingMoment(on, deadlineDay + day, time))
}

function agencyOf(scene: Scene, organisation: string): string {
  const found = agencies.find((a) => scene.organisationOf(a.account) === organisation)
  if (!found) throw new Error(`${organisation}: not in the cast`)
  return found.account
}

/** The procurement of a plan, which is also the id of its engagement. */
async function idOf(scene: Scene, plan: number): Promise<string> {
  const { title } = plans[plan]!
  const owner = await scene.as(ownerOf(plan))
  const { items } = agreed('procurements', await owner.get('/api/procurements?size=100'))
  const found = items.find((p: { title?: string }) => p.title === title)
  if (!found) throw new Error(`${title}: not announced yet`)
  return found.id
}

async function complain(
  scene: Scene,
  account: string,
  { kind, plan }: Matter,
  said: { facts: string; provisions: string },
) {
  const letter = await scene.paper(account)
  const material = { ...said, capacity: 'legal-person', signatory: '法定代表人', letter, evidence: [] }
  const subject = kind === 'agency-service' ? 'engagement' : 'procurement'
  const person = await scene.as(account)
  const body = { kind, subject, about: await idOf(scene, plan), material }
  const filed = agreed(`complaint ${kind}`, await person.send('POST', '/api/complaints', body))
  return {
    receiver: filed.state.receiver.id as string,
    respondent: filed.state.respondent.id as string,
    does: async (who: string, act: string, given: object = {}) =>
      agreed(
        `complaint: ${act}`,
        await (await scene.as(who)).send('POST', `/api/complaints/${filed.id}/${act}`, given),
      ),
  }
}
