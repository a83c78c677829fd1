import type { Text } from './dates.ts'
import type { Consistency, Performance, SpotCheckAct, SpotCheckStatus } from './spot-check-state.ts'

/** What the log says of a spot check: `spot-check.<name>`. */
export type SpotCheckFact =
  | 'announced'
  | 'entered'
  | 'frozen'
  | 'drawn'
  | 'finding-recorded'
  | 'finding-confirmed'
  | 'finding-returned'
  | 'commented'
  | 'published'

/** Why a spot check does not do what was asked. */
export const spotCheckRefusals = {
  'period-not-whole': {
    zh: '抽查范围须为整月：{{from}} 至 {{to}} 不是某月第一日至某月最后一日。',
    en: 'A spot check covers whole months: {{from}} to {{to}} does not run from a first to a last day.',
  },
  'period-not-over': {
    zh: '{{to}} 还没有过去（今天 {{today}}）：合同还会增加。',
    en: '{{to}} is not over (today is {{today}}): more contracts may come.',
  },
  'period-not-next': {
    zh: '截至 {{checkedUntil}} 备案的合同已经抽查过，本次须从 {{next}} 起，不重不漏。',
    en: 'Contracts filed up to {{checkedUntil}} have been drawn from; this check begins on {{next}}.',
  },
  'pool-empty': {
    zh: '{{from}} 至 {{to}} 没有备案的合同。',
    en: 'No contract was filed from {{from}} to {{to}}.',
  },
  'draw-not-yet': { zh: '抽取时间 {{drawAt}} 未到。', en: 'The draw is at {{drawAt}}.' },
  'check-text-missing': { zh: '请写明内容。', en: 'Please say what.' },
  'no-such-entry': {
    zh: '“{{notice}}”没有被抽中，或没有待办的抽查记录。',
    en: '“{{notice}}” was not drawn, or has nothing to be done.',
  },
  'nothing-to-record': { zh: '抽中的项目均已查实。', en: 'Every engagement that was drawn is checked.' },
  'nothing-to-confirm': { zh: '没有待复核的抽查记录。', en: 'No finding waits for a second person.' },
  'nothing-to-comment': { zh: '没有可以说明的抽查结果。', en: 'There is no finding to answer.' },
  'finding-confirmed': {
    zh: '已由{{name}}复核，不能再改。',
    en: '{{name}} has confirmed it; it cannot be changed.',
  },
  'second-person-needed': {
    zh: '{{name}}记录的抽查结果须由另一名工作人员复核。',
    en: 'What {{name}} recorded is confirmed by another person.',
  },
  'findings-missing': {
    zh: '还有 {{left}} 个抽中的项目没有复核完毕。',
    en: '{{left}} of those drawn are not confirmed yet.',
  },
} as const satisfies Record<string, Text>

export type SpotCheckRefusal = keyof typeof spotCheckRefusals

export const spotCheckActions: Record<SpotCheckAct, Text> = {
  announce: { zh: '发起抽查', en: 'Announce a spot check' },
  draw: { zh: '抽取', en: 'Draw' },
  drawn: { zh: '抽取完成', en: 'Drawn' },
  'record-finding': { zh: '记录抽查结果', en: 'Record a finding' },
  'confirm-finding': { zh: '复核抽查结果', en: 'Confirm a finding' },
  'return-finding': { zh: '退回重查', en: 'Send a finding back' },
  comment: { zh: '说明情况', en: 'Answer a finding' },
  publish: { zh: '公布抽查结果', en: 'Publish the results' },
}

export const spotCheckStatuses: Record<SpotCheckStatus, Text> = {
  new: { zh: '填写中', en: 'New' },
  announced: { zh: '名单公布，待抽取', en: 'Pool published, to be drawn' },
  drawing: { zh: '抽取中', en: 'Being drawn' },
  checking: { zh: '抽查中', en: 'Being checked' },
  published: { zh: '结果已公布', en: 'Results published' },
}

