import type { TrusteeRefusal } from './trustee.ts'
import type { Fault, StepCode } from './verify.ts'
import type { DrawStatus, TrusteeView } from './view.ts'

interface Text {
  zh: string
  en: string
}

/** What each step of the verification is, and what it found; `{{name}}` are the step's params. */
export const steps: Record<StepCode, { title: Text; done: Text }> = {
  document: {
    title: { zh: '文件完整', en: 'The document is whole' },
    done: {
      zh: '规范格式，{{bytes}} 字节，摘要 {{digest}}',
      en: 'canonical form, {{bytes}} bytes, digest {{digest}}',
    },
  },
  trust: {
    title: { zh: '公钥', en: 'Keys' },
    done: {
      zh: '日志公钥 {{log}}；保管方公钥 {{trustees}}',
      en: 'log key {{log}}; trustees’ key {{trustees}}',
    },
  },
  checkpoint: {
    title: { zh: '日志签名', en: 'The log’s signature' },
    done: { zh: '{{origin}} 已签名，共 {{size}} 条', en: 'signed by {{origin}} at {{size}} records' },
  },
  rules: {
    title: { zh: '规则先公布', en: 'The rules were published first' },
    done: {
      zh: '规则 {{hash}} 于 {{at}} 写入日志第 {{index}} 条，报名截止 {{deadline}}',
      en: 'rules {{hash}} logged at {{at}} as record {{index}}, entries close {{deadline}}',
    },
  },
  entries: {
    title: { zh: '报名均在日志中', en: 'Every entry is in the log' },
    done: {
      zh: '{{entries}} 份报名均有包含证明，均在 {{deadline}} 前写入，无重复',
      en: '{{entries}} entries proved included, all before {{deadline}}, none twice',
    },
  },
  roster: {
    title: { zh: '名单先封存', en: 'The roster was frozen first' },
    done: {
      zh: '{{entries}} 份报名的根 {{roster}} 于 {{at}} 写入日志第 {{index}} 条',
      en: 'root {{roster}} of {{entries}} entries logged at {{at}} as record {{index}}',
    },
  },
  partials: {
    title: { zh: '保管方签名', en: 'The trustees signed' },
    done: {
      zh: '{{signers}} 已签名（需 {{threshold}} 方）',
      en: 'signed by {{signers}} ({{threshold}} needed)',
    },
  },
  signature: {
    title: { zh: '合成签名唯一', en: 'The joint signature is the only one' },
    done: { zh: '双线性配对成立，签名 {{signature}}', en: 'pairing holds, signature {{signature}}' },
  },
  beacon: {
    title: { zh: '公共随机信标', en: 'Public beacon' },
    done: {
      zh: '信标轮次 {{round}}',
      en: 'beacon round {{round}}',
    },
  },
  seed: {
    title: { zh: '种子', en: 'The seed' },
    done: { zh: '种子 {{seed}}', en: 'seed {{seed}}' },
  },
  tickets: {
    title: { zh: '每家一个号，最小者中选', en: 'A ticket each, the smallest wins' },
    done: {
      zh: '{{entries}} 个号码重算一致，取 {{places}} 名',
      en: '{{entries}} tickets recomputed, {{places}} drawn',
    },
  },
  names: {
    title: { zh: '姓名与报名一致', en: 'Names belong to their entries' },
    done: { zh: '中选：{{winners}}', en: 'drawn: {{winners}}' },
  },
}

export const faults: Record<Fault, Text> = {
  'not-canonical': {
    zh: '不是规范格式的 JSON，文件被改动过',
    en: 'not canonical JSON: the file has been changed',
  },
  malformed: { zh: '缺少字段、多出字段或字段格式不对', en: 'a field is missing, unknown or malformed' },
  'wrong-digest': { zh: '摘要不符，文件被改动过', en: 'the digest does not fit: the file has been changed' },
  'other-log-key': {
    zh: '日志公钥不是您信任的那一个：{{log}}',
    en: 'not the log key that you trust: {{log}}',
  },
  'other-trustees': { zh: '保管方公钥不是您信任的那一个', en: 'not the trustees’ key that you trust' },
  'checkpoint-unsigned': {
    zh: '检查点没有 {{log}} 的有效签名',
    en: 'the checkpoint is not signed by {{log}}',
  },
  'rules-not-in-log': {
    zh: '规则不在日志第 {{index}} 条',
    en: 'the rules are not record {{index}} of the log',
  },
  'rules-hash': { zh: '规则与其摘要不符', en: 'the rules do not fit their hash' },
  'entry-not-in-log': { zh: '第 {{entry}} 份报名不在日志中', en: 'entry {{entry}} is not in the log' },
  'entry-other-rules': {
    zh: '第 {{entry}} 份报名不属于本次规则',
    en: 'entry {{entry}} was made under other rules',
  },
  'entry-late': {
    zh: '第 {{entry}} 份报名不在规则公布之后、截止之前',
    en: 'entry {{entry}} does not lie between the rules and the deadline',
  },
  'entry-leaf': {
    zh: '第 {{entry}} 份报名与其叶子摘要不符',
    en: 'entry {{entry}} does not fit its leaf hash',
  },
  'entry-twice': { zh: '同一份报名出现两次', en: 'an entry stands twice' },
  'roster-not-in-log': {
    zh: '封存的名单不在日志第 {{index}} 条',
    en: 'the frozen roster is not record {{index}} of the log',
  },
  'roster-root': { zh: '名单与封存的根不符', en: 'the roster does not fit the frozen root' },
  'roster-early': {
    zh: '名单封存于 {{at}}，不在截止和全部报名之后',
    en: 'frozen at {{at}}, not after the deadline and all entries',
  },
  'partial-wrong': { zh: '{{trustee}} 的签名份额是错的', en: 'the signature share of {{trustee}} is wrong' },
  'partial-number': {
    zh: '签名份额不是 {{threshold}} 个不同保管方的',
    en: 'not the shares of {{threshold}} different trustees',
  },
  'signature-wrong': { zh: '合成签名不成立', en: 'the joint signature does not hold' },
  'beacon-wrong': { zh: '公共信标与规则不符', en: 'the beacon is not the one that the rules name' },
  'seed-wrong': { zh: '种子不符', en: 'the seed does not fit' },
  'ticket-wrong': { zh: '第 {{entry}} 名的号码不符', en: 'the ticket in place {{entry}} does not fit' },
  'ticket-order': { zh: '第 {{entry}} 名的次序不对', en: 'place {{entry}} is out of order' },
  'name-wrong': {
    zh: '{{name}} 与其报名的承诺值不符',
    en: '{{name}} does not fit the commitment of its entry',
  },
  'party-twice': { zh: '{{code}} 报名两次', en: '{{code}} entered twice' },
}

