import { addMs, dateOf, type Instant, type PlainDate } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  type AgencyService,
  type AgencyStanding,
  type QualificationNeed,
  type QualificationRule,
  qualificationText,
} from '../registry/index.ts'
import type { Refusal } from '../workflow/index.ts'
import type { Draft, Requirement } from './draft.ts'
import { groundArticle } from './methods/direct.ts'
import type { MeritRecord } from './methods/index.ts'
import { refuse } from './refusals.ts'
import type { ConditionCode } from './words.ts'

/** What an announcement asks of those who register. */
export interface Asked extends Pick<Draft, 'method' | 'direct' | 'money' | 'required'> {
  serviceType: string
  qualifications: readonly Requirement[]
  deadline: Instant
}

/** One condition of registration, met or not: the screen shows them all, the refusal names the first that fails. */
export interface Condition {
  code: ConditionCode
  article: Article
  refusal?: Refusal
}

/** Grades in falling order; what is not in one family is met by its own name alone. */
const grades: readonly (readonly string[])[] = [
  ['甲级', '乙级', '丙级', '丁级'],
  ['特级', '壹级', '贰级', '叁级'],
  ['特级', '一级', '二级', '三级', '四级'],
  ['AAA级', 'AA级', 'A级'],
  ['五星', '四星', '三星', '二星', '一星'],
  ['五星级', '四星级', '三星级', '二星级', '一星级'],
]

/** A held grade meets the one required: the same, or a higher one of the same family. */
export function gradeSuffices(held: string | undefined, required: string | undefined): boolean {
  if (required === undefined || required === '' || held === required) return true
  const family = grades.find((f) => f.includes(required) && f.includes(held ?? ''))
  return family !== undefined && family.indexOf(held!) <= family.indexOf(required)
}

const condition = (
  code: ConditionCode,
  article: Article,
  met: boolean,
  params: Refusal['params'] = {},
): Condition => ({
  code,
  article,
  ...(met ? {} : { refusal: refuse(code, article, params) }),
})

/** 15, 35, 36, 42.1: the agency has come in, and is neither suspended nor expelled. */
export function isAdmitted(agency: AgencyStanding): Condition {
  switch (agency.status) {
    case 'admitted':
      return condition('agency-not-admitted', art('111', '15'), true)
    case 'applying':
      return condition('agency-not-admitted', art('111', '15'), false)
    case 'suspended':
      return agency.suspendedUntil === undefined
        ? condition('agency-suspended-from-selection', art('111', '35'), false)
        : condition('agency-suspended-for-breach', art('111', '42.1'), false, {
            until: agency.suspendedUntil,
          })
    case 'expelled':
      return condition('agency-expelled-from-market', art('111', '36'), false)
  }
}

/** 22.1.2: only those whom the owner asked by name may register, where it asked by name. */
function isInvited(asked: Asked, agency: AgencyStanding): Condition[] {
  if (asked.method !== 'direct') return []
  const met = asked.direct?.invitees?.some((i) => i.id === agency.id) ?? false
  return [condition('not-invited', groundArticle(asked), met)]
}

/** The last day on which a qualification must hold: the day of the deadline; a deadline at 24:00 is that day's. */
export const dayOfDeadline = (deadline: Instant): PlainDate => dateOf(addMs(deadline, -1))

const isCurrent = (service: AgencyService, on: PlainDate) =>
  service.validTo === undefined || service.validTo >= on

/**
 * 22.1.1 (符合条件), 23.2: every condition that an agency must meet on the day of the deadline, in the order in which a
 * clerk would ask them. A condition that an earlier failure makes idle is left out.
 */
