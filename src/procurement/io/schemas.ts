import { z } from 'zod'
import { type Instant, instant } from '../../calendar/index.ts'
import type { Draft } from '../index.ts'

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
}) satisfies z.ZodType<Draft>

export const idSchema = z.object({ id: z.string().min(1).max(80) })

/** 32 bytes of the entrant's own choosing, hex. */
export const nonceSchema = z.string().regex(/^[0-9a-f]{64}$/)
