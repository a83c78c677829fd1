import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { base64, sha256, utf8 } from './bytes.ts'
import { signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { openWitness, serveWitness } from './io/witness-host.ts'
import { addCheckpointBody } from './tiles.ts'
import { append, emptyEdge, type Place, planConsistency, prove, rootOf } from './tree.ts'

const secret = sha256(utf8('log'))
const log = {
  name: 'xunshi.test/log',
  publicKey: ed25519.getPublicKey(secret),
  sign: (m: Uint8Array) => ed25519.sign(m, secret),
}
const logKey = { name: log.name, type: 1 as const, publicKey: log.publicKey }

/** A history of leaves; another `story` is another log under the same key. */
function history(story: string) {
  const leaves = Array.from({ length: 40 }, (_, i) => sha256(utf8(`${i < 5 ? 'common' : story} ${i}`)))
  const { nodes } = append(emptyEdge, leaves)
  const get = ({ level, index }: Place) =>
    level === 0 ? leaves[index]! : nodes.find((n) => n.level === level && n.index === index)!.hash
  return {
    note: (size: number, signer = log) =>
      signCheckpoint(signer, size, rootOf(append(emptyEdge, leaves.slice(0, size)).edge)),
    proof: (old: number, size: number) =>
      old === 0 || old === size ? [] : prove(planConsistency(old, size), get).map(base64),
  }
}
const honest = history('honest')
const forked = history('forked')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xunshi-witness-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const open = () => openWitness(folder, 'witness.test/1', [logKey])
const text = (old: number, proof: readonly string[], note: string) =>
  new TextDecoder().decode(addCheckpointBody(old, proof, note))

describe(art('111', '28'), () => {
  // 全过程留痕：见证方只认可接得上的日志。
  test('a log that grows is cosigned, with the time, step by step and after a restart', async () => {
    const first = await (await open()).add(text(0, [], honest.note(7)))
    expect(first.status).toBe(200)
    const witness = await open()
    const note = honest.note(20)
    const answer = await witness.add(text(7, honest.proof(7, 20), note))
    expect(answer.status).toBe(200)
    const options = { witnesses: { keys: [witness.key], threshold: 1 } }
    expect(verifyCheckpoint(note + answer.body, logKey, options)).toMatchObject({ ok: true })
    // The same once more, at the same size.
    expect((await witness.add(text(20, [], note))).status).toBe(200)
    expect(statSync(join(folder, 'seed')).mode & 0o777).toBe(0o600)
  })

  test('a fork is refused: another root at the same size, or one that does not carry on', async () => {
    const witness = await open()
    await witness.add(text(0, [], honest.note(20)))
    expect(await witness.add(text(20, [], forked.note(20)))).toMatchObject({ status: 409, body: '20\n' })
    expect((await witness.add(text(20, forked.proof(20, 30), forked.note(30)))).status).toBe(422)
    expect((await witness.add(text(20, honest.proof(20, 30), forked.note(30)))).status).toBe(422)
    expect((await witness.add(text(20, honest.proof(20, 30), honest.note(30)))).status).toBe(200)
  })

  test('a rollback is refused', async () => {
    const witness = await open()
    await witness.add(text(0, [], honest.note(20)))
    expect(await witness.add(text(0, [], honest.note(7)))).toMatchObject({ status: 409, body: '20\n' })
    expect((await witness.add(text(20, [], honest.note(7)))).status).toBe(400)
    expect((await witness.add(text(7, honest.proof(7, 7), honest.note(7)))).status).toBe(409)
  })

  test('of two histories shown at once, one is cosigned', async () => {
    const witness = await open()
    const answers = await Promise.all([
      witness.add(text(0, [], honest.note(20))),
      witness.add(text(0, [], forked.note(20))),
    ])
    expect(answers.map((a) => a.status).toSorted()).toEqual([200, 409])
  })

  test('other logs, other keys and other formats', async () => {
    const witness = await open()
    const stranger = { ...log, sign: (m: Uint8Array) => ed25519.sign(m, sha256(utf8('stranger'))) }
    expect((await witness.add(text(0, [], honest.note(7, stranger)))).status).toBe(403)
    expect((await witness.add(text(0, [], honest.note(7, { ...log, name: 'other/log' })))).status).toBe(404)
    for (const body of [
      '',
      'old 0',
      'old x\n\n',
      'old 00\n\nx',
      text(0, ['%'], honest.note(7)),
      text(-1, [], ''),
    ])
      expect((await witness.add(body)).status).toBe(400)
  })

  test('over HTTP, as c2sp.org/tlog-witness has it', async () => {
    const witness = await open()
    const server = await serveWitness(witness, { host: '127.0.0.1', port: 0, say: () => {} })
    const { port } = server.address() as { port: number }
    const post = (body: string) => fetch(`http://127.0.0.1:${port}/add-checkpoint`, { method: 'POST', body })
    expect((await post(text(0, [], honest.note(7)))).status).toBe(200)
    const conflict = await post(text(3, [], honest.note(9)))
    expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
      ...[409, 'text/x.tlog.size', '7\n'],
    ])
    expect((await fetch(`http://127.0.0.1:${port}/nothing`)).status).toBe(404)
    server.close()
  })
})
