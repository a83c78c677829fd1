import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aBundle, recordedBeacon, recordedSignature } from '../../tests/builders/draw.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { beaconIsRight, beaconValue } from './beacon.ts'
import { beaconFault, chainHash, roundAfter } from './chain.ts'
import { askDrand } from './io/drand.ts'
import { checkSpec } from './spec.ts'
import { hex } from './suite.ts'

test('a published round of drand is accepted, for its own round only', () => {
  expect(beaconIsRight(recordedBeacon, recordedSignature)).toBe(true)
  expect(beaconIsRight({ ...recordedBeacon, round: 1001 }, recordedSignature)).toBe(false)
  expect(hex(beaconValue(recordedSignature))).toBe(
    'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  )
})

// 擅自利用信息技术手段干预中介超市中选结果：信标的轮次必须在截止之后。
describe(art('111', '53.3'), () => {
  test('a chain is named by the hash of its members', () => {
    expect(chainHash(recordedBeacon)).toBe(recordedBeacon.chain)
    for (const change of [{ period: 30 }, { genesis: 1 }, { network: 'default' }, { seed: '00'.repeat(32) }])
      expect(beaconFault({ ...recordedBeacon, ...change }, instant('2023-08-23T17:00'))).toBe(true)
  })

  test('no round that is out a millisecond before the deadline', () => {
    // Round 1000 came out on 23 August 2023, 23:59:24.
    expect(beaconFault(recordedBeacon, instant('2023-08-23T23:59:24'))).toBe(false)
    expect(beaconFault(recordedBeacon, instant('2023-08-23T23:59:24.001'))).toBe(true)
    const { spec } = aBundle({ beacon: true })
    expect(() => checkSpec({ ...spec, beacon: { ...spec.beacon!, round: 1 } })).toThrow('before the deadline')
  })

  test.each([
    ['2023-08-23T23:58:24', 1000],
    ['2023-08-23T23:58:24.001', 1001],
    ['2023-08-23T23:58:21', 999],
    ['2020-01-01T00:00', 1],
  ])('a draw that closes at %s names round %i: the first a minute later', (deadline, round) => {
    expect(roundAfter(recordedBeacon, instant(deadline))).toBe(round)
  })
})

describe('drand over HTTP, as it was recorded', () => {
  const { chain, publicKey, period, genesis, seed, round } = recordedBeacon
  let url: string
  let close: () => void
  let down = false
  let signature = recordedSignature
  beforeEach(async () => {
    down = false
    signature = recordedSignature
    const info = {
      ...{ public_key: publicKey, period, genesis_time: genesis, hash: chain, groupHash: seed },
      ...{ schemeID: 'bls-unchained-g1-rfc9380', metadata: { beaconID: 'quicknet' } },
    }
    const server = createServer((request, response) => {
      const answers: Record<string, unknown> = {
        [`/${chain}/info`]: info,
        [`/${chain}/public/${round}`]: { round, randomness: hex(beaconValue(recordedSignature)), signature },
      }
      const answer = answers[request.url ?? '']
      response.writeHead(down ? 503 : answer ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer ?? {}))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    close = () => server.close()
  })
  afterEach(() => close())

  test('its own client verifies the round', async () => {
    expect(await askDrand([url], recordedBeacon)).toBe(recordedSignature)
  })

  test('who cannot be reached is passed over; without an answer the draw waits', async () => {
    expect(await askDrand(['http://127.0.0.1:1', url], recordedBeacon)).toBe(recordedSignature)
    down = true
    expect(await askDrand([url], recordedBeacon)).toBeUndefined()
  })

  test('another round’s signature, another key or another chain is no answer', async () => {
    signature = `8${recordedSignature.slice(1)}`
    expect(await askDrand([url], recordedBeacon)).toBeUndefined()
    signature = recordedSignature
    expect(
      await askDrand([url], { ...recordedBeacon, publicKey: publicKey.replace(/^8/, '9') }),
    ).toBeUndefined()
    expect(await askDrand([url], { ...recordedBeacon, round: 1001 })).toBeUndefined()
  })
})
