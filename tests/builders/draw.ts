import { bls12_381 } from '@noble/curves/bls12-381.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { type Instant, instant } from '../../src/calendar/index.ts'
import {
  announcedKind,
  type Beacon,
  type Bundle,
  bundleText,
  type CurveName,
  chainHash,
  complete,
  curveOf,
  type DrawSpec,
  type EntryBody,
  entryBody,
  frozenKind,
  hex,
  type Logged,
  type Partial,
  type Party,
  protocol,
  pureSuites,
  rosterRootOf,
  roundAfter,
  scalarHex,
  signPartial,
  specHash,
  transcriptMessage,
  transcriptOf,
} from '../../src/draw/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  append,
  emptyEdge,
  type FactRecord,
  formatKey,
  leafHash,
  noRecord,
  parseCheckpoint,
  parseNote,
  planInclusion,
  prove,
  rootOf,
  signCheckpoint,
} from '../../src/ledger/index.ts'

/** Bytes that look random and are the same on every run. */
export function steadyRandom(seed: string): (length: number) => Uint8Array {
  let counter = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      const block = pureSuites.sha256(new TextEncoder().encode(`${seed}/${counter++}`))
      bytes.set(block.subarray(0, Math.min(32, length - at)), at)
    }
    return bytes
  }
}

/**
 * A dealer, for tests alone: commitments and shares of a threshold key from one hand. Outside of the tests no key comes to
 * be like this.
 */
export function dealt(
  threshold: number,
  trustees: number,
  random: (length: number) => Uint8Array,
  curve: CurveName = 'bls12-381-g2',
): { commitments: string[]; shares: string[] } {
  const { order, base } = curveOf(curve)
  const coefficients = Array.from({ length: threshold }, () => BigInt(`0x${hex(random(48))}`) % order)
  return {
    commitments: coefficients.map((a) => base(a).toHex()),
    shares: Array.from({ length: trustees }, (_, i) =>
      scalarHex(coefficients.reduceRight((sum, a) => (sum * BigInt(i + 1) + a) % order, 0n)),
    ),
  }
}

export const trusteeNames = ['政务服务办', '审计局', '财政局', '公证处', '行业协会']

export interface ABundle {
  seed?: string
  entrants?: number
  suite?: DrawSpec['suite']
  purpose?: string
  places?: number
  /** A drand-like chain of the test's own; or round 1000 of drand's quicknet as it was recorded, in August 2023. */
  beacon?: boolean | 'recorded'
  /** The trustees' key; dealt by the builder unless given. */
  group?: { commitments: readonly string[]; shares: readonly string[] }
  /** hex */
  sealing?: string
  /** Which three of the five sign; 1 first. */
  signers?: number[]
  /** Order in which the entries arrive in the log. */
  arrival?: number[]
  /** Changes a part before the rest is built honestly on top of it. */
  spoil?: {
    entryAt?: string
    freezeAt?: string
    sameParty?: boolean
    otherRules?: boolean
    shortRoster?: boolean
  }
}

const agencyNames = [
  '江西赣北水保工程咨询有限公司',
  '九江浔源生态环境有限公司',
  '修水县宁河水利勘测设计院',
  '江西鄱湖工程技术有限公司',
]

