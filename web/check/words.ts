import type { Words } from '../words/words.ts'

export const checkWords = {
  title: { zh: '文件核验', en: 'Check a document' },
  lead: {
    zh: '扫描文件上的二维码，或输入登记号，核对它是否由本市场发出。',
    en: 'Scan the code on a document, or type its register number, to see whether this market issued it.',
  },
  number: { zh: '登记号', en: 'Register number' },
  example: { zh: '例如 ZX-2026-0001，印在二维码旁', en: 'For example ZX-2026-0001, printed beside the code' },
  check: { zh: '核验', en: 'Check' },
  genuine: { zh: '本市场发出的文件', en: 'Issued by this market' },
  genuineWhy: {
    zh: '登记号 {{number}} 在册，存储内容与公开日志登记的哈希值一致。请再核对纸面内容与下方是否相同。',
    en: 'Number {{number}} is in the register and what is stored has the hash that is in the public log. Please compare the paper with the page below.',
  },
  demonstration: { zh: '演示文件，不具有效力', en: 'A demonstration document without force' },
  withdrawn: { zh: '文件已作废', en: 'Withdrawn' },
  withdrawnWhy: { zh: '{{at}}作废：{{reason}}', en: 'Withdrawn on {{at}}: {{reason}}' },
  unknown: { zh: '本市场没有发出这个登记号的文件', en: 'This market issued no document of this number' },
  unknownWhy: {
    zh: '“{{number}}”不在登记册中。请核对号码；如果文件上确实印着它，请勿采信。',
    en: '“{{number}}” is not in the register. Check the number; if the document really bears it, do not rely on it.',
  },
  damaged: { zh: '存储内容与登记不符', en: 'What is stored does not match the register' },
  damagedWhy: {
    zh: '存储的文件与公开日志登记的哈希值不一致，已停止提供，请联系运营机构。',
    en: 'The stored file does not have the hash that is in the public log. It is not served; please contact the operator.',
  },
  printedNumber: { zh: '文号', en: 'Number' },
  project: { zh: '项目', en: 'Project' },
  owner: { zh: '项目业主', en: 'Owner' },
  agency: { zh: '中选机构', en: 'Agency' },
  issuer: { zh: '出具单位', en: 'Issued by' },
  at: { zh: '出具时间', en: 'Issued' },
  hash: { zh: '文件哈希值（SHA-256）', en: 'Hash of the file (SHA-256)' },
  log: { zh: '日志', en: 'Log' },
  signature: { zh: '数字签名', en: 'Digital signature' },
  signatureOwn: { zh: '（本市场自签证书）', en: '(certificate made by this market itself)' },
  signatureGiven: { zh: '（由认证机构签发的证书）', en: '(certificate from an authority)' },
  certificate: { zh: '下载证书', en: 'Download the certificate' },
  fingerprint: { zh: '证书指纹（SHA-256）', en: 'Fingerprint of the certificate (SHA-256)' },
  mine: { zh: '核对您手中的 PDF', en: 'Check the PDF that you have' },
  mineWhy: {
    zh: '文件只在您的浏览器里计算，不会上传。',
    en: 'It is computed in your browser; nothing is sent.',
  },
  choose: { zh: '选择 PDF', en: 'Choose a PDF' },
  same: {
    zh: '✓ “{{name}}”与登记的文件逐字节一致。',
    en: '✓ “{{name}}” is the registered file, byte for byte.',
  },
  different: {
    zh: '× “{{name}}”与登记的文件不一致，请以下载的文件为准。',
    en: '× “{{name}}” is not the registered file. Rely on the one that you download here.',
  },
} as const satisfies Words
