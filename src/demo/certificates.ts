import { agreed } from './caller.ts'
import { agencies } from './cast.ts'
import { workingMoment } from './moments.ts'
import { admissionForm } from './people.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

const type = '1.06'

/** What the water bureau's library says otherwise than the agency, by account. */
const otherwise: Readonly<Record<string, object>> = {
  agency9: { grade: '三星' },
  agency17: { scope: '水土保持方案编制' },
  agency25: { status: 'revoked' },
}

/** The water bureau imports its library of certificates; of three differences it has decided one (111/18). */
export const certificateStories = (scene: Scene) => [
  async (stage: Stage): Promise<void> => {
    await stage.until(workingMoment('2026-09-24', 0, '09:30'))
    const water = await scene.as('jj-water')
    const certificates = agencies
      .slice(0, 33)
      .filter((a) => a.services.some((s) => s.type === type))
      .map((agency) => {
        const claim = admissionForm(agency, {}).services.find((s) => s.serviceType === type)!
        const { qualification: name, grade, number, scope, issuer, validFrom, validTo } = claim
        return {
          ...{ holderCode: agency.code, holderName: agency.name, number, name, grade, scope, issuer },
          ...{ validFrom, validTo, status: 'valid', ...otherwise[agency.account] },
        }
      })
    const file = { fileName: '水土保持方案编制单位水平评价证书-2026-09.json', certificates }
    agreed('certificates', await water.send('POST', '/api/certificates/imports', file))
    await stage.until(workingMoment('2026-09-25', 0, '15:20'))
    const { comparisons } = agreed('comparisons', await water.get('/api/certificates'))
    const agency = scene.organisationOf('agency17')
    const { about } = comparisons.find(
      (c: { agency: { id: string }; serviceType: string }) =>
        c.agency.id === agency && c.serviceType === type,
    )
    const reason = '证书库导出时截去了后半句，经核对原件，以机构填报为准。'
    const decision = { agency, serviceType: type, about, verdict: 'claim', reason }
    agreed('decide', await water.send('POST', '/api/certificates/decisions', decision))
  },
]
