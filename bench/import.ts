/**
 * Existing agencies taken over: a spreadsheet of 5,000 read, checked by every rule and written with its facts and clocks, in
 * one transaction. The limit is a bare COPY of the same rows, as text, on the same database.
 */
import { createHash, randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '../src/calendar/index.ts'
import { readSheet, writeSheet } from '../src/platform/spreadsheet/index.ts'
import { creditCode, identityNumber } from '../src/registry/index.ts'
import { importColumns, importSheet } from '../src/registry/io/import-sheet.ts'
import { importRecord, insertImport } from '../src/registry/io/import-store.ts'
import { runImport, sealRows } from '../src/registry/io/imports.ts'
import { seedRegistry } from '../src/registry/server.ts'
import { serviceItems } from '../src/registry/store.ts'
import { benchDatabase, median, round } from './ground/database.ts'
import type { Bench } from './main.ts'

const total = 5_000
const today = '2026-11-24'

/** Real enough for every rule: codes and numbers with their check characters, each once. */
const rowOf = (n: number): Record<string, string> => {
  const year = 1940 + Math.floor(n / 900)
  const [representative, agent] = ['360402', '360421'].map((place) =>
    identityNumber(place, `${year}-01-01`, n % 900),
  ) as [string, string]
  return {
    ...{
      name: `九江第${n}水利工程咨询有限公司`,
      code: creditCode('91', '360402', n),
      legalForm: 'legal-person',
    },
    ...{ region: '360402', address: `濂溪区前进东路 ${n} 号`, established: '2010-05-06', termTo: '' },
    ...{ scope: '水利工程咨询；水土保持方案编制', phone: '0792-8123456', email: `a${n}@example.cn` },
    ...{
      representativeName: '李建国',
      representativeIdentity: representative,
      representativePhone: '13800000001',
    },
    ...{ agentName: '王芳', agentIdentity: agent, agentPhone: '13800000002' },
    ...{ adminName: '王芳', adminIdentity: agent, adminPhone: '13800000002', admittedOn: '2021-03-01' },
    ...{
      serviceType1: '1.06',
      qualification1: '水土保持方案编制单位水平评价',
      grade1: '三星',
      number1: `水保 ${n}`,
    },
    ...{ scope1: '方案编制', issuer1: '中国水土保持学会', validFrom1: '2021-01-01', validTo1: '2031-01-01' },
  }
}

const bench: Bench = async ({ quick }) => {
  const database = await benchDatabase()
  await database.setClock(instant(`${today}T10:00`))
  const { deps, db } = database
  await deps.jobs.start()
  await db.transaction().execute(seedRegistry)
  const items = await db.transaction().execute((tx) => serviceItems(tx, { on: today }))
  const columns = importColumns(items)
  const [rates, copies]: [number[], number[]] = [[], []]
  for (let run = 0; run < (quick ? 1 : 3); run++) {
    const rows = Array.from({ length: total }, (_, i) => rowOf(run * total + i))
    const bytes = await writeSheet(columns, rows, importSheet)

    const file = join(tmpdir(), `xunshi-bench-${process.pid}.csv`)
    const names = columns.map((c) => c.name)
    writeFileSync(file, rows.map((r) => names.map((n) => `"${r[n] ?? ''}"`).join(',')).join('\n'), {
      mode: 0o644,
    })
    await database.asOwner(`create table bench_rows (${names.map((n) => `"${n}" text`).join(', ')})`)
    const copying = performance.now()
    await database.asOwner(`copy bench_rows from '${file}' csv`)
    copies.push((total * 1000) / (performance.now() - copying))
    await database.asOwner('drop table bench_rows')
    rmSync(file)

    const start = performance.now()
    const read = await readSheet(bytes, columns)
    if (!read.ok) throw new Error(JSON.stringify(read.problems[0]))
    const id = randomUUID()
    const person = { person: 'bench', personName: '演示' }
    await db.transaction().execute((tx) =>
      insertImport(tx, {
        ...{ id, ...person, operator: '360402-operator', operatorName: '濂溪区行政审批局', problems: [] },
        ...{ source: '演示文号', fileName: 'bench.xlsx', total: read.rows.length },
        sha256: createHash('sha256').update(bytes).digest('hex'),
        rows: sealRows(deps, read.rows as Parameters<typeof sealRows>[1]),
      }),
    )
    await runImport(deps, id)
    rates.push((total * 1000) / (performance.now() - start))
    const record = await db.transaction().execute((tx) => importRecord(tx, id))
    if (record?.status !== 'done') throw new Error(`the import ended as ${record?.status}`)
  }
  await database.close()
  const [rate, limit] = [median(rates), median(copies)]
  return {
    name: 'import',
    unit: 'agencies/s',
    limit: { value: round(limit, 0), what: 'bare COPY of the same rows as text, no index, no check' },
    measured: { value: round(rate, 0), seconds: round(total / rate), rows: total },
    ratio: rate / limit,
    target: { text: '5,000 rows in less than 20 s', met: total / rate < 20 },
  }
}

export default bench
