import type { Words } from '../words/words.ts'

export const publicityWords = {
  name: { zh: '入驻公示', en: 'Admissions in publicity' },
  lead: {
    zh: '入驻后的中介服务机构在这里公示，接受社会监督。任何登录的单位和个人都可以提出异议。',
    en: 'Agencies that have been admitted are shown here. Anyone who has signed in may object.',
  },
  agencies: { zh: '中介服务机构', en: 'Agencies' },
  running: { zh: '正在公示', en: 'In publicity now' },
  none: { zh: '现在没有正在公示的入驻', en: 'No admission is in publicity now' },
  noneWhy: {
    zh: '机构核对通过入驻后，运营机构在 5 个工作日内公示。',
    en: 'The operator publishes an admission within 5 working days.',
  },
  services: { zh: '中介服务事项', en: 'Service items' },
  place: { zh: '注册地', en: 'Place of registration' },
  operator: { zh: '核对的运营机构', en: 'Checked by' },
  since: { zh: '公示开始', en: 'Published' },
  commitment: { zh: '入驻承诺书', en: 'Commitment' },
  signed: { zh: '已签订（{{version}} 版）', en: 'Signed (version {{version}})' },
  object: { zh: '提出异议', en: 'Object' },
  objectTo: { zh: '对{{name}}提出异议', en: 'Object to {{name}}' },
  reviewed: { zh: '{{n}} 件异议正在复核', en: '{{n}} under review' },
  decisions: { zh: '异议复核决定', en: 'Decisions on objections' },
  upheld: { zh: '异议成立，入驻终止', en: 'Upheld; the admission has ended' },
  rejected: { zh: '异议不成立', en: 'Rejected' },
} as const satisfies Words
