import type { Words } from '../words/words.ts'

/** Words of an owner's page about itself (111/21.2). */
export const ownerPageWords = {
  title: { zh: '单位信息', en: 'My entry in the register' },
  lead: {
    zh: '单位信息由项目业主自主更新，保存即生效；已发布的公告和已签的合同不受影响。',
    en: 'Owners update their own information; it takes effect at once. What is published or signed stays as it is.',
  },
  readOnly: {
    zh: '单位信息由本单位的账户管理员更新。',
    en: 'The account administrator of the owner updates this.',
  },
  deregistration: { zh: '注销', en: 'Deregistration' },
  deregistrationLead: {
    zh: '注销后本单位的账号不能再办理业务；公告、合同和存证照旧公开。全部采购和履约办结后方可注销。',
    en: 'Nobody acts for the owner afterwards; announcements, contracts and the log remain. Everything open has to be finished first.',
  },
  open: { zh: '尚未办结', en: 'Still open' },
  reason: { zh: '注销理由', en: 'Reason' },
  history: { zh: '经过', en: 'History' },
  saved: { zh: '已保存', en: 'Saved' },
  certificateName: { zh: '统一社会信用代码证书上的名称', en: 'Name on the code certificate' },
  identity: { zh: '公民身份号码', en: 'Identity number' },
  identityWhy: {
    zh: '加密保存；办理机构查阅全号须说明理由，您会收到通知。',
    en: 'Kept encrypted. A body that needs it in full gives a reason, and you are told.',
  },
} as const satisfies Words
