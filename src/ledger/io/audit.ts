import { createPublicKey, verify } from 'node:crypto'
import type { Deps, Keys } from '../../platform/deps.ts'
import {
  append,
  type Checkpoint,
  type Ed25519Verify,
  type Edge,
  emptyEdge,
  equal,
  hex,
  leafHash,
  type Node,
  noRecord,
  rootOf,
  verifyCheckpoint,
} from '../index.ts'
import * as store from '../store.ts'
import { logKey, macOf, sha256OfServer } from './hash.ts'
import { fromRest } from './rest.ts'

/** The first row that is wrong, by table and key, and what is wrong with it. */
interface AuditFault {
  table:
    | 'fact'
    | 'ledger_leaf'
    | 'ledger_node'
    | 'ledger_checkpoint'
    | 'ledger_pending'
    | 'fact_opening'
    | 'kept'
  row: string
  fault: string
}

export type AuditReport =
  | {
      ok: true
      facts: number
      leaves: number
      nodes: number
      checkpoints: number
      pending: number
      openings: number
    }
  | { ok: false; fault: AuditFault }

class Found extends Error {
  readonly fault: AuditFault
  constructor(table: AuditFault['table'], row: string | number, fault: string) {
    super(fault)
    this.fault = { table, row: String(row), fault }
  }
}

/**
 * Checks the whole log as it stands at this moment: every fact against its hash, its subject's chain and this system's
 * key; every leaf, node, root and signature; and that nothing is missing or too much. A log that was rewritten whole by
 * somebody who also has the signing key is found only against checkpoints that were kept elsewhere.
 * @param kept signed checkpoints that somebody saved outside this database
 * @param progress told of the rows read so far, now and then
 */
export async function auditLog(
  deps: Pick<Deps, 'db' | 'keys'>,
  options: { kept?: readonly string[]; progress?: (rows: number) => void } = {},
): Promise<AuditReport> {
  try {
    return await store.withSnapshot(deps.db, async (snapshot) => {
      const facts = await auditFacts(snapshot, deps.keys, options.progress)
      const tree = await auditTree(snapshot, deps.keys, options.kept ?? [], (leaves) =>
        options.progress?.(facts + leaves),
      )
      for (const stray of await snapshot.strays(tree.leaves)) {
        const [table, row = ''] = stray.split(' ')
        throw new Found(table as AuditFault['table'], row, 'belongs to nothing in the log')
      }
      return { ok: true as const, facts, ...tree, ...(await snapshot.counts()) }
    })
  } catch (error) {
    if (error instanceof Found) return { ok: false, fault: error.fault }
    throw error
  }
}

async function auditFacts(
  snapshot: store.Snapshot,
  keys: Keys,
  progress?: (rows: number) => void,
): Promise<number> {
  let count = 0
  let before: store.AuditedFact | undefined
  let last: string = noRecord
  for await (const row of snapshot.facts()) {
    const same = before?.subject === row.subject ? before : undefined
    const seq = (same?.seq ?? 0) + 1
    const prev = same ? last : noRecord
    const name = `${row.id} (${row.subject} #${row.seq})`
    if (row.seq !== seq) throw new Found('fact', `${row.subject} #${seq}`, 'is missing')
    const leaf = hex(row.leaf)
    if (hex(row.prev) !== prev) throw new Found('fact', name, 'does not follow the one before it')
    if (!equal(leafHash(fromRest(keys, row), sha256OfServer), row.leaf))
      throw new Found('fact', name, 'is not what was hashed')
    if (macOf(keys, leaf) !== hex(row.mac)) throw new Found('fact', name, 'was not written by this system')
    if (row.index === null && !row.waiting)
      throw new Found('fact', name, 'is neither in the tree nor waiting for it')
    if (row.index !== null && row.waiting)
      throw new Found('ledger_pending', row.id, 'waits though it is in the tree')
    if (same && row.index !== null && (same.index === null || same.index > row.index))
      throw new Found('ledger_leaf', row.index, `stands before the leaf of an earlier fact of ${row.subject}`)
    before = row
    last = leaf
    if (++count % 50_000 === 0) progress?.(count)
  }
  return count
}

