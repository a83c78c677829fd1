import type { SameBy } from './origin.ts'
import type { FindingCommand, FindingFactName, FindingStatus } from './origin-finding.ts'

interface Text {
  zh: string
  en: string
}

export const findingRefusalWords = {
  'finding-reason-missing': { zh: '请写明理由。', en: 'Give the reason.' },
} satisfies Record<string, Text>

export const findingActionWords: Record<FindingCommand['kind'], Text> = {
  find: { zh: '发现', en: 'Find' },
  release: { zh: '移交', en: 'Hand over' },
  dismiss: { zh: '有正当原因，不作处理', en: 'Dismiss: it is explained' },
  keep: { zh: '保留线索，待核实', en: 'Keep for a case' },
}

export const findingStatusWords: Record<FindingStatus, Text> = {
  new: { zh: '新', en: 'New' },
  held: { zh: '选取未结束', en: 'Selection under way' },
  draft: { zh: '待研判', en: 'To be looked at' },
  dismissed: { zh: '不作处理', en: 'Dismissed' },
  kept: { zh: '已保留线索', en: 'Kept' },
}

export const sameByWords: Record<SameBy, Text> = {
  address: { zh: '相同网络地址', en: 'One network address' },
  device: { zh: '同一设备', en: 'One device' },
}

export const findingFactWords: Record<`finding.${FindingFactName}`, Text> = {
  'finding.found': { zh: '开封后发现疑似同址报名', en: 'Found at the opening: registrations from one place' },
  'finding.dismissed': { zh: '不作处理：{{reason}}', en: 'Dismissed: {{reason}}' },
  'finding.kept': { zh: '保留线索：{{reason}}', en: 'Kept: {{reason}}' },
}

export const findingNotice = {
  subject: { zh: '疑似同址报名：{{title}}', en: 'Registrations from one place: {{title}}' },
  body: {
    zh: '“{{title}}”有 {{n}} 家机构的报名来自相同网络地址或同一设备。这只是线索，请核实后决定是否保留；未经核实不得作信用处理。',
    en: '{{n}} registrations for “{{title}}” came from one address or device. This is a clue only: look into it before anything follows.',
  },
}
