import type { Instant } from '../calendar/index.ts'
import { type Announced, methodWords, moneyWords } from '../procurement/index.ts'
import type { Fact } from '../workflow/index.ts'
import type {
  OcdsAward,
  OcdsContract,
  OcdsOrganisation,
  OcdsRelease,
  OcdsTender,
  OcdsValue,
  ReleaseTag,
} from './ocds-types.ts'

/*
 * Every procurement as the Open Contracting Data Standard 1.1.5 has it. A release is a pure function of the public facts
 * up to one place in the log, so that anyone who reads the log can make the same file, and a page that was fetched once
 * never changes. What the log does not show the public (53.2: who registered, before the selection) cannot get in.
 */

/** What the facts of a process do not repeat: it never changes once the procurement is filed. */
export interface Process {
  /** Id of the procurement; the engagement has the same. */
  id: string
  owner: { id: string; name: string; code?: string; region: string }
  operator: { id: string; name: string }
  /** The procurement that this one follows (27). */
  previous?: string
}

/** A public fact with its place in the log. */
export interface PlacedFact {
  kind: string
  at: Instant
  body: Fact['body']
  index: number
  /** `engagement/<id>`: of several contracts of a framework (22.2) the one that it concerns. */
  subject?: string
}

export interface OcdsOptions {
  /** Registered prefix of the publisher: `ocds-` and six characters. */
  prefix: string
  /** Address of the market, without a slash at its end. */
  site: string
}

export const ocidOf = ({ prefix }: Pick<OcdsOptions, 'prefix'>, id: string): string => `${prefix}-${id}`

interface Winner {
  agency: string
  name: string
  code: string
  /** 分: what it quoted or bid; absent where the fee was announced. */
  amount?: number
}

/** 分 as OCDS wants it, a JSON number of yuan: a whole number of 分 divided by 100 prints as the exact decimal. */
const yuan = (fen: unknown): OcdsValue | undefined =>
  typeof fen === 'number' ? { amount: fen / 100, currency: 'CNY' } : undefined

/** The unified code names an organisation everywhere; who has none (a natural person) has the market's own id. */
const partyId = ({ id, code }: { id: string; code?: string }): string => (code ? `CN-USCC-${code}` : id)

function organisation(o: { id: string; name: string; code?: string }, ...roles: string[]): OcdsOrganisation {
  return {
    id: partyId(o),
    name: o.name,
    ...(o.code ? { identifier: { scheme: 'CN-USCC', id: o.code, legalName: o.name } } : {}),
    roles,
  }
}

const agencyOf = (w: Winner) => ({ id: w.agency, name: w.name, code: w.code })
const referenceTo = (o: { id: string; name: string; code?: string }) => ({ id: partyId(o), name: o.name })

/** How open each way of choosing is, in the words of the standard (22.1). */
const openness = {
  random: 'open',
  merit: 'open',
  average: 'open',
  bidding: 'open',
  other: 'open',
  direct: 'limited',
} as const satisfies Record<Announced['method'], NonNullable<OcdsTender['procurementMethod']>>

/** The most telling tag of each kind of fact; a kind that is not here makes no release. */
const tags = {
  'procurement.published': 'tender',
  'procurement.opened': 'tenderUpdate',
  'procurement.failed': 'tenderUpdate',
  'procurement.cancelled': 'tenderCancellation',
  'procurement.result': 'award',
  'procurement.disqualified': 'awardUpdate',
  'procurement.awarded': 'awardUpdate',
  'procurement.voided': 'awardCancellation',
  'engagement.opened': 'contract',
  'engagement.completed': 'implementation',
  'engagement.closed': 'contractTermination',
  'engagement.ended': 'contractTermination',
} as const satisfies Record<string, ReleaseTag>

type TellingKind = keyof typeof tags

/** The kinds of facts that make a release, for whoever looks for them in the log. */
export const tellingKinds = Object.keys(tags) as TellingKind[]

const tells = (fact: PlacedFact): fact is PlacedFact & { kind: TellingKind } => fact.kind in tags

