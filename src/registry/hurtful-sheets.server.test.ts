import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { handMade, sheetOf } from '../platform/spreadsheet/testing.ts'
import { importColumns } from './io/import-sheet.ts'
import { runImport } from './io/imports.ts'
import { itemColumns } from './io/item-sheet.ts'

/** What a spreadsheet must not do to the three routes that take one: nothing is taken in, and the answer says why. */

let market: RegistryMarket
let clerk: Visitor
let official: Visitor
beforeAll(async () => {
  market = await registryMarket('2026-09-28T10:00')
  await market.deps.jobs.start()
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  official = await market.signedIn('jj-water', '周正', ['member'])
})
afterAll(() => market.close())

const certificateHeaders = [
  ...['统一社会信用代码', '持证单位', '证书编号', '资质（资格）名称', '等级', '证载范围', '发证机关'],
  ...['有效期自', '有效期至', '状态'],
]
const zh = (columns: readonly { header: { zh: string } }[]) => columns.map((c) => c.header.zh)

/** Files that hurt, with what they are told; each under the headers of its route. */
const hurtful: [what: string, says: string, sheet: (headers: string[]) => string][] = [
  ['a bomb', '文件解压后过大', () => ' '.repeat(8 * 1024 * 1024)],
  [
    '200,000 rows',
    '行，请分批上传',
    ([first]) =>
      `<sheetData><row><c t="str"><v>${first}</v></c></row>${Array.from(
        { length: 200_000 },
        (_, i) => `<row><c t="str"><v>机构${(i * 7919) % 100_003}</v></c></row>`,
      ).join('')}</sheetData>`,
  ],
  ['a column of another table', '模板里没有列“不相干的列”（A1）', () => sheetOf(['不相干的列'], ['甲'])],
  [
    'a formula',
    'A2 是公式，请粘贴为数值',
    (headers) => sheetOf(headers, ['<c><f>1+1</f><v>2</v></c>', '乙']),
  ],
  [
    'merged cells',
    '有合并的单元格：A2:B2',
    (headers) =>
      `${sheetOf(headers, ['甲', '乙'])}<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>`,
  ],
]

/** Puts a file where an upload would have put it, whatever it is. */
async function filed(bytes: Buffer, owner: string): Promise<string> {
  const id = randomUUID()
  await market.database.asOwner(
    `insert into file (id, name, type, size, sha256, owner, bytes) values ($1, '表.xlsx', 'application/zip', $2, $3, $4, $5)`,
    [id, bytes.length, createHash('sha256').update(bytes).digest('hex'), owner, bytes],
  )
  return id
}

async function uploaded(bytes: Buffer) {
  const payload = Buffer.concat([
    Buffer.from(
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n',
    ),
    bytes,
    Buffer.from('\r\n--x--\r\n'),
  ])
  const headers = { ...(await clerk.guards()), 'content-type': 'multipart/form-data; boundary=x' }
  const url = `/api/agency-imports?source=${encodeURIComponent('九审批字〔2021〕3号')}`
  const answer = await clerk.raw({ method: 'POST', url, payload, headers })
  if (answer.status !== 201) return answer
  await runImport(market.deps, answer.body.id)
  return clerk.get(`/api/agency-imports/${answer.body.id}`)
}

const routes: [name: string, headers: () => string[], send: (bytes: Buffer) => ReturnType<Visitor['get']>][] =
  [
    ['agencies', () => zh(importColumns([{ code: '1.06', zh: '水土保持方案编制', en: 'x' }])), uploaded],
    [
      'service items',
      () => zh(itemColumns),
      async (bytes) =>
        official.post('/api/service-item-imports/check', {
          file: await filed(bytes, 'jj-water'),
          from: '2026-10-01',
        }),
    ],
    [
      'certificates',
      () => certificateHeaders,
      async (bytes) =>
        official.post('/api/certificates/imports', {
          file: await filed(bytes, 'jj-water'),
          fileName: '表.xlsx',
        }),
    ],
  ]

const everything = async () =>
  (
    await market.database.asOwner(
      `select (select count(*) from organisation)::int as organisations, (select count(*) from service_item)::int as items,
        (select count(*) from certificate)::int as certificates, (select count(*) from fact)::int as facts`,
    )
  ).rows[0]

describe(art('111', '18'), () => {
  test.each(
    routes.flatMap(([name, headers, send]) =>
      hurtful.map(([what, says, sheet]) => ({ name, what, says, send, bytes: () => sheet(headers()) })),
    ),
  )('$what, where $name are expected', async ({ says, send, bytes }) => {
    const before = await everything()
    const answer = await send(await handMade({ sheet: bytes() }))
    expect(answer.status).toBeLessThan(500)
    expect(JSON.stringify(answer.body)).toContain(says)
    if (answer.status !== 200) expect(answer.body.error.field).toMatch(/^(file|certificates\.1\.)/)
    expect(await everything()).toEqual(before)
  })
})
