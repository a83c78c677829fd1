// Plain JavaScript for whatever Node the machine has: brings the dependencies and Node 24, then runs the real program.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const node = join(root, 'node_modules/node/bin/node')
const modules = join(root, 'node_modules')
const [command = 'start', ...args] = process.argv.slice(2)

const quiet = args.includes('--json')
const say = (text) => (quiet ? process.stderr : process.stdout).write(`浔市 · ${text}\n`)

function digestOf(...paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name))
    } else if (!/\.test\.tsx?$/.test(path)) hash.update(path).update(readFileSync(path))
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** Runs a step unless what it reads has not changed since it last succeeded. */
function once(name, digest, step) {
  const stamp = join(modules, '.xunshi', name)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  step()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
}

function must(program, programArgs, options = {}) {
  const result = spawnSync(program, programArgs, {
    stdio: quiet ? ['inherit', 2, 'inherit'] : 'inherit',
    ...options,
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

function dependencies() {
  const begun = join(modules, '.xunshi/installing')
  once('dependencies', digestOf('package.json', 'package-lock.json'), () => {
    // npm takes a package that it had unpacked by half when it was killed for a whole one.
    if (existsSync(begun)) rmSync(modules, { recursive: true, force: true })
    mkdirSync(dirname(begun), { recursive: true })
    writeFileSync(begun, '')
    say('安装依赖与 Node 24（首次约一分钟）… installing dependencies and Node 24')
    // Not `npm ci`: it refuses the whole lock when one other platform's optional binary is not on a mirror.
    must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
    if (!existsSync(node)) {
      say(`缺少 Node 24：${node}`)
      process.exit(1)
    }
    rmSync(begun, { force: true })
  })
}

function pages() {
  const digest = digestOf('web', 'src', 'package-lock.json')
  if (!existsSync(join(root, 'dist/web/index.html'))) spawnSync('rm', ['-f', join(modules, '.xunshi/pages')])
  once('pages', digest, () => {
    say('构建页面… building the pages')
    must(node, ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'])
    must(node, ['scripts/size.ts'])
  })
}

/** What the tests need of Debian: the browser (never a download of a test tool's own), fonts, and pdfsig. */
function browser() {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout
  if (places.some((p) => p && existsSync(p)) && fonts && existsSync('/usr/bin/pdfsig')) return
  const install = 'apt-get install -y --no-install-recommends chromium fonts-noto-cjk poppler-utils'
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`端到端测试需要浏览器、中文字体与 pdfsig，请先运行 please run: sudo ${install}`)
    process.exit(1)
  }
  say('安装 Debian 的 chromium、中文字体与 pdfsig… installing chromium, fonts and poppler from Debian')
  must('apt-get', ['update', '-qq'])
  must('sh', ['-c', `DEBIAN_FRONTEND=noninteractive ${install} -qq >/dev/null`])
}

/** Replaces this process's work by Node 24's, passing signals on and its exit code back. */
function hand(script, scriptArgs = args, env = {}) {
  const child = spawn(node, [script, ...scriptArgs], { stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

function check() {
  const bin = (path) => join('node_modules', path)
  const steps = [
    ['格式与规范 format and lint', bin('@biomejs/biome/bin/biome'), ['ci', '--error-on-warnings', '.']],
    ['类型 types', bin('typescript/bin/tsc'), ['--noEmit', '-p', '.']],
    [
      '承诺 promises',
      bin('eslint/bin/eslint.js'),
      ['--max-warnings=0', 'src', 'web', 'tests', 'bench', 'scripts'],
    ],
    [
      '边界 boundaries',
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      ['--config', '.dependency-cruiser.mjs', 'src', 'web', 'tests'],
    ],
    ['未用 unused', bin('knip/bin/knip.js'), []],
  ]
  for (const [name, program, programArgs] of steps) {
    say(name)
    must(node, [program, ...programArgs])
  }
}

const vitest = 'node_modules/vitest/vitest.mjs'

const commands = {
  start() {
    pages()
    hand('src/main.ts')
  },
  test() {
    browser()
    check()
    pages()
    say('变异检查 every figure of the law moved by one unit must make a test fail')
    must(node, ['tests/mutation.ts'])
    hand(vitest, ['run', ...args], { XUNSHI_STOP_TEST_SERVER: '1' })
  },
  check,
  unit: () => hand(vitest, ['run', '--project', 'unit', ...args]),
  journeys() {
    browser()
    pages()
    hand(vitest, ['run', '--project', 'journeys', ...args], { XUNSHI_WRITE_JOURNEYS: '1' })
  },
  build: pages,
  codegen() {
    must(node, ['scripts/schema.ts'])
    hand('scripts/codegen.ts')
  },
  mutation: () => hand('tests/mutation.ts'),
  cycle: () => hand('scripts/cycle.ts'),
  verify: () => hand('scripts/verify.ts'),
  trustee: () => hand('scripts/trustee.ts'),
  witness: () => hand('scripts/witness.ts'),
  tiles: () => hand('scripts/tiles.ts'),
  bench: () => hand('bench/main.ts'),
  reset: () => hand('scripts/reset.ts'),
  'check-log': () => hand('scripts/check-log.ts'),
}

if (!commands[command]) {
  say(`未知命令 unknown command: ${command} (${Object.keys(commands).join(', ')})`)
  process.exit(2)
}
dependencies()
commands[command]()
