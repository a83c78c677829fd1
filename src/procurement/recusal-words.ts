import type {
  AgencyPost,
  OwnerPost,
  RecusalCommand,
  RecusalFactName,
  RecusalStatus,
  Relation,
} from './recusal-state.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which the workflow of recusals says no. */
export type RecusalRefusalCode = keyof typeof recusalRefusalWords

export const recusalRefusalWords = {
  'recusal-field-missing': { zh: '此项必填。', en: 'This must be filled in.' },
  'recusal-other-unknown': { zh: '没有找到对方单位。', en: 'No such organisation.' },
  'recusal-person-unclear': {
    zh: '请填写该人员的公民身份号码，或选择其所在的中介服务机构。',
    en: 'Give the person’s identity number or choose the agency.',
  },
  'recusal-procurement-unknown': { zh: '没有找到该采购项目。', en: 'No such procurement.' },
  'recusal-not-concerned': {
    zh: '只有该项目的业主、所涉机构或主管运营机构可以登记。',
    en: 'Only the owner, the agency concerned or the operator may record this.',
  },
  'recusal-too-late': {
    zh: '报名已截止。回避须在选取之前处理，截止后不再由人变动参与名单。',
    en: 'Registration has closed: nobody is taken out by hand after that.',
  },
  'recusal-file-missing': { zh: '请上传依据材料。', en: 'Upload the paper that shows it.' },
  'recusal-second-person': {
    zh: '须由运营机构另一名工作人员确认；本件由{{name}}登记。',
    en: 'Another person of the operator must decide; {{name}} recorded it.',
  },
} satisfies Record<string, Text>

export const recusalActionWords: Record<RecusalCommand['kind'], Text> = {
  declare: { zh: '申报亲属关系', en: 'Declare a kinship' },
  end: { zh: '撤销申报（关系已不存在）', en: 'No longer so' },
  propose: { zh: '登记其他应当回避的情形', en: 'Record another ground' },
  confirm: { zh: '属实，应当回避', en: 'Confirm the recusal' },
  dismiss: { zh: '不构成回避', en: 'No ground to recuse' },
}

export const recusalStatusWords: Record<RecusalStatus, Text> = {
  new: { zh: '未申报', en: 'New' },
  declared: { zh: '已申报，生效中', en: 'Declared, holds' },
  ended: { zh: '已撤销', en: 'Ended' },
  proposed: { zh: '待第二人确认', en: 'Awaits a second person' },
  'in-force': { zh: '应当回避', en: 'Recused' },
  dismissed: { zh: '不构成回避', en: 'No ground' },
}

export const relationWords: Record<Relation, Text> = {
  spouse: { zh: '配偶', en: 'Spouse' },
  'direct-blood': { zh: '直系血亲（含拟制血亲）', en: 'Direct blood relative, by adoption included' },
  'collateral-blood': { zh: '三代以内旁系血亲', en: 'Collateral relative within three generations' },
  affinity: { zh: '近姻亲', en: 'Near relative by marriage' },
}

export const postOfAgencyWords: Record<AgencyPost, Text> = {
  representative: { zh: '法定代表人', en: 'Legal representative' },
  controller: { zh: '实际控制人', en: 'Controller' },
}

export const postOfOwnerWords: Record<OwnerPost, Text> = {
  representative: { zh: '法定代表人', en: 'Legal representative' },
  'project-lead': { zh: '项目负责人', en: 'Project lead' },
}

export const recusalFactWords: Record<`recusal.${RecusalFactName}`, Text> = {
  'recusal.declared': { zh: '申报亲属关系', en: 'Kinship declared' },
  'recusal.ended': { zh: '撤销申报', en: 'Declaration ended' },
  'recusal.proposed': { zh: '登记其他应当回避的情形', en: 'Another ground recorded' },
  'recusal.confirmed': { zh: '第二人确认，应当回避', en: 'Confirmed by a second person' },
  'recusal.dismissed': { zh: '不构成回避：{{reason}}', en: 'No ground: {{reason}}' },
}

/** Mails and messages. */
export const recusalNotices = {
  proposed: {
    subject: { zh: '回避待确认：{{title}}', en: 'Recusal to decide: {{title}}' },
    body: {
      zh: '有人就“{{title}}”登记了应当回避的情形，请由第二名工作人员在报名截止前确认或驳回；截止后不再生效。',
      en: 'A ground to recuse was recorded for “{{title}}”. A second person is to decide before registration closes; afterwards it has no effect.',
    },
  },
  confirmed: {
    subject: { zh: '应当回避：{{title}}', en: 'Recused: {{title}}' },
    body: {
      zh: '依据{{basis}}，贵机构应当回避“{{title}}”的选取，不参与本项目。',
      en: 'By {{basis}} your agency is recused from the selection of “{{title}}”.',
    },
  },
} satisfies Record<string, { subject: Text; body: Text }>
