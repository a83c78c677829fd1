import { complaintActionWords } from '../complaints/index.ts'
import { consultActionWords } from '../consults/index.ts'
import { breachActionWords } from '../credit/index.ts'
import { actionWords as engagementActions, spotCheckActions } from '../fulfilment/index.ts'
import {
  auctionActions,
  findingActionWords,
  frameworkActionWords,
  actionWords as procurementActions,
  procurementDue,
  recusalActionWords,
} from '../procurement/index.ts'
import {
  actionWords as admissionActions,
  changeActionWords,
  itemActionWords,
  objectionActionWords,
  qualificationActionWords,
  standingActionWords,
} from '../registry/index.ts'
import { reportActionWords } from '../reports/index.ts'
import type { Text, Words } from './words.ts'

interface Listed {
  name: Text
  /** The `actionWords` of the module. */
  actions: Words
  /** What is due, where the action is named after one of its outcomes (`pass-check` is due as 入驻核对). */
  due?: Words
  /**
   * On the public board of overdue work: by its name, or counted under 其他事项 because that there is one must not be told
   * while it is open.
   */
  board: 'named' | 'counted'
  /** The management body of the place may read the thing itself. */
  watched?: true
}

/**
 * Everything that runs a clock, with what desks, calendars, feeds and the board call it. A module adds its line; one that
 * forgets it fails clocks.test.ts.
 */
const subjects: Readonly<Record<string, Listed>> = {
  admission: {
    board: 'named',
    watched: true,
    name: { zh: '入驻', en: 'Admission' },
    actions: admissionActions,
    due: {
      'pass-check': { zh: '入驻核对', en: 'Check an application' },
      'confirm-qualification': { zh: '资质审核', en: 'Confirm a qualification' },
      submit: { zh: '补正入驻材料', en: 'Supplement the application' },
      publish: { zh: '入驻公示', en: 'Publish an admission' },
      'end-publicity': { zh: '入驻公示期满', en: 'Publicity of an admission ends' },
    },
  },
  change: {
    board: 'named',
    name: { zh: '信息变更', en: 'Change' },
    actions: changeActionWords,
    due: {
      confirm: { zh: '换证审核', en: 'Confirm a new certificate' },
      approve: { zh: '变更核对', en: 'Check a change' },
    },
  },
  qualification: {
    board: 'named',
    name: { zh: '资质（资格）', en: 'Qualification' },
    actions: qualificationActionWords,
    due: { expire: { zh: '资质到期，暂停报名', en: 'A qualification lapses' } },
  },
  objection: {
    board: 'named',
    name: { zh: '公示异议', en: 'Objection' },
    actions: objectionActionWords,
    due: { reject: { zh: '复核公示异议', en: 'Review an objection' } },
  },
  complaint: {
    board: 'named',
    name: { zh: '投诉', en: 'Complaint' },
    actions: complaintActionWords,
    due: { lapse: { zh: '投诉书面材料', en: 'Written material of a complaint' } },
  },
  consult: {
    board: 'named',
    watched: true,
    name: { zh: '咨询', en: 'Consult' },
    actions: consultActionWords,
  },
  report: {
    board: 'counted',
    name: { zh: '举报与线索', en: 'Report' },
    actions: reportActionWords,
    due: { 'take-up': { zh: '研判时限发现的线索', en: 'Weigh what the clocks found' } },
  },
  procurement: {
    board: 'named',
    watched: true,
    name: { zh: '采购', en: 'Procurement' },
    actions: procurementActions,
    due: procurementDue,
  },
  framework: {
    board: 'named',
    name: { zh: '批量采购', en: 'Framework' },
    actions: frameworkActionWords,
    due: { accept: { zh: '答复订单', en: 'Answer a call-off' } },
  },
  recusal: {
    board: 'counted',
    name: { zh: '回避', en: 'Recusal' },
    actions: recusalActionWords,
    due: { confirm: { zh: '回避，第二人确认', en: 'Decide on a recusal' } },
  },
  finding: {
    board: 'counted',
    name: { zh: '疑似同址报名', en: 'Same origin' },
    actions: findingActionWords,
    due: { keep: { zh: '研判疑似同址报名', en: 'Look into registrations from one place' } },
  },
  auction: { board: 'named', name: { zh: '竞价', en: 'Auction' }, actions: auctionActions },
  'standing-case': {
    board: 'named',
    name: { zh: '暂停与清退', en: 'Standing' },
    actions: standingActionWords,
    due: {
      'take-up': { zh: '部门通报，待受理', en: 'Take up a report' },
      confirm: { zh: '暂停或清退，第二人复核', en: 'Confirm as second person' },
      approve: { zh: '清退批准', en: 'Approve an expulsion' },
      'approve-restoration': { zh: '恢复服务核准', en: 'Decide on a restoration' },
    },
  },
  'service-item': { board: 'named', name: { zh: '服务事项', en: 'Service item' }, actions: itemActionWords },
  engagement: { board: 'named', name: { zh: '履约', en: 'Engagement' }, actions: engagementActions },
  'spot-check': { board: 'named', name: { zh: '抽查', en: 'Spot check' }, actions: spotCheckActions },
  // Who is suspected must not read it on a public board.
  breach: {
    board: 'counted',
    name: { zh: '失信', en: 'Breach' },
    actions: breachActionWords,
    due: {
      hear: { zh: '失信线索，待核实', en: 'Look into a possible breach' },
      decide: { zh: '失信认定', en: 'Decide on a breach' },
      confirm: { zh: '失信认定，第二人复核', en: 'Confirm as second person' },
      approve: { zh: '清退核准', en: 'Approve an expulsion' },
      adopt: { zh: '对整改措施提出意见', en: 'Opinion on a rectification' },
      'decide-repair': { zh: '核定信用修复', en: 'Decide on a repair' },
    },
  },
}

