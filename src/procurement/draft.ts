import { dateOf, type Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type OwnerKind, type PriceTerms, type QualificationRule, regionOf } from '../registry/index.ts'
import type { Context, Refusal, Settings } from '../workflow/index.ts'
import { type CentralCatalogue, entriesFor } from './central-catalogue.ts'
import { registrationPeriod } from './figures.ts'
import { frameworkProblems } from './framework-terms.ts'
import { isDirectChoice } from './methods/direct.ts'
import { type MethodCode, methodOf, notOffered } from './methods/index.ts'
import { feeWithinPrice, formulaWithinPrice } from './price.ts'
import { refuse } from './refusals.ts'
import { procurementKindOf, thresholdAt } from './settings.ts'
import type { MethodTerms, Original } from './terms.ts'
import { type Finding, restrictionsArticle, restrictiveWording } from './wording.ts'

/** What the owner fills in (23.1). Every field may still be missing: a draft is saved as it is typed. Money in 分. */
export interface Draft extends MethodTerms {
  /** 项目名称 */
  title?: string
  /** Code of the service type on the published list (3). */
  serviceType?: string
  /** 资金来源 */
  money?: 'fiscal' | 'non-fiscal'
  /** 4: the service is in the central procurement catalogue. */
  inCatalogue?: boolean
  /** 4: why the service is outside the catalogue although the year's catalogue lists its type. */
  catalogueExplanation?: string
  /** 费用; absent when it is not settled yet (暂不确定金额). */
  amount?: number
  /** How the fee is computed when it is not settled (23.1). */
  formula?: string
  /** Estimate of an unsettled fee, for the threshold of 4. */
  estimate?: number
  /** 资质（资格）要求; an empty list says that none is required. */
  qualifications?: readonly Requirement[]
  /**
   * 9.1, 16: what the list of service items asked by law on the day of publication; the system puts it in, and a later
   * version of the list does not reach an announcement that is out.
   */
  required?: QualificationRule
  /** 服务内容 */
  content?: string
  /** 时限要求: days in which the service is to be done. */
  timeLimitDays?: number
  method?: MethodCode
  /** 报名截止时间 */
  deadline?: Instant
  contact?: { name: string; phone: string }
  /** 项目负责人, whose kinship excludes (29.2). */
  projectLead?: string
  /** Region in which the service is rendered. */
  region?: string
  /** Why wording that looks restrictive is lawful here (5.1): by the words quoted. */
  justifications?: readonly { quote: string; reason: string }[]
}

/** A qualification that the owner requires (22.1.1, 23.1). */
export interface Requirement {
  name: string
  grade?: string
}

/** A draft that has everything; the announcement shows it. */
export type Announced = Draft &
  Required<
    Pick<
      Draft,
      | 'title'
      | 'serviceType'
      | 'money'
      | 'qualifications'
      | 'content'
      | 'timeLimitDays'
      | 'method'
      | 'deadline'
      | 'contact'
      | 'projectLead'
      | 'region'
    >
  >

/** What the rules of a draft must know beside it; server and browser build the same. */
export interface DraftContext extends Pick<Context, 'now' | 'calendar'> {
  rules: Settings
  /** GB/T 2260 code of the owner's place. */
  ownerRegion: string
  /** 22.2: what the owner is; who is no department selects for no framework. */
  ownerKind?: OwnerKind
  /** Codes on the published list of services (3, 9.1). */
  serviceTypes: readonly string[]
  /** Published prices by code, where the market does not set them (11). */
  prices?: Readonly<Record<string, PriceTerms>>
  /** The central catalogue of the year (4); undefined while nobody has entered it. */
  catalogue?: CentralCatalogue
  /** Contracts of the owner that can be followed on (22.1.2.4). */
  originals?: readonly Original[]
}

type Rule = (draft: Draft, ctx: DraftContext) => Refusal | undefined

const missing = (
  field: keyof Draft | 'contact.name' | 'contact.phone',
  paragraph: '23.1' | '29.2' | '22.1' | '4' | '6' = '23.1',
): Refusal => refuse('draft-field-missing', art('111', paragraph), { field }, field)

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/** 23.1: 应明确项目名称。 */
export const titleIsGiven: Rule = (d) => (isBlank(d.title) ? missing('title') : undefined)

/** 3: the service is on the published list; the fifth category of 14 takes what has no type of its own. */
export const serviceIsListed: Rule = (d, ctx) => {
  if (isBlank(d.serviceType)) return missing('serviceType')
  if (ctx.serviceTypes.includes(d.serviceType!)) return undefined
  return refuse('service-not-listed', art('111', '3'), { serviceType: d.serviceType }, 'serviceType')
}

