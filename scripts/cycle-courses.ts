import { randomBytes } from 'node:crypto'
import { addDays, type Instant, plainDate } from '../src/calendar/index.ts'
import type { CastAgency } from '../src/demo/cast.ts'
import type { Draft, Plan } from '../src/procurement/index.ts'
import { type CycleMethod, methodCodeOf } from './cycle-options.ts'

/** What one way of selecting adds to the draft and to a registration. */
export interface Course {
  terms(context: CourseContext): Partial<Draft>
  /** What the nth registrant seals, where the method asks for something. */
  offer?(n: number): { quote?: number; plan?: Plan }
}

interface CourseContext {
  /** 分 */
  amount: number
  /** Those who are asked by name, where the method asks by name. */
  trade: readonly CastAgency[]
  organisationOf(agency: CastAgency): string
  deadline: Instant
}

export const approvedMethod = '赣政务办〔2026〕12号（演示）|信用承诺摇号|random'

/** 22.1, 22.2: one way through each. */
export const courses: Readonly<Record<CycleMethod, Course>> = {
  random: { terms: () => ({ method: 'random' }) },
  direct: {
    terms: ({ trade, organisationOf }) => ({
      method: 'direct',
      direct: {
        ground: 'invited',
        conduct: 'draw',
        invitees: trade.map((a) => ({ id: organisationOf(a), name: a.name })),
      },
    }),
  },
  merit: {
    terms: () => ({
      method: 'merit',
      merit: {
        weights: { credit: 300, plan: 500, quality: 200 },
        criteria: [{ name: '完成天数', unit: '天', worst: 30, best: 15, share: 1000 }],
      },
    }),
    offer: (n) => ({ plan: { answers: [28 - 2 * n], text: '接到通知后两日内进场，三级校核后提交。' } }),
  },
  average: {
    terms: () => ({ method: 'average' }),
    offer: (n) => ({ quote: 5_600_000 + n * 150_037 }),
  },
  auction: {
    terms: ({ amount }) => ({ method: 'bidding', priceRange: { min: Math.round((amount * 3) / 4) } }),
  },
  other: { terms: () => ({ method: 'other', other: approvedMethod }) },
  framework: {
    terms: ({ amount, deadline }) => ({
      method: methodCodeOf('framework'),
      framework: {
        ground: 'frequent-need',
        need: '全县小型水利项目一年约二十个，逐个选取频次多、来不及。',
        ...({ seats: 3, rule: 'rotation' } as const),
        ceiling: amount * 5,
        until: addDays(plainDate(deadline.slice(0, 10)), 300),
      },
    }),
  },
}

export const aNonce = (): string => randomBytes(32).toString('hex')
