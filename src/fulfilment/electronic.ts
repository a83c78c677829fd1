import { art } from '../gazette/index.ts'
import {
  type Actor,
  accept,
  type Context,
  type Decision,
  firstRefusal,
  type Refusal,
  type Role,
  reject,
} from '../workflow/index.ts'
import type { Command } from './actions.ts'
import { differencesOf } from './comparison.ts'
import { fact } from './facts.ts'
import { noSettledContract, paidOf, yuan } from './payments.ts'
import { no } from './refusals.ts'
import {
  type Attachment,
  type Contract,
  type ContractDraft,
  type ContractSide,
  contractOf,
  type Difference,
  type Engagement,
  type Signature,
} from './state.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const cites = art('111', '32.2')

/** Key of `ctx.rules` under which the server gives the contract as a PDF with both signatures. */
export const signedContractKey = 'fulfilment.signed-contract'

/** 19.1: who may bind a party: its legal representative, or the person that it has authorised. */
const entitled: readonly Role[] = ['legal-representative', 'authorised-agent']

export const otherSide = (side: ContractSide): ContractSide => (side === 'agency' ? 'owner' : 'agency')

/** Which side of the contract somebody is on; throws for others, who are offered nothing. */
export function contractSide(e: Engagement, actor: Actor): ContractSide {
  if ('organisation' in actor && actor.organisation === e.award.agency.id) return 'agency'
  if ('organisation' in actor && actor.organisation === e.award.owner.id) return 'owner'
  throw new Error('impossible: only the parties draft and sign')
}

/** A contract that was filed on paper is settled first; then it is changed by another contract. */
export const notYetToDraft = (e: Engagement): Refusal | undefined =>
  e.contracts.length === 0 ? undefined : noSettledContract(e)

export function nothingToSign(e: Engagement, { actor }: Context): Refusal | undefined {
  if (!e.contractDraft) return no('no-contract-draft', cites)
  const mine = e.contractDraft.signatures[contractSide(e, actor)]
  return mine && no('signed-already', cites, { at: mine.at, name: mine.name })
}

/** On which points a draft is not what was announced; the day of signing shows itself when it is signed. */
export const draftDifferences = (
  e: Engagement,
  terms: ContractDraft['terms'],
  ctx: Pick<Context, 'today' | 'calendar'>,
): readonly Difference[] =>
  differencesOf(
    e.award,
    { ...terms, signedOn: ctx.today, owner: e.award.owner, agency: e.award.agency },
    ctx.calendar,
  ).filter((d) => d.field !== 'signed-on')

/** 32.2: the contract as announced and offered, with what was negotiated since; each change says why (33.5, 37). */
export function draftContract(
  e: Engagement,
  command: Of<'draft-contract'>,
  ctx: Context,
): Decision<Engagement> {
  const { kind: _, explanations, ...terms } = command
  const differences = draftDifferences(e, terms, ctx)
  const refused = firstRefusal(
    promises(terms.commitment),
    explained(differences, explanations),
    coversPaid(e, terms.fee),
  )
  if (refused) return refused
  const draft: ContractDraft = {
    ...{ number: (e.contractDraft?.number ?? 0) + e.contracts.length + 1, terms, differences },
    // What is as announced needs no explanation, and keeps none.
    explanations: explanations.filter((x) => differences.some((d) => d.field === x.field)),
    ...{ by: contractSide(e, ctx.actor), draftedAt: ctx.now, signatures: {} },
  }
  return accept<Engagement>(
    { ...e, contractDraft: draft },
    fact('contract-drafted', cites, 'parties', {
      ...{ draft: draft.number, by: draft.by, fee: terms.fee, days: terms.days },
      differences: differences.map((d) => d.field),
    }),
  )
}

/** 33.3: 如实向项目业主做出质量、时限等承诺. */
const promises = (commitment: string): Refusal | undefined =>
  commitment.trim() === '' ? no('promise-missing', art('111', '33.3'), {}, 'commitment') : undefined

function explained(
  differences: readonly Difference[],
  explanations: ContractDraft['explanations'],
): Refusal | undefined {
  const missing = differences.find(
    (d) => !explanations.some((x) => x.field === d.field && x.text.trim() !== ''),
  )
  return missing && no('difference-unexplained', art('111', '33.5'), { point: missing.field }, 'explanations')
}

/** 12: what was paid is never more than the contract, whatever becomes of the contract. */
function coversPaid(e: Engagement, fee: number): Refusal | undefined {
  const paid = paidOf(e)
  return fee < paid
    ? no('fee-below-paid', art('111', '12'), { fee: yuan(fee), paid: yuan(paid) }, 'fee')
    : undefined
}

