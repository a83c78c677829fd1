import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import { fiveTrustees, installedTrustees, value } from '../../tests/builders/trustees.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { localNames, openEmbeddedTrustees } from './io/embedded-trustees.ts'
import { fileMemory } from './io/memory.ts'
import { isBound, specHash } from './spec.ts'
import { pureSuites } from './suite.ts'
import { combine, partialIsRight, trusteeKey } from './threshold.ts'
import type { BindRequest, SignRequest } from './trustee.ts'

/** Five trustees after their ceremonies, and a draw of their key in a log. */
async function world(seed = 'world') {
  const five = await installedTrustees('trustees')
  const drawn = (name: string) => aBundle({ seed: name, group: five.group, sealing: five.sealing.public })
  const draw = drawn(seed)
  const { spec, transcript, checkpoint, announced, frozen } = draw
  const asked: SignRequest = { spec, transcript, checkpoint, announced, frozen }
  const binding: BindRequest = { spec, ceremony: five.sealing.ceremony, announced, checkpoint }
  five.clock.now = spec.deadline
  return { ...five, draw, drawn, asked, binding, second: five.trustees[1]! }
}

describe(art('111', '53.3'), () => {
  // 擅自利用信息技术手段干预中介超市中选结果。
  test('a trustee signs the transcript, the same each time, and notes it', async () => {
    const { second, asked, draw, group, memories } = await world()
    const first = await second.sign(asked)
    expect(partialIsRight(draw.message, group.commitments, { trustee: 2, signature: value(first) })).toBe(
      true,
    )
    expect(await second.sign(asked)).toEqual(first)
    expect(memories[1]!.lines.filter((l) => l.what === 'sign')).toHaveLength(2)
  })

  test('not a millisecond before the deadline', async () => {
    const { second, asked, clock, memories } = await world()
    clock.now = instant('2026-09-28T16:59:59.999')
    expect(await second.sign(asked)).toEqual({ ok: false, refusal: 'before-deadline' })
    expect(memories[1]!.lines.at(-1)).toMatchObject({ what: 'sign', refused: 'before-deadline' })
    clock.now = instant('2026-09-28T17:00')
    expect(await second.sign(asked)).toMatchObject({ ok: true })
  })

  test('no second roster for the same purpose and subject, whatever the rules are called', async () => {
    const { second, asked, drawn, memories } = await world()
    await second.sign(asked)
    // The same keys, the same subject, another log: the trustee is made to trust it, to see the memory alone.
    memories[1]!.kept.delete('log')
    const { spec, transcript, checkpoint, announced, frozen } = drawn('again')
    const again = { spec, transcript, checkpoint, announced, frozen }
    expect(await second.sign(again)).toEqual({ ok: false, refusal: 'second-draw' })
    memories[1]!.kept.delete('log')
    expect(await second.sign(asked)).toMatchObject({ ok: true })
  })

  test('of two different rosters asked for at once, one is signed', async () => {
    const { second, asked, drawn, memories } = await world()
    const { spec, transcript, checkpoint, announced, frozen } = drawn('at-once')
    const first = second.sign(asked)
    memories[1]!.remember = (
      (remember) => async (key: string, text: string) =>
        key === 'log' ? text : remember(key, text)
    )(memories[1]!.remember)
    const answers = await Promise.all([
      first,
      second.sign({ spec, transcript, checkpoint, announced, frozen }),
    ])
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
  })

  test('nothing for other keys, another roster’s rules, a log that has not signed, or what does not stand in it', async () => {
    const { second, asked, drawn, draw } = await world()
    const refusal = async (changes: Partial<SignRequest>) => {
      const answer = await second.sign({ ...asked, ...changes })
      return answer.ok ? 'signed' : answer.refusal
    }
    const foreign = aBundle({ seed: 'foreign' })
    expect(await refusal({ spec: foreign.spec })).toBe('other-keys')
    expect(await refusal({ spec: { ...asked.spec, threshold: 4 } })).toBe('other-keys')
    expect(await refusal({ transcript: { ...asked.transcript, spec: '00'.repeat(32) } })).toBe('other-spec')
    expect(await refusal({ transcript: { ...asked.transcript, entries: 2 } })).toBe('other-spec')
    const larger = { ...asked.transcript, checkpoint: { ...asked.transcript.checkpoint, size: 999 } }
    expect(await refusal({ transcript: larger })).toBe('other-checkpoint')
    expect(await refusal({ checkpoint: foreign.checkpoint })).toBe('other-checkpoint')
    const elsewhere = drawn('elsewhere')
    expect(await refusal({ announced: elsewhere.announced })).toBe('other-spec')
    expect(await refusal({ announced: { ...asked.announced, index: 0 } })).toBe('not-in-log')
    expect(await refusal({ frozen: { ...asked.frozen, proof: [] } })).toBe('not-in-log')
    const early = aBundle({
      ...{ seed: 'early', group: { commitments: draw.commitments, shares: draw.shares } },
      ...{ sealing: asked.spec.sealing, spoil: { freezeAt: '2026-09-28T16:59:59.999' } },
    })
    const fresh = (await world()).second
    const { spec, transcript, checkpoint, announced, frozen } = early
    expect(await fresh.sign({ spec, transcript, checkpoint, announced, frozen })).toEqual({
      ...{ ok: false, refusal: 'other-spec' },
    })
    expect(await refusal({})).toBe('signed')
    // It has met its log; no other one is its own from now on.
    const { spec: s, transcript: t, checkpoint: c, announced: a, frozen: f } = elsewhere
    expect(await second.sign({ spec: s, transcript: t, checkpoint: c, announced: a, frozen: f })).toEqual({
      ...{ ok: false, refusal: 'other-log' },
    })
  })
})

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('three trustees tie the sealing key to the logged rules, and anyone can check it', async () => {
    const { trustees, binding, clock, asked } = await world()
    clock.now = instant('2026-09-24T10:00')
    const partials = await Promise.all(
      [1, 3, 5].map(async (n) => ({ trustee: n, signature: value(await trustees[n - 1]!.bind(binding)) })),
    )
    const signature = combine(partials)
    expect(isBound(asked.spec, signature)).toBe(true)
    expect(isBound({ ...asked.spec, deadline: instant('2026-09-25T17:00') }, signature)).toBe(false)
  })

  test('no trustee releases a millisecond before the deadline', async () => {
    const { second, binding, clock, sealing } = await world()
    clock.now = instant('2026-09-28T16:59:59.999')
    expect(await second.release(binding)).toEqual({ ok: false, refusal: 'before-deadline' })
    clock.now = instant('2026-09-28T17:00')
    expect(value(await second.release(binding))).toBe(sealing.shares[1])
  })

  test('a key that is tied to one announcement opens for no other, not even with a deadline that is past', async () => {
    const { second, binding, clock, drawn, memories, sealing } = await world()
    clock.now = instant('2026-09-24T10:00')
    value(await second.bind(binding))
    const other = drawn('other')
    const { spec, announced, checkpoint } = other
    memories[1]!.kept.delete('log')
    const forged = { spec, announced, checkpoint, ceremony: sealing.ceremony }
    expect(await second.bind(forged)).toEqual({ ok: false, refusal: 'key-bound' })
    clock.now = spec.deadline
    expect(await second.release(forged)).toEqual({ ok: false, refusal: 'key-bound' })
  })

  test('rules with an earlier deadline than the logged ones open nothing', async () => {
    const { second, binding, clock } = await world()
    clock.now = instant('2026-09-27T17:00')
    const past = { ...binding.spec, deadline: instant('2026-09-25T17:00') }
    expect(await second.release({ ...binding, spec: past })).toEqual({ ok: false, refusal: 'other-spec' })
    const rules = specHash(pureSuites.sha256, past)
    const record = { ...binding.announced.record, body: { hash: rules, spec: past } as never }
    expect(
      await second.release({ ...binding, spec: past, announced: { ...binding.announced, record } }),
    ).toEqual({
      ...{ ok: false, refusal: 'not-in-log' },
    })
  })

  test('after the deadline no key is tied any more, but one that was down opens what was logged in time', async () => {
    const { second, binding, sealing } = await world()
    expect(await second.bind(binding)).toEqual({ ok: false, refusal: 'after-deadline' })
    expect(value(await second.release(binding))).toBe(sealing.shares[1])
  })

  test('a key of unknown origin, or made with others than those who sign, is not tied', async () => {
    const { second, binding, asked, memories, sealing } = await world()
    expect(await second.bind({ ...binding, ceremony: '00'.repeat(32) })).toEqual({
      ok: false,
      refusal: 'unknown-key',
    })
    const spec = { ...asked.spec, sealing: '11'.repeat(32) }
    expect(await second.bind({ ...binding, spec })).toEqual({ ok: false, refusal: 'unknown-key' })
    const name = `ceremony ${sealing.ceremony}`
    const kept = JSON.parse(memories[1]!.kept.get(name)!)
    kept.ceremony.members = fiveTrustees('strangers').members
    memories[1]!.kept.set(name, JSON.stringify(kept))
    expect(await second.bind(binding)).toEqual({ ok: false, refusal: 'unknown-key' })
  })
})

