import { agreed } from './caller.ts'
import { agencies, owners } from './cast.ts'
import { workingMoment } from './moments.ts'
import type { Plan } from './plans.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** Recusals of a procurement that is open for registration: a kinship that comes out late, and another ground of the law. */
export async function standBack(
  scene: Scene,
  plan: Plan,
  id: string,
  registered: readonly string[],
): Promise<void> {
  const owner = owners[plan.owner]!
  const last = agencies.find((a) => a.account === registered.at(-1))
  if (plan.kinship && last) {
    const recusal = {
      ...{ ground: 'kinship', relation: 'affinity', other: scene.organisationOf(owner.account) },
      ofAgency: { name: last.representative.name, post: 'controller' },
      ofOwner: { name: owner.person, post: 'project-lead' },
    }
    const agency = await scene.as(last.account)
    agreed('declare a kinship', await agency.send('POST', '/api/recusals', { recusal }))
  }
  if (plan.otherRecusal && last) {
    const recusal = {
      ...{ ground: 'other', agency: scene.organisationOf(last.account), procurement: id },
      basis: '《建设工程质量管理条例》第三十五条（演示）',
      text: '该机构与本项目设计单位受同一企业控股，材料见附件。',
      file: await scene.paper(owner.account),
    }
    const person = await scene.as(owner.account)
    agreed('record a ground to recuse', await person.send('POST', '/api/recusals', { recusal }))
  }
}

/** 53.4: somebody of the city's operator looks into what was found of one address, and keeps it for a case of 40.2. */
export const conflictStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-02', 0, '10:30'))
    const clerk = await scene.as('jj-operator')
    const { items } = agreed('findings', await clerk.get('/api/findings'))
    const reason = '两家在同一间办公室用同一条宽带报名，租赁合同和说明已收存，转投诉处理岗位核查。'
    agreed('keep', await clerk.send('POST', `/api/findings/${items[0].id}/keep`, { reason }))
  },
]
