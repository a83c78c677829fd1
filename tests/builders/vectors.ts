import { aBundle } from './draw.ts'

/** The committed vectors by name. */
export const vectors = (): Record<string, string> => ({
  'three-entrants': aBundle({ seed: 'three' }).text,
  'seven-entrants': aBundle({ seed: 'seven', entrants: 7, signers: [2, 3, 5], places: 2 }).text,
  tie: aBundle({ seed: 'tie', entrants: 2, purpose: 'tie' }).text,
  'one-entrant': aBundle({ seed: 'one', entrants: 1, purpose: 'spot-check', signers: [3, 4, 5] }).text,
  'drand-quicknet': aBundle({ seed: 'drand', beacon: 'recorded' }).text,
  'sm3-and-beacon': aBundle({ seed: 'sm3', entrants: 4, suite: 'sm3', beacon: true }).text,
})
