import type { Words } from '../words/words.ts'

export const drawWords = {
  name: { zh: '摇号公证台', en: 'Draws' },
  lead: {
    zh: '规则先公布，名单先封存，五方中任意三方共同开启。谁也不能挑选结果，任何人都能重新算一遍。',
    en: 'Rules published first, the list sealed first, opened by any three of five trustees. Nobody can choose the result, anyone can recompute it.',
  },
  upcoming: { zh: '即将摇号', en: 'Upcoming' },
  finished: { zh: '已完成', en: 'Finished' },
  upcomingEmpty: { zh: '近期没有待摇号的项目', en: 'No draw is scheduled' },
  upcomingWhy: {
    zh: '采用随机选取的公告一发布，摇号规则就写入日志，并出现在这里。',
    en: 'When an announcement by random selection is published, its rules are logged and it appears here.',
  },
  finishedEmpty: { zh: '还没有完成的摇号', en: 'No draw has been completed yet' },
  finishedWhy: {
    zh: '报名截止后系统自动摇号，结果和全部凭证会留在这里，永久可复核。',
    en: 'After the deadline the draw runs by itself; its result and evidence stay here for ever.',
  },
  checkOwn: { zh: '核对一份凭证文件', en: 'Check a bundle of your own' },
  checkOwnWhy: {
    zh: '把下载过的凭证（bundle.json）选进来，在您的浏览器里重新计算，不上传。',
    en: 'Choose a bundle.json that you saved; it is recomputed in your browser and not uploaded.',
  },
  choose: { zh: '选择凭证文件', en: 'Choose a bundle' },
  entries: { zh: '报名 {{n}} 家', en: '{{n}} entrants' },
  demonstration: { zh: '演示：五方密钥均在本机', en: 'Demonstration: all five keys are local' },
  completedAt: { zh: '{{when}} 完成', en: 'completed {{when}}' },
  until: { zh: '距报名截止与摇号', en: 'Until registration closes and the draw begins' },
  secret: {
    zh: '此刻没有人知道有谁报名、有几家报名。',
    en: 'At this moment nobody knows who has registered, or how many.',
  },
  step1: { zh: '规则先公布', en: 'Rules first' },
  step1Text: {
    zh: '公告发布时写入日志，不得更改，不得重摇。',
    en: 'Logged when the announcement was published; no change, no second draw.',
  },
  step2: { zh: '名单先封存', en: 'The list is sealed' },
  step2Wait: {
    zh: '截止时把全部报名回执封成一个校验值，姓名不在其中。',
    en: 'At the deadline all receipts are frozen into one root; names are not in it.',
  },
  step2Done: {
    zh: '截止时封存 {{n}} 份回执，姓名不在其中。',
    en: '{{n}} receipts were frozen at the deadline; names are not in it.',
  },
  step3: { zh: '{{n}} 方保管，{{m}} 方即可开启', en: '{{m}} of {{n}} trustees open it' },
  step3Text: {
    zh: '他们的联合签名只有一个可能的值，谁签都一样，谁也不能挑选。',
    en: 'Their joint signature has one possible value, whoever signs; nobody can choose it.',
  },
  step4: { zh: '种子', en: 'The seed' },
  step4Text: {
    zh: '由规则、名单和联合签名算出，事前无人可知。',
    en: 'Computed from rules, list and joint signature; nobody can know it before.',
  },
  step5: { zh: '每家一个号，最小者中选', en: 'A ticket each, the smallest wins' },
  step5Text: {
    zh: '号码 = {{suite}}(种子 ‖ 回执)，与报名先后无关。',
    en: 'ticket = {{suite}}(seed ‖ receipt); the order of arrival plays no part.',
  },
  waiting: {
    zh: '等待保管方签名。系统会一直等下去，不会更换随机来源。',
    en: 'Waiting for trustees. The system waits as long as it takes; the source of randomness is never switched.',
  },
  sealed: { zh: '封存的回执', en: 'Sealed receipt' },
  running: { zh: '摇号进行中', en: 'The draw is running' },
  result: { zh: '摇号结果', en: 'Result of the draw' },
  rank: { zh: '名次', en: 'Place' },
  agency: { zh: '机构', en: 'Agency' },
  ticket: { zh: '号码', en: 'Ticket' },
  winner: { zh: '中选', en: 'Winner' },
  alternate: { zh: '候补 {{n}}', en: 'Alternate {{n}}' },
  replay: { zh: '重放', en: 'Replay' },
  showAll: { zh: '显示全部 {{n}} 家', en: 'Show all {{n}}' },
  recheckTitle: { zh: '不必相信我们，自己算一遍', en: 'Do not trust us: compute it yourself' },
  recheckWhy: {
    zh: '下载全部凭证，在您的浏览器里从头计算：日志证明、签名、种子、每一个号码。',
    en: 'Fetches all evidence and computes it from the start in your browser: log proofs, signatures, seed, every ticket.',
  },
  recheck: { zh: '在本机复核', en: 'Recompute here' },
  again: { zh: '再算一次', en: 'Once more' },
  download: { zh: '下载凭证', en: 'Download the bundle' },
  same: {
    zh: '已在您的浏览器中重新计算，结果一致',
    en: 'Recomputed in your browser: the result is the same',
  },
  different: { zh: '计算结果不一致', en: 'The computation does not agree' },
  differentWhy: {
    zh: '请保存凭证文件，并向管理机构提出异议。',
    en: 'Save the bundle and object to the management body.',
  },
  took: { zh: '{{n}} 步，用时 {{ms}} 毫秒', en: '{{n}} steps in {{ms}} ms' },
  computing: { zh: '正在计算……', en: 'Computing…' },
  anchored: {
    zh: '公钥取自凭证本身：它证明凭证完整、未被改动。要同时证明是谁签的，请用您另存的公钥文件离线复核。',
    en: 'The keys came with the bundle: this proves that it is whole. To prove whose it is, check offline with keys you saved elsewhere.',
  },
  offline: { zh: '离线复核', en: 'Check offline' },
  offlineWhy: {
    zh: '用任何一台电脑、两种独立的程序都可以算：',
    en: 'On any machine, with either of two independent programs:',
  },
  trustFile: { zh: '下载公钥文件', en: 'Download the keys' },
  announcement: { zh: '查看公告', en: 'See the announcement' },
  entry: { zh: '日志第 {{n}} 条', en: 'log entry {{n}}' },
} as const satisfies Words
