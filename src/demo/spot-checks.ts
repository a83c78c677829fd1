import { agreed } from './caller.ts'
import { agencies } from './cast.ts'
import { workingMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

const city = 'jj-operator'

/** 37: one spot check that is over, one that waits for its second person, one whose pool lies open. */
export const spotCheckStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    const at = (day: string, time: string) => stage.until(workingMoment(day, 0, time))
    await at('2026-08-03', '10:00')
    const july = await announce(scene, city, '七月备案合同抽查', '2026-07-01', '2026-07-31')
    await at('2026-08-10', '15:20')
    for (const [n, drawn] of (await july.drawn()).entries()) {
      const text =
        n === 0
          ? '合同各要素与公告一致；现场核对人员到岗记录，服务按约进行。'
          : '合同各要素与公告一致；阶段成果晚交一日，业主书面同意。'
      const performance = n === 0 ? 'performed' : 'flawed'
      await july.finds(drawn.notice, { consistency: 'consistent', performance, text })
      await july.confirms(drawn.notice)
    }
    await at('2026-08-11', '09:10')
    const [first] = await july.drawn()
    const agency = agencies.find((a) => scene.organisationOf(a.account) === first!.agency.id)!.account
    await july.does(agency, 'comment', { notice: first!.notice, text: '抽查情况属实，我公司无异议。' })
    await at('2026-08-13', '16:00')
    await july.does(city, 'publish', {
      text: '七月备案合同按比例随机抽取核查，合同与公告一致，未发现未按约履行。',
    })
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-22', 0, '09:30'))
    const august = await announce(scene, city, '八月备案合同抽查', '2026-08-01', '2026-08-31')
    await stage.until(workingMoment('2026-09-28', 0, '14:10'))
    const [first] = await august.drawn()
    await august.finds(first!.notice, {
      ...{ consistency: 'consistent', performance: 'performed' },
      text: '合同与公告逐项一致；成果按期提交，业主验收记录齐全。',
    })
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-28', 0, '10:20'))
    await announce(scene, '360424-operator', '七、八月备案合同抽查', '2026-07-01', '2026-08-31')
  },
]

async function announce(scene: Scene, operator: string, title: string, from: string, to: string) {
  const clerk = await scene.as(operator)
  const { id } = agreed(title, await clerk.send('POST', '/api/spot-checks', { title, from, to }))
  const does = async (who: string, act: string, body: object = {}) =>
    agreed(
      `${title}: ${act}`,
      await (await scene.as(who)).send('POST', `/api/spot-checks/${id}/${act}`, body),
    )
  return {
    does,
    async drawn(): Promise<{ notice: string; agency: { id: string } }[]> {
      return agreed(title, await clerk.get(`/api/spot-checks/${id}`)).state.checked
    },
    async finds(notice: string, found: object) {
      const file = (await scene.paper(operator)).id
      await does(operator, 'record-finding', { notice, ...found, file })
    },
    confirms: (notice: string) => does(`${operator}-2`, 'confirm-finding', { notice }),
  }
}
