import { endInWords, type Instant } from '../calendar/index.ts'
import type { Origin, SituationCode } from '../credit/index.ts'
import type { FactName } from './facts.ts'
import type { Engagement } from './state.ts'

/** What an engagement shows of a possible breach of its agency (39: 经核实确认后): people decide what it was. */
export interface SeenBreach {
  agency: string
  situation: SituationCode
  text: string
  origin: Origin
}

/** The draft that a fact of an engagement opens; undefined where it shows none. The same event names the same source. */
export function seenBreach(
  id: string,
  { award }: Pick<Engagement, 'award'>,
  what: FactName,
  body: Readonly<Record<string, unknown>>,
): SeenBreach | undefined {
  const of = (event: string, situation: SituationCode, text: string): SeenBreach => ({
    ...{ agency: award.agency.id, situation, text: `“${award.title}”（${award.notice}）：${text}` },
    origin: {
      source: `engagement/${id}/${event}`,
      about: { subject: 'engagement', id, title: award.title },
    },
  })
  switch (what) {
    case 'possible-breach': {
      const due = endInWords(body.due as Instant).zh
      switch (body.clock) {
        case 'contact':
          return of('contact', '39.1', `应在${due}前与项目业主联系，系统没有收到联系记录。`)
        case 'contract':
          return of('contract', '39.1', `应在${due}前签订合同，系统没有收到合同；未签订可能出于任何一方。`)
        case 'deliverable':
          return of('deliverable', '39.3', `应在${due}前完成服务，系统没有收到成果。`)
        default:
          return undefined
      }
    }
    case 'deliverable-returned': {
      const reasons = String(body.reasons)
      return of(
        'returned',
        '39.4',
        `成果被项目业主退回，请核实是否为行业主管部门所退回。退回理由：${reasons}`,
      )
    }
    case 'not-recognised': {
      const by = String(body.by)
      return of(
        `not-recognised/${String(body.number ?? body.version)}`,
        '39.4',
        `${by}书面不予认可：${String(body.reasons)}`,
      )
    }
    default:
      return undefined
  }
}
