import { inFigures } from './capitals.ts'
import type { Text } from './dates.ts'
import type { FeeLine, PracticeLine, Registers, TimeLine } from './registers.ts'
import { clockWords } from './words.ts'

export const registerKinds = ['fees', 'times', 'practice'] as const
export type RegisterKind = (typeof registerKinds)[number]

/** 34 names them. */
export const registerWords: Record<RegisterKind, Text> = {
  fees: { zh: '收费登记', en: 'Fee register' },
  times: { zh: '限时办结登记', en: 'Time-limit register' },
  practice: { zh: '执业记录', en: 'Practice record' },
}

export const feeWords: Record<FeeLine['what'], Text> = {
  contract: { zh: '合同约定', en: 'Agreed by contract' },
  change: { zh: '合同变更', en: 'Changed by contract' },
  instalment: { zh: '付款计划', en: 'Instalment' },
  payment: { zh: '付款', en: 'Paid' },
  struck: { zh: '更正（划去）', en: 'Struck out' },
  invoice: { zh: '电子发票', en: 'E-invoice' },
  charge: { zh: '反映的额外收费', en: 'Extra charge reported' },
}

export const standingWords: Record<TimeLine['standing'], Text> = {
  running: { zh: '办理中', en: 'Running' },
  kept: { zh: '按时办结', en: 'Kept' },
  late: { zh: '逾期办结', en: 'Done late' },
  overdue: { zh: '逾期未办', en: 'Overdue' },
}

export const practiceWords: Record<PracticeLine['what'], Text> = {
  contact: { zh: '派{{detail}}与委托人接洽', en: '{{detail}} met the owner' },
  contract: { zh: '签订合同（第 {{detail}} 版）', en: 'Contract (version {{detail}})' },
  'materials-told': {
    zh: '一次性告知所需材料（{{detail}} 项）',
    en: 'Materials told at once ({{detail}} items)',
  },
  delivered: { zh: '提交成果（第 {{detail}} 版）', en: 'Delivered (version {{detail}})' },
  returned: { zh: '委托人退回成果（第 {{detail}} 版）', en: 'Returned (version {{detail}})' },
  accepted: { zh: '委托人验收成果（第 {{detail}} 版）', en: 'Accepted (version {{detail}})' },
  'not-recognised': { zh: '{{detail}}不予认可', en: 'Not accepted by {{detail}}' },
  answered: { zh: '答复{{detail}}', en: 'Answered {{detail}}' },
  rated: { zh: '委托人评价 {{detail}} 星', en: 'Rated {{detail}} stars' },
}

const moment = (at: string | undefined): string => (at ? `${at.slice(0, 10)} ${at.slice(11, 16)}` : '')

/** A register as rows of a table, its heading first; Chinese, as it is filed. */
export function registerRows(registers: Registers, kind: RegisterKind): readonly (readonly string[])[] {
  switch (kind) {
    case 'fees':
      return [
        ['日期', '事项', '金额（元）', '编号', '说明'],
        ...registers.fees.map((l) => [
          ...[l.on, feeWords[l.what].zh, (l.amount / 100).toFixed(2), l.number, l.note ?? ''],
        ]),
      ]
    case 'times':
      return [
        ['事项', '起算', '期限', '办结', '情况', '依据'],
        ...registers.times.map((l) => [
          `${clockWords[l.clock].zh}${l.instalment === undefined ? '' : `（第${l.instalment}期）`}`,
          ...[moment(l.since), moment(l.due), moment(l.doneAt), standingWords[l.standing].zh, l.article],
        ]),
      ]
    case 'practice': {
      const { matter, requirements, fee, payment, norms, performed } = registers.practice
      return [
        ['项目', '内容'],
        ['委托事项', matter],
        ...requirements.map((text) => ['委托人具体要求', text]),
        ['收费标准', fee.amount === undefined ? (fee.formula ?? '') : inFigures(fee.amount)],
        ['支付方式', payment],
        ...norms.map((text) => ['业务规范要求', text]),
        ...performed.map((l) => [
          '履行情况',
          `${moment(l.at)} ${practiceWords[l.what].zh.replace('{{detail}}', l.detail)}`,
        ]),
      ]
    }
  }
}
