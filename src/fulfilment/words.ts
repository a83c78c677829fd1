import type { Act } from './actions.ts'
import type { Text } from './dates.ts'
import type { FactName } from './facts.ts'
import type { RefusalCode } from './refusals.ts'
import type { ClockName, Difference, EngagementStatus, RatedParty } from './state.ts'

/** Why something was refused. */
export const refusalWords: Record<RefusalCode, Text> = {
  'contact-recorded-already': {
    zh: '已登记接洽人员，等待项目业主确认。',
    en: 'The contact is recorded already and awaits the owner.',
  },
  'no-contact-yet': { zh: '中选机构尚未登记接洽人员。', en: 'The agency has not recorded a contact yet.' },
  'contact-confirmed-already': { zh: '已确认接洽。', en: 'The contact is confirmed already.' },
  'delivered-already': {
    zh: '成果已经上传，合同报备不能再更正。',
    en: 'A deliverable has been uploaded; the contract can no longer be corrected.',
  },
  'contract-confirmed-already': {
    zh: '项目业主已确认合同，不能再更正。',
    en: 'The owner has confirmed the contract; it can no longer be corrected.',
  },
  'rated-already': {
    zh: '一事一评：已经评过 {{stars}} 星，不能再评。',
    en: 'One engagement, one rating: {{stars}} stars were given already.',
  },
  'rating-period-over': {
    zh: '评价期限已过，由系统默认评价。',
    en: 'The time for rating is over; the system rates by default.',
  },
  'rating-period-runs': { zh: '评价期限尚未届满。', en: 'The time for rating still runs.' },
  'no-clock-due': { zh: '没有到期的时限。', en: 'No clock is due.' },
  'signed-before-notice': {
    zh: '签订日期 {{signedOn}} 早于中选通知书发出之日 {{issued}}。',
    en: 'Signed on {{signedOn}}, before the award notice of {{issued}}.',
  },
  'signed-in-future': {
    zh: '签订日期 {{signedOn}} 晚于今天 {{today}}。',
    en: 'Signed on {{signedOn}}, which is after today, {{today}}.',
  },
  'stars-out-of-range': {
    zh: '星级评价最低 {{lowest}} 星，最高 {{highest}} 星。',
    en: 'Ratings go from {{lowest}} to {{highest}} stars.',
  },
  'attachment-unknown': {
    zh: '没有找到所附文件，请重新上传。',
    en: 'The attached file was not found; please upload it again.',
  },
  'contract-not-pdf': {
    zh: '合同须为 PDF 文件，“{{name}}”不是。',
    en: 'The contract must be a PDF; “{{name}}” is not.',
  },
  'no-contract-draft': { zh: '还没有拟好的电子合同。', en: 'There is no electronic contract to sign yet.' },
  'signed-already': {
    zh: '本方已由{{name}}签订，等待对方。',
    en: '{{name}} has signed for this side; the other side is awaited.',
  },
  'draft-replaced': {
    zh: '合同文本已改为第 {{current}} 稿，请重新核对后签订。',
    en: 'The text is now draft {{current}}; read it again before you sign.',
  },
  'not-entitled-to-sign': {
    zh: '合同由法定代表人或业务授权人签订，{{name}}不是。',
    en: 'The legal representative or the authorised agent signs; {{name}} is neither.',
  },
  'promise-missing': {
    zh: '请写明质量、时限等承诺。',
    en: 'State what is promised of quality and time.',
  },
  'difference-unexplained': {
    zh: '与采购公告不一致之处须逐项说明。',
    en: 'Every point that is not as announced must be explained.',
  },
  'fee-below-paid': {
    zh: '合同价款 {{fee}} 元低于已付的 {{paid}} 元。',
    en: 'The fee of ¥{{fee}} is below the ¥{{paid}} that was paid.',
  },
  'invoice-recorded': { zh: '发票 {{number}} 已登记。', en: 'Invoice {{number}} is recorded already.' },
  'invoice-day-wrong': {
    zh: '开票日期 {{issuedOn}} 须在合同签订日期 {{signedOn}} 至今天 {{today}} 之间。',
    en: 'The day of the invoice, {{issuedOn}}, must lie between {{signedOn}} and today, {{today}}.',
  },
  'invoice-above-contract': {
    zh: '开票累计不得超过合同价款 {{fee}} 元：已开 {{invoiced}} 元，至多还可开 {{left}} 元。',
    en: 'Invoices never pass the fee of the contract, ¥{{fee}}: ¥{{invoiced}} is invoiced, at most ¥{{left}} is left.',
  },
  'materials-told-already': {
    zh: '材料清单已一次性告知，不能再增加。',
    en: 'The list of materials was told once and for all; nothing can be added.',
  },
  'no-materials-yet': {
    zh: '中选机构尚未告知所需材料。',
    en: 'The agency has not told the list of materials yet.',
  },
  'materials-handed-already': { zh: '清单所列材料均已提供。', en: 'Everything on the list was handed over.' },
  'material-named-twice': { zh: '“{{name}}”重复。', en: '“{{name}}” stands on the list twice.' },
  'no-such-material': {
    zh: '清单中没有第 {{number}} 项，或已提供。',
    en: 'There is no item {{number}} to hand over.',
  },
  'contract-not-confirmed': {
    zh: '凭合同和中选通知书付款：合同尚未报备并经项目业主确认。',
    en: 'Payment is made on contract and award notice: no contract is filed and confirmed yet.',
  },
  'paid-in-full-already': { zh: '合同价款已付清。', en: 'The fee of the contract is paid in full.' },
  'no-such-payment': { zh: '没有可以更正的付款记录。', en: 'There is no such payment of yours.' },
  'nothing-overdue': { zh: '没有逾期未付的款项。', en: 'No payment is overdue.' },
  'plan-does-not-add-up': {
    zh: '各期合计 {{total}} 元，与合同价款 {{fee}} 元不等。',
    en: 'The instalments add up to ¥{{total}}, the fee of the contract is ¥{{fee}}.',
  },
  'plan-out-of-order': {
    zh: '第 {{number}} 期的付款日期须不早于合同签订日期 {{signedOn}}，并不早于前一期。',
    en: 'Instalment {{number}} must not be due before the contract was signed ({{signedOn}}), nor before the one before it.',
  },
  'instalment-fallen-due': {
    zh: '第 {{number}} 期已于 {{due}} 到期，不能改动。',
    en: 'Instalment {{number}} fell due on {{due}} and cannot be changed.',
  },
  'paid-before-contract': {
    zh: '付款日期 {{paidOn}} 早于合同签订日期 {{signedOn}}。',
    en: 'Paid on {{paidOn}}, before the contract was signed on {{signedOn}}.',
  },
  'paid-in-future': {
    zh: '付款日期 {{paidOn}} 晚于今天 {{today}}。',
    en: 'Paid on {{paidOn}}, which is after today, {{today}}.',
  },
  'voucher-recorded': {
    zh: '凭证 {{voucher}} 已于 {{at}} 登记。',
    en: 'Voucher {{voucher}} was recorded on {{at}} already.',
  },
  'payment-above-contract': {
    zh: '付款累计不得超过合同价款 {{fee}} 元：已付 {{paid}} 元，至多还可付 {{left}} 元。',
    en: 'Payments never pass the fee of the contract, ¥{{fee}}: ¥{{paid}} is paid, at most ¥{{left}} is left.',
  },
  'no-deliverable-yet': { zh: '还没有服务成果。', en: 'There is no deliverable yet.' },
  'not-recognised-already': {
    zh: '贵部门已对成果第 {{version}} 版出具不予认可意见。',
    en: 'Your department has refused version {{version}} of the deliverable already.',
  },
  'no-non-recognition': { zh: '没有这样的不予认可意见。', en: 'There is no such opinion.' },
}

