import { ed25519 } from '@noble/curves/ed25519.js'
import {
  base64,
  bytesOfBase64,
  bytesOfHex,
  type Ed25519Verify,
  equal,
  hex,
  type Sha256,
  sha256,
  utf8,
} from './bytes.ts'

/** Signed notes as of c2sp.org/signed-note: text, a blank line, and a line per signature. */
export interface Note {
  /** Ends with a newline. */
  text: string
  signatures: readonly NoteSignature[]
}

interface NoteSignature {
  name: string
  /** Four bytes that find the key; not a secure hash. */
  keyId: Uint8Array
  signature: Uint8Array
}

/** 1: signs the text. 4: a witness's cosignature with its time (c2sp.org/tlog-cosignature). */
type KeyType = 1 | 4

/** A key that somebody trusts, with its name. */
export interface VerifierKey {
  name: string
  type: KeyType
  /** 32 bytes, Ed25519. */
  publicKey: Uint8Array
}

/** What is needed to sign. */
export interface Signer {
  name: string
  publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

/** More signatures than this are not read. */
const mostSignatures = 64

const verifyHere: Ed25519Verify = (signature, message, publicKey) => {
  try {
    return ed25519.verify(signature, message, publicKey)
  } catch {
    return false
  }
}

function keyIdOf({ name, type, publicKey }: VerifierKey, hash: Sha256 = sha256): Uint8Array {
  return hash(Uint8Array.from([...utf8(`${name}\n`), type, ...publicKey])).slice(0, 4)
}

/** A key as text, `name+id+base64`: print it, publish it, keep it. */
export const formatKey = (key: VerifierKey): string =>
  `${key.name}+${hex(keyIdOf(key))}+${base64(Uint8Array.from([key.type, ...key.publicKey]))}`

/** Reads a key that `formatKey` or another C2SP tool wrote; undefined when it is not one. */
export function parseKey(text: string): VerifierKey | undefined {
  const [name = '', id = '', ...rest] = text.split('+')
  const keyId = bytesOfHex(id, 4)
  const encoded = bytesOfBase64(rest.join('+'))
  if (!isKeyName(name) || !keyId || encoded?.length !== 33) return undefined
  const type = encoded[0]
  if (type !== 1 && type !== 4) return undefined
  const key: VerifierKey = { name, type, publicKey: encoded.slice(1) }
  return equal(keyId, keyIdOf(key)) ? key : undefined
}

const isKeyName = (name: string) => name !== '' && !/[\s+]/u.test(name)

// biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them.
const forbidden = /[\u0000-\u0009\u000b-\u001f]/

/** Reads a note; undefined when it is malformed. Says nothing about its signatures. */
export function parseNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n') || forbidden.test(note) || !note.isWellFormed()) return undefined
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > mostSignatures) return undefined
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = bytesOfBase64(encoded)
    if (!isKeyName(name) || !bytes || bytes.length < 5) return undefined
    signatures.push({ name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) })
  }
  return { text: note.slice(0, end + 1), signatures }
}

/** One line of a note. */
const signatureLine = (name: string, keyId: Uint8Array, signature: Uint8Array): string =>
  `— ${name} ${base64(Uint8Array.from([...keyId, ...signature]))}\n`

/** Signs a text (which ends with a newline) as a note. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n')) throw new Error('the text of a note ends with a newline')
  const key: VerifierKey = { name: signer.name, type: 1, publicKey: signer.publicKey }
  return `${text}\n${signatureLine(signer.name, keyIdOf(key), signer.sign(utf8(text)))}`
}

/** Adds a witness's cosignature to a checkpoint. @param time seconds since 1970-01-01T00:00Z */
export function cosign(note: string, witness: Signer, time: number): string {
  const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
  const key: VerifierKey = { name: witness.name, type: 4, publicKey: witness.publicKey }
  const signature = witness.sign(cosigned(text, time))
  return note + signatureLine(witness.name, keyIdOf(key), Uint8Array.from([...bigEndian(time), ...signature]))
}

const cosigned = (text: string, time: number) => utf8(`cosignature/v1\ntime ${time}\n${text}`)

function bigEndian(n: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(n))
  return bytes
}

/** The outcome of one trusted key: it signed (a witness, at a time), it did not, or what it is said to have signed is false. */
export type SignatureCheck = { signed: true; time?: number } | { signed: false; forged: boolean }

/** Looks for a trusted key's signature on a note and checks it. */
export function checkSignature(
  note: Note,
  key: VerifierKey,
  verify: Ed25519Verify = verifyHere,
  hash: Sha256 = sha256,
): SignatureCheck {
  const keyId = keyIdOf(key, hash)
  const found = note.signatures.find((s) => s.name === key.name && equal(s.keyId, keyId))
  if (!found) return { signed: false, forged: false }
  const { signature } = found
  if (key.type === 1) {
    return signature.length === 64 && verify(signature, utf8(note.text), key.publicKey)
      ? { signed: true }
      : { signed: false, forged: true }
  }
  if (signature.length !== 72) return { signed: false, forged: true }
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
  return verify(signature.slice(8), cosigned(note.text, time), key.publicKey)
    ? { signed: true, time }
    : { signed: false, forged: true }
}
