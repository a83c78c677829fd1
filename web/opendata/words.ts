import type { Words } from '../words/words.ts'

export const openDataWords = {
  title: { zh: '开放数据', en: 'Open data' },
  lead: {
    zh: '每一次采购，从公告到归档，都按国际开放合同数据标准（OCDS 1.1.5）对外提供。任何人可以下载、比对、再利用，不必申请。',
    en: 'Every procurement, from its announcement to its archive, by the Open Contracting Data Standard 1.1.5. Anyone may download, compare and use it; nobody needs to ask.',
  },
  releases: { zh: '发布件', en: 'Releases' },
  releasesWhy: {
    zh: '一件事一个发布件，按公开日志的序号排列，不按时间：从上次的序号接着读，不会漏，也不会重。',
    en: 'One release for each thing that happened, in the order of the public log and not by time: go on from the last place and nothing is missed or repeated.',
  },
  records: { zh: '汇总件', en: 'Records' },
  recordsWhy: {
    zh: '一次采购一个汇总件，含全部发布件和当前状态。',
    en: 'One record for each procurement, with all of its releases and its present state.',
  },
  open: { zh: '打开第一页', en: 'Open the first page' },
  promise: { zh: '三条承诺', en: 'Three promises' },
  promiseFacts: {
    zh: '发布件只由公开日志算出：看得到日志的人，自己也能做出同样的文件。',
    en: 'Releases are computed from the public log alone: whoever reads the log can make the same files.',
  },
  promiseStable: {
    zh: '取过的页不会再变。改正的办法只有一个：再发生一件事，再发一个发布件。',
    en: 'A page that was fetched does not change. There is one way to correct it: something more happens, and one more release tells it.',
  },
  promiseSealed: {
    zh: '选取之前，谁报了名、有几家报名，发布件里没有，日志里也读不到。',
    en: 'Before the selection neither names nor the number of those who registered are in a release, nor can they be read from the log.',
  },
  latest: { zh: '最近的发布件', en: 'Latest releases' },
  latestNone: {
    zh: '第一份采购公告发布后，这里就有第一个发布件。',
    en: 'The first announcement makes the first release.',
  },
  what: { zh: '事项', en: 'What happened' },
  project: { zh: '项目', en: 'Project' },
  when: { zh: '时间', en: 'When' },
  record: { zh: '汇总件', en: 'Record' },
  terms: { zh: '使用许可', en: 'Terms of use' },
  publisher: { zh: '发布者', en: 'Publisher' },
  log: { zh: '公开日志', en: 'Public log' },
  api: { zh: '接口说明', en: 'Description of the API' },
} as const satisfies Words

/** The tags of OCDS in the words of the measure. */
export const tagWords = {
  tender: { zh: '采购公告', en: 'Announcement' },
  tenderUpdate: { zh: '公告有更新', en: 'Announcement updated' },
  tenderCancellation: { zh: '取消采购', en: 'Cancelled' },
  award: { zh: '中选公告', en: 'Result' },
  awardUpdate: { zh: '中选结果有更新', en: 'Result updated' },
  awardCancellation: { zh: '作废', en: 'Voided' },
  contract: { zh: '进入履约', en: 'Engagement opened' },
  implementation: { zh: '服务成果验收', en: 'Deliverable accepted' },
  contractTermination: { zh: '履约结束', en: 'Engagement over' },
  compiled: { zh: '汇总', en: 'Compiled' },
} as const satisfies Words
