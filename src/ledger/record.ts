import canonicalize from 'canonicalize'
import type { Instant } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'
import type { Fact } from '../workflow/index.ts'
import { bytesOfHex, hex, type Sha256, sha256, utf8 } from './bytes.ts'

/** A fact as it stands in the log: what is hashed, what a receipt carries, what an auditor reads. */
export interface FactRecord {
  v: 1
  /** UUID */
  id: string
  /** `procurement/<id>`; a sealed fact's subject is a random one that says nothing. */
  subject: string
  /** 1, 2, 3 … within the subject. */
  seq: number
  kind: string
  at: Instant
  article: Article
  /** Organisation, or `system`, or `public`. */
  actor: string
  visibility: Fact['visibility']
  body: Fact['body']
  /** 16 random bytes, hex: nobody finds a record by trying out what it may say. */
  salt: string
  /** Leaf hash, hex, of the subject's previous record; 64 zeros before the first. */
  prev: string
}

/** `prev` of a subject's first record. */
export const noRecord = '0'.repeat(64)

/** Most bytes that the canonical form of one record may have: facts are statements, files are kept elsewhere. */
export const longestRecord = 262_144

const members = [
  'v',
  'id',
  'subject',
  'seq',
  'kind',
  'at',
  'article',
  'actor',
  'visibility',
  'body',
  'salt',
  'prev',
]

/** The record's canonical JSON (RFC 8785, UTF-8). Throws on what JSON cannot carry unchanged. */
export function canonicalBytes(record: FactRecord): Uint8Array {
  const text = canonicalize(record)
  if (text === undefined) throw new TypeError('a record is an object')
  return utf8(text)
}

/** The record's hash as a leaf of the tree: SHA-256(0x00 ‖ canonical bytes) (RFC 6962, 2.1). */
export function leafHash(record: FactRecord, hash: Sha256 = sha256): Uint8Array {
  return hashLeaf(canonicalBytes(record), hash)
}

/** SHA-256(0x00 ‖ data). */
export function hashLeaf(data: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const message = new Uint8Array(data.length + 1)
  message.set(data, 1)
  return hash(message)
}

/**
 * Whether a value keeps its canonical form through any JSON store: numbers are safe integers, strings are well-formed
 * and hold no NUL, objects are plain. Undefined members are left out, as JSON does.
 */
export function isDurable(value: unknown): boolean {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
      return true
    case 'number':
      return Number.isSafeInteger(value)
    case 'string':
      return isDurableText(value)
    case 'object':
      if (value === null) return true
      if (Array.isArray(value)) return value.every((item) => item !== undefined && isDurable(item))
      return (
        Object.getPrototypeOf(value) === Object.prototype &&
        Object.entries(value).every(([key, item]) => isDurableText(key) && isDurable(item))
      )
    default:
      return false
  }
}

const isDurableText = (text: string) => text.isWellFormed() && !text.includes('\0')

/** Reads a record that came from outside; undefined when it is not one. */
export function readRecord(value: unknown): FactRecord | undefined {
  if (typeof value !== 'object' || value === null || !isDurable(value)) return undefined
  const record = value as FactRecord
  const wellFormed =
    Object.keys(value).length === members.length &&
    members.every((name) => name in value) &&
    record.v === 1 &&
    Number.isSafeInteger(record.seq) &&
    record.seq >= 1 &&
    [record.id, record.subject, record.kind, record.at, record.article, record.actor].every(
      (text) => typeof text === 'string',
    ) &&
    ['public', 'parties', 'sealed'].includes(record.visibility) &&
    typeof record.body === 'object' &&
    record.body !== null &&
    typeof record.salt === 'string' &&
    bytesOfHex(record.salt, 16) !== undefined &&
    typeof record.prev === 'string' &&
    bytesOfHex(record.prev, 32) !== undefined
  return wellFormed ? record : undefined
}

/** What is wrong with a subject's chain at its first wrong record. */
export interface ChainFault {
  subject: string
  seq: number
  fault: 'sequence' | 'previous'
}

/** Checks that records of one subject, in order from the first, form its chain. */
export function chainFault(records: Iterable<FactRecord>, hash: Sha256 = sha256): ChainFault | undefined {
  let seq = 0
  let prev: string = noRecord
  let subject: string | undefined
  for (const record of records) {
    seq++
    subject ??= record.subject
    if (record.seq !== seq || record.subject !== subject) return { subject, seq, fault: 'sequence' }
    if (record.prev !== prev) return { subject, seq, fault: 'previous' }
    prev = hex(leafHash(record, hash))
  }
  return undefined
}