export function conditionsOf(asked: Asked, agency: AgencyStanding): Condition[] {
  const first = [isAdmitted(agency), ...isInvited(asked, agency)]
  const held = agency.services.filter((s) => s.serviceType === asked.serviceType)
  const serves = condition('service-not-held', art('111', '16'), held.length > 0, {
    serviceType: asked.serviceType,
  })
  if (serves.refusal) return [...first, serves]

  const day = dayOfDeadline(asked.deadline)
  const confirmed = held.filter((s) => s.confirmed)
  const current = confirmed.filter((s) => isCurrent(s, day))
  const running = current.filter((s) => !s.suspended)
  const validTo = confirmed
    .map((s) => s.validTo ?? '')
    .sort()
    .at(-1)
  const conditions = [
    ...first,
    serves,
    condition('qualification-not-confirmed', art('111', '16'), confirmed.length > 0),
    ...(confirmed.length === 0
      ? []
      : [
          condition('qualification-expired-by-deadline', art('111', '35.2'), current.length > 0, {
            validTo,
            deadline: day,
          }),
        ]),
    ...(current.length === 0 ? [] : [condition('service-suspended', art('111', '35'), running.length > 0)]),
  ]
  if (running.length === 0) return conditions
  return [
    ...conditions,
    ...(asked.required ?? []).map((line) => meetsTheList(line, agency, day)),
    ...asked.qualifications.map((required) => holds(running, required)),
  ]
}

const carries = (s: AgencyService, { name, grade }: QualificationNeed): boolean =>
  s.qualification === name && gradeSuffices(s.grade, grade)

/**
 * 9.1, 16: one line of what the law asks for the service: any of its qualifications, whatever service it was confirmed
 * for, in force on the day (35.2) and of a service that is not suspended (35). All the lines must be met.
 */
function meetsTheList(line: QualificationRule[number], agency: AgencyStanding, day: PlainDate): Condition {
  const confirmed = agency.services.filter((s) => s.confirmed)
  const carrying = confirmed.filter((s) => line.anyOf.some((need) => carries(s, need)))
  const current = carrying.filter((s) => isCurrent(s, day))
  const required = qualificationText([line])
  if (current.some((s) => !s.suspended))
    return condition('listed-qualification-missing', art('111', '16'), true)
  if (current.length > 0)
    return condition('listed-qualification-suspended', art('111', '35'), false, { required })
  if (carrying.length > 0) {
    const validTo = carrying
      .map((s) => s.validTo ?? '')
      .sort()
      .at(-1)
    return condition('listed-qualification-lapsed', art('111', '35.2'), false, {
      ...{ required, validTo, deadline: day },
    })
  }
  const near = confirmed.filter((s) => line.anyOf.some((need) => need.name === s.qualification))
  return condition('listed-qualification-missing', art('111', '16'), false, {
    required,
    held:
      [...new Set(near.map((s) => `${s.qualification}${s.grade ? `：${s.grade}` : ''}`))].join('、') || '—',
  })
}

/** 22.1.1: the qualification that the owner requires is held, in the grade or a higher one. */
function holds(running: readonly AgencyService[], required: Requirement): Condition {
  const named = running.filter((s) => s.qualification === required.name)
  if (named.length === 0) {
    return condition('qualification-not-held', art('111', '23.2'), false, { required: required.name })
  }
  const met = named.some((s) => gradeSuffices(s.grade, required.grade))
  return condition('grade-too-low', art('111', '23.2'), met, {
    required: required.name,
    grade: required.grade,
    held: named.map((s) => s.grade ?? '').join('、'),
  })
}

/** 22.1.3 质量管理水平: the best running grade for the service, and its place in its family; ungraded ones have one place. */
export function gradeOf(
  asked: Asked,
  agency: AgencyStanding,
): Pick<MeritRecord, 'qualification' | 'grade' | 'rank' | 'grades'> {
  const day = dayOfDeadline(asked.deadline)
  const running = agency.services
    .filter((s) => s.serviceType === asked.serviceType && s.confirmed && isCurrent(s, day) && !s.suspended)
    .map(({ qualification = '', grade = '' }) => {
      const family = grades.find((f) => f.includes(grade))
      return {
        qualification,
        grade,
        rank: family ? family.indexOf(grade) + 1 : 1,
        grades: family?.length ?? 1,
      }
    })
    .sort((a, b) => a.rank * b.grades - b.rank * a.grades)
  return running[0] ?? { qualification: '', grade: '', rank: 1, grades: 1 }
}

/** The first condition that fails, or nothing: the agency may take part. */
export const ineligibility = (asked: Asked, agency: AgencyStanding): Refusal | undefined =>
  conditionsOf(asked, agency).find((c) => c.refusal)?.refusal
