import { type Instant, type PlainDate, plainDate } from '../calendar/index.ts'
import type { Body } from './admission-state.ts'
import type { ServiceClaim } from './form.ts'

/** One qualification that carries a service type of an agency, as its department confirmed it (111/16). */
interface Held {
  id: string
  agency: Body
  serviceType: string
  certificate: ServiceClaim
  /** Id of the department that confirmed it. */
  department: string
  confirmedAt: Instant
  /** The agency is in the market: nothing runs on one that was expelled. */
  inMarket: boolean
  /** Days left at the warnings that were given for this certificate. */
  warned: readonly number[]
}

export type Qualification =
  | { status: 'new'; id: string; agency: Body; serviceType: string }
  | (Held & { status: 'valid' })
  | (Held & { status: 'expired'; expiredAt: Instant })

export type HeldQualification = Exclude<Qualification, { status: 'new' }>
export type QualificationStatus = Qualification['status']

/** All of them the system's own: a certificate enters when an admission or a change takes effect. */
export type QualificationCommand =
  | { kind: 'enter'; certificate: ServiceClaim; department: string; confirmedAt: Instant }
  | { kind: 'warn' }
  | { kind: 'expire' }

/** What the log says of a qualification: `qualification.<name>`. */
export type QualificationFactName = 'entered' | 'renewed' | 'restored' | 'warned' | 'expired'

/** One per agency and service type. */
export const qualificationId = (agency: string, serviceType: string): string => `${agency}:${serviceType}`

/** The last day on which a certificate holds; undefined for one without end. */
export const lastDayOf = ({ validTo }: Pick<ServiceClaim, 'validTo'>): PlainDate | undefined =>
  validTo === '' ? undefined : plainDate(validTo)
