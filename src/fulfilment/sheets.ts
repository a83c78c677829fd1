import { type Calendar, dateOf, type Instant } from '../calendar/index.ts'
import { type Article, art, documentOf, label, mention } from '../gazette/index.ts'
import {
  type Announced,
  type AwardInfo,
  alternatesOf,
  callOffRuleWords,
  type Entrant,
  failureWords,
  membersOf,
  methodArticles,
  methodWords,
  moneyWords,
  type NoticeKind,
  noticeWords,
  type Procurement,
  publicationOf,
  winnerOf,
} from '../procurement/index.ts'
import { inCapitals, inFigures } from './capitals.ts'
import { dayInWords, endInWords } from './dates.ts'
import { contactPeriod, contractPeriod } from './figures.ts'

/** A field and what stands in it; one line or several. */
interface Row {
  label: string
  lines: readonly string[]
}

/** What a document says, top to bottom; the form belongs to the template. */
export type Part = { kind: 'paragraph'; text: string } | { kind: 'facts'; rows: readonly Row[] }

/** The words of one document. */
export interface Writing {
  title: string
  /** Number as printed under the head. */
  printedNumber: string
  at: Instant
  to?: string
  parties: readonly { role: string; name: string; code?: string }[]
  parts: readonly Part[]
}

/** What a document names and the procurement does not hold. */
export interface Names {
  ownerCode?: string
  serviceType: string
  region: string
  calendar: Calendar
}

/**
 * The words of a notice of a procurement, or undefined while there is nothing of that kind to issue. Documents are
 * Chinese: the measure gives them the force of paper (32.2).
 */
export function writingOf(kind: NoticeKind, p: Procurement, names: Names): Writing | undefined {
  const publication = publicationOf(p)
  if (!publication) return undefined
  const { draft, number } = publication
  const common = { title: noticeWords[kind].zh, printedNumber: number, parties: [ownerParty(p, names)] }
  const subject = `“${draft.title}”（采购公告 ${number}）`
  switch (kind) {
    case 'announcement':
      return { ...common, at: publication.publishedAt, parts: announcement(p, draft, names) }
    case 'cancellation':
      if (p.status !== 'cancelled') return undefined
      return {
        ...common,
        at: p.at,
        parts: [
          paragraph(
            `${by(mention('111', '25.1'))}，项目业主${p.owner.name}因故取消${subject}的采购，现予公告。`,
          ),
          facts(['取消原因', p.reason]),
        ],
      }
    case 'failure':
      if (p.status !== 'failed') return undefined
      return {
        ...common,
        at: p.at,
        parts: [
          paragraph(
            `${by(mention('111', '27'))}，${subject}因${failureWords[p.reason].zh}流选，现予公告。项目业主应调整选取条件，由中介超市另行组织选取。`,
          ),
          facts(
            ['报名数量', `${p.opened.registrations} 家`],
            ['符合条件', `${p.opened.entrants.length} 家`],
            ['选取方式', methodWords[draft.method].zh],
          ),
        ],
      }
    case 'result':
      return result(p, draft, common, subject)
    case 'voiding':
      if (p.status !== 'voided') return undefined
      return {
        ...common,
        at: p.voiding.at,
        parts: [
          paragraph(
            `${by(art('111', '26'))}，${subject}因不可抗力或发生重大变故取消，采购公告作废，中选结果和中选通知书不再有效，现予公告。`,
          ),
          facts(['作废原因', p.voiding.reason]),
        ],
      }
    case 'award':
      return award(p, draft, common, subject, names)
  }
}

function announcement(p: Procurement, draft: Announced, names: Names): readonly Part[] {
  const required = draft.qualifications.map((q) => [q.name, q.grade].filter(Boolean).join(' '))
  return [
    paragraph(
      `${by(mention('111', '23.1'), mention('111', '24'))}，现就${p.owner.name}“${draft.title}”公开选取中介服务机构，欢迎符合条件的中介服务机构报名。`,
    ),
    facts(
      ['项目业主', p.owner.name],
      ['服务事项', names.serviceType],
      ['服务内容', draft.content],
      ['资金来源', moneyWords[draft.money].zh],
      ['服务费用', ...fee(draft)],
      ['服务时限', `合同签订之日起${draft.timeLimitDays}日`],
      ...frameworkFields(draft),
      ['资质（资格）', ...(required.length > 0 ? required : ['不作要求'])],
      ['选取方式', `${methodWords[draft.method].zh}（${label(methodArticles[draft.method])}）`],
      ['服务地点', names.region],
      ['报名截止', moment(draft.deadline)],
      ['联系人', `${draft.contact.name}　${draft.contact.phone}`],
    ),
    paragraph(
      `报名须在截止时间前通过中介超市办理，并承诺符合报名条件且将按要求履行好服务（${label(mention('111', '23.2'))}）。对本公告的投诉，依照${label(mention('111', '49.3'))}及时提出。`,
    ),
  ]
}

