import type { Exact } from './exact.ts'

/** 22.1.4: how the mean was found and how far each quote lies from it. Money in 分. */
export interface AverageWorking {
  kind: 'average'
  mean: Exact
  quotes: readonly { leaf: string; name: string; quote: number; distance: Exact }[]
}

/** 22.1.3: every component of every score; shares in thousandths, points as exact fractions of 1. */
export interface MeritWorking {
  kind: 'merit'
  weights: { credit: number; plan: number; quality: number }
  scores: readonly MeritScore[]
}

export interface MeritScore {
  leaf: string
  name: string
  /** Fraction of 1, and what it was made from. */
  credit: { points: Exact; milliStars: number | null; ratings: number; milliScore?: number }
  plan: { points: Exact; criteria: readonly { name: string; answer: number; points: Exact }[] }
  quality: { points: Exact; qualification: string; grade: string }
  total: Exact
}

/** 22.1.5: the last valid bid of each. Money in 分. */
export interface AuctionWorking {
  kind: 'auction'
  bids: readonly { leaf: string; name: string; bid: number }[]
}

/** Everything that led from the offers to the order, so that anyone can compute it again. */
export type Working = AverageWorking | MeritWorking | AuctionWorking

/**
 * The order that the rule of a method gives: groups of leaves, best first; those of one group are equal before the rule,
 * and the verifiable draw decides between them, and between them alone.
 */
export interface Ranking {
  groups: readonly (readonly string[])[]
  working?: Working
}

/** Leaves that the rule leaves equal to another: they go into the draw, in no order. */
export const tied = ({ groups }: Ranking): string[] => groups.filter((g) => g.length > 1).flat()

/** The full order: groups as they stand, inside a group by the draw. @param drawn leaves in the order of the draw */
export function settled({ groups }: Ranking, drawn: readonly string[]): string[] {
  const place = new Map(drawn.map((leaf, i) => [leaf, i]))
  return groups.flatMap((group) =>
    group.length === 1 ? group : [...group].sort((a, b) => need(place, a) - need(place, b)),
  )
}

function need(place: ReadonlyMap<string, number>, leaf: string): number {
  const found = place.get(leaf)
  if (found === undefined) throw new Error(`a tie was not drawn: ${leaf}`)
  return found
}

/** Orders by a comparison and puts equals into one group; inside a group by leaf, which means nothing. */
export function groupBy<T extends { leaf: string }>(
  items: readonly T[],
  order: (a: T, b: T) => number,
): string[][] {
  const sorted = [...items].sort((a, b) => order(a, b) || (a.leaf < b.leaf ? -1 : 1))
  const groups: T[][] = []
  for (const item of sorted) {
    const last = groups.at(-1)
    if (last && order(last[0]!, item) === 0) last.push(item)
    else groups.push([item])
  }
  return groups.map((g) => g.map((i) => i.leaf))
}
