import { agreed } from './caller.ts'
import { workingMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** Consults (46) that were answered and published: one at once, one after the extension, one by a department. */
export const consultStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-08-11', 0, '10:05'))
    const does = await ask(scene, 'agency3', {
      body: 'jj-operator',
      question: '我公司的资质证书由外省核发，申请入驻时要不要先换发本省证书？',
    })
    await stage.until(workingMoment('2026-08-12', 0, '09:30'))
    const answer =
      '不需要。《办法》第六条“一地入驻、全省通行”，第五条不得设置地域限制；证书在有效期内、由有权机关核发即可，行业主管部门按证书原件确认。'
    await does('answer', { text: answer })
    await does('publish', { question: '外省核发的资质证书，入驻时要不要换发本省证书？', answer })
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-02', 0, '15:20'))
    const question = '服务金额正好1万元的项目，可以直接选取吗？整个项目规模预估价怎么算？'
    const does = await ask(scene, 'xiushui-water', { body: 'jj-operator', question })
    await stage.until(workingMoment('2026-09-04', 0, '11:00'))
    await does('extend', { reason: '整个项目规模的口径需与财政部门核对。' })
    await stage.until(workingMoment('2026-09-07', 0, '16:10'))
    const answer =
      '可以。第二十二条第一款第（二）项第2目是“不高于1万元且整个项目规模预估价低于两百万元”：正好1万元符合，正好两百万元不符合；预估价按立项或可研批复的总投资。'
    await does('answer', { text: answer })
    await does('publish', { question, answer })
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-15', 0, '09:15'))
    const question = '水土保持方案编制单位的水平评价证书换证期间，旧证还能报名吗？'
    const does = await ask(scene, 'agency1', { body: 'jj-water', question })
    await stage.until(workingMoment('2026-09-16', 0, '14:40'))
    const answer =
      '到期当日仍然有效，次日起暂停该项新的报名（第三十五条第二项）；请在到期前提交换证材料，确认后自动恢复。'
    await does('answer', { text: answer })
    await does('publish', { question, answer })
  },
]

/** Asks a body of the city; gives back what lets that body act on it. */
async function ask(scene: Scene, account: string, asked: { body: string; question: string }) {
  const person = await scene.as(account)
  const body = scene.organisationOf(asked.body)
  const given = { ...asked, body, region: '360400', name: '', contact: '', mayPublish: true }
  const { id } = agreed('consult', await person.send('POST', '/api/consults', given))
  return async (act: string, more: object) =>
    agreed(
      `consult: ${act}`,
      await (await scene.as(asked.body)).send('POST', `/api/consults/${id}/${act}`, more),
    )
}
