import type { Words } from '../words/words.ts'

/** Words of the pages of registrations from one place (111/40.2). */
export const findingWords = {
  title: { zh: '疑似同址报名', en: 'Registrations from one place' },
  lead: {
    zh: '同一项目的报名来自相同网络地址或同一设备的，开封时比对出来，选取结束后列在这里。这只是线索：同一办公楼、孵化园可能共用出口地址，请核实后决定。',
    en: 'Registrations of one project from one network address or device, compared at the opening and listed when the selection is over. A clue only: an office building may share one address. Look into it, then decide.',
  },
  none: { zh: '没有线索', en: 'Nothing was found' },
  agencies: { zh: '{{n}} 家机构', en: '{{n}} agencies' },
  agency: { zh: '中介服务机构', en: 'Agency' },
  address: { zh: '网络地址', en: 'Network address' },
  device: { zh: '设备', en: 'Device' },
  browser: { zh: '浏览器', en: 'Browser' },
  evidence: { zh: '证据', en: 'Evidence' },
  shared: { zh: '已知共用地址', en: 'Known to be shared' },
  decision: { zh: '研判', en: 'Decision' },
  history: { zh: '经过', en: 'History' },
  reason: { zh: '核实情况和理由', en: 'What you found, and why' },
  announcement: { zh: '公告', en: 'Announcement' },
  noVerdict: {
    zh: '保留线索不等于认定失信。认定须另行立案、听取陈述、两人复核。',
    en: 'To keep a clue is no verdict: a case needs a hearing and two people.',
  },
} as const satisfies Words
