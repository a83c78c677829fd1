/**
 * Checks the whole log: `npm run check:log [-- --kept FILE]`. FILE holds a checkpoint that somebody saved outside this
 * database (the `note` of /api/log/checkpoint); the option may be repeated. Exit code 0: whole; 1: the first wrong row is
 * named; 2: it could not be checked.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AuditReport, auditLog } from '../src/ledger/server.ts'
import { openDatabase } from '../src/platform/db.ts'
import { readEnvironment } from '../src/platform/environment.ts'
import { logName, openKeys } from '../src/platform/keys.ts'
import { startEmbedded } from '../src/platform/postgres.ts'

const say = (text: string) => process.stdout.write(`浔市 · ${text}\n`)

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { kept: { type: 'string', multiple: true, default: [] } } })
  const kept = values.kept.map((path) => readFileSync(path, 'utf8'))
  const environment = readEnvironment(process.env)
  if (!environment.databaseUrl && !existsSync(join(environment.data, 'pg'))) {
    say('还没有数据 there is no data yet: npm start')
    return 2
  }
  const embedded = environment.databaseUrl ? undefined : await startEmbedded(join(environment.data, 'pg'))
  const { db, close } = openDatabase(environment.databaseUrl ?? embedded!.url('postgres'), 'xunshi_app', 1)
  try {
    const start = performance.now()
    const progress = (rows: number) => say(`已核验 checked ${rows} …`)
    const report = await auditLog({ db, keys: openKeys(environment.keys, logName) }, { kept, progress })
    return tell(report, (performance.now() - start) / 1000)
  } finally {
    await close()
    if (embedded && !embedded.adopted) await embedded.stop()
  }
}

function tell(report: AuditReport, seconds: number): number {
  if (!report.ok) {
    const { table, row, fault } = report.fault
    say(`日志不完整。第一处错误 the log is broken, first at: ${table} ${row}: ${fault}`)
    return 1
  }
  const { facts, leaves, nodes, checkpoints, pending } = report
  say(
    `日志完整 the log is whole: ${facts} facts, ${leaves} leaves, ${nodes} nodes, ${checkpoints} checkpoints, ${pending} waiting` +
      ` (${seconds.toFixed(1)} s, ${Math.round(facts / seconds)} facts/s)`,
  )
  return 0
}

process.exitCode = await main().catch((error: unknown) => {
  say(`无法核验 cannot check: ${error instanceof Error ? error.message : error}`)
  return 2
})
