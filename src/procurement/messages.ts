import { type Calendar, endInWords, momentInWords } from '../calendar/index.ts'
import { membersOf } from './framework-state.ts'
import { formCheckEnd } from './procurement.ts'
import { type Procurement, publicationOf } from './state.ts'
import { type FactName, failureWords, type Text } from './words.ts'

/** One message to be sent: its words, who gets it, with what. */
export interface Message {
  code: MessageCode
  /** Organisations. */
  to: readonly string[]
  params: Readonly<Record<string, string | number | Text | undefined>>
}

/** What is told to the people concerned at each step: what happened, what to do next, until when. */
export const messageWords = {
  submitted: {
    subject: { zh: '待形式核对：{{title}}', en: 'Form check: {{title}}' },
    body: {
      zh: '{{owner}}提交了“{{title}}”的选取申请，请在{{until}}前完成形式核对。',
      en: '{{owner}} submitted “{{title}}”. Please check its form before {{until}}.',
    },
  },
  'supplement-asked': {
    subject: { zh: '请补正：{{title}}', en: 'Please supply: {{title}}' },
    body: {
      zh: '{{operator}}一次性告知“{{title}}”需补正：{{demands}}。补正后核对时间重新计算。',
      en: '{{operator}} asks for “{{title}}”: {{demands}}. The time for the check runs anew from your supplement.',
    },
  },
  returned: {
    subject: { zh: '未通过形式核对：{{title}}', en: 'Form check not passed: {{title}}' },
    body: {
      zh: '“{{title}}”未按一次性告知的要求补正，已退回：{{reason}}。修改后可再次提交。',
      en: '“{{title}}” was returned, what was asked for is still missing: {{reason}}. Change it and submit again.',
    },
  },
  published: {
    subject: { zh: '采购公告已发布：{{title}}', en: 'Announcement published: {{title}}' },
    body: {
      zh: '“{{title}}”形式核对无误，采购公告 {{number}} 已发布，{{until}}报名截止。',
      en: '“{{title}}” passed the form check; announcement {{number}} is published. Registration ends on {{until}}.',
    },
  },
  cancelled: {
    subject: { zh: '采购已取消：{{title}}', en: 'Procurement cancelled: {{title}}' },
    body: {
      zh: '{{owner}}取消了“{{title}}”：{{reason}}。',
      en: '{{owner}} cancelled “{{title}}”: {{reason}}.',
    },
  },
  invited: {
    subject: { zh: '邀请报名：{{title}}', en: 'You are invited: {{title}}' },
    body: {
      zh: '{{owner}}邀请贵机构参与“{{title}}”，请在{{until}}前接受（报名）或谢绝。选取前被邀请机构的名单不公开。',
      en: '{{owner}} asks your agency for “{{title}}”. Accept (register) or decline before {{until}}.',
    },
  },
  recommended: {
    subject: { zh: '请从推荐机构中选取：{{title}}', en: 'Please choose: {{title}}' },
    body: {
      zh: '“{{title}}”已由系统按公告的公式评分，推荐 {{n}} 家，请在{{until}}前选取；不选第一名的须写明理由。',
      en: '“{{title}}” has been scored by the announced formula; {{n}} are recommended. Please choose before {{until}}.',
    },
  },
  bidding: {
    subject: { zh: '竞价将于{{from}}开始：{{title}}', en: 'Bidding begins on {{from}}: {{title}}' },
    body: {
      zh: '“{{title}}”将以竞价选取，{{from}}开始，{{minutes}} 分钟。参与的机构请届时在工作台的竞价页出价；编号见竞价页，公布结果前不公开名称。',
      en: '“{{title}}” is decided by auction from {{from}}, for {{minutes}} minutes. Parties bid on their desk, under a number.',
    },
  },
  excluded: {
    subject: { zh: '未能参与选取：{{title}}', en: 'Not part of the selection: {{title}}' },
    body: {
      zh: '贵机构报名的“{{title}}”在报名截止时不符合条件或应当回避，未参与选取。具体条件和条款见项目页。',
      en: 'At the deadline of “{{title}}” your agency did not meet the conditions or had to stand back. See the page.',
    },
  },
  failed: {
    subject: { zh: '流选：{{title}}', en: 'Failed selection: {{title}}' },
    body: {
      zh: '“{{title}}”流选：{{why}}。项目业主可调整选取条件，另行组织选取。',
      en: 'The selection for “{{title}}” failed: {{why}}. The owner may change the conditions and run again.',
    },
  },
  result: {
    subject: { zh: '中选公告：{{title}}', en: 'Result: {{title}}' },
    body: {
      zh: '“{{title}}”中选机构为{{winner}}，公示至{{until}}。选取过程可在项目页逐步复核。',
      en: 'The winner of “{{title}}” is {{winner}}; publicised until {{until}}. Anyone can recompute the draw.',
    },
  },
  disqualified: {
    subject: { zh: '不再符合条件：{{title}}', en: 'No longer qualified: {{title}}' },
    body: {
      zh: '贵机构在“{{title}}”结果公示期间不再符合条件，由候补机构递补。',
      en: 'While the result of “{{title}}” was publicised your agency ceased to qualify; the next alternate follows.',
    },
  },
  voided: {
    subject: { zh: '采购公告已作废：{{title}}', en: 'Announcement voided: {{title}}' },
    body: {
      zh: '因不可抗力或重大变故，{{owner}}作废了“{{title}}”：{{reason}}。',
      en: '{{owner}} voided “{{title}}” for force majeure or a grave change: {{reason}}.',
    },
  },
} as const satisfies Record<string, { subject: Text; body: Text }>

