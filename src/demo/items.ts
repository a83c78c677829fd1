import { agreed } from './caller.ts'
import { workingMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

const flood = {
  category: '5',
  zh: '防洪评价报告编制',
  en: 'Flood impact assessment reports',
  basis: '《防洪法》第三十三条',
  approvals: ['河道管理范围内建设项目工程建设方案审批'],
  price: {
    ...{ mode: 'government-guided', low: 2_000_000, high: 12_000_000, unit: '每项目', perProject: true },
    document: '演示价〔2026〕3号',
  },
  qualifications: [
    { anyOf: [{ name: '工程咨询单位资信评价', grade: '乙级' }, { name: '水利行业设计资质' }] },
  ],
}

/** The year's catalogue with a few of its service entries; codes and number are the demonstration's. */
const catalogue = {
  year: 2026,
  documentNumber: '演示采购目录〔2026〕1号',
  entries: [
    { code: 'C16010000', name: '软件开发服务', serviceTypes: ['4.06'] },
    { code: 'C23010000', name: '法律服务', serviceTypes: ['4.04'] },
    { code: 'C22010000', name: '工程招标代理服务', serviceTypes: ['2.01'] },
  ],
}

/** The water bureau adds an item with a guided price, amends another and has a third one drafted; the treasury enters the catalogue. */
export const itemStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-06-16', 0, '10:20'))
    const treasury = await scene.as('jj-treasury')
    agreed('catalogue', await treasury.send('POST', '/api/central-catalogues', catalogue))
  },
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-07-06', 0, '09:40'))
    const water = await scene.as('jj-water')
    const post = async (url: string, body: object) => agreed(url, await water.send('POST', url, body))
    const { id } = await post('/api/service-items', { content: flood })
    await post(`/api/service-items/${id}/publish`, { from: '2026-07-13' })
    // What the law asks for a plan, which every announcement from that day on asks of who registers (9.1, 16).
    const plan = agreed('1.06', await water.get('/api/service-items/1.06')).state.current.content
    const asked = [
      { name: '生产建设项目水土保持方案编制单位水平评价证书', grade: '三星' },
      { name: '水利行业设计资质', grade: '乙级' },
    ]
    const content = { ...plan, qualifications: [{ anyOf: asked }] }
    await post('/api/service-items/1.06/publish', { content, from: '2026-07-20' })
    await stage.until(workingMoment('2026-09-07', 0, '15:10'))
    const hydrology = {
      ...{
        category: '1',
        zh: '水文水资源调查评价',
        en: 'Hydrological and water resources survey and evaluation',
      },
      ...{ basis: '《水文条例》第二十四条', approvals: ['取水许可'], price: { mode: 'market' } },
      qualifications: [{ anyOf: [{ name: '水文、水资源调查评价机构资质', grade: '乙级' }] }],
    }
    await post('/api/service-items/1.17/publish', { content: hydrology, from: '2026-10-01' })
    await stage.until(workingMoment('2026-09-25', 0, '16:30'))
    const monitoring = {
      ...{ category: '3', zh: '水土保持监测', en: 'Soil and water conservation monitoring' },
      ...{ basis: '《水土保持法》第四十一条', approvals: ['生产建设项目水土保持方案审批'] },
      ...{ price: { mode: 'market' }, qualifications: [] },
    }
    await post('/api/service-items/3.03/save', { content: monitoring })
  },
]
