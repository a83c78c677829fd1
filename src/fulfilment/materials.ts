import { art } from '../gazette/index.ts'
import { accept, type Context, type Decision, type Refusal, reject } from '../workflow/index.ts'
import type { Command } from './actions.ts'
import { fact } from './facts.ts'
import { no } from './refusals.ts'
import type { Engagement, MaterialList } from './state.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const cites = art('111', '33.2')

/** 33.2: 一次性告知: what was not asked for the first time is not asked for at all. */
export function toldOnce(e: Engagement): Refusal | undefined {
  if (e.materials) return no('materials-told-already', cites, { at: e.materials.toldAt })
  return e.contact || e.contracts.length > 0 ? undefined : no('no-contact-yet', cites)
}

export function nothingToHandOver(e: Engagement): Refusal | undefined {
  if (!e.materials) return no('no-materials-yet', cites)
  return outstanding(e.materials) > 0 ? undefined : no('materials-handed-already', cites)
}

/** How many things of the list the owner has not handed over. */
export const outstanding = (list: MaterialList): number => list.items.filter((m) => !m.handedAt).length

/** The whole list at once, each thing with the norm that asks for it (清单内容不得超出从业规范要求). */
export function tellMaterials(
  e: Engagement,
  { items }: Of<'tell-materials'>,
  ctx: Context,
): Decision<Engagement> {
  const twice = items.findIndex((m, i) => items.slice(0, i).some((earlier) => earlier.name === m.name))
  if (twice >= 0)
    return reject(no('material-named-twice', cites, { name: items[twice]!.name }, `items.${twice}.name`))
  return accept<Engagement>(
    { ...e, materials: { items, toldAt: ctx.now } },
    fact('materials-told', cites, 'parties', {
      count: items.length,
      names: items.map((m) => m.name),
    }),
  )
}

/** The owner ticks what was handed over; what is ticked stays so. */
export function handOver(
  e: Engagement,
  { items }: Of<'hand-over-materials'>,
  ctx: Context,
): Decision<Engagement> {
  const list = e.materials
  if (!list) throw new Error('impossible: handing over without a list')
  const strange = items.find((n) => !list.items[n - 1] || list.items[n - 1]?.handedAt)
  if (strange !== undefined) return reject(no('no-such-material', cites, { number: strange }, 'items'))
  const handed = list.items.map((m, i) => (items.includes(i + 1) ? { ...m, handedAt: ctx.now } : m))
  return accept<Engagement>(
    { ...e, materials: { ...list, items: handed } },
    fact('materials-handed', cites, 'parties', {
      names: list.items.filter((_, i) => items.includes(i + 1)).map((m) => m.name),
      left: outstanding({ ...list, items: handed }),
    }),
  )
}
