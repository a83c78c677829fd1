import { z } from 'zod'
import { type PlainDate, plainDate } from '../../calendar/index.ts'

// Control characters and lone surrogates survive neither the database's JSON nor the log's.
/** Text on one line. */
const line = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** Text of several lines. */
const text = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u)

/** A day, `YYYY-MM-DD`; one that no calendar has is refused. */
export const plainDay = z.string().transform((value, ctx): PlainDate => {
  try {
    return plainDate(value)
  } catch {
    ctx.addIssue({ code: 'custom', message: 'not a date' })
    return z.NEVER
  }
})

/** 统一社会信用代码 of a party, where it has one; its checksum is the registry's affair, here it is only compared. */
const party = z.object({ name: line(1, 200), code: line(18, 18).optional() })

const stars = z.number().int().min(1).max(10)
const fileId = line(1, 80)
/** A sum that is paid, in 分. */
const money = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** The body of each command that people may send; the system's own are not here and so not reachable. */
export const schemas = {
  'record-contact': z.object({
    person: line(2, 40),
    phone: line(5, 30),
    note: text(0, 1000).optional(),
  }),
  'confirm-contact': z.object({}),
  'deny-contact': z.object({ reason: text(2, 1000) }),
  'file-contract': z.object({
    file: fileId,
    signedOn: plainDay,
    /** 分 */
    fee: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    days: z.number().int().min(1).max(36_500),
    scope: text(1, 20_000),
    paymentTerms: text(2, 4000),
    owner: party,
    agency: party,
    explanation: text(0, 4000).optional(),
  }),
  'confirm-contract': z.object({}),
  'draft-contract': z.object({
    /** 分 */
    fee: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    days: z.number().int().min(1).max(36_500),
    scope: text(1, 20_000),
    paymentTerms: text(2, 4000),
    commitment: text(2, 4000),
    explanations: z
      .array(z.object({ field: z.enum(['fee', 'time-limit', 'scope']), text: text(2, 2000) }))
      .max(3),
  }),
  'sign-contract': z.object({ draft: z.number().int().min(1).max(100_000) }),
  'record-invoice': z.object({
    /** 电子发票 has 20 digits, older ones 8. */
    number: z.string().regex(/^\d{8,20}$/),
    amount: money,
    issuedOn: plainDay,
  }),
  'report-charge': z.object({ amount: money, text: text(2, 2000) }),
  'tell-materials': z.object({
    items: z
      .array(z.object({ name: line(1, 200), basis: line(2, 400), note: text(0, 1000).optional() }))
      .max(100),
  }),
  'hand-over-materials': z.object({ items: z.array(z.number().int().min(1).max(100)).min(1).max(100) }),
  'plan-payments': z.object({
    instalments: z
      .array(z.object({ due: plainDay, amount: money, note: text(0, 400).optional() }))
      .min(1)
      .max(60),
  }),
  'record-payment': z.object({ paidOn: plainDay, amount: money, voucher: line(1, 80), file: fileId }),
  'strike-payment': z.object({ payment: z.number().int().min(1).max(100_000), reason: text(2, 1000) }),
  'urge-payment': z.object({ text: text(2, 1000) }),
  'refuse-recognition': z.object({ reasons: text(2, 4000), basis: text(2, 2000), file: fileId }),
  'answer-non-recognition': z.object({
    number: z.number().int().min(1).max(100_000),
    text: text(2, 4000),
    file: fileId.optional(),
  }),
  'withdraw-non-recognition': z.object({
    number: z.number().int().min(1).max(100_000),
    reason: text(2, 1000),
  }),
  'upload-deliverable': z.object({ file: fileId, note: text(0, 1000).optional() }),
  'accept-deliverable': z.object({}),
  'return-deliverable': z.object({ reasons: text(2, 4000) }),
  rate: z.object({ stars, comment: text(0, 1000).optional() }),
  'rate-owner': z.object({ stars, comment: text(0, 1000).optional() }),
  'rate-operator': z.object({ stars, comment: text(0, 1000).optional() }),
}
