import type { Kysely, Transaction } from 'kysely'
import type { Calendar, Instant } from '../calendar/index.ts'
import type { Actor, Context, Deadline, Fact, Json, Refusal, Settings, Workflow } from '../workflow/index.ts'

/** The database, or a transaction on it. A module names its own tables: `tx.withTables<RegistryTables>()`. */
// biome-ignore lint/complexity/noBannedTypes: no table is known here; each store adds its own.
export type Db = Kysely<{}>
// biome-ignore lint/complexity/noBannedTypes: see above.
export type Tx = Transaction<{}>

export type Mode = 'demonstration' | 'production'

/** What main.ts wires once and every server.ts receives. */
export interface Deps {
  mode: Mode
  db: Db
  /** The market's time by the database's clock; in demonstration mode shifted by the demo clock. */
  now(tx: Tx): Promise<Instant>
  calendar: Calendar
  settings(tx: Tx): Promise<Settings>
  jobs: Jobs
  files: Files
  keys: Keys
  ledger: Ledger
}

/** The append-only log, as the ledger module provides it. */
export interface Ledger {
  /** Appends facts of one subject, in order, to its hash chain; the sequencer takes them into the tree later. */
  append(
    tx: Tx,
    entry: { subject: string; actor: string; at: Instant; facts: readonly Fact[] },
  ): Promise<{ id: string; leaf: string }[]>
}

/** Work outside the transaction that asked for it: enqueued inside, run after the commit, at least once. */
export interface Jobs {
  /** Declares a handler; called once at start by a module's server.ts. Handlers are idempotent. */
  handle<P extends Json>(name: string, run: (payload: P) => Promise<void>): void
  /** Enqueues inside the transaction: no commit, no job. */
  enqueue(tx: Tx, name: string, payload: Json): Promise<void>
}

export interface FileRef {
  id: string
  name: string
  type: string
  /** bytes */
  size: number
  /** hex */
  sha256: string
}

/** Files in the database's own large store; the type is found from the content, never believed from the name. */
export interface Files {
  put(tx: Tx, file: { name: string; bytes: Buffer; owner: string }): Promise<FileRef>
  get(tx: Tx, id: string): Promise<(FileRef & { bytes: Buffer; owner: string }) | undefined>
  /** What is filed under these ids, without the bytes. */
  find(tx: Tx, ids: readonly string[]): Promise<(FileRef & { owner: string })[]>
}

/** Keys that live outside the database, in `data/keys` or where XUNSHI_KEYS points. */
export interface Keys {
  /** Ed25519 key of the log's checkpoints: sign(bytes) → 64 bytes. */
  log: { name: string; publicKey: Uint8Array; sign(message: Uint8Array): Uint8Array }
  /** HMAC-SHA-256 under a key that never enters the database; `purpose` separates uses. hex. */
  digest(purpose: string, ...parts: string[]): string
  /** AES-256-GCM of small secrets, `purpose` bound as associated data. */
  seal(purpose: string, plain: Uint8Array): Uint8Array
  open(purpose: string, sealed: Uint8Array): Uint8Array
}

/** How a module stores the subject of its workflow. */
export interface SubjectStore<S> {
  /** Reads and locks the row (`for update`); undefined when there is none. */
  lock(tx: Tx, id: string): Promise<{ state: S; version: number } | undefined>
  /** Reads without a lock. */
  read(tx: Tx, id: string): Promise<{ state: S; version: number } | undefined>
  /** Inserts (version 1) or updates the row and its search columns. */
  save(tx: Tx, id: string, state: S, version: number): Promise<void>
}

/** A workflow with its store: what `act` runs and what the routes are made of. */
export interface Subject<S, C extends { kind: string }> {
  /** `procurement`; the facts' subject is `procurement/<id>`. */
  name: string
  workflow: Workflow<S, C>
  store: SubjectStore<S>
  /** One line for desks and mails: the project's or the agency's name. */
  title(state: S): string
  /** Adds what `decide` may need beyond the state (read in the same transaction), as `ctx.rules` entries. */
  rules?(tx: Tx, state: S, command: C | undefined, actor: Actor): Promise<Settings>
  /** Runs in the same transaction after the facts are appended: notices, other tables, jobs. No network call. */
  react?(tx: Tx, change: Change<S>): Promise<void>
}

export interface Change<S> {
  id: string
  before: S | undefined
  after: S
  facts: readonly (Fact & { id: string })[]
  ctx: Context
}

export type Outcome<S> =
  | { ok: true; id: string; version: number; state: S; facts: readonly Fact[] }
  | { ok: false; refusal: Refusal; version?: number; state?: S }

/** A row of the clock table: a deadline of one subject. */
export interface Clock extends Deadline {
  subject: string
  id: string
  title: string
}
