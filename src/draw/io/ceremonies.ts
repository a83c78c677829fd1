import { hash, randomUUID } from 'node:crypto'
import { art } from '../../gazette/index.ts'
import { appendFacts } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { Refused } from '../../platform/refused.ts'
import { type Json, refuse } from '../../workflow/index.ts'
import {
  type Acceptance,
  allAccepted,
  blamed,
  type Ceremony,
  type CeremonyTranscript,
  type Complaint,
  type CurveName,
  canonical,
  ceremonyDigest,
  ceremonyProtocol,
  type Deal,
  dealFault,
  jointKeys,
  type Pledge,
  pledgeFault,
  sealingKeyOf,
  transcriptDigest,
} from '../index.ts'
import * as store from '../store.ts'
import type { Trustee, TrusteeAnswer, Trustees } from '../trustee.ts'
import { installed } from './house.ts'
import { patienceDefault, Waiting, within } from './patience.ts'

/*
 * The market carries the messages of a ceremony from trustee to trustee and can read none of the secret ones. It puts the
 * outcome into the log: the keys, or who spoiled it, with what proves that.
 */

type LedgerDeps = Pick<Deps, 'db' | 'keys' | 'now'>

/** A ceremony that all members accepted. */
interface Held {
  transcript: CeremonyTranscript
  acceptances: Acceptance[]
  keys: string[][]
}

/** One that a member spoiled. */
interface Spoiled {
  transcript: CeremonyTranscript
  culprit: string
  reason: string
  complaint?: Complaint
}

/** Holds a ceremony among the members. Throws `Waiting` when one of them is away or will not take part. */
async function hold(
  members: readonly Trustee[],
  wanted: { curve: CurveName; count: number; threshold: number },
  patience: number,
): Promise<Held | Spoiled> {
  const ceremony: Ceremony = {
    format: ceremonyProtocol,
    id: randomUUID(),
    ...wanted,
    members: members.map(({ name, key }) => ({ name, key })),
  }
  const all = <T>(ask: (member: Trustee) => Promise<TrusteeAnswer<T>>): Promise<T[]> =>
    Promise.all(
      members.map(async (member) => {
        const answer = await within(patience, ask(member))
        if (answer === undefined) throw new Waiting(`${member.name} 未联系上 cannot be reached`)
        if (!answer.ok) throw new Waiting(`${member.name} 不参加 takes no part: ${answer.refusal}`)
        return answer.value
      }),
    )
  const pledges: Pledge[] = await all((m) => m.pledge(ceremony))
  const nameOf = (number: number) => members[number - 1]!.name
  const early = pledgeFault(ceremony, pledges)
  if (early)
    return {
      transcript: { ceremony, pledges, deals: [] },
      culprit: nameOf(early.member),
      reason: early.fault,
    }
  const deals: Deal[] = await all((m) => m.deal({ ceremony, pledges }))
  const transcript = { ceremony, pledges, deals }
  const fault = dealFault(transcript)
  if (fault) return { transcript, culprit: nameOf(fault.member), reason: fault.fault }
  const answers = await all((m) => m.accept(transcript))
  for (const answer of answers) {
    if (!('complaint' in answer)) continue
    const guilty = blamed(transcript, answer.complaint)
    if (guilty === undefined) throw new Waiting('a complaint that nobody signed')
    return { transcript, culprit: nameOf(guilty), reason: 'bad-share', complaint: answer.complaint }
  }
  const acceptances = answers.flatMap((a) => ('acceptance' in a ? [a.acceptance] : []))
  if (!allAccepted(transcript, acceptances)) throw new Waiting('an acceptance that nobody signed')
  return { transcript, acceptances, keys: jointKeys(transcript) }
}

