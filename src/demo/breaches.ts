import { agreed } from './caller.ts'
import { workingMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'
import { partyOf } from './standings.ts'

const at = (day: string, time: string) => workingMoment(day, 0, time)

/** A case from its opening; `send` acts for an account on it. */
async function opened(scene: Scene, n: number, situation: string, text: string) {
  const party = await partyOf(scene, n)
  const clerk = await scene.as(party.operator)
  const file = await scene.paper(party.operator)
  const { id } = agreed(
    'open a breach',
    await clerk.send('POST', '/api/breaches', { agency: party.id, situation, text, file }),
  )
  const send = async (account: string, act: string, body: object = {}) =>
    agreed(act, await (await scene.as(account)).send('POST', `/api/breaches/${id}/${act}`, body))
  return { ...party, file, second: `${party.operator}-2`, send }
}

/** A warning, a first general breach and a repair in their publicity, and an agency that is being heard (39-43). */
export const breachStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    await stage.until(at('2026-09-09', '10:05'))
    const b = await opened(scene, 13, '39.7', '业主来电反映：承诺两日内答复的问题，第四日才答复。')
    await b.send(b.operator, 'hear')
    await stage.until(at('2026-09-10', '15:20'))
    await b.send(b.account, 'answer', { text: '经办人出差，答复延误，已改为双人值守。' })
    await stage.until(at('2026-09-11', '09:40'))
    await b.send(b.operator, 'decide', {
      ...{ situation: '41', grounds: '延误属实，未造成后果，情节未达到一般失信行为。', file: b.file },
      text: '未按承诺时限答复项目业主，予以失信预警。',
    })
    await stage.until(at('2026-09-11', '14:10'))
    await b.send(b.second, 'confirm')
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(at('2026-09-23', '09:30'))
    const b = await opened(scene, 22, '39.2', '业主举报：合同之外另收“加急费”2,000 元，附收据照片。')
    await b.send(b.operator, 'hear')
    await stage.until(at('2026-09-23', '16:15'))
    await b.send(b.account, 'answer', {
      text: '系业务员个人行为，已退还；公司负管理责任。',
      file: await scene.paper(b.account),
    })
    await stage.until(at('2026-09-28', '14:35'))
    await b.send(b.operator, 'decide', {
      ...{ situation: '39.2', grounds: '收据、退款凭证与双方陈述一致，属实。', file: b.file },
      text: '在合同约定之外向项目业主加收费用 2,000 元（已退还）。',
    })
    await stage.until(at('2026-09-28', '15:05'))
    await b.send(b.second, 'confirm')
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(at('2026-09-24', '16:30'))
    const b = await opened(scene, 31, '39.1', '业主反映：中选后第四个工作日才取得联系。')
    await b.send(b.operator, 'hear')
    await b.send(b.account, 'answer', { text: '通知短信误入垃圾箱，未及时发现；没有异议。' })
    await stage.until(at('2026-09-28', '14:45'))
    await b.send(b.operator, 'decide', {
      ...{ situation: '39.1', grounds: '登记时间与业主陈述一致，属实。', file: b.file },
      text: '中选后未在 2 个工作日内与项目业主联系。',
    })
    await b.send(b.second, 'confirm')
    await stage.until(at('2026-09-28', '15:10'))
    const file = await scene.paper(b.account)
    await b.send(b.account, 'apply-repair', {
      noLoss: { text: '项目按期完成，业主确认没有损失。', file },
      rectification: { text: '已改为两人轮值查收，并开通电话提醒。', file },
      forgiveness: { by: '瑞昌赤湖铜业有限公司', file },
    })
    await stage.until(at('2026-09-28', '15:35'))
    await b.send(b.management, 'adopt', { adopted: true, text: '措施可行。' })
    await b.send(b.department, 'adopt', { adopted: true, text: '' })
    await stage.until(at('2026-09-28', '15:50'))
    await b.send(b.operator, 'decide-repair', {
      ...{ granted: true, noLoss: true, forgiven: true, reason: '首次一般失信，四项条件均已逐一核实。' },
    })
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(at('2026-09-24', '15:00'))
    const b = await opened(scene, 28, '39.6', '年检发现公示的业务授权人已离职四个月，信息未更新。')
    await b.send(b.operator, 'hear')
  },
]
