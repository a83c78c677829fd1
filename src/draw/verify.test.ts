import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import { vectors } from '../../tests/builders/vectors.ts'
import { art } from '../gazette/index.ts'
import { type Bundle, bundleText } from './bundle.ts'
import { fastSuites } from './io/suites.ts'
import { canonical } from './suite.ts'
import { stepCodes, type VerifyOptions, verifyBundle } from './verify.ts'
import { faults, steps } from './words.ts'

const root = join(import.meta.dirname, '../..')
const node = join(root, 'node_modules/.bin/node')
const honest = aBundle({ seed: 'three' })

const verify = (text: string, options: VerifyOptions = {}) =>
  verifyBundle(text, { suites: fastSuites, ...options })

/** What the verification ends with: `ok`, or the step and its fault. */
function verdict(text: string, options: VerifyOptions = {}): string {
  const { ok, steps: done } = verify(text, options)
  const last = done.at(-1)!
  return ok ? 'ok' : last.ok ? 'cut short' : `${last.step}: ${last.fault}`
}

/** The document after a change, with its digest made right again, as whoever forges one would. */
const forged = (change: (bundle: Bundle) => unknown): string => {
  const bundle = JSON.parse(honest.text) as Bundle
  change(bundle)
  const { digest: _, ...rest } = bundle
  return bundleText(rest)
}

describe(art('111', '28'), () => {
  // 中介超市运营机构应对选取实行全流程管理，选取现场全程电子监控。
  test('an honest bundle holds in every step', () => {
    const { ok, steps: done, unanchored } = verify(honest.text)
    expect(ok).toBe(true)
    expect(done.map((s) => s.step)).toEqual(stepCodes)
    expect(unanchored).toEqual(['log', 'trustees'])
  })

  test('any three trustees make the same result; the arrival of the entries plays no part in who is in it', () => {
    for (const signers of [
      [1, 2, 3],
      [3, 4, 5],
    ]) {
      const other = aBundle({ seed: 'three', signers })
      expect(other.result).toEqual(honest.result)
      expect(verdict(other.text)).toBe('ok')
    }
  })

  test('no single byte can be changed, left out or added', () => {
    const bytes = Buffer.from(honest.text)
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const rejected = (changed: Uint8Array): boolean => {
      let text: string
      try {
        text = decoder.decode(changed)
      } catch {
        return true
      }
      return !verify(text).ok
    }
    const accepted: string[] = []
    for (let at = 0; at < bytes.length; at++) {
      const old = bytes[at]!
      for (const byte of new Set([old ^ 1, old ^ 0x20, 0x30, 0x61, 0x20, 0x22, 0x00])) {
        if (byte === old) continue
        bytes[at] = byte
        if (!rejected(bytes)) accepted.push(`${at}: ${old} → ${byte}`)
      }
      bytes[at] = old
      if (!rejected(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])))
        accepted.push(`${at} left out`)
      const added = Buffer.concat([bytes.subarray(0, at), Buffer.from([old]), bytes.subarray(at)])
      if (!rejected(added)) accepted.push(`${at} twice`)
    }
    expect(accepted).toEqual([])
    for (const tail of ['\n', ' ', '\0', '{}']) expect(verify(honest.text + tail).ok).toBe(false)
    expect(verify(`\ufeff${honest.text}`).ok).toBe(false)
  })

  test('nor any value, when the digest is made right again', () => {
    const accepted: string[] = []
    const visit = (value: unknown, path: (string | number)[]): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, member] of Object.entries(value)) visit(member, [...path, key])
        return
      }
      for (const other of changesOf(value)) {
        const text = forged((bundle) => {
          let target = bundle as unknown as Record<string, unknown>
          for (const key of path.slice(0, -1)) target = target[key] as Record<string, unknown>
          target[path.at(-1)!] = other
        })
        if (text !== honest.text && verify(text).ok) accepted.push(`${path.join('.')}: ${value} → ${other}`)
      }
    }
    visit(JSON.parse(honest.text), [])
    expect(accepted).toEqual([])
  })

  function changesOf(value: unknown): unknown[] {
    if (typeof value === 'number') return [value + 1, value - 1, String(value), null]
    if (typeof value === 'boolean') return [!value, null]
    const text = value as string
    const swap = (at: number) => text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1)
    return [swap(0), swap(text.length >> 1), swap(text.length - 1), `${text}1`, text.slice(1), '', null]
  }

  test('nor may a key be added, a member be missing, entries or signatures change places or stand twice', () => {
    const swap = <T>(list: readonly T[]): T[] => [list[1]!, list[0]!, ...list.slice(2)]
    const entry = (b: Bundle) => b.entries[0] as unknown as Record<string, unknown>
    expect(verdict(forged((b) => Object.assign(b, { note: 'x' })))).toBe('document: malformed')
    expect(verdict(forged((b) => Object.assign(entry(b), { note: 'x' })))).toBe('document: malformed')
    expect(verdict(forged((b) => Object.assign(b.spec.record.body.spec as object, { note: 'x' })))).toBe(
      'document: malformed',
    )
    expect(verdict(forged((b) => delete entry(b).party))).toBe('document: malformed')
    expect(verdict(forged((b) => Object.assign(b, { entries: swap(b.entries) })))).toBe(
      'tickets: ticket-order',
    )
    expect(verdict(forged((b) => Object.assign(b, { entries: [...b.entries, b.entries[0]] })))).toBe(
      'entries: entry-twice',
    )
    expect(verdict(forged((b) => Object.assign(b, { entries: b.entries.slice(1) })))).toBe(
      'roster: roster-root',
    )
    expect(verdict(forged((b) => Object.assign(b, { partials: swap(b.partials) })))).toBe(
      'partials: partial-number',
    )
    expect(verdict(forged((b) => Object.assign(b, { partials: b.partials.slice(1) })))).toBe(
      'partials: partial-number',
    )
    expect(
      verdict(forged((b) => Object.assign(b, { partials: [b.partials[0], b.partials[0], b.partials[1]] }))),
    ).toBe('partials: partial-number')
    expect(verdict(forged((b) => Object.assign(b, { beacon: b.signature })))).toBe('beacon: beacon-wrong')
  })

  test('the same values in another notation are another document', () => {
    const bundle = JSON.parse(honest.text) as Bundle
    expect(verdict(JSON.stringify(bundle, null, 1))).toBe('document: not-canonical')
    expect(verdict(honest.text.replace('"places":1', '"places":1.0'))).toBe('document: not-canonical')
    expect(verdict(honest.text.replace('{"checkpoint"', '{"seed":"","checkpoint"'))).toBe(
      'document: not-canonical',
    )
    expect(verdict(canonical({ ...bundle, digest: bundle.seed }))).toBe('document: wrong-digest')
    expect(verdict('['.repeat(100_000))).toBe('document: not-canonical')
    expect(verdict('')).toBe('document: not-canonical')
  })
})