/** Each side signs the same draft; with the second signature the contract is concluded, filed and confirmed. */
export function signContract(
  e: Engagement,
  command: Of<'sign-contract'>,
  ctx: Context,
): Decision<Engagement> {
  const draft = e.contractDraft
  const { actor } = ctx
  if (!draft || !('roles' in actor)) throw new Error('impossible: signing without a draft')
  if (command.draft !== draft.number)
    return reject(no('draft-replaced', cites, { seen: command.draft, current: draft.number }, 'draft'))
  if (!actor.roles.some((role) => entitled.includes(role)))
    return reject(no('not-entitled-to-sign', art('111', '19.1'), { name: actor.personName }))
  const side = contractSide(e, actor)
  const signature: Signature = { person: actor.person, name: actor.personName, at: ctx.now }
  const signatures = { ...draft.signatures, [side]: signature }
  const signed = fact('contract-signed', cites, 'parties', {
    ...{ draft: draft.number, side, name: signature.name, fee: draft.terms.fee },
  })
  const { agency, owner } = signatures
  if (!agency || !owner) return accept<Engagement>({ ...e, contractDraft: { ...draft, signatures } }, signed)
  return conclude(e, draft, { agency, owner }, signed, ctx)
}

function conclude(
  e: Engagement,
  draft: ContractDraft,
  signatures: { agency: Signature; owner: Signature },
  signed: ReturnType<typeof fact>,
  ctx: Context,
): Decision<Engagement> {
  const file = ctx.rules[signedContractKey] as unknown as Attachment | undefined
  if (!file) throw new Error('the rules of signing were asked without the signed contract')
  const { commitment, ...terms } = draft.terms
  const parties = { owner: named(e.award.owner), agency: named(e.award.agency) }
  const contract: Contract = {
    ...{ ...terms, signedOn: ctx.today, ...parties, file, filedAt: ctx.now, confirmedAt: ctx.now },
    differences: differencesOf(e.award, { ...terms, signedOn: ctx.today, ...parties }, ctx.calendar),
    electronic: {
      ...{ signatures, commitment, explanations: draft.explanations },
      change: e.contracts.length > 0,
    },
  }
  const { contractDraft: _, ...rest } = e
  const contracts = [...e.contracts, contract]
  const after = { ...rest, contracts } as Engagement
  return accept<Engagement>(
    e.status === 'awarded' ? ({ ...rest, contracts, status: 'contracted' } as Engagement) : after,
    signed,
    fact('contract-concluded', cites, 'parties', {
      ...{ version: contracts.length, sha256: file.sha256, fee: terms.fee, days: terms.days },
      ...{ signedOn: ctx.today, differences: contract.differences.map((d) => d.field) },
    }),
  )
}

const named = ({ name, code }: { name: string; code?: string }) => ({ name, ...(code ? { code } : {}) })

/** 32.2: 开具电子发票; 33.4: 必须按照约定收取服务报酬: invoices never pass the contract. */
export function recordInvoice(
  e: Engagement,
  command: Of<'record-invoice'>,
  ctx: Context,
): Decision<Engagement> {
  const { number, amount, issuedOn } = command
  const { fee, signedOn } = contractOf(e)
  const invoiced = e.invoices.reduce((sum, i) => sum + i.amount, 0)
  const params = { fee: yuan(fee), invoiced: yuan(invoiced), left: yuan(fee - invoiced) }
  const refused = firstRefusal(
    e.invoices.some((i) => i.number === number)
      ? no('invoice-recorded', cites, { number }, 'number')
      : undefined,
    issuedOn < signedOn || issuedOn > ctx.today
      ? no('invoice-day-wrong', cites, { issuedOn, signedOn, today: ctx.today }, 'issuedOn')
      : undefined,
    amount > fee - invoiced ? no('invoice-above-contract', art('111', '33.4'), params, 'amount') : undefined,
  )
  if (refused) return refused
  return accept<Engagement>(
    { ...e, invoices: [...e.invoices, { number, amount, issuedOn, recordedAt: ctx.now }] },
    fact('invoice-recorded', cites, 'parties', { number, amount, sum: yuan(amount), issuedOn }),
  )
}

/** 33.4: 不得向项目业主及其他关联方额外收取费用: the owner says what was asked for; the operator looks into it. */
export const reportCharge = (
  e: Engagement,
  command: Of<'report-charge'>,
  ctx: Context,
): Decision<Engagement> =>
  accept<Engagement>(
    { ...e, charges: [...e.charges, { amount: command.amount, text: command.text, at: ctx.now }] },
    fact('charge-reported', art('111', '33.4'), 'parties', {
      ...{ amount: command.amount, sum: yuan(command.amount), text: command.text },
      agency: e.award.agency.id,
    }),
  )
