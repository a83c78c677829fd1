import type { ComparedPart, Match, Verdict } from './certificates.ts'
import type { NoticeText } from './notice-words.ts'

interface Text {
  zh: string
  en: string
}

export const certificateRefusalWords = {
  'certificates-wrong': {
    zh: '第 {{row}} 条“{{field}}”：{{why}}（共 {{n}} 处问题，全部未导入）',
    en: 'Row {{row}}, {{field}}: {{whyEn}} ({{n}} problems; nothing was imported)',
  },
  'certificate-twice': { zh: '证书编号重复。', en: 'The number is there twice.' },
  'certificates-missing': { zh: '请提供证书数据。', en: 'No certificates were given.' },
  'nothing-to-decide': {
    zh: '该项与证照库一致，或已有变化，无须研判。请刷新后再看。',
    en: 'There is no difference to decide any more; look again.',
  },
} satisfies Record<string, Text>

export const matchWords: Record<Match['result'], Text> = {
  same: { zh: '与证照库一致', en: 'As in the library' },
  differs: { zh: '与证照库不一致', en: 'Differs from the library' },
  revoked: { zh: '证照库载明已吊销、撤销或注销', en: 'Revoked in the library' },
  'not-in-library': { zh: '证照库中没有', en: 'Not in the library' },
}

export const comparedPartWords: Record<ComparedPart, Text> = {
  holderCode: { zh: '统一社会信用代码', en: 'Credit code' },
  holderName: { zh: '持证单位', en: 'Holder' },
  name: { zh: '资质（资格）名称', en: 'Qualification' },
  grade: { zh: '等级', en: 'Grade' },
  scope: { zh: '证载范围', en: 'Scope' },
  issuer: { zh: '发证机关', en: 'Issuer' },
  validFrom: { zh: '有效期自', en: 'Valid from' },
  validTo: { zh: '有效期至', en: 'Valid to' },
}

export const verdictWords: Record<Verdict, Text> = {
  library: { zh: '以证照库为准', en: 'The library is right' },
  claim: { zh: '以申报为准', en: 'The claim is right' },
}

export const certificateNotices = {
  library: {
    subject: { zh: '资质与证照库不一致：{{service}}', en: 'Differs from the library: {{service}}' },
    body: {
      zh: '{{department}}核对后认为贵机构“{{service}}”的资质（{{number}}）应以证照库为准。理由：{{reason}}。请及时在“信息变更”更正；逾期不更正的，可能依第三十五条处理。',
      en: '{{department}} finds that the library is right about {{service}} ({{number}}): {{reason}}. Correct it under Changes, or a case under article 35 may follow.',
    },
  },
} satisfies Record<string, NoticeText>
