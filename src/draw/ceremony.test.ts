import { describe, expect, test } from 'vitest'
import { steadyRandom } from '../../tests/builders/draw.ts'
import { aCeremony, fiveTrustees, installedTrustees, value } from '../../tests/builders/trustees.ts'
import { art } from '../gazette/index.ts'
import {
  allAccepted,
  blamed,
  type CeremonyTranscript,
  checkCeremony,
  type Deal,
  dealFault,
  jointKeys,
  pledgeFault,
  signComplaint,
  signDeal,
} from './ceremony.ts'
import { curveOf, joined, scalarHex, sealingKeyOf, sealingSecretOf, shareFits } from './feldman.ts'
import * as box from './io/box.ts'
import { seal, unseal } from './sealing.ts'
import { hex, unhex } from './suite.ts'
import { combine, signatureIsRight, signPartial, trusteeKey } from './threshold.ts'
import { derivedFrom } from './trustee.ts'

const never = (): never => {
  throw new Error('a complaint')
}

const subsets = (k: number): number[][] =>
  Array.from({ length: 32 }, (_, bits) => [1, 2, 3, 4, 5].filter((i) => bits & (1 << (i - 1)))).filter(
    (s) => s.length === k,
  )

// 不得擅自利用信息技术手段干预中介超市中选结果：没有一方拿过整把密钥。
describe(art('111', '53.3'), () => {
  test('any three of those who held the ceremony sign for the joint key, which is the sum of all parts', async () => {
    const { group, transcripts } = await installedTrustees('joint')
    const message = new TextEncoder().encode('the frozen roster')
    const partials = group.shares.map((share, i) => ({
      trustee: i + 1,
      signature: signPartial(message, share),
    }))
    const signatures = subsets(3).map((s) => combine(s.map((n) => partials[n - 1]!)))
    expect(new Set(signatures).size).toBe(1)
    expect(signatureIsRight(message, group.commitments[0]!, signatures[0]!)).toBe(true)
    const { read } = curveOf('bls12-381-g2')
    const parts = transcripts.signing.deals.map((d) => read(d.commitments[0]![0]!)!)
    expect(parts.reduce((sum, p) => sum.add(p)).toHex()).toBe(group.commitments[0])
    expect(new Set([1, 2, 3, 4, 5].map((n) => trusteeKey(group.commitments, n))).size).toBe(5)
  })

  test('a round that is asked for again gives the same, whoever asks', async () => {
    const five = fiveTrustees('again')
    const first = await aCeremony(five, 'ed25519', 2)
    expect(await aCeremony(five, 'ed25519', 2)).toEqual(first)
  })

  test('with anyone else than agreed no trustee takes part', async () => {
    const five = fiveTrustees('agreed')
    const stranger = fiveTrustees('stranger')
    const members = [...five.members.slice(0, 4), stranger.members[4]!]
    await expect(aCeremony({ ...five, members }, 'ed25519')).rejects.toThrow('other-members')
  })

  test('two keys at once are two keys, and every trustee has the shares of both', async () => {
    const { transcript, answers } = await aCeremony(fiveTrustees('two'), 'ed25519', 2)
    const keys = jointKeys(transcript)
    expect(new Set(keys.map((k) => k[0])).size).toBe(2)
    expect(
      allAccepted(
        transcript,
        answers.map((a) => ('acceptance' in a ? a.acceptance : never())),
      ),
    ).toBe(true)
  })

  test('an acceptance of other messages is none', async () => {
    const { transcript, answers } = await aCeremony(fiveTrustees('accept'), 'ed25519')
    const acceptances = answers.map((a) => ('acceptance' in a ? a.acceptance : never()))
    const other = { ...transcript, deals: transcript.deals.toReversed() }
    expect(allAccepted(other, acceptances)).toBe(false)
    expect(allAccepted(transcript, acceptances.slice(1))).toBe(false)
  })

  test.each([
    [2, 4, 1],
    [1, 1, 1],
    [6, 5, 1],
    [3, 5, 0],
    [3, 5, 65],
  ])('no ceremony for %i of %i, %i keys', (threshold, members, count) => {
    const given = fiveTrustees('numbers').members.slice(0, members)
    const ceremony = {
      format: 'xunshi-ceremony/1',
      id: 'x',
      curve: 'ed25519',
      count,
      threshold,
      members: given,
    }
    expect(() => checkCeremony(ceremony as never)).toThrow(RangeError)
  })
})

