import type { Calendar, Instant, PlainDate } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'

/** What JSON can hold: states, commands and facts are plain data so that anyone can replay them. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/** The kinds of parties (111/2) and acting bodies (111/7-13). */
export type OrganisationKind =
  | 'owner'
  | 'agency'
  | 'department'
  | 'operator'
  | 'management'
  | 'finance'
  | 'audit'
  | 'credit'
  | 'price'
  | 'market-supervision'

/** What a person may do inside an organisation. */
export type Role = 'member' | 'admin' | 'legal-representative' | 'authorised-agent' | 'practitioner'

/** Who acts: a person for the organisation that is active on screen; the system at a deadline; or the public. */
export type Actor =
  | {
      kind: OrganisationKind
      person: string
      personName: string
      organisation: string
      organisationName: string
      /** GB/T 2260 code of the body's own level, for example `360400`. */
      region: string
      roles: readonly Role[]
    }
  | { kind: 'system' }
  | { kind: 'public' }

/** Everything a rule may know beside the state and the command. */
export interface Context<Rules = Settings> {
  actor: Actor
  now: Instant
  today: PlainDate
  calendar: Calendar
  rules: Rules
}

/** Figures that the measure leaves to the province or to the city; shown on screen as defaults of this system. */
export type Settings = Readonly<Record<string, Json | undefined>>

/** A refusal is a value: what (code), why (article), and what the screen needs to help (params). */
export interface Refusal {
  code: string
  article: Article
  params: Readonly<Record<string, Json | undefined>>
  /** The input field that is at fault, when it is one: `title`, `qualifications.0.grade`. */
  field?: string
}

/** Something that happened: one entry of the append-only log. */
export interface Fact {
  /** `module.what-happened`, for example `procurement.published`. */
  kind: string
  article: Article
  /**
   * `public`: anyone may read the body; `parties`: the subject's parties and supervisors; `sealed`: only its hash
   * leaves the database before the opening, and not even its kind or subject is shown.
   */
  visibility: 'public' | 'parties' | 'sealed'
  body: { readonly [key: string]: Json | undefined }
}

export type Decision<S> = { ok: true; state: S; facts: readonly Fact[] } | { ok: false; refusal: Refusal }

/** A clock that runs on a subject. Derived from the state, never stored by hand. */
export interface Deadline {
  /** The command that is due. */
  action: string
  article: Article
  /** When it must be done; late from this moment on. Undefined: waiting without a statutory limit. */
  due?: Instant
  /** When the clock began to run. */
  since?: Instant
  /** Organisation that must act; `system` when the command runs by itself at `due`. */
  who: string
}

/** A row of the one table that serves the menu and the server's check. */
export interface AvailableAction {
  act: string
  article: Article
  /** Undefined: may be done now. Otherwise the button is shown disabled with this reason. */
  refusal?: Refusal
}

/** The three functions of a workflow; nothing else decides. */
export interface Workflow<S, C extends { kind: string }> {
  decide(state: S, command: C, ctx: Context): Decision<S>
  availableActions(state: S, ctx: Context): readonly AvailableAction[]
  deadlines(state: S, ctx: Context): readonly Deadline[]
}

export const refuse = (
  code: string,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => ({ code, article, params, ...(field === undefined ? {} : { field }) })

export const accept = <S>(state: S, ...facts: Fact[]): Decision<S> => ({ ok: true, state, facts })

export const reject = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })

/** The first rule that refuses decides; order the rules as a clerk would ask them. */
export function firstRefusal(...rules: (Refusal | undefined)[]): { ok: false; refusal: Refusal } | undefined {
  const refusal = rules.find((r) => r !== undefined)
  return refusal && reject(refusal)
}

/** For the `default` of an exhaustive switch. */
export function impossible(value: never): never {
  throw new Error(`impossible: ${JSON.stringify(value)}`)
}

/** A figure that the measure leaves open: shown on screen as a default of this system until the city sets it. */
export interface Setting<T extends Json> {
  /** `module.name-of-the-figure` */
  key: string
  cites: Article
  default: T
  zh: string
  en: string
}

/** The value in force, or the default of this system. */
export const settingOf = <T extends Json>(rules: Settings, setting: Setting<T>): T =>
  (rules[setting.key] as T | undefined) ?? setting.default
