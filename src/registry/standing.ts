import type { PlainDate } from '../calendar/index.ts'

/** The organisations of owners as 111/2 names them. */
export type OwnerKind =
  | 'state-organ'
  | 'public-institution'
  | 'social-organisation'
  | 'enterprise'
  | 'natural-person'

/** What the rules of choosing must know of an owner (111/2, 4, 21). */
export interface OwnerProfile {
  id: string
  name: string
  /** 统一社会信用代码; absent for natural persons. */
  code?: string
  kind: OwnerKind
  /** 财政性资金项目业主 (21.1). */
  fiscal?: boolean
  region: string
  legalRepresentative: string
}

/** One service type that an agency may serve, with the qualification that carries it (111/16, 18). */
export interface AgencyService {
  /** Code of the service type in the catalogue of 111/14, for example `1.06`. */
  serviceType: string
  /** Name and grade of the qualification; absent where the law asks for none. */
  qualification?: string
  grade?: string
  validTo?: PlainDate
  /** Confirmed by the department (111/16). */
  confirmed: boolean
  suspended: boolean
}

/** What the rules of choosing must know of an agency on a day. */
export interface AgencyStanding {
  id: string
  name: string
  /** 统一社会信用代码 */
  code: string
  region: string
  status: 'applying' | 'admitted' | 'suspended' | 'expelled'
  /** Last day of a suspension for a breach of credit (42.1); absent where the agency is under none. */
  suspendedUntil?: PlainDate
  services: readonly AgencyService[]
  legalRepresentative: string
  /** Keyed digests of the identity numbers of legal representative and controllers, for 111/29.1 without showing them. */
  controllers: readonly string[]
}