/** What can be done. */
export const actionWords: Record<Act, Text> = {
  open: { zh: '开始履约', en: 'Open' },
  'record-contact': { zh: '登记接洽人员', en: 'Record the contact' },
  'confirm-contact': { zh: '确认已接洽', en: 'Confirm the contact' },
  'deny-contact': { zh: '未曾接洽', en: 'Not in touch' },
  'file-contract': { zh: '报备合同', en: 'File the contract' },
  'confirm-contract': { zh: '确认合同', en: 'Confirm the contract' },
  'sign-contract': { zh: '签订电子合同', en: 'Sign the electronic contract' },
  'draft-contract': { zh: '拟订电子合同', en: 'Draft an electronic contract' },
  'record-invoice': { zh: '登记电子发票', en: 'Record an e-invoice' },
  'report-charge': { zh: '反映额外收费', en: 'Report an extra charge' },
  'tell-materials': { zh: '一次性告知材料清单', en: 'Tell the list of materials' },
  'hand-over-materials': { zh: '登记已提供的材料', en: 'Tick what was handed over' },
  'plan-payments': { zh: '设定付款计划', en: 'Plan the payments' },
  'record-payment': { zh: '登记付款', en: 'Record a payment' },
  'strike-payment': { zh: '更正付款记录', en: 'Strike out a payment' },
  'urge-payment': { zh: '督促付款', en: 'Urge payment' },
  'refuse-recognition': { zh: '出具不予认可意见', en: 'Refuse recognition' },
  'answer-non-recognition': { zh: '答复不予认可意见', en: 'Answer the department' },
  'withdraw-non-recognition': { zh: '撤回不予认可意见', en: 'Withdraw the refusal' },
  'upload-deliverable': { zh: '上传成果', en: 'Upload the deliverable' },
  'accept-deliverable': { zh: '验收成果', en: 'Accept the deliverable' },
  'return-deliverable': { zh: '退回成果', en: 'Return the deliverable' },
  rate: { zh: '评价中介服务机构', en: 'Rate the agency' },
  'rate-owner': { zh: '评价项目业主', en: 'Rate the owner' },
  'rate-operator': { zh: '评价运营机构', en: 'Rate the operator' },
  'note-missed': { zh: '记录超期', en: 'Note what was missed' },
  remind: { zh: '提醒', en: 'Remind' },
  close: { zh: '评价截止，办结归档', en: 'End of rating; close' },
  end: { zh: '终止', en: 'End' },
}