/** 23.1: 资金来源。 */
export const moneyIsGiven: Rule = (d) => (d.money === undefined ? missing('money') : undefined)

/** An explanation that says something; a word does not. */
const leastExplanation = 10

/**
 * 4: fiscal money for a service inside the central catalogue follows the law on government procurement. Where the
 * year's catalogue lists the type, the owner who says otherwise explains it, and the operator reads that.
 */
export const outsideCentralCatalogue: Rule = (d, ctx) => {
  if (d.money !== 'fiscal') return undefined
  if (d.inCatalogue === undefined) return missing('inCatalogue', '4')
  if (d.inCatalogue) return refuse('in-central-catalogue', art('111', '4'), {}, 'inCatalogue')
  const [entry] = entriesFor(ctx.catalogue, d.serviceType)
  if (!entry || (d.catalogueExplanation ?? '').trim().length >= leastExplanation) return undefined
  const { year, documentNumber } = ctx.catalogue!
  const params = { year, documentNumber, code: entry.code, name: entry.name, least: leastExplanation }
  return refuse('catalogue-lists-the-type', art('111', '4'), params, 'catalogueExplanation')
}

/** 4: fiscal money at or above the year's threshold follows the law on government procurement. */
export const belowThreshold: Rule = (d, ctx) => {
  if (d.money !== 'fiscal') return undefined
  // Of a framework (22.2) the whole counts, not the single call-off: else a large purchase would pass in small pieces.
  const fee = d.framework?.ceiling ?? d.amount ?? d.estimate
  if (fee === undefined) return d.formula === undefined ? undefined : missing('estimate', '4')
  const threshold = thresholdAt(ctx.rules, ctx.ownerRegion, procurementKindOf(d.serviceType))
  if (fee < threshold) return undefined
  const single = d.amount === undefined ? 'estimate' : 'amount'
  const field = d.framework?.ceiling === undefined ? single : 'framework.ceiling'
  return refuse('government-procurement-applies', art('111', '4'), { threshold, given: fee }, field)
}

/** 11: a fee that government sets or guides keeps to the published price. */
export const feeKeepsToThePrice: Rule = (d, ctx) => {
  const price = ctx.prices?.[d.serviceType ?? '']
  if (d.amount !== undefined) return feeWithinPrice(price, d.amount)
  return isBlank(d.formula) ? undefined : formulaWithinPrice(price, d.formula!, d.estimate)
}

/** 23.1: the fee, or the formula of a fee that is not settled (暂不确定金额的，应明确写明金额计算方式). */
export const feeOrFormula: Rule = (d) => {
  if (d.amount !== undefined && !isBlank(d.formula)) {
    return refuse('fee-and-formula', art('111', '23.1'), {}, 'formula')
  }
  // An estimate says that the fee is not settled: what is missing then is how it is computed.
  if (d.amount === undefined && isBlank(d.formula))
    return missing(d.formula === undefined && d.estimate === undefined ? 'amount' : 'formula')
  return undefined
}

/** Money is a positive whole number of 分. */
export const moneyIsMoney: Rule = (d) => {
  for (const field of ['amount', 'estimate'] as const) {
    const value = d[field]
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0)) {
      return refuse('not-an-amount', art('111', '23.1'), { given: value }, field)
    }
  }
  return undefined
}

/** 23.1: 资质（资格）要求; "none" is an answer, silence is not. */
export const qualificationsAreGiven: Rule = (d) => {
  if (d.qualifications === undefined) return missing('qualifications')
  const empty = d.qualifications.findIndex((q) => isBlank(q.name))
  if (empty < 0) return undefined
  return refuse(
    'draft-field-missing',
    art('111', '23.1'),
    { field: 'qualifications' },
    `qualifications.${empty}.name`,
  )
}

/** 23.1: 服务内容。 */
export const contentIsGiven: Rule = (d) => (isBlank(d.content) ? missing('content') : undefined)

/** 23.1: 时限要求, in days. */
export const timeLimitIsGiven: Rule = (d) => {
  if (d.timeLimitDays === undefined) return missing('timeLimitDays')
  if (Number.isInteger(d.timeLimitDays) && d.timeLimitDays >= 1 && d.timeLimitDays <= 3650) return undefined
  return refuse('not-a-time-limit', art('111', '23.1'), { given: d.timeLimitDays }, 'timeLimitDays')
}

/** 22.1, 23.1: the owner names a method (并明确选取方式) that is offered on the day. */
export const methodIsOffered: Rule = (d, ctx) => {
  if (d.method === undefined) return missing('method')
  return notOffered(d.method, dateOf(ctx.now), ctx.rules)
}

