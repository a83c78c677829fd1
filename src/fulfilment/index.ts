export { type Act, availableActions, type Command, sideOf } from './actions.ts'
export * from './archive.ts'
export { clocksOf, type EngagementClock, ratingDue, runningClocks } from './clocks.ts'
export { differencesOf } from './comparison.ts'
export { dayInWords, documentDate, endInWords, type Text } from './dates.ts'
export { draftDifferences } from './electronic.ts'
export { engagementWorkflow } from './engagement.ts'
export * from './excellence.ts'
export type { FactName } from './facts.ts'
export { contactPeriod, contractPeriod, ratingPeriod, starRange } from './figures.ts'
export { type OwnerEvidence, type OwnerFinding, ownerFindings } from './findings.ts'
export { outstanding } from './materials.ts'
export { type InstalmentStatus, instalmentsOf, leftOf, paidOf, planOf, yuan } from './payments.ts'
export { managementKey, standingOf } from './recognition.ts'
export * from './register-words.ts'
export * from './registers.ts'
export * from './settings.ts'
export {
  checkDue,
  drawAtOf,
  mayComment,
  type NextPeriod,
  newSpotCheck,
  nextPeriod,
  placesOf,
  sideIn,
  spotCheckWorkflow,
} from './spot-check.ts'
export * from './spot-check-state.ts'
export * from './spot-check-words.ts'
export * from './state.ts'
export * from './words.ts'
