import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocuments, root } from '../../scripts/codegen/gazette.ts'
import { dispositions } from './dispositions.ts'
import { parseDocument, wordsOf } from './parse.ts'

/** SHA-256 of lines 2381-2715 of the scan, without white space and list marks, for machines without the scan. */
const scanOf111 = '380d5a448af0b321208a805265a566e17c7473607272f4a44e3a18ea6be9d06c'

const documents = readDocuments()
const measure = documents.get('111')!
const corrections = readFileSync(join(root, 'src/gazette/documents/CORRECTIONS.md'), 'utf8')

/** The rows of the table under a heading of CORRECTIONS.md. */
function rowsUnder(heading: string): string[][] {
  const section = corrections.split(/^## /m).find((s) => s.startsWith(heading))!
  const rows = section.split('\n').filter((line) => line.startsWith('|') && !/^\|[-| ]+\|$/.test(line))
  return rows.slice(1).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

const punctuation = rowsUnder('In every recorded document').flatMap(([scan = '', document = '']) => {
  const marks = (cell: string) => [...cell.matchAll(/`(.)`/g)].map((m) => m[1]!)
  return marks(document).map((mark, i) => [mark, marks(scan)[i]!] as const)
})

/** The document's text as the scan would have it: ids, markup and the listed corrections undone. */
function asScanned(id: string): string {
  const words = rowsUnder('Words').filter(([document]) => document === id)
  let body = documents.get(id)!.body
  for (const [, paragraph, scan = '', corrected = ''] of words) {
    const at = body.indexOf(`\`${paragraph}\` `)
    const [before, rest] = [body.slice(0, at), body.slice(at)]
    const own = rest.slice(0, rest.indexOf('\n'))
    expect(own.split(corrected).length, `${paragraph} ${corrected} stands once`).toBe(2)
    body = before + rest.replace(corrected, scan)
  }
  const bare = body.replace(/`[\d.]+` |\*\*|^#+ /gm, '').replace(/\s/g, '')
  return [...bare].map((c) => punctuation.find(([full]) => full === c)?.[1] ?? c).join('')
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('the text of the measure', () => {
  test('has the hash of the scan once the listed corrections are undone', () => {
    expect(sha256(asScanned('111'))).toBe(scanOf111)
  })

  const scan = process.env.GAZETTE_TEXT ?? join(root, '../shared/gazette/gazette-2023-01.txt')
  test.skipIf(!existsSync(scan))(
    `equals the scan character by character (${existsSync(scan) ? scan.split('/').at(-1) : 'no scan on this machine: set GAZETTE_TEXT'})`,
    () => {
      const [from, to] = measure.meta.lines!.split('-').map(Number) as [number, number]
      const lines = readFileSync(scan, 'utf8')
        .split('\n')
        .slice(from - 1, to)
      const scanned = lines
        .map((line) => line.replace(/^\s*- /, ''))
        .join('')
        .replace(/\s/g, '')
      expect(asScanned('111')).toBe(scanned)
    },
  )

  test('has 58 articles in eight chapters', () => {
    expect(new Set(measure.paragraphs.map((p) => p.article)).size).toBe(58)
    expect(measure.headings.filter((h) => h.depth === 2)).toHaveLength(8)
  })
})

describe('addresses', () => {
  /** Every id of the reading of the measure, with words that the paragraph it means must hold. */
  test.each([
    ['2', '本办法所称项目业主'],
    ['3', '法律法规另有规定的除外'],
    ['4', '采购限额标准'],
    ['5.1', '区域性、行业性执业限制'],
    ['5.2', '出具书面意见说明理由及依据'],
    ['6', '分级使用'],
    ['9.1', '中介服务事项清单'],
    ['9.2', '双随机、一公开'],
    ['14.5', '其他涉及行政管理工作的中介服务'],
    ['19.1', '实名认证'],
    ['19.2', '不得同时在两家'],
    ['20.1', '提出申请'],
    ['20.2', '2个工作日内'],
    ['20.3', '公示有异议的'],
    ['20.4', '一次性告知'],
    ['20.5', '换壳入驻'],
    ['22.1', '财政性资金项目'],
    ['22.1.1', '随机选取'],
    ['22.1.2.1', '邀请3家以上'],
    ['22.1.2.2', '不高于1万元'],
    ['22.1.2.3', '县级以上政府或部门出具的书面说明'],
    ['22.1.2.4', '不超过原合同服务金额10%'],
    ['22.1.3', '择优选取'],
    ['22.1.4', '均价比选'],
    ['22.1.5', '最高限价的3%'],
    ['22.1.6', '其他经省中介超市管理机构认可'],
    ['22.2', '批量采购'],
    ['23.1', '金额计算方式'],
    ['23.2', '不少于2个工作日'],
    ['24', '形式核对'],
    ['25.1', '发布取消公告'],
    ['25.2', '取消报名操作'],
    ['26', '可作废采购公告'],
    ['27', '流选公告'],
    ['28', '电子中选通知书'],
    ['29.1', '法定代表人或实际控制人为同一人'],
    ['29.2', '近姻亲关系'],
    ['29.3', '其他应当回避的情形'],
    ['32.1', '15个工作日内签订合同'],
    ['32.2', '同等效力'],
    ['33.1', '应及时对相关信息进行修改'],
    ['33.2', '一次性告知'],
    ['33.3', '严格规范执业'],
    ['33.4', '额外收取费用'],
    ['33.5', '合同报备'],
    ['33.6', '成果上传'],
    ['35', '方可开展相关服务'],
    ['36', '2年内不得申请入驻'],
    ['38', '最高为10星'],
    ['39.1', '无故放弃中选结果'],
    ['39.8', '投诉3次以上'],
    ['39.9', '恶意低价竞标'],
    ['40.2', '相同网络地址'],
    ['40.9', '捏造事实'],
    ['40.11', '累计达到3次'],
    ['40.12', '拒不接受'],
    ['41', '有效期1个月'],
    ['42.1', '暂停其参与承接中介服务6个月'],
    ['42.2', '严重失信行为公示期2年'],
    ['43', '书面谅解书'],
    ['46', '延期办理以1次为限'],
    ['49.3', '公告发布起3个工作日内'],
    ['51', '自动撤销投诉处理件'],
    ['52', '不得撤回'],
    ['53.2', '擅自泄露项目报名中介服务机构名单'],
    ['55.5', '无故不与中选中介服务机构签订服务合同'],
    ['55.7', '无故拖欠服务费用'],
    ['58', '暂行一年'],
  ])('%s means %s', (id, words) => {
    expect(wordsOf(measure.paragraphs, id)).toContain(words)
  })

  test('every paragraph with words has exactly one disposition', () => {
    const entries: string[] = Object.keys(dispositions['111'])
    const orphans = measure.paragraphs.filter(
      (p) => p.text !== '' && !entries.some((e) => e === p.id || p.id.startsWith(`${e}.`)),
    )
    expect(orphans.map((p) => p.id)).toEqual([])
  })

  test('a document names its id twice: refused', () => {
    const file = (body: string) => `---\nid: '1'\n---\n\n${body}\n`
    expect(() => parseDocument(file('`1` **第一条**　甲。\n\n`1` 乙。'))).toThrow('an id stands twice')
    expect(() => parseDocument(file('甲`1` 乙。'))).toThrow('words before the first id')
    expect(() => parseDocument('甲')).toThrow('no front matter')
    expect(
      parseDocument(file('`1.1` **第一条**　甲。\n\n`1.2` 乙。')).paragraphs.map((p) => p.place),
    ).toEqual(['1', '1k1', '1k2'])
  })
})

describe('docs/glossary.md', () => {
  const rows = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| [^|]+ \| [^|]+ \| [^|]+ \|$/.test(line) && !line.startsWith('| 中文'))
    .map((line) => line.slice(2, -2).split(' | ') as [string, string, string])

  test('cites paragraphs that exist', () => {
    const ids = new Set(measure.paragraphs.map((p) => p.id))
    const cited = rows.flatMap(([, , articles]) => (/^[\d., ]+$/.test(articles) ? articles.split(', ') : []))
    expect(cited.length).toBeGreaterThan(60)
    expect(cited.filter((id) => !ids.has(id))).toEqual([])
  })

  test('has each Chinese term once', () => {
    const terms = rows.map(([zh]) => zh)
    expect(terms.filter((t, i) => terms.indexOf(t) !== i)).toEqual([])
  })
})