export const consistencyWords: Record<Consistency, Text> = {
  consistent: { zh: '与公告一致', en: 'As announced' },
  explained: { zh: '不一致，已说明', en: 'Differs, explained' },
  inconsistent: { zh: '不一致，无正当理由', en: 'Differs without good reason' },
}

export const performanceWords: Record<Performance, Text> = {
  performed: { zh: '按约履行', en: 'Performed as agreed' },
  flawed: { zh: '履行有瑕疵', en: 'Performed with flaws' },
  breached: { zh: '未按约履行', en: 'Not performed as agreed' },
}

/** One line for the timeline; the parameters are the fact's body. */
export const spotCheckFacts: Record<`spot-check.${SpotCheckFact}`, Text> = {
  'spot-check.announced': {
    zh: '公布抽查名单：{{contracts}} 份合同，抽取 {{places}} 份',
    en: 'Pool published: {{contracts}} contracts, {{places}} to be drawn',
  },
  'spot-check.entered': { zh: '合同列入抽查名单：{{notice}}', en: 'Contract entered: {{notice}}' },
  'spot-check.frozen': { zh: '名单封存，开始抽取', en: 'Pool frozen; being drawn' },
  'spot-check.drawn': { zh: '抽取完成，抽中 {{count}} 份', en: 'Drawn: {{count}}' },
  'spot-check.finding-recorded': {
    zh: '{{name}}记录抽查结果：{{notice}}',
    en: '{{name}} recorded a finding: {{notice}}',
  },
  'spot-check.finding-confirmed': {
    zh: '{{name}}复核抽查结果：{{notice}}',
    en: '{{name}} confirmed a finding: {{notice}}',
  },
  'spot-check.finding-returned': {
    zh: '抽查结果退回重查：{{notice}}（{{reason}}）',
    en: 'Finding sent back: {{notice}} ({{reason}})',
  },
  'spot-check.commented': { zh: '当事人说明情况：{{notice}}', en: 'A party answered: {{notice}}' },
  'spot-check.published': {
    zh: '公布抽查结果（{{count}} 份）',
    en: 'Results published ({{count}})',
  },
}

/** Messages: what was drawn and found goes to both sides and to the department in charge. */
export const spotCheckNotices = {
  drawn: {
    subject: { zh: '被抽查：{{title}}', en: 'Drawn for a spot check: {{title}}' },
    body: {
      zh: '“{{title}}”（{{notice}}）在“{{check}}”中被随机抽中，{{operator}}将核查合同与公告的一致性和履约情况，请予配合。抽取过程任何人可以重算。',
      en: '“{{title}}” ({{notice}}) was drawn in “{{check}}”. {{operator}} will look at contract and performance. Anyone can recompute the draw.',
    },
  },
  found: {
    subject: { zh: '抽查结果：{{title}}', en: 'Finding of a spot check: {{title}}' },
    body: {
      zh: '“{{title}}”（{{notice}}）的抽查结果：合同{{consistency}}，{{performance}}。{{text}} 如有不同意见，可在结果公布前说明一次。',
      en: 'Finding on “{{title}}” ({{notice}}): contract {{consistency}}; {{performance}}. {{text}} You may answer it once before it is published.',
    },
  },
  reported: {
    subject: { zh: '抽查结果通报：{{title}}', en: 'Report of a spot check: {{title}}' },
    body: {
      zh: '{{operator}}对“{{title}}”（{{agency}}）的抽查结果：合同{{consistency}}，{{performance}}。{{text}}',
      en: '{{operator}} checked “{{title}}” ({{agency}}): contract {{consistency}}; {{performance}}. {{text}}',
    },
  },
  published: {
    subject: { zh: '抽查结果已公布：{{title}}', en: 'Results published: {{title}}' },
    body: {
      zh: '“{{title}}”抽查结果已公布，共 {{count}} 个项目。',
      en: 'The results of “{{title}}” are published: {{count}} engagements.',
    },
  },
} as const
