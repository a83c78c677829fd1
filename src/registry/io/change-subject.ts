import { dateOf, endInWords } from '../../calendar/index.ts'
import type { Change as Changed, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { impossible, type Settings } from '../../workflow/index.ts'
import {
  type Change,
  type ChangeCommand,
  type ChangeFactName,
  type ChangeKnowledge,
  change,
  changeDue,
  changeKnowledgeKey,
  changeMatterWords,
  changeNotices,
  confirmationDue,
  type FiledChange,
  formOf,
  type Proposal,
  proposalFiles,
  qualificationId,
  routedTo,
} from '../index.ts'
import * as store from '../store.ts'
import { admissionStore } from './admissions.ts'
import * as agencies from './agencies.ts'
import { departmentsOf, nearestBody } from './bodies.ts'
import * as changes from './changes.ts'
import { enterQualification } from './qualification-subject.ts'
import { qualificationStore } from './qualifications.ts'
import { identityDigest } from './subject.ts'
import { putVersion } from './versions.ts'

export type ChangeSubject = Subject<Change, ChangeCommand>

/** A change of an agency, as `act` and the routes run it. */
export function changeSubject(deps: Deps): ChangeSubject {
  return {
    name: 'change',
    workflow: change,
    store: changes.changeStore(deps.keys),
    title: (state) =>
      state.status === 'new'
        ? '信息变更'
        : `${state.agencyName} · ${changeMatterWords[state.proposal.matter].zh}`,
    rules: async (tx, state, command) =>
      ({ [changeKnowledgeKey]: await knowledge(tx, deps, state, command) }) as unknown as Settings,
    react: async (tx, changed) => {
      const { after, before } = changed
      if (after.status === 'new') return
      if (after.status === 'in-force' && before?.status !== 'in-force') await takeEffect(tx, deps, after)
      await tell(tx, deps, changed, after)
    },
  }
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  state: Change,
  command: ChangeCommand | undefined,
): Promise<ChangeKnowledge> {
  const agency = await changes.inForce(tx, state.agency)
  if (!agency) throw new Error(`a change of an unknown agency: ${state.agency}`)
  const { status: agencyStatus, name, legalRepresentative, people } = agency
  const proposal =
    command?.kind === 'file' ? command.proposal : state.status === 'new' ? undefined : state.proposal
  const known = { agencyStatus, name, legalRepresentative, people }
  if (!proposal) return { ...known, elsewhere: [], bars: [], unknownFiles: [], serviceTypes: [] }
  const joining = proposal.matter === 'people' ? proposal.joining : []
  const identities = joining.map((p) => identityDigest(deps, p.identity))
  // Two agencies that take one person at once: the second waits here and then finds the first.
  if (command?.kind === 'file' || command?.kind === 'approve') await agencies.lockNames(tx, identities)
  const held = await agencies.heldElsewhere(tx, identities, state.agency)
  const representative =
    proposal.matter === 'representative' ? identityDigest(deps, proposal.representative.identity) : undefined
  const files = proposalFiles(proposal).map(({ file }) => file)
  const own = await deps.files.find(
    tx,
    files.map((f) => f.id),
  )
  const isOwn = (f: (typeof files)[number]) =>
    own.some((o) => o.owner === state.agency && o.id === f.id && o.sha256 === f.sha256)
  return {
    ...known,
    operator: await nearestBody(tx, 'operator', routedTo(agency.region, await deps.settings(tx))),
    elsewhere: held.map(({ identity, ...h }) => ({ index: identities.indexOf(identity), ...h })),
    bars: representative ? await agencies.bars(tx, { agency: '', representative }) : [],
    unknownFiles: files.filter((f) => !isOwn(f)).map((f) => f.id),
    other: await changes.openChange(tx, state.agency, proposal, state.id),
    ...(await aboutCertificate(tx, deps, state.agency, agency.region, proposal)),
  }
}

/** 14, 16: the published list, the department in charge of what is claimed, and the certificate that holds now. */
async function aboutCertificate(
  tx: Tx,
  deps: Deps,
  agency: string,
  region: string,
  proposal: Proposal,
): Promise<Pick<ChangeKnowledge, 'serviceTypes' | 'department' | 'certificate'>> {
  if (proposal.matter !== 'qualification') return { serviceTypes: [] }
  const { serviceType } = proposal.claim
  const items = await store.serviceItems(tx, { on: dateOf(await deps.now(tx)) })
  const claimed = items.filter((i) => i.code === serviceType)
  const place = routedTo(region, await deps.settings(tx))
  const department = (await departmentsOf(tx, claimed, place))[serviceType]
  const held = (await qualificationStore.read(tx, qualificationId(agency, serviceType)))?.state
  const certificate = held && held.status !== 'new' ? held.certificate : undefined
  const lapsed = held?.status === 'expired' ? { lapsed: held.expiredAt } : {}
  return {
    serviceTypes: items.map((i) => i.code),
    ...(department ? { department } : {}),
    ...(certificate ? { certificate: { ...certificate, ...lapsed } } : {}),
  }
}

type InForce = Extract<FiledChange, { status: 'in-force' }>

async function takeEffect(tx: Tx, deps: Deps, state: InForce): Promise<void> {
  const { agency, proposal } = state
  switch (proposal.matter) {
    case 'contact': {
      const { address, phone, email, scope } = proposal
      await changes.setProfile(tx, agency, { address, phone, email, scope })
      break
    }
    case 'name':
      await store.setName(tx, agency, proposal.name.trim())
      break
    case 'representative':
      await changes.setRepresentative(tx, agency, {
        name: proposal.representative.name,
        controllers: await controllers(tx, deps, agency, proposal),
      })
      break
    case 'people':
      await changes.freeKeyPeople(tx, agency, proposal.leaving)
      await agencies.addKeyPeople(
        tx,
        agency,
        proposal.joining.map(({ name, posts, certificate, identity }) => ({
          ...{ name, posts, certificate },
          identity: identityDigest(deps, identity),
        })),
      )
      break
    case 'qualification':
      await enterQualification(tx, deps, {
        agency: { id: agency, name: state.agencyName },
        certificate: proposal.claim,
        ...{ department: state.department!.id, confirmedAt: state.confirmed!.at },
      })
      break
    default:
      impossible(proposal)
  }
  await putVersion(tx, agency, state.inForceAt, state.id)
}

/** 29.1: the new representative and those who control the agency, as the admission named them. */
async function controllers(
  tx: Tx,
  deps: Deps,
  agency: string,
  { representative }: Extract<Proposal, { matter: 'representative' }>,
): Promise<string[]> {
  const known = await changes.inForce(tx, agency)
  const filed = known?.admission && (await admissionStore(deps.keys).read(tx, known.admission))
  // Without an application of its own the first digest is the former representative's.
  const others = filed
    ? formOf(filed.state).controllers.map((c) => identityDigest(deps, c.identity))
    : (known?.controllers.slice(1) ?? [])
  return [...new Set([identityDigest(deps, representative.identity), ...others])]
}

async function tell(
  tx: Tx,
  deps: Deps,
  { id, facts, ctx }: Changed<Change>,
  state: FiledChange,
): Promise<void> {
  const { agencyName: name, operator, agency, filedAt } = state
  for (const fact of facts) {
    const what = fact.kind.replace('change.', '') as ChangeFactName
    if (what === 'withdrawn') continue
    const { department, confirmed } = state
    const toDepartment = what === 'submitted' && department !== undefined
    const due = endInWords(
      toDepartment ? confirmationDue(filedAt, ctx) : changeDue(confirmed?.at ?? filedAt, ctx),
    )
    const reason = state.status === 'refused' ? state.reason : undefined
    const to = toDepartment
      ? department.id
      : what === 'submitted' || what === 'confirmed'
        ? operator.id
        : agency
    await notify(tx, deps, {
      key: fact.id,
      to: [to],
      // What the department has confirmed comes to the operator as any other key change does.
      words: changeNotices[toDepartment ? 'to-confirm' : what === 'confirmed' ? 'submitted' : what],
      params: { name, operator: operator.name, due, reason },
      article: fact.article,
      link: `/desk/changes/${id}`,
    })
  }
}
