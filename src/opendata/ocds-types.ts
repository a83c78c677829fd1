import type { Instant } from '../calendar/index.ts'

/* The part of OCDS 1.1.5 that this market fills in. The tests hold what is made against the official schemas. */

export type ReleaseTag =
  | 'tender'
  | 'tenderUpdate'
  | 'tenderCancellation'
  | 'award'
  | 'awardUpdate'
  | 'awardCancellation'
  | 'contract'
  | 'implementation'
  | 'contractTermination'
  | 'compiled'

export interface OcdsValue {
  /** Yuan, exact to the 分. */
  amount: number
  currency: 'CNY'
}

export interface OcdsReference {
  id: string
  name: string
}

export interface OcdsOrganisation extends OcdsReference {
  identifier?: { scheme: string; id: string; legalName: string }
  roles: readonly string[]
}

export interface OcdsDocument {
  id: string
  documentType: string
  title: string
  url: string
  datePublished: Instant
  format: string
  language: string
}

export interface OcdsTender {
  id: string
  title: string
  description: string
  status: 'active' | 'cancelled' | 'unsuccessful' | 'complete'
  procuringEntity: OcdsReference
  value?: OcdsValue
  procurementMethod?: 'open' | 'selective' | 'limited' | 'direct'
  procurementMethodDetails: string
  mainProcurementCategory: 'services'
  additionalProcurementCategories: readonly string[]
  awardCriteriaDetails?: string
  submissionMethod: readonly string[]
  tenderPeriod: { startDate: Instant; endDate: Instant }
  contractPeriod: { durationInDays: number }
  eligibilityCriteria: string
  numberOfTenderers?: number
  tenderers?: readonly OcdsReference[]
  documents: readonly OcdsDocument[]
}

export interface OcdsAward {
  id: string
  title?: string
  description?: string
  status: 'pending' | 'active' | 'cancelled' | 'unsuccessful'
  date: Instant
  value?: OcdsValue
  suppliers: readonly OcdsReference[]
}

export interface OcdsContract {
  id: string
  awardID: string
  title?: string
  status: 'pending' | 'active' | 'cancelled' | 'terminated'
  implementation?: {
    milestones: readonly { id: string; title: string; type: string; status: 'met'; dateMet: Instant }[]
  }
}

export interface OcdsRelease {
  ocid: string
  id: string
  date: Instant
  tag: readonly ReleaseTag[]
  language: 'zh'
  initiationType: 'tender'
  parties: readonly OcdsOrganisation[]
  buyer: OcdsReference
  tender?: OcdsTender
  awards?: readonly OcdsAward[]
  contracts?: readonly OcdsContract[]
  relatedProcesses?: readonly {
    id: string
    relationship: readonly 'unsuccessfulProcess'[]
    scheme: 'ocid'
    identifier: string
    uri: string
  }[]
}

export interface OcdsPackage {
  uri: string
  version: '1.1'
  extensions: readonly string[]
  publisher: { name: string; uri: string }
  license: string
  publishedDate: Instant
  /** By the pagination extension: absent on the last page. */
  links: { next?: string }
}

export type ReleasePackage = OcdsPackage & { releases: readonly OcdsRelease[] }

export type RecordPackage = OcdsPackage & {
  records: readonly { ocid: string; releases: readonly OcdsRelease[]; compiledRelease: OcdsRelease }[]
}
