import { writeSheet } from '../platform/spreadsheet/index.ts'
import { creditCode, identityNumber, startingItems } from '../registry/index.ts'
import { importColumns, importSheet } from '../registry/server.ts'
import { agreed } from './caller.ts'
import { workingMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

const names = ['九江浔北房地产评估有限公司', '九江湖滨房地产估价有限公司', '江西溢浦资产评估有限公司']
const heads = ['涂明德', '章慧敏', '卢照邻']

/** Agencies that were admitted on paper before the market opened. */
const existing = names.map((name, n) => {
  const head = heads[n]!
  const identity = identityNumber('360403', '1970-04-11', 801 + n)
  const phone = `1390792010${n}`
  return {
    ...{ name, code: creditCode('91', '360403', 7100 + n), legalForm: 'legal-person', region: '360400' },
    ...{ address: `九江市浔阳区大中路 ${10 + n} 号（演示）`, established: '2009-05-18', termTo: '' },
    ...{ scope: '资产评估、房地产估价（演示）', phone: '0792-8112233', email: `import${n}@demo.invalid` },
    ...{ admittedOn: '2021-04-06', representativeName: head, representativeIdentity: identity },
    ...{ representativePhone: phone, agentName: head, agentIdentity: identity, agentPhone: phone },
    ...{ adminName: head, adminIdentity: identity, adminPhone: phone },
    ...{
      serviceType1: '1.13',
      qualification1: '资产评估机构备案',
      grade1: '已备案',
      number1: `赣财评 ${21 + n}`,
    },
    ...{ scope1: '资产评估', issuer1: '江西省财政厅（演示）', validFrom1: '2021-03-01', validTo1: '' },
  }
})

/** The city's operator takes over the agencies of its old records: a credit code is wrong at first, so that none comes in. */
export const importStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    const operator = await scene.as('jj-operator')
    const upload = async (name: string, rows: readonly Record<string, string>[]) => {
      const sheet = await writeSheet(importColumns(startingItems), rows, importSheet)
      const source = encodeURIComponent('九审批字〔2021〕8号（演示）')
      agreed(name, await operator.upload(name, sheet, `/api/agency-imports?source=${source}`))
    }
    await stage.until(workingMoment('2026-06-18', 0, '10:10'))
    const mistyped = {
      ...existing[1]!,
      code: existing[1]!.code.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    }
    await upload('存量机构.xlsx', [existing[0]!, mistyped, existing[2]!])
    await stage.until(workingMoment('2026-06-18', 0, '10:45'))
    await upload('存量机构（已改）.xlsx', existing)
    await stage.until(workingMoment('2026-06-18', 0, '10:50'))
    const { items } = agreed('imports', await operator.get('/api/agency-imports'))
    if (items[0].status !== 'done') throw new Error(`the take-over is ${items[0].status}`)
  },
]
