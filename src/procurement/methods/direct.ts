import { dateOf, type PlainDate } from '../../calendar/index.ts'
import { type Article, art, mention } from '../../gazette/index.ts'
import type { Refusal } from '../../workflow/index.ts'
import type { Draft, DraftContext } from '../draft.ts'
import {
  directSelection,
  followOnShare,
  invitedAtLeast,
  smallFeeAtMost,
  wholeProjectBelow,
} from '../figures.ts'
import { refuse } from '../refusals.ts'
import type { Conduct, DirectGround, DirectTerms } from '../terms.ts'
import { rangeProblems } from './bidding.ts'
import type { Method } from './method.ts'

/** Where each ground stands. */
export const groundArticles: Readonly<Record<DirectGround, Article>> = {
  invited: art('111', '22.1.2.1'),
  small: art('111', '22.1.2.2'),
  emergency: art('111', '22.1.2.3'),
  'follow-on': art('111', '22.1.2.4'),
}

/** How each ground lets the one be found; 22.2 lets owners of private money choose freely. */
export function conductsOf(draft: Draft): readonly Conduct[] {
  switch (draft.direct?.ground) {
    case 'invited':
      return ['draw', 'auction']
    case 'small':
      return ['choice', 'draw', 'auction']
    case 'emergency':
    case 'follow-on':
      return ['choice']
    case undefined:
      return draft.money === 'non-fiscal' ? ['choice', 'draw', 'auction'] : []
  }
}

/** The paragraph that a direct selection rests on. */
export const groundArticle = ({ direct, money }: Draft): Article => {
  if (direct?.ground) return groundArticles[direct.ground]
  return money === 'non-fiscal' ? art('111', '22.2') : mention('111', '22.1.2')
}

/** 22.1.2: 须符合下列条件之一; 22.2: 社会性资金投资项目业主可以自主选择公开选取方式, so they need no ground. */
export const groundIsGiven = (draft: Draft): Refusal | undefined =>
  draft.direct?.ground || draft.money !== 'fiscal'
    ? undefined
    : refuse('ground-missing', art('111', '22.1.2'), {}, 'direct.ground')

/** How the one is found is said, and the ground allows it. */
export function conductIsAllowed(draft: Draft): Refusal | undefined {
  const allowed = conductsOf(draft)
  const conduct = draft.direct?.conduct
  if (allowed.length === 0) return undefined
  if (conduct === undefined) return refuse('conduct-missing', groundArticle(draft), {}, 'direct.conduct')
  return allowed.includes(conduct)
    ? undefined
    : refuse('conduct-not-allowed', groundArticle(draft), { conduct }, 'direct.conduct')
}

const distinct = (terms: DirectTerms): number => new Set(terms.invitees?.map((i) => i.id)).size

/** 22.1.2.1: 邀请3家以上; elsewhere one at least; who is chosen directly is one. */
export function inviteesAreEnough(draft: Draft, on: PlainDate): Refusal | undefined {
  const terms = draft.direct ?? {}
  const given = distinct(terms)
  if (given < (terms.invitees?.length ?? 0))
    return refuse('invitee-twice', groundArticle(draft), {}, 'direct.invitees')
  if (terms.conduct === 'choice')
    return given === 1
      ? undefined
      : refuse('one-to-choose', groundArticle(draft), { given }, 'direct.invitees')
  const least = leastInvited(terms, on)
  return given >= least
    ? undefined
    : refuse('too-few-invited', groundArticle(draft), { least, given }, 'direct.invitees')
}

const leastInvited = ({ ground }: DirectTerms, on: PlainDate): number =>
  ground === 'invited' ? invitedAtLeast.on(on) : 1

/** 22.1.2.2, 22.1.2.4: both compare the fee, so it is settled. */
const feeIsSettled = (draft: Draft): Refusal | undefined =>
  draft.amount === undefined && draft.formula !== undefined
    ? refuse('method-needs-fee', groundArticle(draft), {}, 'amount')
    : undefined

/** 22.1.2.2: 中介服务金额不高于1万元且整个项目规模预估价低于两百万元。 */
export function smallEnough(draft: Draft, on: PlainDate): Refusal | undefined {
  const article = art('111', '22.1.2.2')
  const most = smallFeeAtMost.on(on)
  if (draft.amount !== undefined && draft.amount > most)
    return refuse('fee-not-small', article, { most, given: draft.amount }, 'amount')
  const whole = draft.direct?.wholeProject
  if (whole === undefined) return refuse('draft-field-missing', article, {}, 'direct.wholeProject')
  const below = wholeProjectBelow.on(on)
  if (whole < below) return undefined
  return refuse('project-not-small', article, { below, given: whole }, 'direct.wholeProject')
}