describe('the five embedded trustees', () => {
  let folder: string
  let database: TestDatabase
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xunshi-trustees-'))
    database = await testDatabase({ at: '2026-09-24T09:00' })
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  const open = () => openEmbeddedTrustees(database.deps, join(folder, 'trustees'))

  test('hold their ceremony once, in public, keep their seeds in files that only their user reads, and are marked 演示', async () => {
    const first = await open()
    expect(first.members.map((m) => m.name)).toEqual([...localNames])
    expect(await open()).toMatchObject({ demonstration: true, threshold: 3, commitments: first.commitments })
    const files = readdirSync(join(folder, 'trustees')).filter((f) => f.endsWith('.json'))
    expect(files).toHaveLength(5)
    for (const file of files) {
      const path = join(folder, 'trustees', file)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(JSON.parse(readFileSync(path, 'utf8')).mark).toBe('演示')
    }
    expect(statSync(join(folder, 'trustees')).mode & 0o777).toBe(0o700)
    const { rows } = await database.asOwner(
      `select body, visibility from fact where kind = 'trustees.ceremony'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ visibility: 'public', body: { keys: [[...first.commitments]] } })
    expect(rows[0].body.acceptances).toHaveLength(5)
  })

  test('no seed and no share is in the database', async () => {
    await open()
    const { rows } = await database.asOwner(
      `select (select string_agg(c::text, '') from ceremony c) || (select string_agg(f::text, '') from fact f) as all`,
    )
    const secrets = [1, 2, 3, 4, 5].map(
      (n) => JSON.parse(readFileSync(join(folder, `trustees/${n}.json`), 'utf8')).seed,
    )
    for (const [n, seed] of secrets.entries()) {
      const memory = join(folder, 'trustees/memory', String(n + 1))
      const held = readdirSync(memory)
        .map((f) => readFileSync(join(memory, f), 'utf8'))
        .find((text) => text.startsWith('{'))!
      for (const secret of [seed, JSON.parse(held).keys[0].share]) expect(rows[0].all).not.toContain(secret)
    }
  })

  test('are the same for processes that start at once', async () => {
    const all = await Promise.all([open(), open(), open()])
    expect(new Set(all.map((t) => t.commitments[0])).size).toBe(1)
    expect(readdirSync(folder)).toEqual(['trustees'])
    const { rows } = await database.asOwner(`select 1 from fact where kind = 'trustees.ceremony'`)
    expect(rows).toHaveLength(1)
  })

  test('are not opened when a seed is missing', async () => {
    await open()
    rmSync(join(folder, 'trustees/3.json'))
    await expect(open()).rejects.toThrow('restore it')
  })

  test('remember across a restart, and of many at once only the first', async () => {
    const memory = () => fileMemory(join(folder, 'memory'))
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => memory().remember('tie procurement/1', `text ${i}`)),
    )
    expect(new Set(said).size).toBe(1)
    expect(await memory().remember('tie procurement/1', 'another')).toBe(said[0])
    expect(await memory().recall('tie procurement/1')).toBe(said[0])
    expect(await memory().recall('tie procurement/2')).toBeUndefined()
    expect(await memory().remember('tie procurement/2', 'another')).toBe('another')
    expect(readdirSync(join(folder, 'memory'))).toHaveLength(2)
  })
})

test('a trustee’s key in the group is that of its number', async () => {
  const { group } = await installedTrustees('numbers')
  expect(new Set([1, 2, 3, 4, 5].map((n) => trusteeKey(group.commitments, n))).size).toBe(5)
})
