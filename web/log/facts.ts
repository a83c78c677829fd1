import { complaintFactWords } from '../../src/complaints/index.ts'
import { breachFactWords, creditFactWords } from '../../src/credit/index.ts'
import { facts as drawFacts } from '../../src/draw/index.ts'
import { factWords as engagementFacts, spotCheckFacts } from '../../src/fulfilment/index.ts'
import { ledgerFacts } from '../../src/ledger/index.ts'
import {
  auctionFacts,
  catalogueFactWords,
  findingFactWords,
  factWords as procurementFacts,
  recusalFactWords,
} from '../../src/procurement/index.ts'
import {
  bodyFactWords,
  changeFactWords,
  itemFactWords,
  objectionFactWords,
  ownerFactWords,
  qualificationFactWords,
  factWords as registryFacts,
  revealFactWords,
  staffFactWords,
  standingFactWords,
} from '../../src/registry/index.ts'
import type { Text, Words } from '../words/words.ts'

/** Facts of the platform: what auditors read, what people did about their second factor. */
const accountFactWords = {
  'audit.read': { zh: '审计查阅', en: 'Read by audit' },
  'audit.export': { zh: '审计导出', en: 'Exported by audit' },
  'person.second-factor-enrolled': { zh: '启用双重验证', en: 'Second factor set up' },
  'person.second-factor-ended': { zh: '停用双重验证', en: 'Second factor ended' },
} as const satisfies Words

const catalogues: readonly Words[] = [
  drawFacts,
  creditFactWords,
  breachFactWords,
  ledgerFacts,
  registryFacts,
  changeFactWords,
  bodyFactWords,
  ownerFactWords,
  revealFactWords,
  accountFactWords,
  objectionFactWords,
  staffFactWords,
  standingFactWords,
  itemFactWords,
  catalogueFactWords,
  qualificationFactWords,
  recusalFactWords,
  findingFactWords,
  procurementFacts,
  auctionFacts,
  engagementFacts,
  complaintFactWords,
  spotCheckFacts,
]

/** The words of a fact, whichever module it is from; some catalogues leave out their module's name. */
export function factName(kind: string): Text {
  const short = kind.replace(/^[a-z]+\./, '')
  for (const words of catalogues) {
    const text = words[kind]
    if (text) return text
  }
  const own: Words = kind.startsWith('procurement.') ? procurementFacts : engagementFacts
  return own[short] ?? { zh: kind, en: kind }
}