export type MessageCode = keyof typeof messageWords

/** Who is told what when something has happened. The award is told by the engagement that it opens. */
export function messagesOf(p: Procurement, what: FactName, calendar: Calendar): Message[] {
  const general = {
    title: p.draft.title ?? '',
    owner: p.owner.name,
    operator: p.operator.name,
    number: publicationOf(p)?.number,
  }
  const message = (code: MessageCode, to: readonly string[], params: Message['params'] = {}): Message[] =>
    to.length === 0 ? [] : [{ code, to, params: { ...general, ...params } }]

  switch (p.status) {
    case 'submitted':
      return message('submitted', [p.operator.id], { until: endInWords(formCheckEnd(p, calendar)) })
    case 'supplementing':
      return message('supplement-asked', [p.owner.id], { demands: p.supplement?.demands.join('；') })
    case 'draft':
      return message('returned', [p.owner.id], { reason: p.returned?.reason })
    case 'open': {
      const until = endInWords(p.draft.deadline)
      const invitees = p.draft.method === 'direct' ? (p.draft.direct?.invitees ?? []) : []
      return [
        ...message('published', [p.owner.id], { until }),
        ...message(
          'invited',
          invitees.map((i) => i.id),
          { until },
        ),
      ]
    }
    case 'cancelled':
      return p.publication && what === 'cancelled'
        ? message('cancelled', [p.operator.id], { reason: p.reason })
        : []
    case 'opening':
    case 'awarded':
      return []
    case 'drawing':
      return what === 'opened' ? message('excluded', idsOf(p.opened.excluded)) : []
    case 'bidding':
      if (what === 'opened') return message('excluded', idsOf(p.opened.excluded))
      if (what !== 'bidding-set') return []
      return message('bidding', [p.owner.id, ...idsOf(p.opened.entrants)], {
        from: momentInWords(p.startsAt),
        minutes: p.draft.auction?.minutes,
      })
    case 'choosing':
      if (what === 'opened') return message('excluded', idsOf(p.opened.excluded))
      if (what === 'disqualified')
        return message('disqualified', [p.earlier?.disqualified.at(-1)?.agency ?? p.owner.id])
      return message('recommended', [p.owner.id], { n: p.recommended.length, until: endInWords(p.until) })
    case 'failed':
      if (what === 'opened') return message('excluded', idsOf(p.opened.excluded))
      if (what !== 'failed') return []
      return message('failed', [p.owner.id, p.operator.id, ...idsOf(p.opened.entrants)], {
        why: failureWords[p.reason],
      })
    case 'publicity': {
      if (what === 'disqualified') return message('disqualified', [p.result.disqualified.at(-1)!.agency])
      if (what === 'opened') return message('excluded', idsOf(p.opened.excluded))
      if (what !== 'result') return []
      const told = [p.owner.id, p.operator.id, ...idsOf(p.opened.entrants)]
      return message('result', told, {
        winner: membersOf(p)
          .map((m) => m.name)
          .join('、'),
        until: endInWords(p.until),
      })
    }
    case 'voided':
      return message('voided', [p.operator.id, ...idsOf(membersOf(p))], { reason: p.voiding.reason })
  }
}

const idsOf = (parties: readonly { agency: string }[]): string[] => parties.map((e) => e.agency)
