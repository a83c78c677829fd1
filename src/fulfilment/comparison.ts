import { type Calendar, dateOf } from '../calendar/index.ts'
import { art, mention } from '../gazette/index.ts'
import { contractPeriod } from './figures.ts'
import type { Award, ContractTerms, Difference, Party } from './state.ts'

/**
 * 33.5, 37: every point on which a contract is not what was announced and awarded, in the order of the measure's list.
 * A difference forbids nothing by itself: it is shown to both parties and to the operator.
 */
export function differencesOf(award: Award, terms: ContractTerms, calendar: Calendar): readonly Difference[] {
  return [
    partyDiffers('owner', award.owner, terms.owner),
    partyDiffers('agency', award.agency, terms.agency),
    feeDiffers(award, terms),
    timeLimitDiffers(award, terms),
    scopeDiffers(award, terms),
    signedLate(award, terms, calendar),
  ].filter((d) => d !== undefined)
}

/** The code decides where both have one; otherwise the name does, however it is spaced and bracketed. */
function partyDiffers(
  field: 'owner' | 'agency',
  announced: Party,
  filed: Omit<Party, 'id'>,
): Difference | undefined {
  const same =
    announced.code && filed.code
      ? announced.code === filed.code.toUpperCase()
      : plain(announced.name) === plain(filed.name)
  if (same) return undefined
  return {
    field,
    article: art('111', '33.5'),
    announced: named(announced),
    filed: named(filed),
    grade: 'differs',
  }
}

/** 33.4 forbids the agency to charge more than agreed, 55.7 the owner to pay more than announced; 37 asks for the same. */
function feeDiffers(award: Award, terms: ContractTerms): Difference | undefined {
  if (award.fee === undefined) {
    const announced = award.formula ?? ''
    return { field: 'fee', article: mention('111', '23.1'), announced, filed: terms.fee, grade: 'to-check' }
  }
  if (terms.fee === award.fee) return undefined
  const article = terms.fee > award.fee ? mention('111', '55.7') : mention('111', '37')
  return { field: 'fee', article, announced: award.fee, filed: terms.fee, grade: 'differs' }
}

function timeLimitDiffers(award: Award, terms: ContractTerms): Difference | undefined {
  if (terms.days === award.days) return undefined
  return {
    field: 'time-limit',
    article: mention('111', '37'),
    announced: award.days,
    filed: terms.days,
    grade: 'differs',
  }
}

/** Words are compared without spaces and punctuation; what they mean is for people to compare. */
function scopeDiffers(award: Award, terms: ContractTerms): Difference | undefined {
  if (plain(terms.scope) === plain(award.scope)) return undefined
  return {
    field: 'scope',
    article: mention('111', '37'),
    announced: award.scope,
    filed: terms.scope,
    grade: 'differs',
  }
}

/** 32.1: signed within the period from the 中选通知书. */
function signedLate(award: Award, terms: ContractTerms, calendar: Calendar): Difference | undefined {
  const { lastDay } = calendar.after(award.issuedAt, contractPeriod.on(dateOf(award.issuedAt)))
  if (terms.signedOn <= lastDay) return undefined
  return {
    field: 'signed-on',
    article: art('111', '32.1'),
    announced: lastDay,
    filed: terms.signedOn,
    grade: 'differs',
  }
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '')

const named = (p: Omit<Party, 'id'>): string => (p.code ? `${p.name}（${p.code}）` : p.name)
