import { agreed } from './caller.ts'
import { agencies } from './cast.ts'
import { workingMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** One service suspended by two people of the operator, and one report of a department that waits to be taken up. */
export const standingStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-28', 0, '15:00'))
    const { id, operator } = await partyOf(scene, 29)
    const clerk = await scene.as(operator)
    const file = await scene.paper(operator)
    const text = '年度核查发现注册执业人员已不足规定人数。'
    const opening = { agency: id, ground: 'conditions-not-met', services: [], text, file }
    const opened = agreed('suspend', await clerk.send('POST', '/api/standing-cases', opening))
    await stage.until(workingMoment('2026-09-28', 0, '15:40'))
    const second = await scene.as(`${operator}-2`)
    agreed('confirm', await second.send('POST', `/api/standing-cases/${opened.id}/confirm`))
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-28', 0, '11:10'))
    const { id, department } = await partyOf(scene, 36)
    const file = await scene.paper(department)
    const text = '证书查询结果为“已注销”，查询截图见附件。'
    const report = { agency: id, ground: 'qualification-revoked', services: [], text, file }
    agreed('report', await (await scene.as(department)).send('POST', '/api/standing-cases', report))
  },
]

/** An agency of the cast with the bodies that admitted it. */
async function partyOf(scene: Scene, n: number) {
  const { account } = agencies[n]!
  const person = await scene.as(account)
  const { items } = agreed('admissions', await person.get('/api/admissions'))
  const { state } = agreed('admission', await person.get(`/api/admissions/${items[0].id}`))
  const [review] = state.reviews as { department: { id: string } }[]
  const operator = state.operator.id as string
  return { id: scene.organisationOf(account), operator, department: review!.department.id }
}
