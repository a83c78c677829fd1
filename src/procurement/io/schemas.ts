import { z } from 'zod'
import { type Instant, instant, type PlainDate, plainDate } from '../../calendar/index.ts'
import { type Draft, planBoxLengths, quoteBoxLength } from '../index.ts'

const line = (max: number) => z.string().max(max)
const fen = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
/** A sentence that says something. */
export const reason = z.string().trim().min(2).max(2000)

/** A moment of the market's time, `YYYY-MM-DD[THH:mm[:ss]]`; an impossible date is refused. */
export const momentSchema = line(40).transform((text, ctx): Instant => {
  try {
    return instant(text)
  } catch {
    ctx.addIssue({ code: 'custom', message: 'not a moment' })
    return z.NEVER
  }
})

/** A day, `YYYY-MM-DD`; an impossible one is refused. */
export const daySchema = line(10).transform((text, ctx): PlainDate => {
  try {
    return plainDate(text)
  } catch {
    ctx.addIssue({ code: 'custom', message: 'not a day' })
    return z.NEVER
  }
})

const permille = z.number().int().nonnegative().max(1000)
const whole = z.number().int().min(-1_000_000_000).max(1_000_000_000)

/** What single methods ask (22.1): shapes and lengths only. */
const termsSchema = {
  priceRange: z.object({ min: fen.optional(), max: fen.optional() }).optional(),
  merit: z
    .object({
      weights: z
        .object({ credit: permille.optional(), plan: permille.optional(), quality: permille.optional() })
        .optional(),
      criteria: z
        .array(
          z.object({
            ...{ name: line(60), unit: line(20).optional() },
            ...{ worst: whole, best: whole, share: permille },
          }),
        )
        .max(20)
        .optional(),
    })
    .optional(),
  direct: z
    .object({
      ground: z.enum(['invited', 'small', 'emergency', 'follow-on']).optional(),
      conduct: z.enum(['draw', 'auction', 'choice']).optional(),
      invitees: z
        .array(z.object({ id: line(80), name: line(100) }))
        .max(50)
        .optional(),
      wholeProject: fen.optional(),
      paper: z
        .object({
          ...{ file: line(80).optional(), number: line(80).optional(), issuer: line(100).optional() },
          level: z.enum(['below-county', 'county', 'city', 'province', 'state']).optional(),
        })
        .optional(),
      original: line(80).optional(),
    })
    .optional(),
  other: line(200).optional(),
  framework: z
    .object({
      ground: z.enum(['government-investment', 'frequent-need']).optional(),
      need: line(1000).optional(),
      seats: z.number().int().nonnegative().max(1000).optional(),
      rule: z.enum(['rotation', 'quota']).optional(),
      quotas: z.array(permille).max(20).optional(),
      ceiling: fen.optional(),
      until: daySchema.optional(),
    })
    .optional(),
}

/** A draft as it is typed: shapes and lengths only; what the law asks of it is `draftProblems`. */
export const draftSchema = z.object({
  title: line(100).optional(),
  serviceType: line(20).optional(),
  money: z.enum(['fiscal', 'non-fiscal']).optional(),
  inCatalogue: z.boolean().optional(),
  catalogueExplanation: line(1000).optional(),
  amount: fen.optional(),
  formula: line(2000).optional(),
  estimate: fen.optional(),
  qualifications: z
    .array(z.object({ name: line(100), grade: line(40).optional() }))
    .max(20)
    .optional(),
  content: line(20_000).optional(),
  timeLimitDays: z.number().int().nonnegative().max(100_000).optional(),
  method: z.enum(['random', 'direct', 'merit', 'average', 'bidding', 'other']).optional(),
  deadline: momentSchema.optional(),
  contact: z.object({ name: line(40), phone: line(30) }).optional(),
  projectLead: line(40).optional(),
  region: line(20).optional(),
  justifications: z
    .array(z.object({ quote: line(200), reason: line(1000) }))
    .max(40)
    .optional(),
  ...termsSchema,
}) satisfies z.ZodType<Draft>

export const idSchema = z.object({ id: z.string().min(1).max(80) })

/** 32 bytes of the entrant's own choosing, hex. */
/** What a browser keeps to be told from another (40.2); empty where it keeps nothing. */
export const deviceSchema = z
  .string()
  .regex(/^([0-9a-f]{32})?$/)
  .default('')

export const nonceSchema = z.string().regex(/^[0-9a-f]{64}$/)

const longestPlan = Math.ceil(Math.max(...planBoxLengths()) / 3) * 4

/** A sealed box in base64; its length tells what it may be. */
const box = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)

/** What a registration may carry sealed (22.1.3, 22.1.4). */
export const offerSchema = z.object({
  quote: box(Math.ceil(quoteBoxLength / 3) * 4).optional(),
  plan: box(longestPlan).optional(),
})

/** Bytes that a request with a plan may have. */
export const registrationLimit = longestPlan + 10_000
