import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import { type Instant, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { fileMemory, localNames, openLocalTrustees } from './io/local-trustees.ts'
import { specHash } from './spec.ts'
import { pureSuites } from './suite.ts'
import { partialIsRight } from './threshold.ts'
import { createTrustee, type SignRequest, type TrusteeMemory } from './trustee.ts'

const draw = aBundle({ seed: 'trustee' })
const { spec, transcript, checkpoint, message, commitments } = draw
const asked: SignRequest = { spec, transcript, checkpoint }

const inMemory = (): TrusteeMemory => {
  const known = new Map<string, string>()
  return {
    async remember(key, text) {
      if (!known.has(key)) known.set(key, text)
      return known.get(key)!
    },
  }
}

const aTrustee = (now: Instant = spec.deadline, memory = inMemory()) => {
  const secrets = {
    ...{ number: 2, name: '审计局', threshold: 3, commitments, share: draw.shares[1]! },
    ...{ identity: '', recipient: '' },
  }
  return createTrustee(secrets, memory, async () => now)
}

/** Another roster for the same rules, honestly built. */
const otherRoster = { ...transcript, roster: '00'.repeat(32) }

describe(art('111', '53.3'), () => {
  // 擅自利用信息技术手段干预中介超市中选结果。
  test('a trustee signs the transcript, the same each time', async () => {
    const trustee = aTrustee()
    const first = await trustee.sign(asked)
    expect(first.ok && partialIsRight(message, commitments, { trustee: 2, signature: first.value })).toBe(
      true,
    )
    expect(await trustee.sign(asked)).toEqual(first)
  })

  test('not a millisecond before the deadline', async () => {
    expect(await aTrustee(instant('2026-09-28T16:59:59.999')).sign(asked)).toEqual({
      ok: false,
      refusal: 'before-deadline',
    })
    expect(await aTrustee(instant('2026-09-28T17:00')).sign(asked)).toMatchObject({ ok: true })
  })

  test('no second roster for the same rules', async () => {
    const trustee = aTrustee()
    await trustee.sign(asked)
    expect(await trustee.sign({ ...asked, transcript: otherRoster })).toEqual({
      ok: false,
      refusal: 'second-draw',
    })
    expect(await trustee.sign(asked)).toMatchObject({ ok: true })
  })

  test('no second rules for the same purpose and subject, whatever they are called', async () => {
    const trustee = aTrustee()
    await trustee.sign(asked)
    const again = { ...spec, id: 'again' }
    const rules = specHash(pureSuites.sha256, again)
    const request = { spec: again, transcript: { ...transcript, spec: rules }, checkpoint }
    expect(await trustee.sign(request)).toEqual({ ok: false, refusal: 'second-draw' })
  })

  test('of two different rosters asked for at once, one is signed', async () => {
    const trustee = aTrustee()
    const answers = await Promise.all([
      trustee.sign(asked),
      trustee.sign({ ...asked, transcript: otherRoster }),
    ])
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
  })

  test('nothing for rules that name other keys, another roster’s rules, or a log that has not signed', async () => {
    const foreign = aBundle({ seed: 'foreign' })
    const trustee = aTrustee()
    const { spec: s, transcript: t, checkpoint: c } = foreign
    expect(await trustee.sign({ spec: s, transcript: t, checkpoint: c })).toEqual({
      ok: false,
      refusal: 'other-keys',
    })
    expect(await trustee.sign({ ...asked, transcript: { ...transcript, spec: '00'.repeat(32) } })).toEqual({
      ok: false,
      refusal: 'other-spec',
    })
    expect(await trustee.sign({ ...asked, checkpoint: c })).toEqual({
      ok: false,
      refusal: 'other-checkpoint',
    })
    const larger = { ...transcript, checkpoint: { ...transcript.checkpoint, size: 999 } }
    expect(await trustee.sign({ ...asked, transcript: larger })).toEqual({
      ok: false,
      refusal: 'other-checkpoint',
    })
  })
})

describe('the five local trustees', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xunshi-trustees-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const open = () => openLocalTrustees(join(folder, 'trustees'), async () => spec.deadline)

  test('are dealt once, in files that only their user reads, and marked 演示', async () => {
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
  })

  test('are the same for processes that start at once', async () => {
    const all = await Promise.all([open(), open(), open()])
    expect(new Set(all.map((t) => t.commitments[0])).size).toBe(1)
    expect(readdirSync(folder)).toEqual(['trustees'])
  })

  test('are not opened with a share that was changed, or when a key is missing', async () => {
    await open()
    const path = join(folder, 'trustees/3.json')
    const key = JSON.parse(readFileSync(path, 'utf8'))
    const other = JSON.parse(readFileSync(join(folder, 'trustees/4.json'), 'utf8'))
    writeFileSync(path, JSON.stringify({ ...key, share: other.share }))
    await expect(open()).rejects.toThrow('财政局')
    rmSync(path)
    await expect(open()).rejects.toThrow('restore it')
  })

  test('remember across a restart, and of many at once only the first', async () => {
    const memory = () => fileMemory(join(folder, 'memory'))
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => memory().remember('tie procurement/1', `text ${i}`)),
    )
    expect(new Set(said).size).toBe(1)
    expect(await memory().remember('tie procurement/1', 'another')).toBe(said[0])
    expect(await memory().remember('tie procurement/2', 'another')).toBe('another')
    expect(readdirSync(join(folder, 'memory'))).toHaveLength(2)
  })
})
