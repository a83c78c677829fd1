import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { pad, sealInfo, sealNonce, unpad } from '../sealing.ts'

/*
 * The sealed box of ../sealing.ts by OpenSSL, byte for byte the same format, for the registration path.
 * docs/decisions/0003-sealing.md has the measurement.
 */

// The fixed heads of X25519 keys in SPKI and PKCS #8 (RFC 8410); the 32 bytes of the key follow.
const spki = Buffer.from('302a300506032b656e032100', 'hex')
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

const publicKeyOf = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })

/** Thousands seal to the same key: reading it costs as much as making the sender's. */
let lastRecipient: { raw: Uint8Array; key: KeyObject } | undefined
function recipientKey(raw: Uint8Array): KeyObject {
  if (lastRecipient?.raw !== raw) lastRecipient = { raw, key: publicKeyOf(raw) }
  return lastRecipient.key
}

// As JWK, which OpenSSL does not have to encode first.
const rawPublicKey = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')

/** A fresh key pair for sealing, 32 raw bytes each. */
export function newSealingKey(): { publicKey: Uint8Array; secretKey: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return { publicKey: new Uint8Array(rawPublicKey(publicKey)), secretKey: new Uint8Array(secret) }
}

/** The public half of a secret key. */
export function sealingPublicKey(secretKey: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, secretKey]), format: 'der', type: 'pkcs8' })
  return new Uint8Array(rawPublicKey(createPublicKey(key)))
}

/** Seals bytes to a public key, bound to a context. */
export function seal(publicKey: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const sender = generateKeyPairSync('x25519')
  const senderPublic = rawPublicKey(sender.publicKey)
  const shared = diffieHellman({ privateKey: sender.privateKey, publicKey: recipientKey(publicKey) })
  const cipher = createCipheriv('aes-256-gcm', boxKey(shared, senderPublic, publicKey, context), sealNonce)
  const body = Buffer.concat([senderPublic, cipher.update(pad(plain)), cipher.final(), cipher.getAuthTag()])
  return new Uint8Array(body)
}

/** Thousands are opened with the same key as well. */
let lastOpener: { raw: Uint8Array; privateKey: KeyObject; recipient: Buffer } | undefined
function openerOf(raw: Uint8Array): { privateKey: KeyObject; recipient: Buffer } {
  if (lastOpener?.raw === raw) return lastOpener
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, raw]), format: 'der', type: 'pkcs8' })
  lastOpener = { raw, privateKey, recipient: rawPublicKey(createPublicKey(privateKey)) }
  return lastOpener
}

/** Opens a box; throws when it was closed for another key or context, or has been changed. */
export function unseal(secretKey: Uint8Array, box: Uint8Array, context: string): Uint8Array {
  const { privateKey, recipient } = openerOf(secretKey)
  const sender = box.subarray(0, 32)
  const shared = diffieHellman({ privateKey, publicKey: publicKeyOf(sender) })
  const decipher = createDecipheriv('aes-256-gcm', boxKey(shared, sender, recipient, context), sealNonce)
  decipher.setAuthTag(box.subarray(-16))
  return unpad(new Uint8Array(Buffer.concat([decipher.update(box.subarray(32, -16)), decipher.final()])))
}

const boxKey = (shared: Uint8Array, sender: Uint8Array, recipient: Uint8Array, context: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', shared, Buffer.concat([sender, recipient]), sealInfo(context), 32))