/** Leaves, nodes and checkpoints in one pass along the log. */
async function auditTree(
  snapshot: store.Snapshot,
  keys: Keys,
  kept: readonly string[],
  progress: (rows: number) => void,
): Promise<{ leaves: number; checkpoints: number }> {
  const key = logKey(keys)
  const verifyHere = nodeVerify()
  const signed = (note: string): Checkpoint | string => {
    const checked = verifyCheckpoint(note, key, { verify: verifyHere, hash: sha256OfServer })
    return checked.ok ? checked.checkpoint : checked.fault
  }
  const elsewhere = keptBySize(kept, signed)
  const checkpoints = snapshot.checkpoints()

  let edge: Edge = emptyEdge
  let batch: Uint8Array[] = []
  let unchecked: Node[] = []
  let verified = 0
  let count = 0
  let next = (await checkpoints.next()).value as store.CheckpointRow | undefined

  const grow = () => {
    const grown = append(edge, batch, sha256OfServer)
    edge = grown.edge
    unchecked.push(...grown.nodes)
    batch = []
  }
  /** Leaves that a root vouches for are true, so a node that differs is itself wrong. */
  const checkNodes = async () => {
    const wrong = await firstWrong(snapshot, unchecked)
    if (wrong)
      throw new Found(
        'ledger_node',
        wrong.name,
        wrong.stored ? 'is not the hash of its children' : 'is missing',
      )
    unchecked = []
  }
  const leavesWrong = async (): Promise<never> => {
    const node = (await firstWrong(snapshot, unchecked))?.node
    const [from, to] = node
      ? [node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level - 1]
      : [verified, edge.size - 1]
    const rows = from === to ? `${from}` : `${from}-${to}`
    throw new Found('ledger_leaf', rows, 'changed, swapped or moved: the signed root is another')
  }
  const checkRoot = async () => {
    const root = rootOf(edge, sha256OfServer)
    for (; next && next.size === edge.size; next = (await checkpoints.next()).value || undefined) {
      const claim = signed(next.note)
      if (typeof claim === 'string') throw new Found('ledger_checkpoint', next.size, `its note is ${claim}`)
      if (claim.size !== next.size || !equal(claim.root, next.root))
        throw new Found('ledger_checkpoint', next.size, 'does not say what its note says')
      if (next.previous !== verified) throw new Found('ledger_checkpoint', next.previous, 'is missing')
      if (!equal(root, next.root)) await leavesWrong()
      verified = next.size
      count++
      if (unchecked.length >= 4096) await checkNodes()
    }
    const saved = elsewhere.get(edge.size)
    if (saved && !equal(saved, root))
      throw new Found('kept', edge.size, 'the log has been rewritten: its root is another')
    elsewhere.delete(edge.size)
  }

  let index = 0
  for await (const leaf of snapshot.leaves()) {
    if (leaf.index !== index) throw new Found('ledger_leaf', index, 'is missing')
    if (!leaf.leaf) throw new Found('fact', leaf.fact, `is missing, though leaf ${index} names it`)
    if (!equal(leaf.hash, leaf.leaf))
      throw new Found('ledger_leaf', index, `is not the hash of fact ${leaf.fact}`)
    batch.push(leaf.hash)
    index++
    if (next && next.size < index) throw new Found('ledger_checkpoint', next.size, 'stands out of order')
    if (next?.size === index || elsewhere.has(index)) {
      grow()
      await checkRoot()
    }
    if (index % 50_000 === 0) progress(index)
  }
  if (next && next.size > index)
    throw new Found('ledger_leaf', index, `is missing: the log was signed at ${next.size}`)
  if (verified !== index)
    throw new Found('ledger_checkpoint', index, 'is missing: these leaves are under no signature')
  await checkNodes()
  for (const size of elsewhere.keys())
    throw new Found('kept', size, `the log has been cut: it has ${index} leaves`)
  return { leaves: index, checkpoints: count }
}

/** The first stored node that is not as computed. */
async function firstWrong(snapshot: store.Snapshot, computed: readonly Node[]) {
  for (let i = 0; i < computed.length; i += 4096) {
    const part = computed.slice(i, i + 4096)
    const stored = await snapshot.nodes(part)
    const at = part.findIndex((node, j) => !stored[j] || !equal(node.hash, stored[j]))
    const node = part[at]
    if (node) return { node, stored: stored[at] !== null, name: `${node.level}/${node.index}` }
  }
  return undefined
}

function keptBySize(
  kept: readonly string[],
  signed: (note: string) => Checkpoint | string,
): Map<number, Uint8Array> {
  const bySize = new Map<number, Uint8Array>()
  for (const [i, note] of kept.entries()) {
    const claim = signed(note)
    if (typeof claim === 'string') throw new Found('kept', `no. ${i + 1}`, `is ${claim}`)
    bySize.set(claim.size, claim.root)
  }
  return bySize
}

/** Ed25519 by OpenSSL; the key is read once. */
function nodeVerify(): Ed25519Verify {
  const head = Buffer.from('302a300506032b6570032100', 'hex')
  let known: { raw: Uint8Array; key: ReturnType<typeof createPublicKey> } | undefined
  return (signature, message, publicKey) => {
    if (!known || known.raw !== publicKey) {
      const der = Buffer.concat([head, publicKey])
      known = { raw: publicKey, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
    }
    return verify(null, message, known.key, signature)
  }
}
