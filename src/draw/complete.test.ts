import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import { art } from '../gazette/index.ts'
import { complete } from './draw.ts'
import { fastSuites } from './io/suites.ts'
import { verifyBundle } from './verify.ts'

const { sha256 } = fastSuites
const draw = aBundle({ seed: 'complete', entrants: 7 })
const leaves = draw.result.order.map((d) => d.leaf).sort()
const partials = [1, 2, 3, 4, 5].map((trustee) => draw.partialOf(trustee))
const shuffledLeaves = fc.shuffledSubarray(leaves, { minLength: leaves.length })
/** Three of the five at least, in any order. */
const signers = fc.shuffledSubarray(partials, { minLength: 3 })

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式从报名且符合条件的中介服务机构中确定1家作为中选方。
  test('whichever trustees sign, in whatever order, over entries in whatever order: one result', () => {
    fc.assert(
      fc.property(shuffledLeaves, signers, (list, signed) => {
        const { transcript, result } = draw
        expect(complete(sha256, transcript, list, signed)).toEqual(result)
        expect(result.order.filter((d) => d.rank === 1)).toHaveLength(1)
      }),
      { numRuns: 20 },
    )
  })

  test('an entry more or less, or one trustee fewer, is another draw', () => {
    fc.assert(
      fc.property(fc.nat({ max: leaves.length - 1 }), (at) => {
        const { transcript, result } = draw
        const { order } = complete(sha256, transcript, leaves.toSpliced(at, 1), partials)
        // The frozen roster stands in the transcript: without one entry the others keep their tickets and their order.
        expect(order.map((d) => d.leaf)).toEqual(
          result.order.map((d) => d.leaf).filter((l) => l !== leaves[at]),
        )
        expect(complete(sha256, transcript, leaves, partials.slice(0, 2)).seed).not.toBe(result.seed)
      }),
      { numRuns: 7 },
    )
  })
})

describe(art('111', '28'), () => {
  // 选取现场全程电子监控: the document of the draw alone gives the same order again, to whoever runs it.
  test('the order of arrival and the signers leave a document that holds and tells one winner', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.subarray([1, 2, 3, 4, 5], { minLength: 3, maxLength: 3 }),
        (arrival, three) => {
          const { text, result } = aBundle({ seed: 'arrivals', entrants: 4, arrival, signers: three })
          const report = verifyBundle(text, { suites: fastSuites })
          expect(report.ok).toBe(true)
          expect(report.bundle!.entries.map((e) => e.leaf)).toEqual(result.order.map((d) => d.leaf))
        },
      ),
      { numRuns: 5 },
    )
  })
})
