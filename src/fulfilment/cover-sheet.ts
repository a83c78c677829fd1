import type { Instant } from '../calendar/index.ts'
import { art, documentOf, label } from '../gazette/index.ts'
import type { EngagementArchive } from './archive.ts'
import { inCapitals, inFigures } from './capitals.ts'
import { paidOf } from './payments.ts'
import type { Part } from './sheets.ts'
import type { Engagement } from './state.ts'
import { statusWords } from './words.ts'

const kinds: Record<EngagementArchive['files'][number]['what'], string> = {
  document: '电子文件',
  contract: '合同',
  deliverable: '成果',
  voucher: '付款凭证',
  'non-recognition': '不予认可意见',
  answer: '答复',
}

/** The cover of an archive: what it is about, what is in it, and how it is checked (45). */
export function coverParts(e: Engagement, archive: EngagementArchive): readonly Part[] {
  const { award } = e
  const { title, number } = documentOf(art('111', '45'))
  const row = (name: string, ...lines: string[]) => ({ label: name, lines })
  const contract = e.contracts.at(-1)
  const counts = new Map<string, number>()
  for (const { subject } of archive.facts) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  return [
    paragraph(
      `依据《${title}》（${number}）${label(art('111', '45'))}，将“${award.title}”的全过程信息归集成本档案。`,
    ),
    facts(
      row('项目业主', award.owner.name),
      row('中介服务机构', award.agency.name),
      row('运营机构', award.operator.name),
      row('采购公告', award.announcement),
      row('中选通知书', award.notice),
      ...(contract ? [row('合同价款', inFigures(contract.fee), `大写：${inCapitals(contract.fee)}`)] : []),
      ...(contract ? [row('已付', inFigures(paidOf(e)))] : []),
      row('履约状态', statusWords[e.status].zh),
      row('归集时间', moment(archive.at)),
    ),
    paragraph('目录'),
    facts(
      ...archive.files.map((f) => row(f.id.slice('files/'.length), kinds[f.what], f.name, f.sha256)),
      row('archive.json', '过程记录、登记簿、评价和通知', archive.sha256),
    ),
    paragraph('过程记录'),
    facts(...[...counts].map(([subject, n]) => row(subjectName(subject), `${n} 条`))),
    paragraph(
      '核验：在系统源码目录执行 npm run verify -- 档案文件 --trust 公钥文件，逐一核对本档案的签名、哈希索引、每条记录在公开日志中的位置和每份文件。公开日志公钥：',
    ),
    facts(row('公钥', archive.log)),
  ]
}

const names: Readonly<Record<string, string>> = {
  procurement: '采购与选取',
  engagement: '履约',
  document: '电子文件',
}

function subjectName(subject: string): string {
  const [kind = '', id = ''] = subject.split('/')
  return kind === 'document' ? `${names[kind]} ${id}` : (names[kind] ?? kind)
}

const paragraph = (text: string): Part => ({ kind: 'paragraph', text })
const facts = (...rows: { label: string; lines: readonly string[] }[]): Part => ({ kind: 'facts', rows })
const moment = (at: Instant): string => `${at.slice(0, 10)} ${at.slice(11, 19)}`