describe(art('111', '53.3'), () => {
  // 擅自利用信息技术手段干预中介超市中选结果。
  test('an operator who builds everything else honestly around one fault is found', () => {
    const spoilt = (spoil: NonNullable<Parameters<typeof aBundle>[0]>['spoil']) =>
      verdict(aBundle({ spoil }).text)
    expect(spoilt({ entryAt: '2026-09-28T16:59:59.999' })).toBe('ok')
    expect(spoilt({ entryAt: '2026-09-28T17:00' })).toBe('entries: entry-late')
    expect(spoilt({ freezeAt: '2026-09-28T16:59:59.999' })).toBe('roster: roster-early')
    expect(spoilt({ otherRules: true })).toBe('entries: entry-other-rules')
    expect(spoilt({ shortRoster: true })).toBe('roster: roster-root')
  })

  test('a share that is not its trustee’s is named, though the joint signature holds', () => {
    const [, second] = honest.open.partials
    const text = forged((b) => Object.assign(b.partials[0]!, { signature: second!.signature }))
    const last = verify(text).steps.at(-1)
    expect(last).toMatchObject({
      step: 'partials',
      fault: 'partial-wrong',
      params: { trustee: '政务服务办' },
    })
  })

  test('another name for an entry, or a party that entered twice, is found', () => {
    const renamed = forged((b) => Object.assign(b.entries[0]!.party, { name: '另一家公司' }))
    expect(verdict(renamed)).toBe('names: name-wrong')
    const swapped = forged((b) => {
      const [first, second] = b.entries
      const party = first!.party
      Object.assign(first!, { party: second!.party })
      Object.assign(second!, { party })
    })
    expect(verdict(swapped)).toBe('names: name-wrong')
  })

  test('a whole bundle of somebody else’s making is told apart by the keys that one trusts', () => {
    const trust = { log: honest.spec.log, trustees: honest.spec.commitments[0]! }
    const other = aBundle({ seed: 'somebody else' })
    expect(verify(honest.text, { trust }).unanchored).toEqual([])
    expect(verdict(honest.text, { trust })).toBe('ok')
    expect(verdict(other.text)).toBe('ok')
    expect(verdict(other.text, { trust })).toBe('trust: other-log-key')
    expect(verdict(other.text, { trust: { trustees: trust.trustees } })).toBe('trust: other-trustees')
  })
})

test('every step and every fault has its words in both languages', () => {
  const named = readFileSync(join(import.meta.dirname, 'verify.ts'), 'utf8').matchAll(/fails\('([a-z-]+)'/g)
  for (const [, fault] of named) expect(faults).toHaveProperty(fault!)
  expect(Object.keys(steps)).toEqual([...stepCodes])
})

describe('the committed vectors', () => {
  const folder = join(root, 'verify/vectors')
  const files = readdirSync(folder)

  test('are what their seeds give', () => {
    const made = vectors()
    expect(files.toSorted()).toEqual(
      Object.keys(made)
        .map((n) => `${n}.json`)
        .toSorted(),
    )
    for (const [name, text] of Object.entries(made))
      expect(readFileSync(join(folder, `${name}.json`), 'utf8')).toBe(text)
  })

  test.each(files)('%s holds, with the pure hashes as with OpenSSL’s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    expect(verdict(text)).toBe('ok')
    expect(verifyBundle(text).ok).toBe(true)
  })
})