/**
 * The releases of one process, oldest first; each holds all that was public then.
 * @param facts the public facts of the procurement and of its engagement, in the order of the log
 */
export function releasesOf(
  process: Process,
  facts: readonly PlacedFact[],
  options: OcdsOptions,
): { index: number; release: OcdsRelease }[] {
  const ocid = ocidOf(options, process.id)
  let known: Known = { parties: [], awards: [], contracts: [] }
  return facts.filter(tells).map((fact) => {
    known = learn(known, fact, process, options)
    return {
      index: fact.index,
      release: {
        ocid,
        id: `${ocid}-${fact.index}`,
        date: fact.at,
        tag: [tags[fact.kind]],
        language: 'zh',
        ...bodyOf(known, process, options),
      },
    }
  })
}

/** The present state of a process, as a record has it. Undefined before the announcement. */
export function compiledRelease(releases: readonly OcdsRelease[]): OcdsRelease | undefined {
  const last = releases.at(-1)
  return last && { ...last, id: `${last.ocid}-compiled-${last.date}`, tag: ['compiled'] }
}

interface Known {
  parties: readonly OcdsOrganisation[]
  tender?: OcdsTender
  awards: readonly OcdsAward[]
  contracts: readonly OcdsContract[]
}

function bodyOf(known: Known, { owner, previous }: Process, options: OcdsOptions) {
  const { tender, parties, awards, contracts } = known
  return {
    initiationType: 'tender' as const,
    parties,
    buyer: referenceTo(owner),
    ...(tender ? { tender } : {}),
    ...(awards.length > 0 ? { awards } : {}),
    ...(contracts.length > 0 ? { contracts } : {}),
    ...(previous
      ? {
          relatedProcesses: [
            {
              id: '1',
              relationship: ['unsuccessfulProcess' as const],
              scheme: 'ocid' as const,
              identifier: ocidOf(options, previous),
              uri: `${options.site}/api/ocds/records/${ocidOf(options, previous)}`,
            },
          ],
        }
      : {}),
  }
}

function learn(
  known: Known,
  fact: PlacedFact & { kind: TellingKind },
  process: Process,
  options: OcdsOptions,
): Known {
  const { body, at } = fact
  // An engagement has the id of its procurement, or of the call-off that it came from.
  const contractId = fact.subject?.startsWith('engagement/')
    ? fact.subject.slice('engagement/'.length)
    : process.id
  const tender = (change: Partial<OcdsTender>): Known => ({
    ...known,
    tender: { ...need(known.tender, fact), ...change },
  })
  const lastAward = (change: Partial<OcdsAward>): Known => ({
    ...known,
    awards: known.awards.map((a, i) => (i === known.awards.length - 1 ? { ...a, ...change } : a)),
  })
  const contract = (change: Partial<OcdsContract>): Known => ({
    ...known,
    contracts: known.contracts.map((c) => (c.id === contractId ? { ...c, ...change } : c)),
  })
  switch (fact.kind) {
    case 'procurement.published':
      return announced(fact, process, options)
    case 'procurement.opened':
      return tender({ numberOfTenderers: body.registrations as number })
    case 'procurement.failed':
      // After a result where its complaint was upheld or no alternate was left: whom it named is not awarded.
      return { ...tender({ status: 'unsuccessful' }), awards: withdrawn(known.awards) }
    case 'procurement.cancelled':
      return tender({ status: 'cancelled' })
    case 'procurement.result':
      return found(tender({ status: 'complete' }), fact)
    case 'procurement.disqualified':
      return lastAward({ status: 'unsuccessful' })
    case 'procurement.awarded':
      return lastAward({ status: 'active', date: at, description: `中选通知书 ${body.number as string}` })
    case 'procurement.voided':
      return lastAward({ status: 'cancelled' })
    case 'engagement.opened': {
      const award = known.awards.at(-1)
      // Only what was awarded is served; a log without the award is not one that this market wrote.
      if (!award) throw new Error(`an engagement without an award: ${process.id}`)
      return {
        ...known,
        contracts: [
          ...known.contracts,
          {
            id: contractId,
            awardID: award.id,
            title: contractId === process.id ? award.title : (body.title as string),
            status: 'pending',
          },
        ],
      }
    }
    case 'engagement.completed':
      return contract({
        status: 'active',
        implementation: {
          milestones: [
            { id: 'deliverable', title: '服务成果验收', type: 'delivery', status: 'met', dateMet: at },
          ],
        },
      })
    case 'engagement.closed':
      return contract({ status: 'terminated' })
    case 'engagement.ended':
      return contract({ status: 'cancelled' })
  }
}

