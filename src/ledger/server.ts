export { type Appended, appendFacts, appendFirst, type PreparedFact, prepareSealed } from './io/append.ts'
export { type AuditReport, auditLog } from './io/audit.ts'
export { logKey } from './io/hash.ts'
export { checkpointWith, factsById, type Proved, provedIn } from './io/proved.ts'
export {
  type Entry,
  factsBeyond,
  factsOfKind,
  historyOf,
  openEntries,
  openFacts,
  receiptFor,
  type Told,
} from './io/read.ts'
export { mountLedger } from './io/routes.ts'
export { type RunningSequencer, sequence, startSequencer } from './io/sequencer.ts'
export { mountTiles } from './io/tiles.ts'
export { openWitness } from './io/witness-host.ts'
export { openWitnesses, startWitnessing, type Witness, witnessKeys } from './io/witnessing.ts'