/** 22.1.2.3: 项目业主提供县级以上政府或部门出具的书面说明材料。 */
export function paperIsGiven({ direct }: Draft): Refusal | undefined {
  const article = art('111', '22.1.2.3')
  const { file, number, issuer, level } = direct?.paper ?? {}
  const missing = [
    ['file', file],
    ['number', number?.trim()],
    ['issuer', issuer?.trim()],
    ['level', level],
  ].find(([, value]) => !value)
  if (missing) return refuse('draft-field-missing', article, {}, `direct.paper.${missing[0]}`)
  return level === 'below-county'
    ? refuse('issuer-below-county', article, { issuer }, 'direct.paper.level')
    : undefined
}

/** 22.1.2.4: 后续服务金额不超过原合同服务金额10%: of all that follow one contract together, exact to the 分. */
export function followsWithinShare(draft: Draft, ctx: DraftContext): Refusal | undefined {
  const article = art('111', '22.1.2.4')
  const id = draft.direct?.original
  if (!id) return refuse('draft-field-missing', article, {}, 'direct.original')
  const original = ctx.originals?.find((o) => o.engagement === id)
  if (!original) return refuse('original-unknown', article, {}, 'direct.original')
  if (draft.direct?.invitees?.[0]?.id !== original.agency.id)
    return refuse('not-the-same-agency', article, { agency: original.agency.name }, 'direct.invitees')
  if (draft.amount === undefined) return undefined
  const permille = followOnShare.on(dateOf(ctx.now))
  const together = BigInt(original.followed) + BigInt(draft.amount)
  if (together * 1000n <= BigInt(original.amount) * BigInt(permille)) return undefined
  const left = Number((BigInt(original.amount) * BigInt(permille)) / 1000n) - original.followed
  return refuse(
    'follow-on-too-large',
    article,
    { contract: original.amount, followed: original.followed, left: Math.max(left, 0), given: draft.amount },
    'amount',
  )
}

function proofOf(draft: Draft, ctx: DraftContext): (Refusal | undefined)[] {
  switch (draft.direct?.ground) {
    case 'small':
      return [feeIsSettled(draft), smallEnough(draft, dateOf(ctx.now))]
    case 'emergency':
      return [paperIsGiven(draft)]
    case 'follow-on':
      return [feeIsSettled(draft), followsWithinShare(draft, ctx)]
    case 'invited':
    case undefined:
      return []
  }
}

/** Nobody competes: one is named, and takes it or does not. */
export const isDirectChoice = (draft: Pick<Draft, 'method' | 'direct'>): boolean =>
  draft.method === 'direct' && draft.direct?.conduct === 'choice'

/**
 * 22.1.2 直接选取: on one of four grounds, each with its proof, agencies are asked by name. Those who accept are drawn
 * among or bid; or one is named. Of 22.1.2.1 at least three must be asked **and register** (邀请3家以上…报名参与): with fewer
 * the invitation would be one in name only, and 27 knows no selection below its least number.
 */
export const direct: Method = {
  code: 'direct',
  article: mention('111', '22.1.2'),
  policy: directSelection,
  minimum: ({ direct: terms = {} }, on) => (terms.conduct === 'choice' ? 1 : leastInvited(terms, on)),
  problems: (draft, ctx) => [
    groundIsGiven(draft),
    conductIsAllowed(draft),
    ...proofOf(draft, ctx),
    ...(draft.direct?.conduct === 'auction' ? rangeProblems(draft, groundArticle(draft)) : []),
    inviteesAreEnough(draft, dateOf(ctx.now)),
  ],
  access: () => 'invited',
  offer: () => 'none',
  offerProblem: () => undefined,
  afterOpening(entrants, { direct: terms = {} }) {
    const leaves = entrants.map((e) => e.leaf)
    switch (terms.conduct) {
      case 'auction':
        return { kind: 'auction' }
      case 'choice':
        return { kind: 'ranked', ranking: { groups: [leaves] } }
      case 'draw':
      case undefined:
        return { kind: 'draw', among: leaves }
    }
  },
}
