import type { Db, Deps, Tx } from '../../platform/deps.ts'
import type { Drawn, DrawSpec, Party } from '../index.ts'
import type { Trustees } from '../trustee.ts'
import type { Drand } from './drand.ts'

/** What the wiring gives to the draw beside `Deps`. */
export interface DrawOptions {
  trustees: Trustees
  /** A public beacon of which a round is named in the rules and hashed into the seed. */
  drand?: Drand
  /** Milliseconds that a trustee is waited for before the others go on without it. */
  patience?: number
}

/** An entry with its place and the party behind it. */
export interface DrawnEntry extends Drawn {
  /** id of the entry's fact */
  fact: string
  party: Party
}

/** What a purpose's handler receives. */
export interface CompletedDraw {
  drawId: string
  purpose: string
  subject: string
  spec: DrawSpec
  /** Best first: the first `spec.places` win, the others are alternates. */
  order: readonly DrawnEntry[]
}

export interface OpenedDraw {
  drawId: string
  purpose: string
  subject: string
}

type Handler<T> = (tx: Tx, deps: Deps, draw: T) => Promise<void>

const installations = new WeakMap<Db, DrawOptions>()
const completions = new Map<string, Handler<CompletedDraw>>()
const openings = new Map<string, Handler<OpenedDraw>>()

export const install = (deps: Deps, options: DrawOptions): void => {
  installations.set(deps.db, options)
}

/** The trustees of this market. */
export function installed(deps: Deps): DrawOptions {
  const options = installations.get(deps.db)
  if (!options) throw new Error('installDraw has not been called')
  return options
}

/** Names what happens when a draw of a purpose is complete, in the transaction that stores its result. */
export function onDrawComplete(purpose: string, handler: Handler<CompletedDraw>): void {
  completions.set(purpose, handler)
}

/** Names what happens when the sealed content of a purpose's draw has been opened, in that transaction. */
export function onOpened(purpose: string, handler: Handler<OpenedDraw>): void {
  openings.set(purpose, handler)
}

export const completionOf = (purpose: string) => completions.get(purpose)
export const openingOf = (purpose: string) => openings.get(purpose)
