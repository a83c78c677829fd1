import { randomInt, randomUUID } from 'node:crypto'
import type { Instant } from '../../calendar/index.ts'
import { act } from '../../platform/act.ts'
import type { Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { Settings } from '../../workflow/index.ts'
import { type Staff, type StaffCommand, staff, staffKnowledgeKey, staffNotices } from '../index.ts'
import { nearestBody } from './bodies.ts'
import { registeredPeople, staffStore } from './staff-store.ts'

export type StaffSubject = Subject<Staff, StaffCommand>

/** The people of an organisation, as `act` and the routes run them. */
export function staffSubject(deps: Deps): StaffSubject {
  return {
    name: 'staff',
    workflow: staff,
    store: staffStore(deps.keys),
    title: (state) => state.organisation.name,
    rules: async (tx, state) =>
      ({ [staffKnowledgeKey]: await registeredPeople(tx, state) }) as unknown as Settings,
    react: async (tx, { id, after, facts }) => {
      for (const fact of facts) await tell(tx, deps, id, after, fact)
    },
  }
}

type Told = { id: string; kind: string; article: Parameters<typeof notify>[2]['article']; body: object }

async function tell(tx: Tx, deps: Deps, id: string, state: Staff, fact: Told): Promise<void> {
  const notice = noticeOf(fact.kind)
  if (!notice) return
  await notify(tx, deps, {
    ...{ key: fact.id, to: [id], words: staffNotices[notice], article: fact.article, link: '/desk/staff' },
    ...(notice === 'handed-over' ? {} : { roles: ['admin'] as const }),
    params: { ...fact.body, organisation: state.organisation.name },
  })
}

const noticeOf = (kind: string): keyof typeof staffNotices | undefined => {
  if (kind === 'staff.joined') return 'joined'
  if (kind === 'staff.handed-over') return 'handed-over'
  return kind === 'staff.left' || kind === 'staff.removed' ? 'left' : undefined
}

/** Without letters and digits that are taken for one another when read out over the phone. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A one-time code, 60 bits: `K7QM-2XHV-9TRD`. */
export const newCode = (): string =>
  Array.from({ length: 12 }, () => letters[randomInt(letters.length)]!)
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')

/** Under which a code is kept; however it was typed. */
export const codeDigest = ({ keys }: Pick<Deps, 'keys'>, code: string): string =>
  keys.digest('registry/invitation', code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))

/** The region whose management body is the market's first: 市本级. */
const city = '360400'

/**
 * 7: the one-time code of the market's very first administrator; undefined once somebody has acted for the city's
 * management body. Each call voids the code of the call before.
 */
export async function firstInvitation(
  tx: Tx,
  deps: Deps,
  subject: StaffSubject,
): Promise<{ organisation: string; code: string; expiresAt: Instant } | undefined> {
  const management = await nearestBody(tx, 'management', city)
  if (!management) throw new Error('the city has no management body')
  const [id, code] = [randomUUID(), newCode()]
  const command = { kind: 'begin', id, code: codeDigest(deps, code) } as const
  const outcome = await act(tx, deps, subject, management.id, command, { kind: 'system' })
  if (!outcome.ok) {
    if (outcome.refusal.code === 'begun-already') return undefined
    throw new Error(`the first invitation was refused: ${outcome.refusal.code}`)
  }
  const { expiresAt } = outcome.state.invitations.find((i) => i.id === id)!
  return { organisation: management.name, code, expiresAt }
}
