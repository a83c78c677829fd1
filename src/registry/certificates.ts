import { z } from 'zod'
import type { PlainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { isDay } from './codes.ts'
import { plainLine, type ServiceClaim } from './form.ts'
import { filled, validCreditCode } from './form-rules.ts'
import { no } from './refusals.ts'
import type { Ground } from './standing-state.ts'

/** One certificate of a department's library as its file says it (111/18). */
export const certificateSchema = z.object({
  /** 统一社会信用代码 of the holder. */
  holderCode: plainLine(40),
  holderName: plainLine(120),
  /** 证书编号 */
  number: plainLine(80),
  /** Name of the qualification. */
  name: plainLine(120),
  grade: plainLine(60).default(''),
  scope: plainLine(500).default(''),
  issuer: plainLine(120),
  validFrom: plainLine(20),
  /** Empty: without end. */
  validTo: plainLine(20).default(''),
  status: z.enum(['valid', 'revoked']).default('valid'),
})

/** The file of a library: `GET /api/certificates/schema.json` publishes this as a JSON Schema. */
export const certificateFileSchema = z.object({
  certificates: z.array(certificateSchema).min(1).max(10_000),
})

export type LibraryCertificate = z.infer<typeof certificateSchema>

/** What is wrong with one certificate of a file, each beside its field. */
export function certificateFaults(c: LibraryCertificate): Refusal[] {
  const cites = art('111', '18')
  const day = (text: string, field: string) =>
    text === '' || isDay(text) ? undefined : no('not-a-day', cites, { given: text }, field)
  return [
    validCreditCode(c.holderCode, 'holderCode'),
    filled(c.holderName, 'holderName', cites),
    filled(c.number, 'number', cites),
    filled(c.name, 'name', cites),
    filled(c.issuer, 'issuer', cites),
    filled(c.validFrom, 'validFrom', cites),
    day(c.validFrom, 'validFrom'),
    day(c.validTo, 'validTo'),
    c.validTo !== '' && c.validTo < c.validFrom
      ? no('ends-before-it-begins', cites, {}, 'validTo')
      : undefined,
  ].filter((f) => f !== undefined)
}

/** The parts of a certificate that are compared, in the order of the page. */
export const comparedParts = [
  'holderCode',
  'holderName',
  'name',
  'grade',
  'scope',
  'issuer',
  'validFrom',
  'validTo',
] as const
export type ComparedPart = (typeof comparedParts)[number]

/** A claim beside the library (111/18: 自动核实校验). */
export type Match =
  | { result: 'same' }
  | { result: 'differs'; parts: readonly ComparedPart[] }
  | { result: 'revoked' }
  | { result: 'not-in-library' }

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()

/** Both sides of a comparison in one shape. */
export const claimAsCertificate = (
  claim: ServiceClaim,
  holder: { code: string; name: string },
): Record<ComparedPart, string> => ({
  ...{ holderCode: holder.code, holderName: holder.name, name: claim.qualification, grade: claim.grade },
  ...{ scope: claim.scope, issuer: claim.issuer, validFrom: claim.validFrom, validTo: claim.validTo },
})

/**
 * 18: a claim against the certificate of the same number in the library of the department in charge. Width, blanks and case
 * of letters make no difference; everything else does. One that was revoked is told as such, whatever else it says.
 */
export function matchOf(
  claim: ServiceClaim,
  holder: { code: string; name: string },
  found: LibraryCertificate | undefined,
): Match {
  if (!found) return { result: 'not-in-library' }
  if (found.status === 'revoked') return { result: 'revoked' }
  const claimed = claimAsCertificate(claim, holder)
  const parts = comparedParts.filter((part) => plain(claimed[part]) !== plain(found[part]))
  return parts.length === 0 ? { result: 'same' } : { result: 'differs', parts }
}

/** What a person made of a difference: the library is right, or the claim is. */
export const verdicts = ['library', 'claim'] as const
export type Verdict = (typeof verdicts)[number]

/** A certificate number as the library is asked for it. */
export const numberKey = plain

/**
 * What follows when the library is right about a confirmed qualification: one that was revoked leads to 36.2, one that has
 * lapsed to 35.2, anything else that differs to 35.1. People decide; this is what their form begins with.
 */
export function groundByLibrary(
  library: Pick<LibraryCertificate, 'status' | 'validTo'>,
  today: PlainDate,
): Ground {
  if (library.status === 'revoked') return 'qualification-revoked'
  return library.validTo !== '' && library.validTo < today ? 'qualification-lapsed' : 'conditions-not-met'
}

/** The facts of that case in words, as far as the comparison knows them. */
export function caseByLibrary(
  library: LibraryCertificate,
  parts: readonly { name: string; claimed: string; found: string }[],
  decision: { reason: string; personName: string },
): string {
  const what =
    library.status === 'revoked'
      ? '证照库载明该证书已吊销、撤销或注销'
      : parts.map((p) => `${p.name}：申报“${p.claimed || '—'}”，证照库“${p.found || '—'}”`).join('；')
  return `证照库比对，证书编号 ${library.number}：${what}。研判：${decision.reason}（${decision.personName}）`
}
