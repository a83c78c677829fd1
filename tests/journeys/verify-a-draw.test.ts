import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { says } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const root = join(import.meta.dirname, '../..')

/** Exit codes of both verifiers: `npm run verify -- FILE` and `python3 verify/verify.py FILE`. */
function verdicts(file: string): (number | null)[] {
  const commands: [string, string[]][] = [
    [process.execPath, ['scripts/verify.ts', file]],
    ['python3', ['verify/verify.py', file]],
  ]
  return commands.map(([program, args]) => spawnSync(program, args, { cwd: root }).status)
}

test('a visitor recomputes a draw in the browser, and takes it home', async () => {
  const j = here.journey(
    'verify-a-draw',
    '自己把摇号算一遍',
    '不用登录，不必相信任何人：在浏览器里重算一次，再把凭证带走，用两种独立的程序离线复核。',
  )
  const visitor = await j.person()
  await visitor.goto('/draws')
  await visitor.getByRole('tab', { name: /已完成/ }).click()
  await j.show(visitor, '摇号公证台', '我随便点一次已经完成的摇号。')
  await visitor.getByRole('main').getByRole('listitem').first().getByRole('link').first().click()
  await visitor.getByRole('button', { name: '在本机复核' }).click()
  await says(visitor, '已在您的浏览器中重新计算，结果一致')
  const steps = visitor.locator('.findings > li')
  await expect.poll(() => steps.count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(5)
  expect(await visitor.locator('.findings > li[data-ok="true"]').count()).toBe(await steps.count())
  await j.show(
    visitor,
    '在本机复核',
    '一步一步，全是绿的：规则、名单、签名、种子、每一家的号码，都由我的浏览器重新算出。',
  )

  const saved = visitor.waitForEvent('download')
  await visitor.getByRole('link', { name: '下载凭证' }).click()
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-bundle-'))
  const bundle = join(folder, 'bundle.json')
  await (await saved).saveAs(bundle)
  expect(verdicts(bundle)).toEqual([0, 0])

  // One digit of one ticket.
  const text = readFileSync(bundle, 'utf8')
  const changed = text.replace(
    /("ticket":\s*"[0-9a-f]*)([0-9a-f])"/,
    (_, head, last) => `${head}${last === '0' ? '1' : '0'}"`,
  )
  expect(changed).not.toBe(text)
  const forged = join(folder, 'forged.json')
  writeFileSync(forged, changed)
  expect(verdicts(forged)).toEqual([1, 1])

  await visitor.goto('/draws')
  const [asked] = await Promise.all([
    visitor.waitForEvent('filechooser'),
    visitor.getByRole('button', { name: '选择凭证文件' }).click(),
  ])
  await asked.setFiles(forged)
  await visitor.getByRole('button', { name: '在本机复核' }).click()
  await says(visitor, '计算结果不一致')
  await j.show(
    visitor,
    '改动一个字符',
    '我把下载的凭证改了一个字符再交回来核对。哪一步不成立，当场指出；`npm run verify` 和 `python3 verify/verify.py` 也都以退出码 1 拒绝它，原件则都通过。',
    visitor.locator('.findings > li[data-ok="false"]').first(),
  )
  rmSync(folder, { recursive: true })
  await j.finish()
})
