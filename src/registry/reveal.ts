import { type Article, art } from '../gazette/index.ts'
import { firstRefusal, type Refusal, refuse, type Settings, settingOf } from '../workflow/index.ts'
import type { FiledChange } from './change-state.ts'
import type { AdmissionForm } from './form.ts'
import type { RevealRefusalCode } from './reveal-words.ts'
import { revealsPerDay } from './settings.ts'

/** Whose number stands where in a thing at hand: `representative`, `people.2`. */
export interface IdentityPlace {
  place: string
  name: string
  identity: string
}

/** The numbers of an application, by the places under which the screen shows them masked. */
export const identitiesOfForm = ({ representative, controllers, people }: AdmissionForm): IdentityPlace[] => [
  { place: 'representative', name: representative.name, identity: representative.identity },
  ...controllers.map(({ name, identity }, i) => ({ place: `controllers.${i}`, name, identity })),
  ...people.map(({ name, identity }, i) => ({ place: `people.${i}`, name, identity })),
]

/** The numbers of a change. */
export function identitiesOfChange({ proposal }: Pick<FiledChange, 'proposal'>): IdentityPlace[] {
  switch (proposal.matter) {
    case 'representative': {
      const { name, identity } = proposal.representative
      return [{ place: 'representative', name, identity }]
    }
    case 'people':
      return proposal.joining.map(({ name, identity }, i) => ({ place: `joining.${i}`, name, identity }))
    default:
      return []
  }
}

/** The kinds of things of which a number can be asked for. */
export const revealSubjects = ['admission', 'change', 'owner'] as const
export type RevealSubject = (typeof revealSubjects)[number]

const cites = art('111', '19.1')

const no = (
  code: RevealRefusalCode,
  article: Article = cites,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

/**
 * 19.1: real names are checked by numbers, which are shown in full to whoever has the matter at hand, gives a reason, and
 * is seen doing so. The daily limit keeps a list from being copied out one by one.
 * @param asked.today how many the person has been shown today
 */
export function revealFault(
  asked: { reason: string; today: number; found: IdentityPlace | undefined },
  rules: Settings,
): Refusal | undefined {
  const most = settingOf(rules, revealsPerDay)
  const refused = firstRefusal(
    asked.found ? undefined : no('no-such-identity', cites, {}, 'place'),
    asked.reason.trim() === '' ? no('reveal-reason-missing', cites, {}, 'reason') : undefined,
    asked.today < most ? undefined : no('too-many-reveals', cites, { most }),
  )
  return refused?.refusal
}
