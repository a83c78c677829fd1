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
