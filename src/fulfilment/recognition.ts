import { art } from '../gazette/index.ts'
import { type Actor, accept, type Context, type Decision, type Refusal, reject } from '../workflow/index.ts'
import type { Command } from './actions.ts'
import { fact } from './facts.ts'
import { fileOf } from './files.ts'
import { no } from './refusals.ts'
import type { Engagement, NonRecognition } from './state.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const cites = art('111', '5.2')

/** Key of `ctx.rules` under which the server gives the management body of the department's level: `{id, name}`. */
export const managementKey = 'fulfilment.management'

/** What stands: said by a department and not taken back. */
export const standingOf = (e: Engagement): readonly NonRecognition[] =>
  e.nonRecognitions.filter((n) => !n.withdrawn)

const mine = (actor: Actor) => (n: NonRecognition) =>
  actor.kind === 'department' && n.department.id === actor.organisation

/** One department speaks once of one version; a new version may be looked at anew. */
export function nothingToRefuse(e: Engagement, { actor }: Context): Refusal | undefined {
  const version = e.deliverables.length
  if (version === 0) return no('no-deliverable-yet', cites)
  const said = standingOf(e).find((n) => n.version === version && mine(actor)(n))
  return said && no('not-recognised-already', cites, { version, at: said.at })
}

export const nothingToWithdraw = (e: Engagement, { actor }: Context): Refusal | undefined =>
  standingOf(e).some(mine(actor)) ? undefined : no('no-non-recognition', cites)

export const nothingToAnswer = (e: Engagement): Refusal | undefined =>
  standingOf(e).some((n) => !n.answer) ? undefined : no('no-non-recognition', cites)

/** 5.2: 应出具书面意见说明理由及依据，并告知同级中介超市管理机构。 */
export function refuseRecognition(
  e: Engagement,
  command: Of<'refuse-recognition'>,
  ctx: Context,
): Decision<Engagement> {
  const { actor } = ctx
  if (actor.kind !== 'department') throw new Error('impossible: only a department refuses recognition')
  const file = fileOf(command.file, ctx, cites)
  if ('code' in file) return reject(file)
  const management = ctx.rules[managementKey] as NonRecognition['management'] | undefined
  if (!management) throw new Error('the rules of recognition were asked without the management body')
  const { reasons, basis } = command
  const said: NonRecognition = {
    ...{ number: e.nonRecognitions.length + 1, version: e.deliverables.length },
    department: { id: actor.organisation, name: actor.organisationName },
    ...{ management, reasons, basis, file, at: ctx.now },
  }
  return accept<Engagement>(
    { ...e, nonRecognitions: [...e.nonRecognitions, said] },
    fact('not-recognised', cites, 'parties', {
      ...{ number: said.number, version: said.version, department: actor.organisation },
      ...{ by: actor.organisationName, management: management.id, reasons, basis, sha256: file.sha256 },
    }),
  )
}

/** The agency says once what it has to say; the department reads it and may take its opinion back. */
export function answerNonRecognition(
  e: Engagement,
  command: Of<'answer-non-recognition'>,
  ctx: Context,
): Decision<Engagement> {
  const { number, text } = command
  const found = standingOf(e).find((n) => n.number === number && !n.answer)
  if (!found) return reject(no('no-non-recognition', cites, { number }, 'number'))
  const file = command.file === undefined ? undefined : fileOf(command.file, ctx, cites)
  if (file && 'code' in file) return reject(file)
  const answer = { text, ...(file ? { file } : {}), at: ctx.now }
  return accept<Engagement>(
    replaced(e, { ...found, answer }),
    fact('non-recognition-answered', cites, 'parties', {
      ...{ number, department: found.department.id, text },
      ...(file ? { sha256: file.sha256 } : {}),
    }),
  )
}

export function withdrawNonRecognition(
  e: Engagement,
  command: Of<'withdraw-non-recognition'>,
  ctx: Context,
): Decision<Engagement> {
  const { number, reason } = command
  const found = standingOf(e).find((n) => n.number === number && mine(ctx.actor)(n))
  if (!found) return reject(no('no-non-recognition', cites, { number }, 'number'))
  return accept<Engagement>(
    replaced(e, { ...found, withdrawn: { reason, at: ctx.now } }),
    fact('non-recognition-withdrawn', cites, 'parties', {
      ...{ number, department: found.department.id, by: found.department.name },
      ...{ management: found.management.id, reason },
    }),
  )
}

const replaced = (e: Engagement, said: NonRecognition): Engagement => ({
  ...e,
  nonRecognitions: e.nonRecognitions.map((n) => (n.number === said.number ? said : n)),
})
