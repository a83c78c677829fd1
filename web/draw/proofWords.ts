import type { Words } from '../words/words.ts'

/** Who would have had to do what, and what would have shown it. */
export const cheats = [
  'operator',
  'owner',
  'agency',
  'oneTrustee',
  'twoTrustees',
  'threeTrustees',
  'database',
] as const

export const proofWords = {
  title: { zh: '为什么谁也定不了结果', en: 'Why nobody could have chosen the winner' },
  lead: {
    zh: '下面这张图由本次摇号的真实数据画出。四步环环相扣，次序不能颠倒；每一步都留下一个任何人可以重算的校验值。',
    en: 'The picture is drawn from the data of this very draw. Four steps, each bound to the one before it; each leaves a value that anyone can recompute.',
  },
  picture: { zh: '这一次是怎样摇出来的', en: 'How this draw came about' },
  pictureText: {
    zh: '{{n}} 份回执先封成一个校验值；{{m}} 方保管方在截止后对它签名；联合签名与规则、名单一起算出种子；种子与每份回执算出号码，最小者中选：{{winner}}。',
    en: '{{n}} receipts were frozen into one value; {{m}} trustees signed it after the deadline; their joint signature gives, with rules and list, the seed; seed and receipt give a ticket each; the smallest wins: {{winner}}.',
  },
  notYet: {
    zh: '摇号完成后，这里会用真实数据画出全过程。',
    en: 'Once the draw is complete its whole course is drawn here from the real data.',
  },
  frozen: { zh: '① 名单先封存', en: '1 · list frozen' },
  signed: { zh: '② 保管方签名', en: '2 · trustees sign' },
  seeded: { zh: '③ 合成种子', en: '3 · the seed' },
  ordered: { zh: '④ 排出次序', en: '4 · the order' },
  receipts: { zh: '{{n}} 份回执', en: '{{n}} receipts' },
  root: { zh: '名单', en: 'list' },
  rules: { zh: '规则', en: 'rules' },
  signature: { zh: '签名', en: 'signature' },
  beacon: { zh: '信标', en: 'beacon' },
  seed: { zh: '种子', en: 'seed' },
  smallest: { zh: '号码最小者中选', en: 'the smallest ticket wins' },
  why: { zh: '四句话说清楚', en: 'In four sentences' },
  why1: {
    zh: '名单先定。截止时全部回执封成一个校验值写入公开日志，此后多一份、少一份、换一份，校验值都会变。',
    en: 'The list came first. At the deadline all receipts were frozen into one value in the public log; one more, one less, another one, and the value changes.',
  },
  why2: {
    zh: '签名只有一个。对同一份名单，任意 {{m}} 方签出的联合签名都是同一个数；签名前没有人知道它，也没有第二个可供挑选。',
    en: 'There is one signature. For one list any {{m}} trustees give the same joint number; nobody knows it before they sign, and there is no second one to pick.',
  },
  why3: {
    zh: '密钥不在一个人手里。{{n}} 方各自生成、互相核验，从来没有人拿到过整把密钥。',
    en: 'The key is in no one’s hand. The {{n}} trustees made it among themselves and checked each other; nobody ever held it whole.',
  },
  why4: {
    zh: '谁都能重算。种子、号码、次序都是公开的算法，您的浏览器现在就可以从头算一遍。',
    en: 'Anyone can recompute it. Seed, tickets and order follow by public rules; your browser can do it now.',
  },
  recheck: { zh: '回到摇号页，自己算一遍', en: 'Back to the draw, compute it yourself' },
  table: {
    zh: '谁要作弊，得做到什么，会在哪里露出来',
    en: 'What each would have had to do to cheat, and what would have shown it',
  },
  party: { zh: '是谁', en: 'Who' },
  must: { zh: '他得做到', en: 'would have had to' },
  shows: { zh: '会在这里露出来', en: 'and it would have shown in' },
  operator: { zh: '超市运营单位', en: 'The operator' },
  operatorMust: {
    zh: '在名单里加人、减人，或者重摇一次。',
    en: 'Add or drop an entry, or draw once more.',
  },
  operatorShows: {
    zh: '每家手里都有回执，自己的一份不在名单里一查便知；保管方对同一事项只签一份名单，第二份拒签；日志里若有两份名单，人人看得见。',
    en: 'Every entrant holds a receipt and sees whether its own is in the list; the trustees sign one list per matter and refuse a second; the log would show both.',
  },
  owner: { zh: '业主', en: 'The owner' },
  ownerMust: {
    zh: '在看到结果之后换一次摇号；或在截止前知道谁报了名。',
    en: 'Have another draw after seeing a result, or know the list before the deadline.',
  },
  ownerShows: {
    zh: '规则里写明不得重摇；取消必须公告原因；截止前名单加密，连有几家都查不到。',
    en: 'The rules say “no second draw”; a cancellation is published with its reason; before the deadline the list is sealed, even its length.',
  },
  agency: { zh: '一家中介机构', en: 'One agency' },
  agencyMust: {
    zh: '挑一个会中的号码；或者一家报两次名。',
    en: 'Pick a ticket that wins, or enter twice.',
  },
  agencyShows: {
    zh: '号码要等种子出来才能算，而种子在截止之后才有；凭证里同一信用代码出现两次，复核立即失败。',
    en: 'A ticket needs the seed, which exists only after the deadline; one credit code twice in the bundle fails the check.',
  },
  oneTrustee: { zh: '一方保管方', en: 'One trustee' },
  oneTrusteeMust: {
    zh: '不签、迟签，或者签一个错的。',
    en: 'Not sign, sign late, or send a wrong part.',
  },
  oneTrusteeShows: {
    zh: '其余各方照样完成，结果一个字不变；谁没签、谁签错，页面上写着名字。',
    en: 'The others complete it and the result is the same to the digit; who was silent or wrong is named on the page.',
  },
  twoTrustees: { zh: '两方保管方合谋', en: 'Two trustees together' },
  twoTrusteesMust: {
    zh: '提前算出签名，或者拦住摇号。',
    en: 'Know the signature early, or stop the draw.',
  },
  twoTrusteesShows: {
    zh: '两份份额算不出任何东西；另外三方就能完成。',
    en: 'Two shares give nothing; the other three complete it.',
  },
  threeTrustees: { zh: '三方保管方合谋', en: 'Three trustees together' },
  threeTrusteesMust: {
    zh: '与平台串通，截止前解开名单、截止后抢先算出结果；但即使这样也改不了签名，选不了中选人。三方一起罢签，可以让摇号停住。',
    en: 'With the platform’s help, open the list early and foretell the result; even so they cannot change the signature or pick the winner. Refusing together they can hold a draw up.',
  },
  threeTrusteesShows: {
    zh: '停住会公开显示“等待保管方”，并且永远不会换别的随机来源；提前解开不会自己露馅，这正是要请互不隶属的 {{n}} 方、并可再加公共信标的原因。',
    en: 'A hold-up is shown to everyone and nothing else ever stands in. Opening early leaves no trace by itself: that is why the {{n}} trustees answer to different bodies, and why a public beacon can be added.',
  },
  threeBeacon: {
    zh: '停住会公开显示“等待保管方”，并且永远不会换别的随机来源；本次还混入了截止之后才产生的公共信标，三方合谋也无法提前知道结果。',
    en: 'A hold-up is shown to everyone and nothing else ever stands in. This draw also hashes in a public beacon that came out after the deadline: even three together could not foretell it.',
  },
  database: { zh: '数据库管理员', en: 'The database administrator' },
  databaseMust: {
    zh: '直接改数据库：换一个中选人，删一条记录，或者把整本日志重写。',
    en: 'Write into the database: another winner, a record less, or the whole log anew.',
  },
  databaseShows: {
    zh: '改一个字，重算就不一致；删一条，日志的根就变；整本重写，与回执、与见证方联署过的检查点对不上。',
    en: 'One letter changed and the recomputation fails; one record less and the root is another; the log rewritten does not fit the receipts nor the checkpoints that witnesses cosigned.',
  },
  demoNote: {
    zh: '本市场处于演示模式，五方密钥都在同一台机器上，以上“互不隶属”在演示中并不成立。',
    en: 'This is a demonstration: all five keys are on one machine, so the trustees do not answer to different bodies here.',
  },
} as const satisfies Words
