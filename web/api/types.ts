import type { Instant } from '../../src/calendar/index.ts'
import type { DrawSummary } from '../../src/draw/index.ts'
import type { Article } from '../../src/gazette/index.ts'
import type {
  AuctionTerms,
  DirectTerms,
  FrameworkTerms,
  MeritTerms,
  OfferKind,
  Ranking,
} from '../../src/procurement/index.ts'
import type { PriceTerms, QualificationRule } from '../../src/registry/index.ts'
import type { Actor, AvailableAction, OrganisationKind, Role } from '../../src/workflow/index.ts'

/** What the public and desk doors of the server answer with. Instants are +08:00 texts, money is integer 分. */

export interface TimeAnswer {
  now: Instant
  mode: 'demonstration' | 'production'
  /** The schedule of a coming year is not announced yet: dates in it are 暂定. */
  provisionalYear?: boolean
  /** The measure's own term has run out (111/58). */
  ruleSetExpired?: { since: string }
}

export interface DueItem {
  subject: string
  id: string
  due: Instant
  action: string
  title: string
}

export interface DemoClock {
  now: Instant
  next?: DueItem
}

export interface DemoAdvance {
  now: Instant
  fired: readonly DueItem[]
}

export interface Membership {
  organisation: string
  organisationName: string
  kind: OrganisationKind
  roles: readonly Role[]
}

export type PersonActor = Exclude<Actor, { kind: 'system' } | { kind: 'public' }>

export interface Me {
  actor: PersonActor | null
  memberships: readonly Membership[]
  unread: number
}

export interface DemoPerson {
  account: string
  name: string
  organisationName: string
  kind: OrganisationKind
  roles: readonly Role[]
}

export interface Statistics {
  open: number
  agencies: number
  onTimePermille: number | null
  draws: number
}

export type AnnouncementState = string

export interface AnnouncementCard {
  id: string
  number: string
  title: string
  state: AnnouncementState
  method: string
  methodArticle?: Article
  serviceType: string
  serviceTypeName: string
  region: string
  regionName: string
  ownerName: string
  money: 'fiscal' | 'non-fiscal'
  amount: number | null
  priceNote?: string
  publishedAt?: Instant
  deadline?: Instant
}

export interface AnnouncementList {
  items: readonly AnnouncementCard[]
  total: number
  facets: Readonly<
    Record<'state' | 'method' | 'region' | 'category' | 'money', Readonly<Record<string, number>>>
  >
}

export interface HistoryEntry {
  at: Instant
  kind: string
  article?: Article
  params?: Readonly<Record<string, unknown>>
  /** Index of the fact's leaf in the public log. */
  leaf?: number
}

export interface RunningClock {
  action: string
  article: Article
  due?: Instant
  since?: Instant
  who?: string
}

export interface Notice {
  kind: string
  number: string
  at: Instant
  title: string
  documentUrl?: string
  /** Page that checks the document by its number. */
  checkUrl?: string
}

export interface PartyName {
  id?: string
  name: string
  code?: string
}

export interface AnnouncementDetail extends AnnouncementCard {
  /** The published price of the service on the day of publication (111/11). */
  price?: PriceTerms
  content: string
  qualifications: readonly (string | { name: string; grade?: string })[]
  /** 9.1, 16: what the list of service items asks by law. */
  required?: string
  timeLimitDays?: number
  formula?: string
  contact?: { name?: string; phone?: string } | string
  history: readonly HistoryEntry[]
  clocks: readonly RunningClock[]
  notices: readonly Notice[]
  drawId?: string
  /** Known to everyone only after the deadline (111/53.1.2). */
  registrations?: number
  /** What the method asks beside (22.1); whom the owner asked by name is not there. */
  merit?: MeritTerms
  direct?: DirectTerms
  other?: string
  offer: OfferKind
  result?: {
    winner: PartyName
    alternates: readonly PartyName[]
    /** Those whom a framework binds (111/22.2), the winner first. */
    members?: readonly PartyName[]
    /** 分 */
    amount?: number
    ranking?: Ranking
    choice?: { reason?: string }
  }
  /** The rules of the auction, where the one is found by one (111/22.1.5). */
  auction?: AuctionTerms
  /** Several are chosen (111/22.2). */
  framework?: FrameworkTerms
  previous?: { id: string; number: string; title?: string }
  next?: { id: string; number: string; title?: string }
}

export interface ServiceItem {
  code: string
  name: string
  category: string
  /** 9.1, 16: what the law asks for. */
  qualifications?: QualificationRule
  categoryName: string
  department?: string
  departmentName?: string
  basis?: string
  priceManagement?: string
  qualification?: string
}

export interface Listed<T> {
  items: readonly T[]
  total: number
}

export type DrawList = Listed<DrawSummary & { title?: string }>

export interface AgencyCard {
  id: string
  name: string
  code: string
  region: string
  regionName: string
  status: string
  services: readonly (string | { code: string; name: string })[]
  rating?: number | { average: number; count: number } | null
}

/** What a command answers, and what a read of one subject answers. */
export interface SubjectView<S = unknown> {
  id: string
  version: number
  state: S
  actions: readonly AvailableAction[]
}

export interface DeskItem {
  subject: string
  id: string
  action: string
  article: Article
  since?: Instant
  due?: Instant
  title: string
  detail?: string
  automatic?: boolean
}

export interface Desk {
  now: Instant
  counts: { today: number; week: number; overdue: number; onTimePermille: number | null }
  items: readonly DeskItem[]
}

export interface InboxNotice {
  id: string
  at: Instant
  title: string
  body?: string
  article?: Article
  link?: string
  read: boolean
}

export interface DemoMail {
  id: string
  at: Instant
  to: string
  subject: string
  text: string
}