/**
 * 23.2: the deadline leaves at least the registration period, in working days, after publication. Where one agency is
 * named and nobody competes (22.1.2), it is the time by which that one answers, and only has to be still to come.
 */
export const deadlineIsLongEnough: Rule = (d, ctx) => {
  if (d.deadline === undefined) return missing('deadline')
  if (isDirectChoice(d)) {
    if (d.deadline > ctx.now) return undefined
    return refuse('deadline-passed', art('111', '23.2'), { now: ctx.now, given: d.deadline }, 'deadline')
  }
  const earliest = earliestDeadline(ctx)
  if (d.deadline >= earliest) return undefined
  return refuse('deadline-too-early', art('111', '23.2'), { earliest, given: d.deadline }, 'deadline')
}

/** 23.2: the first deadline that an announcement published now may have. */
export const earliestDeadline = (ctx: Pick<Context, 'now' | 'calendar'>): Instant =>
  ctx.calendar.after(ctx.now, registrationPeriod.on(dateOf(ctx.now))).end

/** Somebody can be asked: part of 信息翔实、无歧义 (23.1). */
export const contactIsNamed: Rule = (d) => (isBlank(d.contact?.name) ? missing('contact.name') : undefined)

/** 23.1: and can be reached. */
export const contactIsReachable: Rule = (d) => {
  const phone = d.contact?.phone
  if (isBlank(phone)) return missing('contact.phone')
  if (/^[\d+][\d\s-]{6,19}$/.test(phone!)) return undefined
  return refuse('not-a-phone-number', art('111', '23.1'), { given: phone }, 'contact.phone')
}

/** 29.2: the project lead is named, so that kinship can be asked. */
export const projectLeadIsGiven: Rule = (d) =>
  isBlank(d.projectLead) ? missing('projectLead', '29.2') : undefined

/** 6: the region of the service stands in the tree. */
export const regionIsKnown: Rule = (d) => {
  if (isBlank(d.region)) return missing('region', '6')
  return regionOf(d.region!)
    ? undefined
    : refuse('unknown-region', art('111', '6'), { region: d.region }, 'region')
}

/** 5.1: wording that restricts is removed or justified. */
export const wordingIsOpen: Rule = (d) => {
  const finding = draftFindings(d).find((f) => !isJustified(f, d))
  if (!finding) return undefined
  return refuse('restrictive-wording', restrictionsArticle, { ...finding }, finding.field)
}

/** 5.1: what the check finds in the texts of a draft; the operator sees it too, with the owner's reasons. */
export function draftFindings(d: Draft): Finding[] {
  return restrictiveWording([
    { field: 'title', text: d.title ?? '' },
    ...(d.qualifications ?? []).map((q, i) => ({ field: `qualifications.${i}.name`, text: q.name })),
    { field: 'content', text: d.content ?? '' },
    { field: 'formula', text: d.formula ?? '' },
  ])
}

/** 5.1: the owner has given a reason for exactly these words. */
export const justificationOf = (finding: Finding, d: Draft): string | undefined =>
  d.justifications?.find((j) => j.quote === finding.quote && j.reason.trim().length >= 10)?.reason

const isJustified = (finding: Finding, d: Draft): boolean => justificationOf(finding, d) !== undefined

const rules: readonly Rule[] = [
  titleIsGiven,
  serviceIsListed,
  moneyIsGiven,
  outsideCentralCatalogue,
  feeOrFormula,
  moneyIsMoney,
  belowThreshold,
  feeKeepsToThePrice,
  qualificationsAreGiven,
  contentIsGiven,
  timeLimitIsGiven,
  regionIsKnown,
  methodIsOffered,
  deadlineIsLongEnough,
  contactIsNamed,
  contactIsReachable,
  projectLeadIsGiven,
  wordingIsOpen,
]

/**
 * Everything that keeps a draft from being submitted, in the order of the form; empty when nothing does. The form calls
 * it as it is typed, the server before it accepts.
 */
export function draftProblems(draft: Draft, ctx: DraftContext): Refusal[] {
  const own = draft.method && methodOf(draft.method)?.problems(draft, ctx)
  return [...rules.map((rule) => rule(draft, ctx)), ...frameworkProblems(draft, ctx), ...(own ?? [])].filter(
    (r) => r !== undefined,
  )
}

/** A draft as anyone may read it: whom the owner asked, or follows on with, nobody else knows before the selection. */
export function publicDraft<D extends Draft>(draft: D): D {
  if (!draft.direct) return draft
  const { invitees: _, original: __, ...direct } = draft.direct
  return { ...draft, direct }
}
