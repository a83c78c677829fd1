export { availableActions } from './actions.ts'
export {
  auctionTerms,
  auctionWorkflow,
  biddingBegins,
  newAuction,
  nextPermitted,
} from './auction.ts'
export {
  type AuctionAudit,
  type AuditReport,
  type AuditStep,
  auditFormat,
  auditSteps,
  looksLikeAudit,
  verifyAudit,
} from './auction-audit.ts'
export * from './auction-figures.ts'
export * from './auction-state.ts'
export * from './auction-words.ts'
export { type AwardInfo, awardInfo, callOffAward } from './award.ts'
export * from './central-catalogue.ts'
export * from './draft.ts'
export * from './due-words.ts'
export {
  type Asked,
  type Condition,
  conditionsOf,
  dayOfDeadline,
  gradeOf,
  gradeSuffices,
  ineligibility,
} from './eligibility.ts'
export * from './exact.ts'
export * from './figures.ts'
export { frameworkWorkflow, nextMember } from './framework.ts'
export * from './framework-state.ts'
export { frameworkProblems } from './framework-terms.ts'
export * from './framework-words.ts'
export { isAuction } from './methods/bidding.ts'
export { conductsOf, groundArticle, groundArticles, isDirectChoice } from './methods/direct.ts'
export {
  type MeritRecord,
  type Method,
  type MethodCode,
  methodArticles,
  methodOf,
  methodOfAnnounced,
  methods,
  notOffered,
  type Offering,
  type Step,
} from './methods/index.ts'
export { type Approved, approvedOf, readApproved } from './methods/other.ts'
export { type Notice, noticeOf } from './notices.ts'
export { announcementNumber, awardNumber } from './numbers.ts'
export * from './offers.ts'
export { type Entrant, type Excluded, judge, type Registrant } from './opening.ts'
export { networkOf, type Origin, type SameBy, type SameOrigin, sameOrigin, shortAgent } from './origin.ts'
export * from './origin-finding.ts'
export * from './origin-finding-words.ts'
export { bindsTheFee, citesPrice, feeWithinPrice, formulaWithinPrice } from './price.ts'
export { draftContext, newProcurement, procurementWorkflow } from './procurement.ts'
export * from './ranking.ts'
export { type RegistrationReceipt, receiptText } from './receipt.ts'
export {
  type Declared,
  recusals,
  recusedAtRegistration,
  sharingControllers,
  tieBetween,
} from './recusal.ts'
export * from './recusal-case.ts'
export * from './recusal-state.ts'
export * from './recusal-words.ts'
export * from './refusal-words.ts'
export { sealingFault } from './sealing-check.ts'
export { firstRecommended } from './selecting.ts'
export {
  methodSwitches,
  type ProcurementKind,
  procurementKindOf,
  procurementSettings,
  publicityPeriod,
  settingsForDraft,
  thresholdAt,
} from './settings.ts'
export * from './state.ts'
export * from './terms.ts'
export { type Finding, type Restriction, restrictions, restrictiveWording } from './wording.ts'
export * from './words.ts'
