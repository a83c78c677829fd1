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
  // 10: the credit authority brings what it knows; one agency is a judgment defaulter, and its operator is to look into it.
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-25', 0, '09:10'))
    const authority = await scene.as('jj-credit')
    const record = (n: number, kind: string, document: string, source: string) => ({
      ...{ kind, party: 'agency', name: agencies[n]!.name, code: agencies[n]!.code },
      ...{ document, decidedOn: '2026-09-18', source },
    })
    const records = [
      record(20, 'judgment-defaulter', '（2026）赣0402执1024号', '九江市濂溪区人民法院（演示）'),
      record(5, 'administrative-penalty', '浔市监罚〔2026〕83号', '九江市市场监督管理局（演示）'),
      record(8, 'commendation', '浔信办〔2026〕12号', '九江市社会信用体系建设领导小组办公室（演示）'),
    ]
    const content = JSON.stringify({ format: 'xunshi-credit-records/1', records })
    const file = { name: '公共信用信息-2026-09.json', format: 'json' }
    const body = { ...file, content: Buffer.from(content).toString('base64') }
    agreed('credit data', await authority.send('POST', '/api/credit/imports', body))
    await stage.until(workingMoment('2026-09-28', 0, '16:00'))
    const period = { format: 'csv', from: '2026-07-01', to: '2026-09-28' }
    agreed('credit facts', await authority.send('POST', '/api/credit/exports', period))
  },
]

/** An agency of the cast with the bodies that admitted it. */
export async function partyOf(scene: Scene, n: number) {
  const { account } = agencies[n]!
  const person = await scene.as(account)
  const { items } = agreed('admissions', await person.get('/api/admissions'))
  const { state } = agreed('admission', await person.get(`/api/admissions/${items[0].id}`))
  const [review] = state.reviews as { department: { id: string } }[]
  const operator = state.operator.id as string
  const management = operator.replace('-operator', '-management')
  const id = scene.organisationOf(account)
  return { account, id, operator, management, department: review!.department.id }
}
