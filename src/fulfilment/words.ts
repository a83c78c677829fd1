import type { Act } from './actions.ts'
import type { Text } from './dates.ts'
import type { FactName } from './engagement.ts'
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
}

/** What can be done. */
export const actionWords: Record<Act, Text> = {
  open: { zh: '开始履约', en: 'Open' },
  'record-contact': { zh: '登记接洽人员', en: 'Record the contact' },
  'confirm-contact': { zh: '确认已接洽', en: 'Confirm the contact' },
  'deny-contact': { zh: '未曾接洽', en: 'Not in touch' },
  'file-contract': { zh: '报备合同', en: 'File the contract' },
  'confirm-contract': { zh: '确认合同', en: 'Confirm the contract' },
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