export const statusWords: Record<EngagementStatus, Text> = {
  unopened: { zh: '待开始', en: 'Not open yet' },
  awarded: { zh: '待签合同', en: 'To be contracted' },
  contracted: { zh: '服务中', en: 'Under way' },
  delivered: { zh: '待验收', en: 'To be accepted' },
  completed: { zh: '待评价', en: 'To be rated' },
  closed: { zh: '已办结', en: 'Closed' },
  ended: { zh: '已终止', en: 'Ended' },
}

export const clockWords: Record<ClockName, Text> = {
  contact: { zh: '与项目业主接洽', en: 'Contact the owner' },
  contract: { zh: '签订并报备合同', en: 'Sign and file the contract' },
  deliverable: { zh: '完成服务并上传成果', en: 'Complete the service and upload the deliverable' },
  rating: { zh: '星级评价', en: 'Rating' },
  payment: { zh: '支付服务费用', en: 'Pay the fee' },
}

export const differenceWords: Record<Difference['field'], Text> = {
  owner: { zh: '项目业主', en: 'Owner' },
  agency: { zh: '中介服务机构', en: 'Agency' },
  fee: { zh: '服务费用', en: 'Fee' },
  'time-limit': { zh: '服务时限', en: 'Time limit' },
  scope: { zh: '服务内容', en: 'Scope' },
  'signed-on': { zh: '签订日期', en: 'Signed on' },
}

export const partyWords: Record<RatedParty, Text> = {
  agency: { zh: '中介服务机构', en: 'Agency' },
  owner: { zh: '项目业主', en: 'Owner' },
  operator: { zh: '中介超市运营机构', en: 'Operator' },
}