describe('the two programs', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xunshi-verify-'))
    try {
      execFileSync('python3', ['--version'])
    } catch {
      throw new Error(
        'python3 is needed here: verify/verify.py is the second implementation, and it must run',
      )
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const programs = {
    'npm run verify': [node, join(root, 'scripts/verify.ts')],
    'verify.py': ['python3', join(root, 'verify/verify.py')],
  } as const
  type Program = keyof typeof programs

  function run(program: Program, ...args: string[]) {
    const [command, script] = programs[program]
    const { status, stdout, stderr } = spawnSync(command, [script, ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }

  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }

  const names = Object.keys(programs) as Program[]

  test.each(names)('%s accepts every vector', (program) => {
    for (const name of readdirSync(join(root, 'verify/vectors'))) {
      const { status, stdout } = run(program, '--json', join(root, 'verify/vectors', name))
      expect({ name, status, ok: JSON.parse(stdout).ok }).toEqual({ name, status: 0, ok: true })
    }
  })

  test('they end at the same step with the same fault', () => {
    const changed = (path: string, value: unknown) =>
      forged((b) => {
        const keys = path.split('.')
        let target = b as unknown as Record<string, unknown>
        for (const key of keys.slice(0, -1)) target = target[key] as Record<string, unknown>
        target[keys.at(-1)!] = value
      })
    const other = aBundle({ seed: 'other' })
    const cases = [
      honest.text.replace('九江', '九红'),
      ` ${honest.text}`,
      honest.text.replace('"places":1', '"places":1.0'),
      changed('extra', 1),
      changed('spec.record.body.spec.deadline', '2026-09-31T17:00:00.000+08:00'),
      changed('spec.record.body.spec.threshold', 2),
      changed('checkpoint', honest.checkpoint.replace('— ', '— x')),
      changed('checkpoint', other.checkpoint),
      changed('spec.record.body.hash', '00'.repeat(32)),
      changed('spec.index', 2),
      changed('entries.0.leaf', '00'.repeat(32)),
      changed('entries.1.proof.0', '00'.repeat(32)),
      changed('freeze.record.body.entries', 4),
      changed('partials.1.trustee', 3),
      changed('partials.1.signature', honest.open.partials[0]!.signature),
      changed('partials.1.signature', 'c0'.padEnd(96, '0')),
      changed('signature', other.result.signature),
      changed('beacon', other.result.signature),
      changed('seed', other.result.seed),
      changed('entries.2.ticket', '00'.repeat(32)),
      changed('entries.0.party.name', '另一家公司'),
      aBundle({ spoil: { entryAt: '2026-09-28T17:00' } }).text,
      aBundle({ spoil: { freezeAt: '2026-09-28T16:59' } }).text,
      aBundle({ spoil: { otherRules: true } }).text,
    ]
    for (const [i, text] of cases.entries()) {
      const path = file(`case-${i}.json`, text)
      const python = JSON.parse(run('verify.py', '--json', path).stdout).steps.at(-1)
      const { step, fault } = verify(text).steps.at(-1) as { step: string; fault?: string }
      expect({ i, step: python.step, fault: python.fault }).toEqual({ i, step, fault })
      expect(fault).toBeDefined()
    }
  })

  test.each(names)(
    '%s: 0 when all holds, 1 with the first failing step, 2 when there is nothing to read',
    (program) => {
      const good = file('good.json', honest.text)
      const bad = file(
        'bad.json',
        forged((b) => Object.assign(b, { seed: '00'.repeat(32) })),
      )
      const trust = file(
        'trust.json',
        JSON.stringify({ log: honest.spec.log, trustees: honest.spec.commitments[0] }),
      )
      const distrust = file('distrust.json', JSON.stringify({ log: aBundle({ seed: 'x' }).spec.log }))
      expect(run(program, good)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('公钥取自文件本身'),
      })
      expect(run(program, '--trust', trust, good).stdout).not.toContain('公钥取自文件本身')
      expect(run(program, '--trust', distrust, good).status).toBe(1)
      expect(run(program, bad)).toMatchObject({ status: 1, stdout: expect.stringMatching(/✗ .*(seed|种子)/) })
      expect(run(program, file('cut.json', honest.text.slice(0, -1))).status).toBe(1)
      expect(run(program, join(folder, 'none.json')).status).toBe(2)
      expect(run(program, file('other.json', '{"hello": 1}')).status).toBe(2)
      expect(run(program, file('binary.json', Uint8Array.of(0xff, 0xfe, 0x00))).status).toBe(2)
      expect(run(program).status).toBe(2)
      expect(run(program, '--trust', join(folder, 'none.json'), good).status).toBe(2)
    },
  )
})
