import { wordsOf } from '../../src/gazette/parse.ts'
import { labelOf } from '../../src/gazette/place.ts'
import { inOrder, type Row, type Status } from './checks.ts'
import { type Figure, onlyOnce } from './figures.ts'
import { readDocuments } from './gazette.ts'
import type { Trace } from './trace.ts'

const names: Record<Status, string> = {
  built: '已实现',
  untested: '缺测试',
  codeless: '缺代码',
  open: '未实现',
  text: '存文本',
}

/** docs/traceability.md: every paragraph with its disposition, code and tests. Files only: lines would churn. */
export function reportOf({ rows, figures }: Trace): string {
  const document = readDocuments().get('111')!
  const places = new Map(document.paragraphs.map((p) => [p.id, p] as const))
  const count = (status: Status) => rows.filter((r) => r.status === status).length
  const chapters = document.headings.filter((h) => h.depth === 2).map((h) => h.text)
  const tables = chapters.map((chapter) => {
    const own = rows.filter((r) => places.get(idOf(r))?.chapter === chapter)
    const lines = own.map((row) => {
      const p = places.get(idOf(row))!
      const words = p.text || wordsOf(document.paragraphs, p.id)
      return cells(
        idOf(row),
        labelOf(p.place, 'zh'),
        excerpt(words),
        row.disposition,
        names[row.status],
        list(row.code),
        list(row.tests),
      )
    })
    return `## ${chapter}\n\n${header('编号', '条款', '正文', '处置', '状态', '代码', '测试')}\n${lines.join('\n')}\n`
  })
  return `# 条文对照表

由 \`npm run codegen\` 依正文、代码与测试生成，请勿手改。《${document.meta.title}》（${document.meta.number}）共 ${rows.length} 项：

${header('状态', '项数', '含义')}
${cells(names.open, String(count('open')), '应做而尚未做：没有代码与测试引用')}
${cells(names.built, String(count('built')), '代码引用了它，且有以它为名的测试')}
${cells(names.untested, String(count('untested')), '代码引用了它而没有测试：检查不通过')}
${cells(names.codeless, String(count('codeless')), '测试引用了它而没有代码：检查不通过')}
${cells(names.text, String(count('text')), '宣示性条文或适用他法：只存文本')}

处置：**R** 规则 · **W** 流程或记录 · **J** 由人判断、系统记录 · **D** 宣示 · **X** 他法或他机关。一项涵盖其下没有单列的各项。

${tables.join('\n')}
## 法定数值

每个数值注明依据与施行日期；\`npm run check\` 逐一改动一个单位，须有引用该条的测试失败。

${header('条款', '名称', '数值', '起', '文件')}
${onlyOnce(figures).sort(byArticle).flatMap(figureLines).join('\n')}
`
}

const idOf = (row: Row): string => row.article.split('/')[1]!

const cells = (...columns: string[]): string => `| ${columns.join(' | ')} |`

const header = (...columns: string[]): string => `${cells(...columns)}\n|${'---|'.repeat(columns.length)}`

const list = (paths: readonly string[]): string => paths.map((p) => `\`${p}\``).join('<br>')

function excerpt(text: string): string {
  const line = text.replaceAll('\n', '')
  return line.length > 28 ? `${line.slice(0, 27)}…` : line
}

const byArticle = (a: Figure, b: Figure): number =>
  inOrder(a.figure.cites, b.figure.cites) || inOrder(a.name, b.name)

const figureLines = ({ path, name, figure }: Figure): string[] =>
  figure.versions.map((v) =>
    cells(
      figure.cites.split('/')[1]!,
      `\`${name}\``,
      `\`${JSON.stringify(v.value)}\``,
      v.from,
      `\`${path}\``,
    ),
  )