/** What happened, one line for the timeline; the parameters are the fact's body. */
export const factWords: Record<`engagement.${FactName}` | 'document.issued', Text> = {
  'document.issued': {
    zh: '发出{{title}}（{{printedNumber}}）',
    en: 'Document issued: {{title}} ({{printedNumber}})',
  },
  'engagement.opened': { zh: '发出中选通知书，开始履约', en: 'Award notice issued; the engagement opens' },
  'engagement.contact-recorded': {
    zh: '中选机构派 {{person}} 与项目业主接洽',
    en: 'The agency sent {{person}} to the owner',
  },
  'engagement.contact-confirmed': { zh: '项目业主确认已接洽', en: 'The owner confirmed the contact' },
  'engagement.contact-denied': {
    zh: '项目业主表示未曾接洽：{{reason}}',
    en: 'The owner denied the contact: {{reason}}',
  },
  'engagement.contract-drafted': {
    zh: '拟订电子合同（第 {{draft}} 稿）',
    en: 'Electronic contract drafted (draft {{draft}})',
  },
  'engagement.contract-signed': {
    zh: '{{name}}签订电子合同（第 {{draft}} 稿）',
    en: '{{name}} signed the electronic contract (draft {{draft}})',
  },
  'engagement.contract-concluded': {
    zh: '双方签订电子合同（第 {{version}} 版），报备完成',
    en: 'Contract concluded by both (version {{version}}) and filed',
  },
  'engagement.invoice-recorded': {
    zh: '开具电子发票 {{number}}，{{sum}} 元',
    en: 'E-invoice {{number}} of ¥{{sum}}',
  },
  'engagement.charge-reported': {
    zh: '项目业主反映额外收费 {{sum}} 元：{{text}}',
    en: 'The owner reported an extra charge of ¥{{sum}}: {{text}}',
  },
  'engagement.materials-told': {
    zh: '一次性告知材料清单（{{count}} 项）',
    en: 'List of materials told ({{count}} items)',
  },
  'engagement.materials-handed': { zh: '项目业主提供材料：{{names}}', en: 'Handed over: {{names}}' },
  'engagement.payment-planned': {
    zh: '设定付款计划（共 {{count}} 期）',
    en: 'Payments planned ({{count}} instalments)',
  },
  'engagement.payment-recorded': {
    zh: '付款 {{sum}} 元（凭证 {{voucher}}），未付 {{left}} 元',
    en: 'Paid ¥{{sum}} (voucher {{voucher}}); ¥{{left}} left',
  },
  'engagement.payment-struck': {
    zh: '更正：划去付款 {{sum}} 元：{{reason}}',
    en: 'Struck out a payment of ¥{{sum}}: {{reason}}',
  },
  'engagement.payment-urged': {
    zh: '财政部门督促付款：{{text}}',
    en: 'The finance authority urged: {{text}}',
  },
  'engagement.not-recognised': {
    zh: '{{by}}对成果（第 {{version}} 版）不予认可：{{reasons}}',
    en: '{{by}} does not accept the deliverable (version {{version}}): {{reasons}}',
  },
  'engagement.non-recognition-answered': {
    zh: '中选机构答复不予认可意见：{{text}}',
    en: 'The agency answered: {{text}}',
  },
  'engagement.non-recognition-withdrawn': {
    zh: '{{by}}撤回不予认可意见：{{reason}}',
    en: '{{by}} withdrew its refusal: {{reason}}',
  },
  'engagement.contract-filed': {
    zh: '报备合同（第 {{version}} 版）',
    en: 'Contract filed (version {{version}})',
  },
  'engagement.contract-confirmed': { zh: '项目业主确认合同', en: 'The owner confirmed the contract' },
  'engagement.deliverable-uploaded': {
    zh: '上传成果（第 {{version}} 版）',
    en: 'Deliverable uploaded (version {{version}})',
  },
  'engagement.deliverable-returned': {
    zh: '项目业主退回成果（第 {{version}} 版）：{{reasons}}',
    en: 'The owner returned the deliverable (version {{version}}): {{reasons}}',
  },
  'engagement.completed': {
    zh: '项目业主验收成果，服务完成',
    en: 'The owner accepted the deliverable; the service is complete',
  },
  'engagement.rated': { zh: '作出星级评价：{{stars}} 星', en: 'A rating was given: {{stars}} stars' },
  'engagement.default-rated': {
    zh: '逾期未评，系统默认 {{stars}} 星',
    en: 'Not rated in time: {{stars}} stars by default',
  },
  'engagement.possible-breach': { zh: '时限届满未办理，待核实', en: 'A clock ran out; to be looked into' },
  'engagement.reminded': { zh: '已发出提醒', en: 'A reminder was sent' },
  'engagement.closed': { zh: '办结归档', en: 'Closed and put into the archive' },
  'engagement.ended': { zh: '终止：{{reason}}', en: 'Ended: {{reason}}' },
}