function announced(fact: PlacedFact, { id, owner, operator }: Process, { site }: OcdsOptions): Known {
  const { number, announcement } = fact.body as unknown as { number: string; announcement: Announced }
  const { amount, formula, qualifications, timeLimitDays } = announcement
  return {
    parties: [
      organisation(owner, 'buyer', 'procuringEntity'),
      organisation(operator, 'administrativeEntity'),
    ],
    tender: {
      id: number,
      title: announcement.title,
      description: announcement.content,
      status: 'active',
      procuringEntity: referenceTo(owner),
      ...(amount === undefined ? {} : { value: yuan(amount)! }),
      procurementMethod: openness[announcement.method],
      procurementMethodDetails: `${methodWords[announcement.method].zh}（${moneyWords[announcement.money].zh}）`,
      mainProcurementCategory: 'services',
      additionalProcurementCategories: [announcement.serviceType],
      ...(formula ? { awardCriteriaDetails: `暂不确定金额，计算方式：${formula}` } : {}),
      submissionMethod: ['electronicSubmission'],
      tenderPeriod: { startDate: fact.at, endDate: announcement.deadline },
      contractPeriod: { durationInDays: timeLimitDays },
      eligibilityCriteria:
        qualifications.length === 0
          ? '无资质（资格）要求'
          : qualifications.map((q) => `${q.name}${q.grade ?? ''}`).join('；'),
      documents: [
        {
          id: 'announcement',
          documentType: 'tenderNotice',
          title: `${announcement.title}采购公告`,
          url: `${site}/announcements/${id}`,
          datePublished: fact.at,
          format: 'text/html',
          language: 'zh',
        },
      ],
    },
    awards: [],
    contracts: [],
  }
}

/** The selection is over: the winner and all who took part are named (28), those that were excluded are not. */
function found(known: Known, { body, at, index }: PlacedFact): Known {
  const { winner, order, members } = body as unknown as {
    winner: Winner
    order: Winner[]
    /** 22.2: those who are bound by a framework. */
    members?: Winner[]
  }
  const { title, value } = known.tender ?? {}
  const paid = yuan(winner.amount) ?? value
  const agencies = order.map(agencyOf)
  const suppliers = (members ?? [winner]).map(agencyOf)
  const others = known.parties.filter((p) => !p.roles.includes('tenderer'))
  return {
    ...known,
    parties: [
      ...others,
      ...agencies.map((a) =>
        suppliers.some((s) => s.id === a.id)
          ? organisation(a, 'tenderer', 'supplier')
          : organisation(a, 'tenderer'),
      ),
    ],
    ...(known.tender ? { tender: { ...known.tender, tenderers: agencies.map(referenceTo) } } : {}),
    awards: [
      ...known.awards,
      {
        id: String(index),
        ...(title ? { title } : {}),
        status: 'pending',
        date: at,
        ...(paid ? { value: paid } : {}),
        suppliers: suppliers.map(referenceTo),
      },
    ],
  }
}

/** What was announced and will not be awarded. */
const withdrawn = (awards: readonly OcdsAward[]): OcdsAward[] =>
  awards.map((a) => (a.status === 'pending' ? { ...a, status: 'cancelled' } : a))

function need(tender: OcdsTender | undefined, fact: PlacedFact): OcdsTender {
  if (!tender) throw new Error(`a fact before the announcement: ${fact.kind} at ${fact.index}`)
  return tender
}
