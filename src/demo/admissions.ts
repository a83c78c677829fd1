import { agreed } from './caller.ts'
import { agencies, type CastAgency } from './cast.ts'
import { workingMoment } from './moments.ts'
import { admissionForm } from './people.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

const clock = (n: number) =>
  `${String(9 + (n % 8)).padStart(2, '0')}:${String((n * 17) % 60).padStart(2, '0')}`

/** How an agency's application goes. */
type Course = 'straight' | 'supplement' | 'refused' | 'waiting' | 'drafting'

const courseOf = (n: number): Course =>
  n === 41
    ? 'drafting'
    : n === 39 || n === 38 || n === 30
      ? 'waiting'
      : n === 37
        ? 'refused'
        : n % 9 === 4
          ? 'supplement'
          : 'straight'

/** Most agencies come in during the first fortnight; the last few are on their way when the curtain rises. */
export const admissionStories = (scene: Scene) =>
  agencies.map((agency, n) => (stage: Stage) => admissionStory(scene, stage, agency, n))

async function admissionStory(scene: Scene, stage: Stage, agency: CastAgency, n: number): Promise<void> {
  const course = courseOf(n)
  const late = course === 'waiting' || course === 'drafting'
  const begin = n === 30 ? '2026-09-23' : late ? '2026-09-25' : '2026-06-15'
  await stage.until(workingMoment(begin, late ? 0 : n % 8, clock(n)))
  const applicant = await scene.as(agency.account)
  const form = admissionForm(agency, await scene.paper(agency.account))
  const { id } = agreed('apply', await applicant.send('POST', '/api/admissions', { form }))
  const send = async (account: string, act: string, body: object = {}) =>
    agreed(
      `${agency.account} ${act}`,
      await (await scene.as(account)).send('POST', `/api/admissions/${id}/${act}`, body),
    )
  if (course === 'drafting') return
  await send(agency.account, 'sign-commitment', { letter: '2022-1', truthful: true, acceptsScoring: true })
  const { state } = await send(agency.account, 'submit')
  const operator = state.operator.id as string
  if (course === 'waiting') {
    const give = async (account: string, reason: string) =>
      send(operator, 'assign', { clerk: await scene.personOf(account), reason })
    await give(operator, '')
    // One of two goes on to the colleague, who has the time.
    if (n === 30) await give(`${operator}-2`, '原经办人休假，移交同事办理。')
    return
  }

  let filedOn = filingDay(begin, n)
  if (course === 'supplement') {
    await stage.until(workingMoment(filedOn, 1, '15:10'))
    const demands = [{ field: 'people.2.certificate', text: '请补充执业人员的执业证书编号。' }]
    await send(operator, 'request-supplement', { demands })
    await stage.until(workingMoment(filedOn, 3, '10:05'))
    await send(agency.account, 'save', { form })
    await send(agency.account, 'sign-commitment', { letter: '2022-1', truthful: true, acceptsScoring: true })
    await send(agency.account, 'submit')
    filedOn = workingMoment(filedOn, 3, '10:05').slice(0, 10)
  }
  if (course === 'refused') {
    await stage.until(workingMoment(filedOn, 2, '16:00'))
    await send(operator, 'refuse', { reason: '营业执照载明的名称与申请名称不一致。' })
    return
  }
  await stage.until(workingMoment(filedOn, 1, '16:30'))
  await send(operator, 'pass-check', {
    consistent: ['subject', 'representative', 'people', 'services', 'commitment'],
  })
  const departments = state.reviews as { serviceType: string; department: { id: string } }[]
  for (const [i, { serviceType, department }] of departments.entries()) {
    await stage.until(workingMoment(filedOn, 2 + i, '11:20'))
    await send(department.id, 'confirm-qualification', { serviceType })
  }
  await stage.until(workingMoment(filedOn, 3 + departments.length, '14:40'))
  await send(operator, 'publish')
}

const filingDay = (begin: string, n: number) => workingMoment(begin, n % 8, clock(n)).slice(0, 10)
