import type { PlainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import type { ChangeKnowledge, Proposal } from './change-state.ts'
import {
  employed,
  filled,
  namedFaults,
  onlyOnce,
  onTheList,
  qualificationFaults,
  validEmail,
  validPhone,
} from './form-rules.ts'
import { postsAreHeld } from './key-people.ts'
import { no } from './refusals.ts'

type Known = Pick<ChangeKnowledge, 'name' | 'people' | 'serviceTypes'>

/** Everything that keeps a change from being complete, in the order of its form: the rules of the admission again. */
export function proposalFaults(proposal: Proposal, known: Known, today: PlainDate): Refusal[] {
  return faults(proposal, known, today).filter((f) => f !== undefined)
}

function faults(proposal: Proposal, known: Known, today: PlainDate): (Refusal | undefined)[] {
  const cites = art('111', '33.1')
  switch (proposal.matter) {
    case 'contact':
      return [
        filled(proposal.address, 'address', cites),
        validPhone(proposal.phone, 'phone'),
        validEmail(proposal.email, 'email'),
        filled(proposal.scope, 'scope', cites),
      ]
    case 'name':
      return [
        filled(proposal.name, 'name', cites),
        proposal.name.trim() === known.name ? no('change-empty', cites, {}, 'name') : undefined,
        proposal.licence ? undefined : no('licence-missing', cites, {}, 'licence'),
      ]
    case 'representative':
      return [
        ...namedFaults(proposal.representative, 'representative', { today }),
        validPhone(proposal.representative.phone, 'representative.phone'),
        proposal.licence ? undefined : no('licence-missing', cites, {}, 'licence'),
      ]
    case 'people': {
      const { leaving, joining } = proposal
      const staying = known.people.filter((p) => !leaving.includes(p.id))
      return [
        leaving.length + joining.length === 0 ? no('change-empty', cites, {}, 'leaving') : undefined,
        leaving.every((id) => known.people.some((p) => p.id === id))
          ? undefined
          : no('key-person-gone', cites, {}, 'leaving'),
        ...postsAreHeld([...staying, ...joining], 'leaving'),
        ...joining.flatMap((person, i) => [
          ...namedFaults(person, `joining.${i}`, { today }),
          validPhone(person.phone, `joining.${i}.phone`),
          person.posts.length > 0
            ? undefined
            : no('post-missing', art('111', '19.1'), {}, `joining.${i}.posts`),
          employed(person, `joining.${i}.employed`),
          onlyOnce(joining, i, 'joining'),
        ]),
      ]
    }
    case 'qualification': {
      const { claim } = proposal
      return [
        onTheList(claim, 'claim', { today, serviceTypes: known.serviceTypes }),
        // Here a certificate is what the report is about: none is not an answer (35.4: 有效资质等材料).
        filled(claim.qualification, 'claim.qualification', art('111', '35.4')),
        ...qualificationFaults(claim, 'claim', { today }),
      ]
    }
  }
}
