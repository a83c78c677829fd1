import type { Words } from '../words/words.ts'

export const lawWords = {
  name: { zh: '法规依据', en: 'The law' },
  lead: {
    zh: '本系统按下面的文字运行。每一个按钮、每一次拒绝、每一个时限，都注明出自哪一条。',
    en: 'The system runs by these words. Every button, refusal and deadline names the paragraph it comes from.',
  },
  issued: { zh: '{{issuer}} {{issued}} 印发', en: 'issued by {{issuer}} on {{issued}}' },
  force: { zh: '{{from}} 起施行，{{to}} 止', en: 'in force from {{from}} to {{to}}' },
  from: { zh: '{{from}} 起施行', en: 'in force from {{from}}' },
  source: { zh: '来源：{{source}}', en: 'Source: {{source}}' },
  chapters: { zh: '章节', en: 'Chapters' },
  search: { zh: '在条文中查找', en: 'Search the text' },
  found: { zh: '{{n}} 处', en: '{{n}} paragraphs' },
  none: { zh: '条文中没有这个词', en: 'The text does not contain this' },
  noneWhy: { zh: '换一个词试试，例如“工作日”“回避”。', en: 'Try another word, for example 工作日.' },
  others: { zh: '公报中的其他文件', en: 'Other documents of the gazette' },
  notRecorded: { zh: '正文未录，只录标题', en: 'headings only' },
  link: { zh: '{{label}}的链接', en: 'Link to {{label}}' },
  chineseOnly: {
    zh: '',
    en: 'The text is shown in Chinese as published. There is no official translation.',
  },
} as const satisfies Words
