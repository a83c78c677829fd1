import type { Words } from '../words/words.ts'

/** Words of the electronic contract, of invoices and of charges. */
export const contractWords = {
  draft: { zh: '电子合同第 {{n}} 稿', en: 'Electronic contract, draft {{n}}' },
  signedBy: { zh: '{{name}}已签', en: 'signed by {{name}}' },
  notSigned: { zh: '未签', en: 'not signed' },
  ownerSide: { zh: '项目业主', en: 'Owner' },
  agencySide: { zh: '中介服务机构', en: 'Agency' },
  commitment: { zh: '质量、时限等承诺', en: 'Promised of quality and time' },
  explain: { zh: '{{point}}与公告不一致的说明', en: 'Why the {{point}} is not as announced' },
  draftWay: {
    zh: '已按采购公告和中选结果填好；协商变更之处逐项说明。双方签订同一稿后合同即生效并报备。',
    en: 'Filled in from announcement and award; say why wherever you change it. When both have signed the same draft it is concluded and filed.',
  },
  signWay: {
    zh: '签订的是下面这一稿。签订由法定代表人或业务授权人办理，签订人和时间写入合同和日志；双方签完，系统出具带两个数字签名的 PDF，与纸质合同具有同等效力。',
    en: 'You sign the draft below. The legal representative or the authorised agent signs; name and time go into contract and log. When both have signed, a PDF with two digital signatures is made, as good as paper.',
  },
  electronic: { zh: '电子合同', en: 'Electronic' },
  change: { zh: '变更', en: 'Change' },
  signatures: { zh: '签订人', en: 'Signed by' },
  invoices: { zh: '电子发票', en: 'E-invoices' },
  invoiceNumber: { zh: '发票号码', en: 'Number' },
  issuedOn: { zh: '开票日期', en: 'Issued on' },
  amount: { zh: '金额', en: 'Amount' },
  charges: { zh: '反映的额外收费', en: 'Extra charges reported' },
  chargeText: { zh: '情况说明', en: 'What happened' },
} as const satisfies Words
