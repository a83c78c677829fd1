import { join } from 'node:path'
import { toString as qrCode } from 'qrcode'
import { dateOf, type Instant } from '../../calendar/index.ts'
import type { Deps, FileRef, Tx } from '../../platform/deps.ts'
import { documentHead, openIdentity, renderPdf, signPdf } from '../../platform/documents/index.ts'
import { type Actor, settingOf } from '../../workflow/index.ts'
import type { Command } from '../actions.ts'
import { contractParts } from '../contract-sheet.ts'
import { contractSide, otherSide } from '../electronic.ts'
import type { Engagement, Signature } from '../state.ts'

/** Where the parties' certificates are kept, and the address in the QR code. */
export interface SigningPlace {
  /** `data/keys`: outside the database. */
  keys: string
  publicUrl: string
}

/**
 * The contract with both digital signatures, made when the second side signs and kept in the caller's transaction;
 * undefined while the other side has not signed. A party's certificate is made when it first signs: it proves that
 * nothing was changed since. A city with a certificate authority puts the parties' PKCS #12 files in their place.
 */
export async function signedContract(
  tx: Tx,
  deps: Deps,
  { keys, publicUrl }: SigningPlace,
  e: Engagement,
  command: Extract<Command, { kind: 'sign-contract' }>,
  actor: Actor,
): Promise<FileRef | undefined> {
  const draft = e.contractDraft
  if (!draft || draft.number !== command.draft || !('person' in actor)) return undefined
  const side = contractSide(e, actor)
  const other = draft.signatures[otherSide(side)]
  if (!other || draft.signatures[side]) return undefined
  const at = await deps.now(tx)
  const mine: Signature = { person: actor.person, name: actor.personName, at }
  const signatures = side === 'agency' ? { agency: mine, owner: other } : { agency: other, owner: mine }
  const pdf = await contractPdf(tx, deps, publicUrl, e, signatures, at)
  const order = ([otherSide(side), side] as const).map((s) => ({ party: e.award[s], by: signatures[s] }))
  let signed = pdf
  for (const { party, by } of order) {
    const identity = openIdentity(join(keys, 'parties', deps.keys.digest('party', party.id)), party.name)
    signed = await signPdf(signed, identity, {
      ...{ reason: `签订合同：${by.name}`, location: party.name, at: by.at },
    })
  }
  const name = `中介服务合同 ${e.award.notice} 第${e.contracts.length + 1}版.pdf`
  return deps.files.put(tx, { name, bytes: signed, owner: e.award.agency.id })
}

async function contractPdf(
  tx: Tx,
  deps: Deps,
  publicUrl: string,
  e: Engagement,
  signatures: { agency: Signature; owner: Signature },
  at: Instant,
): Promise<Buffer> {
  const draft = e.contractDraft
  if (!draft) throw new Error('impossible: a contract without a draft')
  const [year = 0, month = 0, day = 0] = dateOf(at).split('-').map(Number)
  const url = `${publicUrl}/check/${e.award.notice}`
  return renderPdf({
    head: settingOf(await deps.settings(tx), documentHead),
    ...{ number: `${e.award.notice}（合同第${e.contracts.length + 1}版）`, title: '中介服务合同' },
    ...{ parts: contractParts(e, draft, signatures, dateOf(at)) },
    issuer: `${e.award.owner.name}、${e.award.agency.name}`,
    ...{ date: `${year}年${month}月${day}日`, at: { year, month, day }, check: e.award.notice, url },
    qr: await qrCode(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
    demonstration: deps.mode === 'demonstration',
  })
}