/** A whole draw in memory: a small log, five trustees, a result. Everything follows from the seed. */
export function aBundle(options: ABundle = {}) {
  const {
    seed = 'xunshi',
    entrants = 3,
    suite = 'sha256',
    purpose = 'random-selection',
    spoil = {},
  } = options
  const random = steadyRandom(seed)
  const hash = pureSuites[suite]
  const logSecret = random(32)
  const log = {
    name: 'xunshi.test/log',
    publicKey: ed25519.getPublicKey(logSecret),
    sign: (m: Uint8Array) => ed25519.sign(m, logSecret),
  }
  const { commitments, shares } = options.group ?? dealt(3, 5, random)
  const chain = random(32)
  const { published, announcedAt, entered, between, deadline, frozenAt } =
    options.beacon === 'recorded'
      ? moments('2023-08-21', '2023-08-22', '2023-08-23')
      : moments('2026-09-24', '2026-09-25', '2026-09-28')
  const beaconSpec = options.beacon === 'recorded' ? recordedBeacon : aBeacon(chain, deadline)
  const spec: DrawSpec = {
    format: protocol,
    id: `${seed}-draw`,
    purpose,
    article: purpose === 'tie' ? art('111', '22.1.4') : art('111', '22.1.1'),
    subject: 'procurement/JJ-2026-0928-0017',
    title: '修水县渣津镇河道整治工程水土保持方案编制',
    places: options.places ?? 1,
    deadline,
    suite,
    demonstration: true,
    threshold: 3,
    trustees: trusteeNames,
    commitments,
    log: formatKey({ name: log.name, type: 1, publicKey: log.publicKey }),
    sealing: options.sealing ?? hex(random(32)),
    noSecondDraw: true,
    ...(options.beacon ? { beacon: beaconSpec } : {}),
  }
  const rules = specHash(hash, spec)

  const records: FactRecord[] = []
  const fact = (
    subject: string,
    seq: number,
    kind: string,
    at: string,
    visibility: 'public' | 'sealed',
    body: object,
  ) => {
    const record: FactRecord = {
      ...{
        v: 1,
        id: hex(random(16)),
        subject,
        seq,
        kind,
        at: instant(at),
        article: art('111', '22.1.1'),
        actor: 'system',
      },
      ...{ visibility, body: body as FactRecord['body'], salt: hex(random(16)), prev: noRecord },
    }
    records.push(record)
    return record
  }
  fact('other/1', 1, 'procurement.published', published, 'public', { title: '别的公告' })
  const announced = fact(`draw/${spec.id}`, 1, announcedKind, announcedAt, 'public', {
    spec,
    hash: rules,
  })
  const parties: Party[] = Array.from({ length: entrants }, (_, i) => ({
    code: `9136040${spoil.sameParty ? 0 : i}MA${String(35_000_000 + i).slice(0, 7)}X`,
    name: agencyNames[i] ?? `九江演示中介机构${i + 1}号有限公司`,
    salt: hex(random(32)),
  }))
  const bodies: EntryBody[] = parties.map((party) => ({
    ...entryBody(hash, { spec: spoil.otherRules ? hex(random(32)) : rules, nonce: hex(random(32)), party }),
  }))
  const entries = new Map<number, FactRecord>()
  for (const i of options.arrival ?? parties.keys()) {
    const record = fact(
      hex(random(16)),
      1,
      'procurement.registered',
      spoil.entryAt ?? entered,
      'sealed',
      bodies[i]!,
    )
    entries.set(i, record)
    fact('other/2', 1, 'registry.admitted', between, 'public', {})
  }
  const leaves = parties.map((_, i) => hex(leafHash(entries.get(i)!)))
  const roster = rosterRootOf(hash, leaves)
  const frozen = fact(`draw/${spec.id}`, 2, frozenKind, spoil.freezeAt ?? frozenAt, 'public', {
    draw: spec.id,
    spec: rules,
    roster,
    entries: spoil.shortRoster ? leaves.length + 1 : leaves.length,
  })

  const tree = append(
    emptyEdge,
    records.map((r) => leafHash(r)),
  )
  const checkpoint = signCheckpoint(log, tree.edge.size, rootOf(tree.edge))
  const nodes = new Map(tree.nodes.map((n) => [`${n.level}/${n.index}`, n.hash]))
  const logged = (record: FactRecord): Logged => {
    const index = records.indexOf(record)
    const proof = prove(planInclusion(index, records.length), ({ level, index: i }) =>
      level === 0 ? leafHash(records[i]!) : nodes.get(`${level}/${i}`)!,
    )
    return { record, index, proof: proof.map(hex) }
  }

  const { origin, size, root } = parseCheckpoint(parseNote(checkpoint)!.text)!
  const transcript = transcriptOf(hash, spec, leaves, { origin, size, root: hex(root) })
  const message = transcriptMessage(transcript)
  const partialOf = (trustee: number): Partial => ({
    trustee,
    signature: signPartial(message, shares[trustee - 1]!),
  })
  const partials = (options.signers ?? [1, 2, 4]).map(partialOf)
  const beacon =
    spec.beacon &&
    (options.beacon === 'recorded' ? recordedSignature : drandSignature(spec.beacon.round, chain))
  const result = complete(hash, transcript, leaves, partials, beacon)
  const open: Omit<Bundle, 'digest'> = {
    format: protocol,
    spec: logged(announced),
    freeze: logged(frozen),
    entries: result.order.map(({ leaf, ticket }) => {
      const i = leaves.indexOf(leaf)
      return { ...logged(entries.get(i)!), leaf, party: parties[i]!, ticket }
    }),
    checkpoint,
    partials,
    signature: result.signature,
    ...(beacon === undefined ? {} : { beacon }),
    seed: result.seed,
  }
  return {
    spec,
    transcript,
    commitments,
    shares,
    checkpoint,
    announced: logged(announced),
    frozen: logged(frozen),
    message,
    partialOf,
    result,
    open,
    text: bundleText(open),
  }
}

/** The moments of a draw from its days of publication, entries and closing. */
const moments = (opens: string, enters: string, closes: string) => ({
  published: `${opens}T09:00`,
  announcedAt: `${opens}T09:30`,
  entered: `${enters}T10:00`,
  between: `${enters}T11:00`,
  deadline: instant(`${closes}T17:00`),
  frozenAt: `${closes}T17:00:00.120`,
})

/** Round 1000 of drand's quicknet, as its network published it: a signature that this system did not make. */
export const recordedBeacon: Beacon = {
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  network: 'quicknet',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  seed: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
  period: 3,
  genesis: 1_692_803_367,
  round: 1000,
}
export const recordedSignature =
  'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

/** A round of a chain of the test's own, a minute after a deadline. */
function aBeacon(secret: Uint8Array, deadline: Instant): Beacon {
  const chain = {
    ...{ network: 'test', period: 3, genesis: 1_692_803_367, seed: '11'.repeat(32) },
    publicKey: bls12_381.shortSignatures.getPublicKey(secret).toHex(),
  }
  const whole = { ...chain, chain: chainHash(chain) }
  return { ...whole, round: roundAfter(whole, deadline) }
}

function drandSignature(round: number, secret: Uint8Array): string {
  const bls = bls12_381.shortSignatures
  const number = new Uint8Array(8)
  new DataView(number.buffer).setBigUint64(0, BigInt(round))
  const point = bls.hash(pureSuites.sha256(number), 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_')
  return bls.Signature.toHex(bls.sign(point, secret))
}
