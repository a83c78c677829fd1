import type { Instant } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type OrganisationKind,
  type Refusal,
  refuse,
  reject,
  type Workflow,
} from '../workflow/index.ts'
import type { BodyRefusalCode } from './body-words.ts'
import data from './data/body-kinds.json' with { type: 'json' }
import { filled } from './form-rules.ts'
import { places, regionOf } from './regions.ts'

export type BodyKind = Exclude<OrganisationKind, 'owner' | 'agency'>

/** The functions of 7-13, each under its paragraph; `one`: a region has one such body; `necessary`: a gap where it has none. */
export const bodyKinds = data.kinds as readonly {
  kind: BodyKind
  article: string
  one: boolean
  necessary: boolean
}[]

/** What the city's management body enters of an acting body. */
export interface BodyFields {
  kind: BodyKind
  region: string
  name: string
  short: string
  /** Departments of a county: the city's department of the same branch, whose service items they are in charge of (9.1). */
  branch: string
  /** 文号 by which its government has determined it (7, 8: 由当地人民政府确定). */
  documentNumber: string
}

export type BodyEntry =
  | { status: 'new'; id: string }
  | ({ status: 'standing'; id: string } & BodyFields)
  | ({ status: 'ended'; id: string; endedAt: Instant; reason: string } & BodyFields)

export type BodyCommand =
  | { kind: 'set-up'; fields: BodyFields }
  | { kind: 'rename'; name: string; short: string; documentNumber: string }
  | { kind: 'end'; reason: string; documentNumber: string }

export type BodyFactName = 'set-up' | 'renamed' | 'ended'

/** Something that a body has not finished, or that hangs on it. */
export interface HeldByBody {
  subject: string
  id: string
  title: string
}

/** What the rules must know beside the state. */
export interface BodyKnowledge {
  /** Another standing body has the function in that region, or the name. */
  functionTaken: boolean
  nameTaken: boolean
  branchKnown: boolean
  held: readonly HeldByBody[]
}

/** Key of the knowledge among `ctx.rules`. */
export const bodyKnowledgeKey = 'registry.body'

/** 7, 8, 9: 由当地人民政府确定: the city's management body enters what the governments determine; nobody changes a program. */
export const body: Workflow<BodyEntry, BodyCommand> = { decide, availableActions, deadlines: () => [] }

const cites = art('111', '7')

const no = (
  code: BodyRefusalCode,
  article: Article = cites,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

const knowledgeOf = (ctx: Context): BodyKnowledge => {
  const knowledge = ctx.rules[bodyKnowledgeKey] as unknown as BodyKnowledge | undefined
  if (!knowledge) throw new Error('the rules of bodies were asked without their knowledge')
  return knowledge
}

const isCity = (region: string) => regionOf(region)?.level === 'city'

/** 7: the city's management body, not a county's. */
export const keepsTheBodies = ({ actor }: Pick<Context, 'actor'>): boolean =>
  actor.kind === 'management' && isCity(actor.region)

/** Everything that keeps a body from being set up as entered, in the order of the form. */
export function bodyFaults(fields: BodyFields): Refusal[] {
  const { kind, region, branch } = fields
  return [
    places.some((p) => p.code === region)
      ? undefined
      : no('body-region-unknown', cites, { region }, 'region'),
    fullBodyName(fields.name),
    filled(fields.short, 'short', cites),
    kind === 'department' && region !== '' && !isCity(region) && branch === ''
      ? no('branch-missing', cites, {}, 'branch')
      : undefined,
    filled(fields.documentNumber, 'documentNumber', cites),
  ].filter((r) => r !== undefined)
}

const fullBodyName = (name: string): Refusal | undefined =>
  [...name].length >= 4 && !/\s/.test(name) ? undefined : no('body-name-not-full', cites, {}, 'name')

function availableActions(state: BodyEntry, ctx: Context): AvailableAction[] {
  if (!keepsTheBodies(ctx)) return []
  if (state.status === 'new') return [{ act: 'set-up', article: cites }]
  if (state.status === 'ended') return []
  const refusal = mayEnd(state, ctx)
  return [
    { act: 'rename', article: cites },
    { act: 'end', article: cites, ...(refusal ? { refusal } : {}) },
  ]
}

/** What a body has in hand is finished or handed on first; the city's own two hold up all the others. */
function mayEnd({ kind, region }: BodyFields, ctx: Context): Refusal | undefined {
  if (isCity(region) && (kind === 'management' || kind === 'operator')) return no('city-body-stays')
  const { held } = knowledgeOf(ctx)
  if (held.length === 0) return undefined
  return no('body-holds', cites, {
    n: held.length,
    titles: held.map((h) => h.title),
    held: [...held] as never,
  })
}

function decide(state: BodyEntry, command: BodyCommand, ctx: Context): Decision<BodyEntry> {
  const offered = availableActions(state, ctx).find((a) => a.act === command.kind)
  if (!offered) return reject(no('not-available', cites, { act: command.kind, status: state.status }))
  if (offered.refusal) return reject(offered.refusal)
  const known = knowledgeOf(ctx)
  switch (command.kind) {
    case 'set-up': {
      const { fields } = command
      const [fault] = bodyFaults(fields)
      const refused = firstRefusal(
        fault,
        known.functionTaken ? no('body-exists', cites, {}, 'kind') : undefined,
        known.nameTaken ? no('body-name-taken', cites, { name: fields.name }, 'name') : undefined,
        fields.branch !== '' && !known.branchKnown ? no('branch-missing', cites, {}, 'branch') : undefined,
      )
      if (refused) return refused
      return accept({ status: 'standing', id: state.id, ...fields }, fact('set-up', { ...fields }))
    }
    case 'rename': {
      if (state.status !== 'standing') return impossible(state as never)
      const { name, short, documentNumber } = command
      const refused = firstRefusal(
        fullBodyName(name),
        filled(short, 'short', cites),
        filled(documentNumber, 'documentNumber', cites),
        name === state.name && short === state.short ? no('body-name-same', cites, {}, 'name') : undefined,
        known.nameTaken ? no('body-name-taken', cites, { name }, 'name') : undefined,
      )
      if (refused) return refused
      const told = { name, former: state.name, documentNumber }
      return accept({ ...state, name, short, documentNumber }, fact('renamed', told))
    }
    case 'end': {
      if (state.status !== 'standing') return impossible(state as never)
      const { reason, documentNumber } = command
      const refused = firstRefusal(
        filled(reason, 'reason', cites),
        filled(documentNumber, 'documentNumber', cites),
      )
      if (refused) return refused
      const told = { name: state.name, reason, documentNumber }
      return accept(
        { ...state, status: 'ended', endedAt: ctx.now, reason, documentNumber },
        fact('ended', told),
      )
    }
    default:
      return impossible(command)
  }
}

/** The necessary functions that a region has no body of its own for: the next region above serves it (6-8). */
export const gapsOf = (standing: readonly BodyKind[]): BodyKind[] =>
  bodyKinds.filter((k) => k.necessary && !standing.includes(k.kind)).map((k) => k.kind)

const fact = (what: BodyFactName, told: Fact['body']): Fact => ({
  kind: `body.${what}`,
  article: cites,
  visibility: 'public',
  body: told,
})
