import type { PlainDate } from '../calendar/index.ts'
import { art, documentOf, label } from '../gazette/index.ts'
import { inCapitals, inFigures } from './capitals.ts'
import type { Part } from './sheets.ts'
import type { ContractDraft, Difference, Engagement, Signature } from './state.ts'
import { differenceWords } from './words.ts'

/** What the electronic contract says, as it prints: from announcement and award, changes marked and explained (32.2, 33.5). */
export function contractParts(
  e: Engagement,
  draft: ContractDraft,
  signatures: { agency: Signature; owner: Signature },
  signedOn: PlainDate,
): readonly Part[] {
  const { award } = e
  const { terms, differences, explanations } = draft
  const { title, number } = documentOf(art('111', '32.2'))
  const party = ({ name, code }: { name: string; code?: string }) =>
    code ? [name, `统一社会信用代码 ${code}`] : [name]
  const row = (name: string, ...lines: string[]) => ({ label: name, lines })
  const changed = differences.map((d) => {
    const why = explanations.find((x) => x.field === d.field)?.text ?? ''
    return row(
      differenceWords[d.field].zh,
      `公告：${shown(d, d.announced)}`,
      `合同：${shown(d, d.filed)}`,
      `说明：${why}`,
    )
  })
  const before = e.contracts.at(-1)
  return [
    paragraph(
      `甲乙双方依据《${title}》（${number}）${label(art('111', '32.1'))}、${label(art('111', '33.5'))}和中选通知书（${award.notice}），就“${award.title}”（采购公告 ${award.announcement}）订立本合同。${before ? `本合同变更双方 ${before.signedOn} 签订的合同。` : ''}`,
    ),
    {
      kind: 'facts',
      rows: [
        row('甲方（项目业主）', ...party(award.owner)),
        row('乙方（中介服务机构）', ...party(award.agency)),
        row('服务内容', terms.scope),
        row('服务费用', inFigures(terms.fee), `大写：${inCapitals(terms.fee)}`),
        row('服务时限', `合同签订之日起${terms.days}日`),
        row('支付方式', terms.paymentTerms),
        row('质量、时限等承诺', terms.commitment),
      ],
    },
    ...(changed.length === 0
      ? [paragraph('本合同与采购公告一致。')]
      : [paragraph('经双方协商，下列各项与采购公告不一致：'), { kind: 'facts' as const, rows: changed }]),
    paragraph(
      `乙方按照约定收取服务报酬，不额外收取费用（${label(art('111', '33.4'))}）。本合同为电子合同，与纸质合同具有同等效力（${label(art('111', '32.2'))}）。`,
    ),
    {
      kind: 'facts',
      rows: [
        row('甲方签订人', `${signatures.owner.name}　${moment(signatures.owner.at)}`),
        row('乙方签订人', `${signatures.agency.name}　${moment(signatures.agency.at)}`),
        row('签订日期', signedOn),
      ],
    },
  ]
}

const paragraph = (text: string): Part => ({ kind: 'paragraph', text })

const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)}`

function shown(d: Difference, value: string | number): string {
  if (d.field === 'fee' && typeof value === 'number') return inFigures(value)
  return d.field === 'time-limit' ? `${value}日` : String(value)
}