/** Tells a ceremony in the log and keeps what was said in it. @returns its digest */
async function record(tx: Tx, deps: LedgerDeps, outcome: Held | Spoiled): Promise<string> {
  const { ceremony, pledges, deals } = outcome.transcript
  const digest = ceremonyDigest(ceremony)
  const held = 'keys' in outcome
  const body = held
    ? {
        ...{ ceremony, digest, keys: outcome.keys, transcript: transcriptDigest(outcome.transcript) },
        acceptances: outcome.acceptances,
      }
    : {
        ...{ ceremony, digest, culprit: outcome.culprit, reason: outcome.reason },
        // All that is needed to see it again: the complainer's pledge and the deal it complains about.
        ...(outcome.complaint
          ? { complaint: outcome.complaint, pledges, deal: deals[outcome.complaint.against - 1] }
          : { pledges, deals }),
      }
  const at = await deps.now(tx)
  const [fact] = await appendFacts(tx, deps, {
    ...{ subject: `ceremony/${ceremony.id}`, actor: 'system', at },
    facts: [
      {
        kind: held ? 'trustees.ceremony' : 'trustees.aborted',
        article: ceremony.curve === 'ed25519' ? art('111', '53.2') : art('111', '53.3'),
        visibility: 'public',
        body: body as unknown as Record<string, Json>,
      },
    ],
  })
  await store.insertCeremony(tx, {
    ...{ digest, curve: ceremony.curve, status: held ? 'held' : 'aborted', at, fact: fact!.id },
    ...{ transcript: outcome.transcript, keys: held ? outcome.keys : [], roll: rollOf(ceremony) },
  })
  return digest
}

const spoiledError = ({ culprit, reason }: Spoiled) =>
  new Error(`仪式中止，已记入日志 the ceremony was broken off: ${culprit} (${reason})`)

/**
 * The verification vector of the key that these members sign with: of the last ceremony that they held, or of one held
 * now. Throws when they cannot hold it.
 */
export async function signingKey(
  deps: LedgerDeps,
  members: readonly Trustee[],
  threshold: number,
  patience = patienceDefault,
): Promise<string[]> {
  const roll = rollOf({ threshold, members: members.map(({ name, key }) => ({ name, key })) })
  const known = await store.signingKeyOf(deps.db, roll)
  if (known) return known
  const outcome = await hold(members, { curve: 'bls12-381-g2', count: 1, threshold }, patience)
  await deps.db
    .transaction()
    .execute((tx) => record(tx, deps, outcome))
    .catch((error: { constraint?: string }) => {
      // Another process was first; its key is the one.
      if (error.constraint !== 'ceremony_signing') throw error
    })
  if (!('keys' in outcome)) throw spoiledError(outcome)
  return (await store.signingKeyOf(deps.db, roll))!
}

const rollOf = ({ threshold, members }: Pick<Ceremony, 'threshold' | 'members'>): string =>
  hash('sha256', canonical({ threshold, members }))

/** Makes sealing keys for announcements to come. */
async function makeKeys(
  tx: Tx,
  deps: LedgerDeps,
  trustees: Trustees,
  outcome: Held | Spoiled,
): Promise<void> {
  const signing = trustees.commitments[0]!
  const digest = await record(tx, deps, outcome)
  if (!('keys' in outcome)) return
  const rows = outcome.keys.map((commitments, place) => ({ public: sealingKeyOf(commitments), place }))
  await store.insertSealingKeys(tx, digest, signing, rows)
}

/** Keys that are made together. */
const batch = 32
/** Of the embedded trustees, who are asked when there is need. */
const smallBatch = 4

/** Fills the stock of sealing keys when it runs low, by a ceremony outside of any transaction. Throws `Waiting` or when it was spoiled. */
export async function stockKeys(deps: Deps): Promise<void> {
  const { trustees, patience = patienceDefault } = installed(deps)
  if (trustees.embedded) return
  const signing = trustees.commitments[0]!
  if ((await store.stockOf(deps.db, signing)) >= batch / 2) return
  const { threshold, members } = trustees
  const outcome = await hold(members, { curve: 'ed25519', count: batch, threshold }, patience)
  await deps.db.transaction().execute((tx) => makeKeys(tx, deps, trustees, outcome))
  if (!('keys' in outcome)) throw spoiledError(outcome)
}

/**
 * Takes a sealing key out of stock for a draw. The embedded trustees make some on the spot, in this process; of others
 * nobody asks over the network inside a transaction, and without stock nothing can be published for the moment.
 */
export async function takeKey(tx: Tx, deps: Deps, draw: string): Promise<string> {
  const { trustees, patience = patienceDefault } = installed(deps)
  const signing = trustees.commitments[0]!
  const taken = await store.takeSealingKey(tx, signing, draw)
  if (taken) return taken
  if (!trustees.embedded) throw new Refused(refuse('no-sealing-key', art('111', '53.2')), 503)
  const { threshold, members } = trustees
  const outcome = await hold(members, { curve: 'ed25519', count: smallBatch, threshold }, patience)
  await makeKeys(tx, deps, trustees, outcome)
  return (await store.takeSealingKey(tx, signing, draw))!
}
