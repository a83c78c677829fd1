import { addMs, type Instant } from '../calendar/index.ts'
import type { Plan as OfferedPlan } from '../procurement/index.ts'
import { agreed } from './caller.ts'
import { agencies, owners } from './cast.ts'
import { standBack } from './conflicts.ts'
import { workingMoment } from './moments.ts'
import { type Plan, plans } from './plans.ts'
import type { Scene } from './scene.ts'
import { draftOf, registrationOf } from './selection.ts'
import { serve } from './serving.ts'
import type { Stage } from './stage.ts'

/** Some sixty procurements, about one each working day; the last are under way when the curtain rises. */
export const procurementStories = (scene: Scene, chosen: readonly Plan[] = plans) =>
  chosen.map((plan) => (stage: Stage) => procurementStory(scene, stage, plan))

async function procurementStory(scene: Scene, stage: Stage, plan: Plan): Promise<void> {
  const at = (day: number, time: string) => stage.until(workingMoment(plan.on, day, time))
  await at(0, plan.time)
  const owner = await scene.as(owners[plan.owner]!.account)
  const deadline = workingMoment(plan.on, plan.deadlineDay, plan.deadlineTime)
  const direct = plan.terms?.direct
  const invitees = registrants(plan).map((account) => ({
    id: scene.organisationOf(account),
    name: agencies.find((a) => a.account === account)!.name,
  }))
  const terms = { ...plan.terms, ...(direct ? { direct: { ...direct, invitees } } : {}) }
  const draft = draftOf({ ...plan, terms }, owners[plan.owner]!, deadline)
  const { id, state } = agreed(plan.title, await owner.send('POST', '/api/procurements', { draft }))
  const send = async (account: string, act: string, body: object = {}) =>
    agreed(
      `${plan.title}: ${act}`,
      await (await scene.as(account)).send('POST', `/api/procurements/${id}/${act}`, body),
    )
  const mine = owners[plan.owner]!.account
  const operator = state.operator.id as string
  if (plan.course === 'drafting') return

  await send(mine, 'submit')
  if (plan.course === 'checking') return
  if (plan.course === 'supplement' || plan.course === 'supplementing') {
    await at(1, '10:40')
    await send(operator, 'ask-supplement', {
      demands: ['请写明成果的份数与提交形式。', '请补充现场踏勘的联系方式。'],
    })
    if (plan.course === 'supplementing') return
    await at(1, '16:10')
    await send(mine, 'supply', {
      draft: { ...draft, content: `${draft.content}成果纸质 6 份，电子版 1 份；现场踏勘请电话联系。` },
    })
  }
  await at(2, '09:30')
  await send(operator, 'pass')

  const cancelOn = plan.course === 'cancelled' ? plan.deadlineDay - 1 : undefined
  for (const [n, agency] of registrants(plan).entries()) {
    await stage.until(addMs(workingMoment(plan.on, 2, '10:00'), n * 37 * 60_000 + n * 1234))
    const offer = offerOf(plan, n)
    const sealed = offer && { organisation: scene.organisationOf(agency), ...offer }
    const office = plan.oneOffice && n === 1 ? registrants(plan)[0]! : agency
    await registrationOf(await scene.as(agency, office), id, sealed)
  }
  await standBack(scene, plan, id, registrants(plan))
  if (plan.course === 'withdrawal') {
    await at(plan.deadlineDay - 1, '17:20')
    await send(registrants(plan)[0]!, 'withdraw-registration')
  }
  if (cancelOn !== undefined) {
    await at(cancelOn, '15:00')
    await send(mine, 'cancel', { reason: '建设内容调整，暂不需要此项服务。' })
    return
  }
  await stage.until(addMs(deadline, 60_000))
  await afterDeadline(scene, stage, plan, id, deadline)
}

/** Accounts of the admitted agencies of a trade. */
export const tradeOf = (serviceType: string): string[] =>
  agencies
    .filter((a) => a.services.some((s) => s.type === serviceType))
    .map((a) => a.account)
    .filter((account) => !['agency31', 'agency38', 'agency39', 'agency40', 'agency42'].includes(account))

/** The accounts that register: agencies of the trade, a different few each time. */
function registrants(plan: Plan): string[] {
  const admitted = tradeOf(plan.serviceType)
  const turn = plan.n % admitted.length
  return [...admitted.slice(turn), ...admitted.slice(0, turn)].slice(0, plan.registrants)
}

/** What the nth registrant offers, where the method asks for something. */
function offerOf(
  { terms, amount, days }: Plan,
  n: number,
): { quote?: number; plan?: OfferedPlan } | undefined {
  switch (terms?.method) {
    case 'average':
      return { quote: Math.round(amount * (0.78 + ((n * 7) % 5) * 0.05)) - n * 137 }
    case 'merit':
      return {
        plan: {
          answers: [days + 4 - ((n * 5) % 9), 2 + ((n * 3) % 5)],
          text: '接到通知后两个工作日内进场踏勘，由项目负责人全程驻场；成果内部三级校核后提交，按专家意见修改至通过。',
        },
      }
    default:
      return undefined
  }
}

async function afterDeadline(
  scene: Scene,
  stage: Stage,
  plan: Plan,
  id: string,
  deadline: Instant,
): Promise<void> {
  const owner = owners[plan.owner]!.account
  const asOwner = await scene.as(owner)
  const { state } = agreed(plan.title, await asOwner.get(`/api/procurements/${id}`))
  if (state.status === 'failed') {
    if (plan.course !== 'rerun') return
    await stage.until(addMs(deadline, 20 * 3_600_000))
    agreed('run again', await asOwner.send('POST', `/api/procurements/${id}/run-again`))
    return
  }
  const day = (n: number, time: string) => stage.until(workingMoment(deadline.slice(0, 10), n, time))
  if (state.status === 'choosing') {
    if (plan.unchosen) return
    await day(1, '10:05')
    const second = state.opened.entrants.find((e: { leaf: string }) => e.leaf === state.recommended[1])
    const reason = '该机构投入的专业人员更多，与本项目工期要求更相符。'
    agreed(
      'choose',
      await asOwner.send('POST', `/api/procurements/${id}/choose`, { agency: second.agency, reason }),
    )
  }
  if (plan.course === 'voided') {
    await day(2, '10:15')
    const statement = await scene.paper(owner)
    const body = { reason: '项目所在地遭遇山洪，建设计划终止。', statement: statement.id }
    agreed('void', await asOwner.send('POST', `/api/procurements/${id}/void`, body))
    return
  }
  // The result is public for some working days; then the award notice goes out by itself and the engagement begins.
  await day(5, '09:20')
  const engagement = await asOwner.get(`/api/engagements/${id}`)
  if (engagement.status === 404) return
  await serve(scene, stage, plan, id, deadline, agreed('engagement', engagement).state)
}