/** A kind of clock-keeper: its words and its place on the board. */
export interface ClockKind extends Pick<Listed, 'board' | 'watched'> {
  subject: string
  name: Text
  /** Undefined for an action that has no words. */
  wordsOf(action: string): Text | undefined
  /** What is due; the action's own code where nobody gave it words. */
  dueName(action: string): Text
}

export const clockKinds: readonly ClockKind[] = Object.entries(subjects).map(
  ([subject, { name, actions, due, board, watched }]) => {
    const wordsOf = (action: string) => due?.[action] ?? actions[action]
    return {
      ...{
        subject,
        name,
        board,
        wordsOf,
        dueName: (action: string) => wordsOf(action) ?? { zh: action, en: action },
      },
      ...(watched ? { watched } : {}),
    }
  },
)

const byName = new Map(clockKinds.map((kind) => [kind.subject, kind]))

export const subjectOf = (subject: string): ClockKind | undefined => byName.get(subject)

/** The name of a subject: 采购, 入驻. */
export const subjectName = (subject: string): Text => subjectOf(subject)?.name ?? { zh: subject, en: subject }

/** The name of an action of a subject: 核对无误，发布公告. */
export const actionName = (subject: string, action: string): Text =>
  subjects[subject]?.actions[action] ?? { zh: action, en: action }

/** What is due: 入驻核对, 报名截止. */
export const dueName = (subject: string, action: string): Text =>
  subjectOf(subject)?.dueName(action) ?? { zh: action, en: action }

/** The plural of a subject in addresses: `admission` → `admissions`, `agency` → `agencies`. */
export const pluralOf = (subject: string): string =>
  /[^aeiou]y$/.test(subject) ? `${subject.slice(0, -1)}ies` : `${subject}s`

/** The desk page of a subject: `/desk/admissions/42`. */
export const subjectPath = (subject: string, id: string): string =>
  `/desk/${pluralOf(subject)}/${encodeURIComponent(id)}`
