import type { Text } from './dates.ts'

/** A message: its subject line and what it says. */
export interface NoticeText {
  subject: Text
  body: Text
}

/**
 * Mails and messages in the inbox, in the measure's words. Every one says what happened, what to do next and until when.
 * `{{title}}` is the project; the others are named by `notices.ts`, which fills them.
 */
export const noticeTexts = {
  'awarded-agency': {
    subject: { zh: '中选通知书：{{title}}', en: 'Award notice: {{title}}' },
    body: {
      zh: '贵机构已被确定为“{{title}}”的中选中介服务机构（中选通知书 {{notice}}）。请在{{contactBy}}前安排专职人员与项目业主接洽并登记，在{{contractBy}}前与项目业主签订合同并报备。',
      en: 'Your agency is the winner of “{{title}}” (award notice {{notice}}). Send somebody to the owner and record it before {{contactBy}}; sign the contract and file it before {{contractBy}}.',
    },
  },
  'awarded-owner': {
    subject: { zh: '中选通知书：{{title}}', en: 'Award notice: {{title}}' },
    body: {
      zh: '“{{title}}”已确定中选中介服务机构：{{agency}}（中选通知书 {{notice}}）。该机构应在{{contactBy}}前与贵单位接洽；双方应在{{contractBy}}前签订合同。',
      en: '{{agency}} is the winner of “{{title}}” (award notice {{notice}}). It must contact you before {{contactBy}}; both must sign the contract before {{contractBy}}.',
    },
  },
  'contact-recorded': {
    subject: { zh: '请确认接洽：{{title}}', en: 'Please confirm the contact: {{title}}' },
    body: {
      zh: '{{agency}}已安排{{person}}（{{phone}}）与贵单位接洽。请确认；未曾接洽的，也请说明。',
      en: '{{agency}} has sent {{person}} ({{phone}}) to you. Please confirm, or say that nobody has been in touch.',
    },
  },
  'contact-denied': {
    subject: { zh: '项目业主表示未曾接洽：{{title}}', en: 'The owner denies the contact: {{title}}' },
    body: {
      zh: '项目业主{{owner}}表示未曾接洽：{{reason}}。请尽快接洽并重新登记，期限仍为{{contactBy}}。',
      en: '{{owner}} says that nobody has been in touch: {{reason}}. Make contact and record it anew; it is still due before {{contactBy}}.',
    },
  },
  'contract-filed': {
    subject: { zh: '合同已报备，请确认：{{title}}', en: 'Contract filed, please confirm: {{title}}' },
    body: {
      zh: '{{agency}}已报备“{{title}}”的服务合同，与公告不一致之处 {{differences}} 项。请核对并确认。',
      en: '{{agency}} has filed the contract of “{{title}}”; it differs from the announcement on {{differences}} points. Please check and confirm.',
    },
  },
  'contract-differs': {
    subject: { zh: '合同与公告不一致：{{title}}', en: 'Contract differs from the announcement: {{title}}' },
    body: {
      zh: '{{agency}}报备的合同与采购公告有 {{differences}} 项不一致，请跟踪核查。',
      en: 'The contract filed by {{agency}} differs from the announcement on {{differences}} points; please look into it.',
    },
  },
  'contract-to-sign': {
    subject: { zh: '请签订电子合同：{{title}}', en: 'Please sign the contract: {{title}}' },
    body: {
      zh: '“{{title}}”的电子合同已拟订（第 {{draft}} 稿）。请核对与采购公告的差异及说明，由法定代表人或业务授权人签订。',
      en: 'The electronic contract of “{{title}}” is drafted (draft {{draft}}). Check how it differs from the announcement; the legal representative or the authorised agent signs it.',
    },
  },
  'contract-signed': {
    subject: { zh: '对方已签订合同：{{title}}', en: 'The other side has signed: {{title}}' },
    body: {
      zh: '对方已签订“{{title}}”的电子合同，请贵方签订。',
      en: 'The other side has signed the contract of “{{title}}”; please sign it.',
    },
  },
  'contract-concluded': {
    subject: { zh: '合同已签订：{{title}}', en: 'Contract concluded: {{title}}' },
    body: {
      zh: '“{{title}}”的电子合同已由双方签订并报备，与纸质合同具有同等效力。请在{{deliverBy}}前完成服务并上传成果。',
      en: 'Both have signed the contract of “{{title}}”; it is filed and as good as paper. The service is to be completed before {{deliverBy}}.',
    },
  },
  'invoice-recorded': {
    subject: { zh: '电子发票：{{title}}', en: 'E-invoice: {{title}}' },
    body: {
      zh: '{{agency}}为“{{title}}”开具电子发票 {{number}}，{{sum}} 元。',
      en: '{{agency}} has issued e-invoice {{number}} of ¥{{sum}} for “{{title}}”.',
    },
  },
  'charge-reported': {
    subject: { zh: '反映额外收费：{{title}}', en: 'Extra charge reported: {{title}}' },
    body: {
      zh: '{{owner}}反映{{agency}}在“{{title}}”合同之外收费 {{sum}} 元：{{text}}。请运营机构核实；中介服务机构可以说明。',
      en: '{{owner}} reports that {{agency}} charged ¥{{sum}} beyond the contract of “{{title}}”: {{text}}. The operator is to look into it; the agency may explain.',
    },
  },
  'materials-told': {
    subject: { zh: '请准备材料：{{title}}', en: 'Please prepare the materials: {{title}}' },
    body: {
      zh: '{{agency}}已一次性告知“{{title}}”所需材料，共 {{count}} 项，此后不再增加。请准备并逐项登记提供情况。',
      en: '{{agency}} has told the materials that it needs for “{{title}}”, {{count}} in all; nothing will be added. Please tick what you hand over.',
    },
  },
  'payment-planned': {
    subject: { zh: '付款计划：{{title}}', en: 'Payment plan: {{title}}' },
    body: {
      zh: '{{owner}}已设定“{{title}}”的付款计划，共 {{count}} 期，请核对。',
      en: '{{owner}} has planned the payments of “{{title}}” in {{count}} instalments; please check them.',
    },
  },
  'payment-due': {
    subject: { zh: '请按期付款：{{title}}', en: 'Payment is due: {{title}}' },
    body: {
      zh: '“{{title}}”服务已完成，双方未约定付款日期，应在{{payBy}}前付清。',
      en: 'The service of “{{title}}” is complete and no day of payment was agreed on; it is to be paid before {{payBy}}.',
    },
  },
  'payment-recorded': {
    subject: { zh: '已付款：{{title}}', en: 'Paid: {{title}}' },
    body: {
      zh: '“{{title}}”已付款 {{sum}} 元（凭证 {{voucher}}），尚未付 {{left}} 元。',
      en: '¥{{sum}} was paid for “{{title}}” (voucher {{voucher}}); ¥{{left}} is left.',
    },
  },
  'paid-above-announced': {
    subject: { zh: '付款超过公告金额：{{title}}', en: 'Paid above the announcement: {{title}}' },
    body: {
      zh: '{{owner}}为“{{title}}”支付的财政性资金已超过采购公告的 {{announced}} 元，请核查合同与公告的差异。',
      en: '{{owner}} has paid more fiscal money for “{{title}}” than the announced ¥{{announced}}; please look into the difference.',
    },
  },
  'payment-struck': {
    subject: { zh: '付款记录更正：{{title}}', en: 'Payment struck out: {{title}}' },
    body: {
      zh: '“{{title}}”的一笔付款记录（{{sum}} 元）已划去：{{reason}}。',
      en: 'A payment of ¥{{sum}} for “{{title}}” was struck out: {{reason}}.',
    },
  },
  'payment-overdue': {
    subject: { zh: '服务费用逾期未付：{{title}}', en: 'Payment overdue: {{title}}' },
    body: {
      zh: '“{{title}}”的服务费用应于{{due}}前支付，尚未登记付款。系统仅作记录；是否属于无故拖欠，由有权机关认定。',
      en: 'The fee of “{{title}}” was due before {{due}} and no payment is recorded. The system only takes note of it; whether it was withheld without reason is for the competent body to say.',
    },
  },
  'payment-urged': {
    subject: { zh: '财政部门督促付款：{{title}}', en: 'The finance authority urges: {{title}}' },
    body: {
      zh: '{{by}}督促贵单位支付“{{title}}”的服务费用：{{text}}',
      en: '{{by}} urges you to pay the fee of “{{title}}”: {{text}}',
    },
  },
  'not-recognised': {
    subject: { zh: '部门不予认可服务成果：{{title}}', en: 'A department refuses a deliverable: {{title}}' },
    body: {
      zh: '{{by}}对{{agency}}为“{{title}}”出具的成果（第 {{version}} 版）不予认可，现予告知。理由：{{reasons}}。依据：{{basis}}。',
      en: '{{by}} does not accept the deliverable (version {{version}}) that {{agency}} made for “{{title}}”. Reasons: {{reasons}}. Basis: {{basis}}.',
    },
  },
  'not-recognised-parties': {
    subject: { zh: '服务成果不予认可：{{title}}', en: 'Deliverable not accepted: {{title}}' },
    body: {
      zh: '{{by}}对“{{title}}”的成果（第 {{version}} 版）不予认可。理由：{{reasons}}。依据：{{basis}}。书面意见已告知同级中介超市管理机构；中介服务机构可以答复。',
      en: '{{by}} does not accept the deliverable of “{{title}}” (version {{version}}). Reasons: {{reasons}}. Basis: {{basis}}. The management body of the same level has been told; the agency may answer.',
    },
  },
  'non-recognition-answered': {
    subject: { zh: '机构答复不予认可意见：{{title}}', en: 'The agency answers: {{title}}' },
    body: {
      zh: '{{agency}}对贵部门的不予认可意见答复：{{text}}',
      en: '{{agency}} answers your refusal: {{text}}',
    },
  },
  'non-recognition-withdrawn': {
    subject: { zh: '撤回不予认可意见：{{title}}', en: 'Refusal withdrawn: {{title}}' },
    body: {
      zh: '{{by}}撤回对“{{title}}”成果的不予认可意见：{{reason}}。',
      en: '{{by}} has withdrawn its refusal of the deliverable of “{{title}}”: {{reason}}.',
    },
  },
  'contract-confirmed': {
    subject: { zh: '项目业主已确认合同：{{title}}', en: 'The owner confirmed the contract: {{title}}' },
    body: {
      zh: '{{owner}}已确认合同。请在{{deliverBy}}前完成服务并上传成果。',
      en: '{{owner}} has confirmed the contract. Complete the service and upload the deliverable before {{deliverBy}}.',
    },
  },
  'deliverable-uploaded': {
    subject: { zh: '请验收成果：{{title}}', en: 'Please accept the deliverable: {{title}}' },
    body: {
      zh: '{{agency}}已上传成果（第 {{version}} 版）。请验收；不予验收的，请说明理由退回。',
      en: '{{agency}} has uploaded the deliverable (version {{version}}). Please accept it or return it with reasons.',
    },
  },
  'deliverable-returned': {
    subject: { zh: '成果被退回：{{title}}', en: 'Deliverable returned: {{title}}' },
    body: {
      zh: '{{owner}}退回了成果（第 {{version}} 版）：{{reasons}}。请修改后重新上传。',
      en: '{{owner}} has returned the deliverable (version {{version}}): {{reasons}}. Please correct it and upload it again.',
    },
  },
  'completed-owner': {
    subject: { zh: '请评价：{{title}}', en: 'Please rate: {{title}}' },
    body: {
      zh: '“{{title}}”服务已完成。请在{{rateBy}}前对{{agency}}作出星级评价（1 至 10 星）；逾期由系统默认评价。',
      en: 'The service of “{{title}}” is complete. Please rate {{agency}} (1 to 10 stars) before {{rateBy}}; otherwise the system rates by default.',
    },
  },
  'completed-agency': {
    subject: { zh: '成果已验收：{{title}}', en: 'Deliverable accepted: {{title}}' },
    body: {
      zh: '{{owner}}已验收成果，服务完成。贵机构可在{{rateBy}}前对项目业主和运营机构作出评价。',
      en: '{{owner}} has accepted the deliverable; the service is complete. You may rate the owner and the operator before {{rateBy}}.',
    },
  },
  rated: {
    subject: { zh: '收到评价：{{title}}', en: 'You were rated: {{title}}' },
    body: {
      zh: '“{{title}}”收到评价：{{stars}} 星。',
      en: 'You were given {{stars}} stars for “{{title}}”.',
    },
  },
  'default-rated': {
    subject: { zh: '系统默认评价：{{title}}', en: 'Rated by default: {{title}}' },
    body: {
      zh: '“{{title}}”逾期未评价，系统对{{agency}}默认评价 {{stars}} 星。',
      en: '“{{title}}” was not rated in time; the system gave {{agency}} {{stars}} stars by default.',
    },
  },
  'possible-breach': {
    subject: { zh: '时限届满，待核实：{{title}}', en: 'A clock ran out: {{title}}' },
    body: {
      zh: '“{{title}}”的“{{clock}}”已于{{due}}届满，尚未办理。系统仅作记录，是否失信须经核实确认；有不可抗力等原因的，请及时说明。',
      en: '“{{clock}}” of “{{title}}” ran out at {{due}} and is not done. The system only takes note of it; whether it was a breach is for people to confirm. Please explain if there is a reason such as force majeure.',
    },
  },
  reminded: {
    subject: { zh: '提醒：{{clock}}，{{title}}', en: 'Reminder: {{clock}}, {{title}}' },
    body: {
      zh: '“{{title}}”的“{{clock}}”将于{{due}}届满，请及时办理。',
      en: '“{{clock}}” of “{{title}}” is due before {{due}}.',
    },
  },
} as const satisfies Record<string, NoticeText>

export type NoticeCode = keyof typeof noticeTexts