export const statuses: Record<DrawStatus, Text> = {
  announced: { zh: '规则已公布', en: 'Rules published' },
  abandoned: { zh: '未摇号', en: 'Not drawn' },
  frozen: { zh: '名单已封存', en: 'Roster frozen' },
  signing: { zh: '等待保管方', en: 'Waiting for the trustees' },
  complete: { zh: '已完成', en: 'Complete' },
}

export const trusteeStatuses: Record<TrusteeView['status'], Text> = {
  waiting: { zh: '待签名', en: 'not yet signed' },
  signed: { zh: '已签名', en: 'signed' },
  silent: { zh: '未联系上', en: 'not reached' },
  refused: { zh: '拒绝签名', en: 'refused' },
  wrong: { zh: '签名份额有误', en: 'wrong share' },
}

export const refusals: Record<TrusteeRefusal, Text> = {
  'before-deadline': { zh: '尚未到截止时间', en: 'the deadline has not passed' },
  'second-draw': {
    zh: '已为同一事项签过另一份名单，不得重摇',
    en: 'another roster was signed for this: no second draw',
  },
  'other-keys': { zh: '规则中的公钥不是本保管方的', en: 'the rules name other keys' },
  'other-spec': { zh: '名单不属于这份规则', en: 'the roster belongs to other rules' },
  'other-checkpoint': { zh: '日志检查点未签名或不符', en: 'the log’s checkpoint is unsigned or another' },
  'after-deadline': { zh: '截止时间已过', en: 'the deadline has passed' },
  'other-log': { zh: '不是本保管方认可的日志', en: 'not the log that this trustee knows' },
  'other-members': { zh: '成员不是约定的各方', en: 'not the members it agreed with' },
  'bad-ceremony': { zh: '仪式报文有误', en: 'a message of the ceremony is wrong' },
  'not-in-log': { zh: '规则或名单不在日志中', en: 'rules or roster do not stand in the log' },
  'unknown-key': { zh: '没有这把密封密钥的份额', en: 'it holds no share of this sealing key' },
  'key-bound': { zh: '密封密钥已属于另一份规则', en: 'the sealing key belongs to other rules' },
}

/** Refusals of the module's own routes. */
export const drawRefusals = {
  'unknown-draw': { zh: '没有这次摇号：{{id}}。', en: 'There is no such draw: {{id}}.' },
  'no-sealing-key': {
    zh: '各保管方尚未备好新的密封密钥，暂不能发布，请稍后再试。',
    en: 'The trustees have no sealing key in stock yet; nothing can be published for the moment.',
  },
  'draw-not-complete': {
    zh: '摇号尚未完成，完成后即可下载凭证。',
    en: 'The draw is not complete; its bundle can be had once it is.',
  },
} as const satisfies Record<string, Text>

export const facts = {
  'draw.announced': { zh: '摇号规则公布', en: 'Rules of the draw published' },
  'draw.abandoned': { zh: '未摇号', en: 'Nothing to draw' },
  'draw.frozen': { zh: '名单封存', en: 'Roster frozen' },
  'draw.bound': { zh: '密封公钥确认', en: 'Sealing key tied to its rules' },
  'trustees.ceremony': { zh: '保管方密钥仪式', en: 'Ceremony of the trustees' },
  'trustees.aborted': { zh: '密钥仪式中止', en: 'Ceremony broken off' },
  'draw.opened': { zh: '密封内容开启', en: 'Sealed content opened' },
  'draw.completed': { zh: '摇号完成', en: 'Draw completed' },
} as const satisfies Record<string, Text>

export const purposes = {
  'random-selection': { zh: '随机选取', en: 'Random selection' },
  tie: { zh: '同值抽取', en: 'Breaking a tie' },
  'spot-check': { zh: '抽查', en: 'Spot check' },
  inspection: { zh: '双随机检查', en: 'Double-random inspection' },
} as const satisfies Record<string, Text>
