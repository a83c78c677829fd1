import type { Instant } from '../calendar/index.ts'
import { startingItems } from '../registry/index.ts'
import { agreed } from './caller.ts'
import { agencies, owners } from './cast.ts'
import { workingMoment } from './moments.ts'
import type { Plan } from './plans.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** Projects whose owner lets the day of payment pass, and one whose deliverable a department does not accept. */
const overdue: readonly number[] = [2, 10]
const notRecognised = 9

/** From the award notice to the last 分: contact, contract, materials, deliverable, ratings, payment. */
export async function serve(
  scene: Scene,
  stage: Stage,
  plan: Plan,
  id: string,
  deadline: Instant,
  // biome-ignore lint/suspicious/noExplicitAny: the engagement as the API answers it.
  engagement: any,
): Promise<void> {
  const moment = (n: number, time: string) => workingMoment(deadline.slice(0, 10), n, time)
  const day = (n: number, time: string) => stage.until(moment(n, time))
  const owner = owners[plan.owner]!
  const agency = agencies.find((a) => scene.organisationOf(a.account) === engagement.award.agency.id)
  if (!agency) throw new Error(`${plan.title}: a winner that is not in the cast`)
  const send = async (account: string, act: string, body: object = {}) =>
    agreed(
      `${plan.title}: ${act}`,
      await (await scene.as(account)).send('POST', `/api/engagements/${id}/${act}`, body),
    )
  const paper = async (account: string) => (await scene.paper(account)).id

  if (plan.course !== 'silent') {
    await send(agency.account, 'record-contact', {
      person: agency.people[2]!.name,
      phone: agency.people[2]!.phone,
    })
    await day(6, '10:00')
    await send(owner.account, 'confirm-contact')
  }
  const signing = plan.course === 'silent' ? 11 : 8
  await day(signing, '14:30')
  const awarded: number = engagement.award.fee ?? plan.amount
  const fee = plan.course === 'differs' ? awarded + 50_000 : awarded
  await send(agency.account, 'file-contract', {
    file: await paper(agency.account),
    signedOn: moment(signing, '14:30').slice(0, 10),
    ...{ fee, days: plan.days, scope: engagement.award.scope },
    paymentTerms: '成果验收合格后十五个工作日内付清。',
    owner: { name: owner.name, ...(owner.code ? { code: owner.code } : {}) },
    agency: { name: agency.name, code: agency.code },
    ...(plan.course === 'differs' ? { explanation: '经双方协商，增加一次现场复测。' } : {}),
  })
  await send(agency.account, 'tell-materials', { items: materials })
  await day(9, '09:50')
  await send(owner.account, 'confirm-contract')
  await send(owner.account, 'hand-over-materials', { items: plan.n % 3 === 0 ? [1] : [1, 2] })

  // Every fourth project pays a third of it in advance; two owners forget to pay at all.
  const late = overdue.includes(plan.n)
  const advance = plan.n % 4 === 1 ? Math.round(fee * 0.3) : 0
  const last = late ? 14 + plan.serves : 25 + plan.serves
  const dueOn = (n: number) => moment(n, '10:00').slice(0, 10)
  await send(owner.account, 'plan-payments', {
    instalments: [
      ...(advance > 0 ? [{ due: dueOn(12), amount: advance }] : []),
      { due: dueOn(last), amount: fee - advance },
    ],
  })
  let vouchers = 0
  const pay = async (n: number, amount: number) => {
    const fiscal = engagement.award.finance?.id as string | undefined
    const payer = fiscal && plan.n % 6 === 1 ? fiscal : owner.account
    const voucher = `2026-${String(1000 + plan.n * 3 + vouchers++)}`
    await send(payer, 'record-payment', { paidOn: dueOn(n), amount, voucher, file: await paper(payer) })
  }
  if (advance > 0) {
    await day(10, '15:10')
    await pay(10, advance)
  }

  const upload = async () => send(agency.account, 'upload-deliverable', { file: await paper(agency.account) })
  await day(9 + plan.serves, '15:40')
  await upload()
  await day(10 + plan.serves, '11:00')
  if (plan.course === 'returned') {
    await send(owner.account, 'return-deliverable', { reasons: '缺少附图，第三章的数据与现场不符。' })
    await day(13 + plan.serves, '16:20')
    await upload()
    await day(14 + plan.serves, '10:10')
  }
  await send(owner.account, 'accept-deliverable')
  if (plan.n === notRecognised) {
    await day(15 + plan.serves, '15:00')
    await refuseRecognition(scene, plan, agency.account, send)
  }
  await day((plan.course === 'returned' ? 16 : 12) + plan.serves, '09:30')
  if (plan.stars !== undefined) {
    await send(owner.account, 'rate', {
      stars: plan.stars,
      comment: plan.stars > 7 ? '响应及时，成果质量好。' : '成果尚可，沟通有待加强。',
    })
    await send(agency.account, 'rate-owner', { stars: 9 })
    await send(agency.account, 'rate-operator', { stars: 10 })
  }
  if (late) return
  await day(20 + plan.serves, '10:40')
  await pay(20 + plan.serves, fee - advance)
}

const materials = [
  { name: '项目立项批复文件', basis: '行业技术规范“基础资料”一章', note: '复印件 1 份，加盖公章' },
  { name: '用地红线图与现状地形图', basis: '行业技术规范“基础资料”一章', note: '电子版' },
]

/** 5.2: the department in charge of the trade says why it does not accept the report; the agency answers. */
async function refuseRecognition(
  scene: Scene,
  plan: Plan,
  agency: string,
  send: (account: string, act: string, body: object) => Promise<unknown>,
): Promise<void> {
  const department = startingItems.find((i) => i.code === plan.serviceType)?.department
  if (!department) throw new Error(`${plan.serviceType}: nobody is in charge`)
  await send(department, 'refuse-recognition', {
    reasons: '报告未附原始记录，关键参数的取值缺少论证。',
    basis: '现行行业技术规范关于成果文件组成的规定。',
    file: (await scene.paper(department)).id,
  })
  await send(agency, 'answer-non-recognition', {
    number: 1,
    text: '原始记录见成果附件三；参数取值的论证已另附说明，请复核。',
  })
}
