export * from './beacon.ts'
export * from './bundle.ts'
export * from './ceremony.ts'
export * from './chain.ts'
export * from './checkpoint.ts'
export * from './draw.ts'
export * from './entry.ts'
export * from './feldman.ts'
export * from './roster.ts'
export { seal, unseal } from './sealing.ts'
export * from './spec.ts'
export {
  canonical,
  type Hash,
  hex,
  protocol,
  pureSuites,
  type SuiteName,
  unhex,
} from './suite.ts'
export * from './threshold.ts'
export * from './tickets.ts'
export * from './verify.ts'
export * from './view.ts'
export * from './words.ts'
