import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Keys } from './deps.ts'

/** The fixed head of an Ed25519 private key in PKCS #8 (RFC 8410); the 32 bytes of the seed follow. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The name under which this market's log signs its checkpoints. */
export const logName = 'xunshi.jiujiang/log'

/**
 * Opens the keys that never enter the database, making them at the first start: `log.seed` signs the log's checkpoints,
 * `master.key` is the root of every digest and every sealed secret. Lose them and receipts can no longer be issued nor
 * sealed fields read: back them up apart from the database.
 * @param folder `data/keys`, or where XUNSHI_KEYS points
 * @param name the log's name in its checkpoints, for example `xunshi.jiujiang/log`
 */
export function openKeys(folder: string, name: string): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const seed = readOrMake(join(folder, 'log.seed'))
  const master = readOrMake(join(folder, 'master.key'))
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const derived = new Map<string, KeyObject>()
  const keyFor = (purpose: string): KeyObject => {
    const known = derived.get(purpose)
    if (known) return known
    // A KeyObject: Node takes 10 µs to wrap raw bytes anew for every HMAC.
    const made = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `xunshi/${purpose}`, 32)))
    derived.set(purpose, made)
    return made
  }
  return {
    log: {
      name,
      publicKey: new Uint8Array(publicKey),
      sign: (message) => new Uint8Array(sign(null, message, privateKey)),
    },
    digest: (purpose, ...parts) =>
      createHmac('sha256', keyFor(`digest/${purpose}`))
        .update(JSON.stringify(parts))
        .digest('hex'),
    seal(purpose, plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal/${purpose}`), nonce).setAAD(
        Buffer.from(purpose),
      )
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()]))
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal/${purpose}`), bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-16))
      return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]))
    },
  }
}

function readOrMake(path: string): Buffer {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  const bytes = readFileSync(path)
  if (bytes.length !== 32) throw new Error(`${path} must hold 32 bytes`)
  return bytes
}
