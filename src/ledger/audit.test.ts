import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { art } from '../gazette/index.ts'
import { type FactRecord, hex, leafHash, noRecord, signCheckpoint } from './index.ts'
import { type AuditReport, appendFacts, auditLog, openFacts, sequence } from './server.ts'

let market: TestDatabase
let facts: FactRecord[]
const tables = ['fact', 'ledger_pending', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint', 'fact_opening']

const append = (subject: string, n: number, visibility: 'public' | 'parties' | 'sealed' = 'public') =>
  market.db.transaction().execute(async (tx) => {
    const at = await market.deps.now(tx)
    const some = Array.from({ length: n }, (_, i) => ({
      ...{ kind: 'test.happened', article: art('111', '28'), visibility },
      body: { text: '公告', i },
    }))
    return appendFacts(tx, market.deps, { subject, actor: 'system', at, facts: some })
  })

/** What a superuser can do: past triggers, foreign keys and grants. */
const tamper = (statements: string) =>
  market.asOwner(`begin; set local session_replication_role = replica; ${statements}; commit`)

const audit = (kept?: string[]): Promise<AuditReport> => auditLog(market.deps, { kept })

beforeAll(async () => {
  market = await testDatabase()
  const appended = [
    ...(await append('procurement/1', 4)),
    ...(await append('procurement/2', 3)),
    ...(await append('registration/x', 1, 'sealed')),
  ]
  await sequence(market.deps)
  appended.push(...(await append('procurement/1', 2)), ...(await append('admission/1', 5, 'parties')))
  await sequence(market.deps)
  appended.push(...(await append('procurement/2', 9)))
  await sequence(market.deps)
  await market.db.transaction().execute(async (tx) => {
    await openFacts(tx, [appended[7]!.id], await market.deps.now(tx))
  })
  appended.push(...(await append('procurement/3', 2)))
  facts = appended.map((a) => a.record)
  await market.asOwner(`
    alter table fact drop constraint fact_seq_check, drop constraint fact_subject_seq_key;
    alter table ledger_leaf drop constraint ledger_leaf_index_check, drop constraint ledger_leaf_fact_key;
    alter table ledger_checkpoint drop constraint ledger_checkpoint_previous_key,
      drop constraint ledger_checkpoint_check`)
  for (const table of tables) await market.asOwner(`create table kept_${table} as table ${table}`)
})
afterAll(() => market.close())

async function restore() {
  await tamper(
    tables
      .map((t) => `delete from ${t}; insert into ${t} overriding system value select * from kept_${t}`)
      .join('; '),
  )
}

const idOf = (subject: string, seq: number) => facts.find((f) => f.subject === subject && f.seq === seq)!.id
const rowOf = (subject: string, seq: number) => `fact where id = '${idOf(subject, seq)}'`
const change = (subject: string, seq: number, what: string) =>
  `update fact set ${what} where id = '${idOf(subject, seq)}'`
/** A fact with the right hashes, made by somebody without this system's key. */
const forged = (subject: string, seq: number, prev: string) => {
  const record = { ...facts[0]!, id: 'forged', subject, seq, prev }
  return `insert into fact
    select 'forged', '${subject}', ${seq}, kind, at, article, actor, visibility, body, salt,
      decode('${prev}', 'hex'), decode('${hex(leafHash(record))}', 'hex'), mac
    from fact where id = '${facts[0]!.id}'`
}
const lastLeaf = (subject: string) => hex(leafHash(facts.findLast((f) => f.subject === subject)!))

describe(art('111', '28'), () => {
  // 选取实行全流程管理: what was recorded stays as it was recorded, or everybody can see that it does not.
  test('the whole log, with facts that wait, is found whole', async () => {
    expect(await audit()).toMatchObject({
      ok: true,
      facts: expect.any(Number),
      checkpoints: 3,
      pending: 2,
      openings: 1,
    })
  })

  test('the log that has taken them is found whole', async () => {
    await sequence(market.deps)
    expect(await audit()).toMatchObject({ ok: true, checkpoints: 4, pending: 0 })
    await restore()
    expect(await audit()).toMatchObject({ ok: true, checkpoints: 3, pending: 2 })
  })

  const swap = (table: string, key: string, a: string, b: string, column: string) => `
    update ${table} t set ${column} = k.${column} from kept_${table} k
    where (t.${key} = ${a} and k.${key} = ${b}) or (t.${key} = ${b} and k.${key} = ${a})`

  test.each<[string, () => string, string, RegExp]>([
    // change
    [
      'the body of a fact',
      () => change('procurement/1', 2, `body = '{"text":"别的"}'`),
      'fact',
      /procurement\/1 #2/,
    ],
    [
      'one number of a body',
      () => change('procurement/1', 2, `body = jsonb_set(body, '{i}', '7')`),
      'fact',
      /procurement\/1 #2/,
    ],
    [
      'the time of a fact',
      () => change('procurement/1', 3, `at = at + interval '1 ms'`),
      'fact',
      /procurement\/1 #3/,
    ],
    [
      'the actor of a fact',
      () => change('procurement/2', 1, `actor = 'public'`),
      'fact',
      /procurement\/2 #1/,
    ],
    ['the kind of a fact', () => change('procurement/2', 1, `kind = 'x'`), 'fact', /procurement\/2 #1/],
    [
      'the article of a fact',
      () => change('procurement/2', 1, `article = '111/1'`),
      'fact',
      /procurement\/2 #1/,
    ],
    [
      'who may read a fact',
      () => change('registration/x', 1, `visibility = 'public'`),
      'fact',
      /registration\/x #1/,
    ],
    [
      'the salt of a fact',
      () => change('admission/1', 5, `salt = decode(repeat('00', 16), 'hex')`),
      'fact',
      /admission\/1 #5/,
    ],
    [
      'the link of a fact',
      () => change('admission/1', 3, `prev = decode('${noRecord}', 'hex')`),
      'fact',
      /admission\/1 #3/,
    ],
    ['the hash of a fact', () => change('admission/1', 3, `leaf = prev`), 'fact', /admission\/1 #3/],
    ['the seal of a fact', () => change('admission/1', 3, `mac = prev`), 'fact', /admission\/1 #3/],
    [
      'the subject of a fact',
      () => change('procurement/2', 12, `subject = 'procurement/9', seq = 1`),
      'fact',
      /procurement\/9 #1/,
    ],
    ['a fact that waits', () => change('procurement/3', 1, `body = '{}'`), 'fact', /procurement\/3 #1/],
    [
      'the hash of a leaf',
      () => `update ledger_leaf set hash = decode('${noRecord}', 'hex') where index = 3`,
      'ledger_leaf',
      /^3$/,
    ],
    ['the fact of a leaf', () => swap('ledger_leaf', 'index', '1', '2', 'fact'), 'ledger_leaf', /^[12]$/],
    [
      'a node',
      () => `update ledger_node set hash = decode('${noRecord}', 'hex') where level = 2 and index = 1`,
      'ledger_node',
      /^2\/1$/,
    ],
    [
      'the root of a checkpoint',
      () => `update ledger_checkpoint set root = decode('${noRecord}', 'hex') where previous = 0`,
      'ledger_checkpoint',
      /^\d+$/,
    ],
    [
      'the note of a checkpoint',
      () => `update ledger_checkpoint set note = replace(note, 'A', 'B')`,
      'ledger_checkpoint',
      /^\d+$/,
    ],
    [
      'the size of a checkpoint',
      () =>
        `update ledger_checkpoint set size = size + 1 where size = (select max(size) from ledger_checkpoint)`,
      'ledger_leaf',
      /^\d+$/,
    ],
    [
      'the size of an earlier checkpoint',
      () => `update ledger_checkpoint set size = size - 1 where previous = 0`,
      'ledger_checkpoint',
      /^\d+$/,
    ],
    // delete
    [
      'drop a fact inside a chain',
      () => `delete from ${rowOf('procurement/1', 2)}`,
      'fact',
      /procurement\/1 #2/,
    ],
    [
      'drop the first fact of a chain',
      () => `delete from ${rowOf('procurement/1', 1)}`,
      'fact',
      /procurement\/1 #1/,
    ],
    ['drop the last fact of a chain', () => `delete from ${rowOf('procurement/1', 6)}`, 'fact', /./],
    ['drop a sealed fact', () => `delete from ${rowOf('registration/x', 1)}`, 'fact', /./],
    ['drop a fact that waits', () => `delete from ${rowOf('procurement/3', 2)}`, 'ledger_pending', /^\d+$/],
    [
      'drop a place in the queue',
      () => `delete from ledger_pending where fact = '${idOf('procurement/3', 1)}'`,
      'fact',
      /procurement\/3 #1/,
    ],
    ['drop a leaf', () => 'delete from ledger_leaf where index = 5', 'fact', /./],
    [
      'drop the last leaf',
      () => 'delete from ledger_leaf where index = (select max(index) from ledger_leaf)',
      'fact',
      /./,
    ],
    [
      'drop a fact with its leaf',
      () =>
        `delete from ledger_leaf where fact = '${idOf('registration/x', 1)}'; delete from ${rowOf('registration/x', 1)}`,
      'ledger_leaf',
      /^\d+$/,
    ],
    ['drop a node', () => 'delete from ledger_node where level = 1 and index = 4', 'ledger_node', /^1\/4$/],
    [
      'drop the first checkpoint',
      () => 'delete from ledger_checkpoint where previous = 0',
      'ledger_checkpoint',
      /^\d+$/,
    ],
    [
      'drop the second checkpoint',
      () =>
        'delete from ledger_checkpoint where size = (select size from ledger_checkpoint order by size offset 1 limit 1)',
      'ledger_checkpoint',
      /^\d+$/,
    ],
    [
      'drop the last checkpoint',
      () => 'delete from ledger_checkpoint where size = (select max(size) from ledger_checkpoint)',
      'ledger_checkpoint',
      /^\d+$/,
    ],
    // insert
    [
      'a fact of one’s own, well chained',
      () =>
        `${forged('procurement/3', 3, lastLeaf('procurement/3'))}; insert into ledger_pending (fact) values ('forged')`,
      'fact',
      /procurement\/3 #3/,
    ],
    [
      'a fact of one’s own of a new subject',
      () => `${forged('procurement/9', 1, noRecord)}`,
      'fact',
      /procurement\/9 #1/,
    ],
    [
      'a fact inside a chain',
      () =>
        `update fact set seq = seq + 1 where subject = 'admission/1' and seq >= 3; ${forged('admission/1', 3, noRecord)}`,
      'fact',
      /admission\/1 #3/,
    ],
    [
      'a leaf at the end',
      () =>
        `insert into ledger_leaf select max(index) + 1, '${idOf('procurement/3', 1)}', (select leaf from fact where id = '${idOf('procurement/3', 1)}') from ledger_leaf`,
      'ledger_pending',
      /./,
    ],
    [
      'a leaf of a fact that is not there',
      () =>
        `insert into ledger_leaf select max(index) + 1, 'nobody', decode('${noRecord}', 'hex') from ledger_leaf`,
      'fact',
      /nobody/,
    ],
    [
      'a node beyond the leaves',
      () => `insert into ledger_node values (9, 0, decode('${noRecord}', 'hex'))`,
      'ledger_node',
      /^9\/0$/,
    ],
    [
      'a place in the queue for nothing',
      () => `insert into ledger_pending (fact) values ('nobody')`,
      'ledger_pending',
      /^\d+$/,
    ],
    [
      'a place in the queue for a fact that was taken',
      () => `insert into ledger_pending (fact) values ('${idOf('procurement/1', 1)}')`,
      'ledger_pending',
      /./,
    ],
    [
      'a checkpoint of one’s own',
      () =>
        `insert into ledger_checkpoint select max(size) + 1, max(size), decode('${noRecord}', 'hex'), max(note) from ledger_checkpoint`,
      'ledger_leaf',
      /^\d+$/,
    ],
    [
      'a checkpoint in between',
      () => `insert into ledger_checkpoint select 3, 1, root, note from ledger_checkpoint where previous = 0`,
      'ledger_checkpoint',
      /^3$/,
    ],
    [
      'an opening of a fact that is not sealed',
      () => `insert into fact_opening values ('${idOf('procurement/1', 1)}', now())`,
      'fact_opening',
      /./,
    ],
    // reorder, swap
    [
      'two facts of a chain',
      () =>
        `update fact set seq = -seq where subject = 'procurement/1' and seq in (2, 3); update fact set seq = seq + 5 where subject = 'procurement/1' and seq < 0`
          .replace(/$/, '')
          .replace('check', ''),
      'fact',
      /procurement\/1 #2/,
    ],
    [
      'the bodies of two facts',
      () => swap('fact', 'id', `'${idOf('procurement/1', 1)}'`, `'${idOf('procurement/1', 2)}'`, 'body'),
      'fact',
      /procurement\/1 #1/,
    ],
    [
      'two leaves of a subject',
      () =>
        `update ledger_leaf set index = -index - 1 where index in (0, 1); update ledger_leaf set index = case index when -1 then 1 else 0 end where index < 0`,
      'ledger_leaf',
      /^\d+$/,
    ],
    [
      'two leaves of two subjects',
      () =>
        `update ledger_leaf set index = -index - 1 where index in (3, 4); update ledger_leaf set index = case index when -4 then 4 else 3 end where index < 0`,
      'ledger_leaf',
      /^\d+/,
    ],
    [
      'two nodes',
      () =>
        `update ledger_node set hash = case index when 0 then (select hash from kept_ledger_node where level = 1 and index = 1) else (select hash from kept_ledger_node where level = 1 and index = 0) end where level = 1 and index in (0, 1)`,
      'ledger_node',
      /^1\/0$/,
    ],
    [
      'the notes of two checkpoints',
      () =>
        `update ledger_checkpoint c set note = (select k.note from kept_ledger_checkpoint k where k.size <> c.size limit 1)`,
      'ledger_checkpoint',
      /^\d+$/,
    ],
  ])('%s', async (_, statements, table, row) => {
    try {
      await tamper(statements())
      const report = await audit()
      expect(report).toMatchObject({ ok: false, fault: { table } })
      if (!report.ok) expect(report.fault.row).toMatch(row)
    } finally {
      await restore()
    }
  })
})

describe('every row and every column', () => {
  const protectedTables: [string, string, string[]][] = [
    [
      'fact',
      'id',
      [
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
        'leaf',
        'mac',
      ],
    ],
    ['ledger_leaf', 'index', ['index', 'fact', 'hash']],
    ['ledger_node', "level || '/' || index", ['level', 'index', 'hash']],
    ['ledger_checkpoint', 'size', ['size', 'previous', 'root', 'note']],
    ['ledger_pending', 'place', ['fact']],
  ]
  const another: Record<string, string> = {
    text: `'x' || $`,
    bigint: '$ + 1000',
    integer: '$ + 1000',
    smallint: '$ + 20',
    bytea: 'set_byte($, 7, 255 - get_byte($, 7))',
    jsonb: `$ || '{"x": 1}'`,
    'timestamp with time zone': `$ - interval '1 ms'`,
  }
  const typeOf = async (table: string, column: string) =>
    (
      await market.asOwner(
        'select data_type as type from information_schema.columns where table_name = $1 and column_name = $2',
        [table, column],
      )
    ).rows[0].type as string
  const found = async (statement: string) => {
    await tamper(statement)
    const report = await audit()
    await restore()
    return !report.ok
  }

  test.each(protectedTables)('%s', async (table, key, columns) => {
    await market.asOwner('alter table fact drop constraint if exists fact_visibility_check')
    const { rows } = await market.asOwner(`select (${key})::text as key from ${table}`)
    expect(rows.length).toBeGreaterThan(1)
    const missed: string[] = []
    for (const row of rows) {
      const where = `where (${key})::text = '${row.key}'`
      if (!(await found(`delete from ${table} ${where}`))) missed.push(`delete ${row.key}`)
      for (const column of columns) {
        const value = another[await typeOf(table, column)]!.replaceAll('$', column)
        if (!(await found(`update ${table} set ${column} = ${value} ${where}`)))
          missed.push(`${column} of ${row.key}`)
      }
    }
    expect(missed).toEqual([])
  })
})

describe('checkpoints that were kept elsewhere', () => {
  const kept = async () =>
    (await market.pool.query<{ note: string }>('select note from ledger_checkpoint')).rows.map((r) => r.note)

  test('true ones', async () => {
    expect(await audit(await kept())).toMatchObject({ ok: true })
  })

  test('show that a log was cut, though what is left of it is whole', async () => {
    const notes = await kept()
    try {
      await tamper(`
        delete from ledger_checkpoint where size = (select max(size) from ledger_checkpoint);
        delete from fact where id in (select fact from ledger_leaf where index >= (select max(size) from ledger_checkpoint));
        delete from ledger_leaf where index >= (select max(size) from ledger_checkpoint);
        delete from ledger_node where (index + 1) * 2 ^ level > (select max(size) from ledger_checkpoint)`)
      expect(await audit()).toMatchObject({ ok: true, checkpoints: 2 })
      expect(await audit(notes)).toMatchObject({
        ok: false,
        fault: { table: 'kept', fault: expect.stringMatching('cut') },
      })
    } finally {
      await restore()
    }
  })

  test('show that a log was rewritten even by who holds its key', async () => {
    const other = signCheckpoint(market.deps.keys.log, 2, new Uint8Array(32))
    expect(await audit([other])).toMatchObject({
      ok: false,
      fault: { table: 'kept', row: '2', fault: expect.stringMatching('rewritten') },
    })
  })

  test('are themselves checked', async () => {
    expect(await audit(['nonsense\n'])).toMatchObject({
      ok: false,
      fault: { table: 'kept', fault: 'is malformed' },
    })
  })
})
