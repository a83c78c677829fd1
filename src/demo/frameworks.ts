import { addMs } from '../calendar/index.ts'
import type { CallOff, FrameworkTerms } from '../procurement/index.ts'
import { agreed } from './caller.ts'
import { owners } from './cast.ts'
import { workingMoment } from './moments.ts'
import { tradeOf } from './procurements.ts'
import type { Scene } from './scene.ts'
import { draftOf, registrationOf } from './selection.ts'
import type { Stage } from './stage.ts'

const plan = {
  title: '修水县小型水利项目水土保持方案编制（批量采购）',
  serviceType: '1.06',
  qualification: '生产建设项目水土保持方案编制单位水平评价证书',
  amount: 1_260_000,
  days: 20,
}

const framework = {
  ground: 'frequent-need',
  need: '全县 2026—2027 年度小型水利项目约二十个，水土保持方案逐个选取频次多，工期来不及。',
  seats: 3,
  rule: 'rotation',
  ceiling: 25_200_000,
} satisfies FrameworkTerms

/** One framework of three members: its first call-off was declined by one and taken by the next; the second is open. */
export const frameworkStories = (scene: Scene) => [(stage: Stage) => frameworkStory(scene, stage)]

async function frameworkStory(scene: Scene, stage: Stage): Promise<void> {
  const on = '2026-08-20'
  await stage.until(workingMoment(on, 0, '09:25'))
  const owner = owners[0]!
  const asOwner = await scene.as(owner.account)
  const deadline = workingMoment(on, 6, '17:00')
  const draft = {
    ...draftOf(plan, owner, deadline),
    framework: { ...framework, until: '2027-08-31' },
  }
  const { id, state } = agreed(plan.title, await asOwner.send('POST', '/api/procurements', { draft }))
  const act = async (account: string, name: string, body: object = {}, plural = 'procurements', of = id) =>
    agreed(
      `${plan.title}: ${name}`,
      await (await scene.as(account)).send('POST', `/api/${plural}/${of}/${name}`, body),
    )
  await act(owner.account, 'submit')
  await stage.until(workingMoment(on, 1, '15:10'))
  await act(state.operator.id as string, 'pass')
  const trade = tradeOf(plan.serviceType)
  for (const [n, account] of trade.slice(0, 5).entries()) {
    await stage.until(addMs(workingMoment(on, 2, '09:40'), n * 53 * 60_000))
    await registrationOf(await scene.as(account), id)
  }

  /** Calls off and tells whom it went to, by account. */
  const memberOf = ({ offers }: CallOff) =>
    trade.find((account) => scene.organisationOf(account) === offers.at(-1)!.agency)!
  const newest = (answer: { state: { callOffs: CallOff[] } }) => answer.state.callOffs.at(-1)!

  await stage.until(workingMoment('2026-09-22', 0, '10:15'))
  const first = newest(
    await act(
      owner.account,
      'call-off',
      {
        title: '渣津镇司前村山塘整治水土保持方案',
        content: '编制水土保持方案报告表，提交纸质 4 份、电子版 1 份，配合审查并修改至批复。',
        ...{ quantity: 1, days: 15 },
      },
      'frameworks',
    ),
  )
  await stage.until(workingMoment('2026-09-22', 0, '15:20'))
  const reason = '本月人员已全部外派至在建项目。'
  const passedOn = newest(await act(memberOf(first), 'decline', { callOff: first.id, reason }, 'frameworks'))
  await stage.until(workingMoment('2026-09-22', 1, '09:05'))
  const member = memberOf(passedOn)
  await act(member, 'accept', { callOff: first.id }, 'frameworks')
  await stage.until(workingMoment('2026-09-22', 2, '10:30'))
  const contact = { person: '项目经理 刘工', phone: '13979201888', note: '已电话联系，约定现场踏勘时间。' }
  await act(member, 'record-contact', contact, 'engagements', first.id)

  await stage.until(workingMoment('2026-09-28', 0, '10:40'))
  await act(
    owner.account,
    'call-off',
    {
      title: '马坳镇东津河支流护岸等 2 处水土保持方案',
      content: '两处护岸工程各编制一份水土保持方案报告表，配合审查并修改至批复。',
      ...{ quantity: 2, days: 25 },
    },
    'frameworks',
  )
}
