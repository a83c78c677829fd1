export { availableActions } from './actions.ts'
export { type AwardInfo, awardInfo } from './award.ts'
export * from './central-catalogue.ts'
export * from './draft.ts'
export {
  type Asked,
  type Condition,
  conditionsOf,
  dayOfDeadline,
  gradeSuffices,
  ineligibility,
} from './eligibility.ts'
export * from './figures.ts'
export {
  isOffered,
  type Method,
  type MethodCode,
  methodArticles,
  methodOf,
  methods,
} from './methods/index.ts'
export { type Notice, noticeOf } from './notices.ts'
export { announcementNumber, awardNumber } from './numbers.ts'
export { type Entrant, type Excluded, judge, type Registrant, sharingControllers } from './opening.ts'
export { bindsTheFee, citesPrice, feeWithinPrice, formulaWithinPrice } from './price.ts'
export { draftContext, newProcurement, procurementWorkflow } from './procurement.ts'
export { type RegistrationReceipt, receiptText } from './receipt.ts'
export {
  type ProcurementKind,
  procurementKindOf,
  procurementSettings,
  publicityPeriod,
  settingsForDraft,
  thresholdAt,
} from './settings.ts'
export * from './state.ts'
export { type Finding, type Restriction, restrictions, restrictiveWording } from './wording.ts'
export * from './words.ts'