function result(
  p: Procurement,
  draft: Announced,
  common: Pick<Writing, 'title' | 'printedNumber' | 'parties'>,
  subject: string,
): Writing | undefined {
  if (p.status !== 'publicity' && p.status !== 'awarded' && p.status !== 'voided') return undefined
  const winner = winnerOf(p.result)
  if (!winner) return undefined
  const members = membersOf(p)
  const alternates = alternatesOf(p.result).filter((a) => !members.includes(a))
  const publicity = p.status === 'publicity' ? `公示至${endInWords(p.until).zh}。` : ''
  return {
    ...common,
    at: p.result.at,
    parties: [...common.parties, ...members.map(agencyParty)],
    parts: [
      paragraph(
        `${by(art('111', '28'))}，${subject}以${methodWords[draft.method].zh}方式完成选取，现将中选结果予以公告。${publicity}`,
      ),
      facts(
        ['中选机构', ...members.flatMap((m) => [m.name, codeLine(m.code)])],
        ['中选金额', ...fee(draft)],
        ...frameworkFields(draft),
        ...(alternates.length > 0
          ? ([['候补机构', ...alternates.slice(0, 3).map((a, i) => `${i + 1}．${a.name}`)]] as Field[])
          : []),
        ['报名数量', `${p.opened.registrations} 家，其中符合条件 ${p.opened.entrants.length} 家`],
      ),
      paragraph('选取全过程记入可核验日志，任何人可在中介超市本项目页面重新计算并核对结果。'),
    ],
  }
}

/** 28, 32.1: what both have to know from the day of the notice on. */
function award(
  p: Procurement,
  draft: Announced,
  common: Pick<Writing, 'title' | 'printedNumber' | 'parties'>,
  subject: string,
  { ownerCode, serviceType, calendar }: Names,
): Writing | undefined {
  const issued = p.status === 'awarded' || p.status === 'voided' ? p.award : undefined
  const winner = issued && 'result' in p ? winnerOf(p.result) : undefined
  if (!issued || !winner || !('result' in p)) return undefined
  if (draft.framework) return membersAward(p, draft, common, subject, issued)
  return {
    ...common,
    printedNumber: issued.number,
    at: issued.at,
    to: `${p.owner.name}、${winner.name}`,
    parties: [...common.parties, agencyParty(winner)],
    parts: [
      paragraph(
        `${by(art('111', '28'))}，${subject}以${methodWords[draft.method].zh}方式完成选取，中选结果已经公示。现确定${winner.name}为中选中介服务机构。`,
      ),
      facts(
        ['项目名称', draft.title],
        ['项目业主', p.owner.name, ...(ownerCode ? [codeLine(ownerCode)] : [])],
        ['中选机构', winner.name, codeLine(winner.code)],
        ['服务事项', serviceType],
        ['中选金额', ...fee(draft)],
        ['服务时限', `合同签订之日起${draft.timeLimitDays}日`],
      ),
      ...whatFollows(issued.at, calendar),
    ],
  }
}

/** 22.2, 28: what binds the members of a framework; each service is called off later. */
function membersAward(
  p: Extract<Procurement, { result: unknown }>,
  draft: Announced,
  common: Pick<Writing, 'title' | 'printedNumber' | 'parties'>,
  subject: string,
  issued: { number: string; at: Instant },
): Writing {
  const members = membersOf(p)
  return {
    ...common,
    printedNumber: issued.number,
    at: issued.at,
    to: [p.owner.name, ...members.map((m) => m.name)].join('、'),
    parties: [...common.parties, ...members.map(agencyParty)],
    parts: [
      paragraph(
        `${by(art('111', '22.2'), art('111', '28'))}，${subject}以批量采购方式完成选取（${methodWords[draft.method].zh}），中选结果已经公示。现确定下列${members.length}家为中选中介服务机构。`,
      ),
      facts(
        ['项目名称', draft.title],
        ['项目业主', p.owner.name],
        ['中选机构', ...members.map((m, i) => `${i + 1}．${m.name}（${codeLine(m.code)}）`)],
        ...frameworkFields(draft),
      ),
      paragraph(
        '项目业主在期限和总额上限以内下订单，由中介超市按公告的规则确定承接成员。成员接受订单后，系统出具该订单的中选通知书，接洽和签订合同的期限自其发出之日起算。',
      ),
      paragraph(equalForce),
    ],
  }
}

