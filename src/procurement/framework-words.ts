import type {
  Answer,
  CallOff,
  FrameworkCommand,
  FrameworkFactName,
  FrameworkStatus,
} from './framework-state.ts'
import type { CallOffRule, FrameworkGround } from './terms.ts'
import type { Text } from './words.ts'

/** Every reason for which a framework says no. */
export type FrameworkRefusalCode = keyof typeof frameworkRefusalWords

export const frameworkRefusalWords = {
  'framework-field-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'framework-quantity': {
    zh: '数量须为大于零的整数。',
    en: 'The quantity must be a whole number above zero.',
  },
  'framework-days': { zh: '时限须为 1 至 3650 天。', en: 'The time limit must be 1 to 3650 days.' },
  'framework-fee-is-set': {
    zh: '费用按成员的中选价格和数量计算，不另填写。',
    en: 'The fee follows from the member’s price and the quantity.',
  },
  'framework-fee-missing': {
    zh: '公告写明的是计算方式，请填写按此计算的费用。',
    en: 'A formula was announced: please give the fee that follows from it.',
  },
  'framework-term-over': {
    zh: '批量采购的期限到 {{until}} 为止，不能再下订单。',
    en: 'The framework ran until {{until}}; nothing more can be called off.',
  },
  'ceiling-passed': {
    zh: '超过总额上限：尚余 {{leftYuan}} 元，本单 {{feeYuan}} 元。可减少数量，或另行组织选取。',
    en: 'Above the ceiling: {{leftYuan}} yuan are left, this one costs {{feeYuan}}. Order less, or select anew.',
  },
  'quotas-used-up': {
    zh: '各成员余下的配额都不够本单。可减少数量，或另行组织选取。',
    en: 'No member’s share has room for this. Order less, or select anew.',
  },
  'no-member-left': {
    zh: '目前没有可以承接的成员（均被暂停、清退或不符合条件）。可另行组织选取。',
    en: 'No member can take this at present. The owner may run a selection for it.',
  },
  'call-off-not-open': {
    zh: '该订单不在等待贵方答复：已答复、已撤回或已转给下一家。',
    en: 'This call-off does not wait for you: answered, taken back or passed on.',
  },
  'answer-period-over': { zh: '答复期限已于 {{until}} 届满。', en: 'The time to answer ended on {{until}}.' },
} as const satisfies Record<string, Text>

export const frameworkActionWords: Record<FrameworkCommand['kind'], Text> = {
  establish: { zh: '成立', en: 'Establish' },
  'call-off': { zh: '下订单', en: 'Call off' },
  accept: { zh: '接受订单', en: 'Accept the call-off' },
  decline: { zh: '谢绝订单', en: 'Decline the call-off' },
  withdraw: { zh: '撤回订单', en: 'Take the call-off back' },
  lapse: { zh: '逾期未答复，转下一家', en: 'Not answered: next member' },
  expire: { zh: '期限届满', en: 'End of the term' },
  end: { zh: '公告作废，终止', en: 'End: announcement voided' },
}

export const frameworkStatusWords: Record<FrameworkStatus, Text> = {
  unopened: { zh: '未成立', en: 'Not established' },
  running: { zh: '执行中', en: 'Running' },
  ended: { zh: '已结束', en: 'Ended' },
}

export const callOffStatusWords: Record<CallOff['status'], Text> = {
  offered: { zh: '待成员答复', en: 'Awaits an answer' },
  accepted: { zh: '已接受', en: 'Accepted' },
  unplaced: { zh: '无成员承接', en: 'Nobody took it' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
}

export const answerWords: Record<Answer, Text> = {
  accepted: { zh: '接受', en: 'accepted' },
  declined: { zh: '谢绝', en: 'declined' },
  lapsed: { zh: '逾期未答复', en: 'did not answer' },
  withdrawn: { zh: '业主撤回', en: 'taken back' },
}

/** How the next member is found. */
export const callOffRuleWords: Record<CallOffRule, Text> = {
  rotation: { zh: '轮候：按中选名次依次承接', en: 'Rotation, in the order of the result' },
  quota: { zh: '配额：按各自份额均衡承接', en: 'Quota: by shares of the ceiling' },
}

/** 22.2: 对本级政府投资项目或项目业主根据采购需要. */
export const frameworkGroundWords: Record<FrameworkGround, Text> = {
  'government-investment': { zh: '本级政府投资项目', en: 'Projects invested in by this government' },
  'frequent-need': {
    zh: '需聘请同一类型中介机构，频次多、数量大',
    en: 'The same type of agency is needed often and in quantity',
  },
}

/** What happened: kinds of facts without their `framework.`. */
export const frameworkFactWords: Record<FrameworkFactName, Text> = {
  established: { zh: '批量采购成立', en: 'The framework was established' },
  'called-off': { zh: '第 {{n}} 单：{{title}}', en: 'Call-off {{n}}: {{title}}' },
  offered: { zh: '第 {{n}} 单按规则转至{{name}}', en: 'Call-off {{n}} goes to {{name}} by the rule' },
  accepted: { zh: '{{name}}接受第 {{n}} 单', en: '{{name}} accepted call-off {{n}}' },
  declined: { zh: '{{name}}谢绝第 {{n}} 单：{{reason}}', en: '{{name}} declined call-off {{n}}: {{reason}}' },
  lapsed: { zh: '{{name}}逾期未答复第 {{n}} 单', en: '{{name}} did not answer call-off {{n}}' },
  unplaced: { zh: '第 {{n}} 单无成员承接', en: 'Nobody took call-off {{n}}' },
  withdrawn: { zh: '业主撤回第 {{n}} 单：{{reason}}', en: 'The owner took call-off {{n}} back: {{reason}}' },
  expired: { zh: '期限届满，批量采购结束', en: 'The term is over' },
  ended: { zh: '采购公告作废，批量采购终止', en: 'Ended: the announcement was voided' },
}

/** What the parties are told. */
export const frameworkMessages = {
  established: {
    subject: { zh: '批量采购成立：{{title}}', en: 'Framework established: {{title}}' },
    body: {
      zh: '“{{title}}”批量采购成立，期限至{{until}}。业主下订单时由系统按公告的规则确定承接成员。',
      en: 'The framework “{{title}}” runs until {{until}}. Each call-off goes to a member by the announced rule.',
    },
  },
  offered: {
    subject: { zh: '订单待答复：{{order}}', en: 'A call-off for you: {{order}}' },
    body: {
      zh: '“{{title}}”的订单“{{order}}”按规则轮到贵机构，请在{{until}}前接受或谢绝；逾期转下一家。',
      en: '“{{order}}” under “{{title}}” is yours by the rule. Accept or decline before {{until}}; then the next is asked.',
    },
  },
  accepted: {
    subject: { zh: '订单已被接受：{{order}}', en: 'Call-off accepted: {{order}}' },
    body: {
      zh: '{{name}}接受了“{{title}}”的订单“{{order}}”，请按履约流程接洽、签订合同。',
      en: '{{name}} accepted “{{order}}” under “{{title}}”. Contact and contract follow as after an award.',
    },
  },
  unplaced: {
    subject: { zh: '订单无成员承接：{{order}}', en: 'Nobody took the call-off: {{order}}' },
    body: {
      zh: '“{{title}}”的订单“{{order}}”无成员承接，可调整后再下，或就此单独组织选取。',
      en: 'No member took “{{order}}” under “{{title}}”. Change it and call off again, or run a selection for it.',
    },
  },
} as const satisfies Record<string, { subject: Text; body: Text }>
