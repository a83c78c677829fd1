/**
 * Sealing and opening quotes: 10,000 boxes closed to one announcement's key, then opened after its shares came together.
 * The limit is what the format cannot do without, bare, in the same run: a fresh X25519 key and two agreements to close
 * and open a box, and AES-256-GCM over as many bytes.
 */
import { createCipheriv, diffieHellman, generateKeyPairSync, randomBytes } from 'node:crypto'
import { joined, sealingKeyOf, sealingSecretOf, unhex } from '../src/draw/index.ts'
import { seal, unseal } from '../src/draw/io/box.ts'
import { dealt } from '../tests/builders/draw.ts'
import { median, round } from './ground/database.ts'
import type { Bench, BenchResult } from './main.ts'

const target = 2
const bytes = 256

const bench: Bench = async ({ quick }) => {
  const n = quick ? 1000 : 10_000
  const runs = quick ? 3 : 5
  const { commitments, shares } = dealt(3, 5, (length) => new Uint8Array(randomBytes(length)), 'ed25519')
  const publicKey = unhex(sealingKeyOf(commitments))
  const opening: number[] = []
  const open = () => {
    const start = performance.now()
    const released = [1, 3, 5].map((trustee) => ({ trustee, share: shares[trustee - 1]! }))
    const secret = sealingSecretOf(joined('ed25519', released))
    opening.push(performance.now() - start)
    return secret
  }
  const secret = open()
  const quotes = Array.from({ length: n }, (_, i) =>
    Buffer.from(JSON.stringify({ v: 1, amount: 4_900_000 + i })),
  )
  let boxes: Uint8Array[] = []
  const closed: number[] = []
  const opened: number[] = []
  const bare: number[] = []
  for (let run = 0; run < runs; run++) {
    bare.push(limit(n))
    let start = performance.now()
    boxes = quotes.map((quote) => seal(publicKey, quote, 'quote'))
    closed.push(performance.now() - start)
    start = performance.now()
    for (const [i, box] of boxes.entries())
      if (Buffer.compare(unseal(secret, box, 'quote'), quotes[i]!) !== 0)
        throw new Error(`quote ${i} is another`)
    opened.push(performance.now() - start)
  }
  for (let i = 0; i < 20; i++) open()
  const took = median(closed) + median(opened)
  const least = median(bare)
  const result: BenchResult = {
    name: `seal: ${n} quotes`,
    unit: 'ms',
    limit: {
      value: round(least, 0),
      what: `${n} X25519 keys, ${2 * n} agreements and AES-GCM, bare, by OpenSSL`,
    },
    measured: { value: round(took, 0), close: round(median(closed), 0), open: round(median(opened), 0) },
    ratio: took / least,
    target: { text: `≤ ${target} × the bare curve and cipher`, met: took <= target * least },
    details: {
      'a box is closed, ms': round(median(closed) / n, 3),
      'a box is opened, ms': round(median(opened) / n, 3),
      'the key from three shares, ms': round(median(opening), 2),
    },
  }
  return result
}

/** The same curve and cipher without format, key derivation or padding. */
function limit(n: number): number {
  const recipient = generateKeyPairSync('x25519')
  const plain = Buffer.alloc(bytes)
  const key = randomBytes(32)
  const nonce = Buffer.alloc(12)
  const start = performance.now()
  for (let i = 0; i < n; i++) {
    const sender = generateKeyPairSync('x25519')
    diffieHellman({ privateKey: sender.privateKey, publicKey: recipient.publicKey })
    diffieHellman({ privateKey: recipient.privateKey, publicKey: sender.publicKey })
    for (let side = 0; side < 2; side++) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.update(plain)
      cipher.final()
      cipher.getAuthTag()
    }
  }
  return performance.now() - start
}

export default bench