describe('a member that spoils the ceremony is found, and everyone can see it', () => {
  const dealer = 3
  /** Member 3 deals member 2 a share that its commitments do not promise, and signs it. */
  const badShare =
    (seeds: readonly string[]) => (deals: Deal[], ceremony: CeremonyTranscript['ceremony']) => {
      const derive = derivedFrom(seeds[dealer - 1]!)
      const honest = deals[dealer - 1]!
      // The box for member 1 stands where that of member 2 belongs.
      const boxes = honest.boxes.map((b, i) => (i === 1 ? honest.boxes[0]! : b))
      return deals.map((d, i) => (i === dealer - 1 ? signDeal(derive, ceremony, { ...honest, boxes }) : d))
    }

  test('a bad share: who got it shows the key to its box, and the dealer is named', async () => {
    const five = fiveTrustees('bad-share')
    const { transcript, answers } = await aCeremony(five, 'ed25519', 1, { deals: badShare(five.seeds) })
    const [complaint] = answers.flatMap((a) => ('complaint' in a ? [a.complaint] : []))
    expect(complaint).toMatchObject({ by: 2, against: 3 })
    expect(blamed(transcript, complaint!)).toBe(3)
    expect(answers.filter((a) => 'acceptance' in a)).toHaveLength(4)
  })

  test('who complains about a good share names itself', async () => {
    const five = fiveTrustees('liar')
    const bad = await aCeremony(five, 'ed25519', 1, { deals: badShare(five.seeds) })
    const honest = await aCeremony(fiveTrustees('liar'), 'ed25519')
    const [complaint] = bad.answers.flatMap((a) => ('complaint' in a ? [a.complaint] : []))
    // The same words about the honest messages: not signed for these.
    expect(blamed(honest.transcript, complaint!)).toBeUndefined()
    const lie = signComplaint(derivedFrom(five.seeds[1]!), honest.transcript, { ...complaint!, against: 4 })
    expect(blamed(honest.transcript, lie)).toBe(2)
    const wrongKey = signComplaint(derivedFrom(five.seeds[1]!), honest.transcript, {
      ...complaint!,
      secret: '11'.repeat(32),
    })
    expect(blamed(honest.transcript, wrongKey)).toBe(2)
  })

  test('nobody can complain in another one’s name', async () => {
    const five = fiveTrustees('name')
    const { transcript } = await aCeremony(five, 'ed25519')
    const complaint = signComplaint(derivedFrom(five.seeds[0]!), transcript, {
      ...{ by: 2, against: 3, secret: '11'.repeat(32) },
    })
    expect(blamed(transcript, complaint)).toBeUndefined()
  })

  test('what is not signed, not as pledged, or no point is seen by all', async () => {
    const { transcript } = await aCeremony(fiveTrustees('faults'), 'ed25519')
    const { ceremony, pledges, deals } = transcript
    expect(pledgeFault(ceremony, pledges)).toBeUndefined()
    expect(dealFault(transcript)).toBeUndefined()
    const other = { ...pledges[1]!, receive: pledges[0]!.receive }
    expect(pledgeFault(ceremony, [pledges[0]!, other, ...pledges.slice(2)])).toEqual({
      member: 2,
      fault: 'unsigned',
    })
    expect(pledgeFault(ceremony, pledges.slice(0, 4))).toEqual({ member: 5, fault: 'malformed' })
    const changed = (
      n: number,
      change: Partial<Deal>,
      derive = derivedFrom(fiveTrustees('faults').seeds[n]!),
    ) => ({
      ...transcript,
      deals: deals.map((d, i) => (i === n ? signDeal(derive, ceremony, { ...d, ...change }) : d)),
    })
    expect(dealFault(changed(3, { commitments: deals[0]!.commitments }))).toEqual({
      ...{ member: 4, fault: 'not-as-pledged' },
    })
    expect(
      dealFault(changed(3, { commitments: [['ff'.repeat(32), ...deals[3]!.commitments[0]!.slice(1)]] })),
    ).toEqual({ member: 4, fault: 'malformed' })
    expect(
      dealFault({ ...transcript, deals: deals.map((d, i) => (i === 2 ? { ...d, boxes: [] } : d)) }),
    ).toEqual({
      ...{ member: 3, fault: 'unsigned' },
    })
  })
})

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('what is sealed to the joint key opens with any three shares, and with no two', async () => {
    const { sealing } = await installedTrustees('open')
    const name = new TextEncoder().encode('江西赣北水保工程咨询有限公司')
    const closed = seal(unhex(sealing.public), name, 'party', steadyRandom('sender')(32))
    const released = (s: number[]) => s.map((trustee) => ({ trustee, share: sealing.shares[trustee - 1]! }))
    for (const s of subsets(3)) {
      const secret = sealingSecretOf(joined('ed25519', released(s)))
      expect(unseal(secret, closed, 'party')).toEqual(name)
      expect(box.unseal(secret, closed, 'party')).toEqual(name)
    }
    for (const s of subsets(2)) {
      const secret = sealingSecretOf(joined('ed25519', released(s)))
      expect(() => unseal(secret, closed, 'party')).toThrow()
    }
  })

  test('a share that is not its trustee’s is told from a right one', async () => {
    const { sealing } = await installedTrustees('fits')
    for (const [i, share] of sealing.shares.entries()) {
      const fits = (n: bigint) => shareFits('ed25519', sealing.vector, i + 1, n)
      expect(fits(BigInt(`0x${share}`))).toBe(true)
      expect(fits(BigInt(`0x${share}`) + 1n)).toBe(false)
      expect(fits(BigInt(`0x${share}`) + curveOf('ed25519').order)).toBe(false)
    }
  })

  test('every scalar has an X25519 key, whichever side of the order its eighth lies on', () => {
    const { order, base } = curveOf('ed25519')
    const random = steadyRandom('scalars')
    const some = Array.from({ length: 20 }, () => BigInt(`0x${hex(random(40))}`) % order)
    for (const scalar of [1n, 2n, order - 1n, ...some]) {
      const publicKey = sealingKeyOf([base(scalar).toHex()])
      expect(hex(box.sealingPublicKey(sealingSecretOf(scalar)))).toBe(publicKey)
    }
    expect(scalarHex(255n)).toHaveLength(64)
  })
})

test('a trustee that lost what it kept finds its share in the messages of the ceremony', async () => {
  const five = await installedTrustees('lost')
  five.memories[2]!.kept.clear()
  value(await five.trustees[2]!.accept(five.transcripts.sealing))
  const kept = JSON.parse(five.memories[2]!.kept.get(`ceremony ${five.sealing.ceremony}`)!)
  expect(kept.keys[0].share).toBe(five.sealing.shares[2])
})