/** 22.2, 28, 32.1: the award notice of one call-off. */
export function callOffWriting(info: AwardInfo, names: Names): Writing {
  const { agency, owner, title, awardedAt } = info
  return {
    title: noticeWords.award.zh,
    printedNumber: info.noticeNumber,
    at: awardedAt,
    to: `${owner.name}、${agency.name}`,
    parties: [
      { role: 'owner', name: owner.name, ...(names.ownerCode ? { code: names.ownerCode } : {}) },
      agencyParty(agency),
    ],
    parts: [
      paragraph(
        `${by(art('111', '22.2'), art('111', '28'))}，${agency.name}为批量采购（采购公告 ${info.number}）的成员，已按公告的规则承接并接受订单“${title}”。`,
      ),
      facts(
        ['订单名称', title],
        ['项目业主', owner.name],
        ['承接机构', agency.name, codeLine(agency.code)],
        ['服务事项', names.serviceType],
        ['服务内容', info.content],
        ['费用', ...fee(info)],
        ['服务时限', `合同签订之日起${info.timeLimitDays}日`],
      ),
      ...whatFollows(awardedAt, names.calendar),
    ],
  }
}

/** 32.1: what both do next, and until when. */
function whatFollows(at: Instant, calendar: Calendar): Part[] {
  const day = dateOf(at)
  const contact = contactPeriod.on(day)
  const contract = contractPeriod.on(day)
  const until = (period: typeof contact) => endInWords(calendar.after(at, period).end).zh
  return [
    paragraph(`请双方依照${label(art('111', '32.1'))}办理：`),
    paragraph(`一、中选机构在${contact.n}个工作日内，即${until(contact)}前，安排专职人员与项目业主接洽。`),
    paragraph(
      `二、双方在本通知书发出之日起${contract.n}个工作日内，即${until(contract)}前，签订合同，并由中选机构报备。`,
    ),
    paragraph(equalForce),
  ]
}

const equalForce = `依照${label(mention('111', '32.2'))}，本通知书与纸质通知书具有同等效力，项目业主不得阻挠或拒绝接受。`

/** 22.2: what the announcement says of a framework. */
function frameworkFields({ framework }: Announced): Field[] {
  if (!framework) return []
  const { seats, rule, ceiling, until, need } = framework as Required<typeof framework>
  return [
    ['批量采购', `选取${seats}家，${callOffRuleWords[rule].zh}`, need],
    ['总额上限', inFigures(ceiling), `大写：${inCapitals(ceiling)}`],
    ['下单期限', `至${dayInWords(until).zh}（含当日）`],
  ]
}

const paragraph = (text: string): Part => ({ kind: 'paragraph', text })

type Field = [label: string, ...lines: string[]]

const facts = (...fields: Field[]): Part => ({
  kind: 'facts',
  rows: fields.map(([label, ...lines]) => ({ label, lines })),
})

/** `依据《……》（九府办字〔2022〕111号）第二十八条` */
function by(...articles: [Article, ...Article[]]): string {
  const { title, number } = documentOf(articles[0])
  return `依据《${title}》（${number}）${articles.map((a) => label(a)).join('、')}`
}

const fee = ({ amount, formula }: { amount?: number; formula?: string }): string[] =>
  amount === undefined
    ? [`暂不确定金额，计算方式：${formula ?? ''}`]
    : [inFigures(amount), `大写：${inCapitals(amount)}`]

const codeLine = (code: string): string => `统一社会信用代码 ${code}`

const moment = (at: Instant): string => `${dayInWords(dateOf(at)).zh}${at.slice(11, 16)}`

const ownerParty = (p: Procurement, { ownerCode }: Names) => ({
  role: 'owner',
  name: p.owner.name,
  ...(ownerCode ? { code: ownerCode } : {}),
})

const agencyParty = ({ name, code }: Entrant) => ({ role: 'agency', name, code })
