interface NoticeText {
  subject: { zh: string; en: string }
  body: { zh: string; en: string }
}

/** Messages; none goes to whom a report is about, and none names the reporter. */
export const reportNotices = {
  received: {
    subject: { zh: '收到举报：{{number}}', en: 'A report: {{number}}' },
    body: {
      zh: '收到举报 {{number}}（{{situation}}），请在{{due}}前移交有权机关。',
      en: 'Report {{number}} ({{situation}}). Pass it to the competent authority before {{due}}.',
    },
  },
  found: {
    subject: { zh: '时限发现线索：{{number}}', en: 'Found by the clocks: {{number}}' },
    body: {
      zh: '系统发现线索 {{number}}（{{situation}}）：{{title}}。证据已附，请在{{due}}前研判；是否“无故”由人判断。',
      en: 'Finding {{number}} ({{situation}}): {{title}}. The evidence is attached; weigh it before {{due}}.',
    },
  },
  'found-to-finance': {
    subject: { zh: '财政性资金线索：{{number}}', en: 'Finding on fiscal money: {{number}}' },
    body: {
      zh: '系统发现财政性资金项目的线索 {{number}}（{{situation}}）：{{title}}。由{{receiver}}研判，送您知悉。',
      en: 'Finding {{number}} on fiscal money ({{situation}}): {{title}}. {{receiver}} weighs it; this is for you to know.',
    },
  },
  routed: {
    subject: { zh: '移交处理：{{number}}', en: 'Passed to you: {{number}}' },
    body: {
      zh: '{{receiver}}将 {{number}}（{{situation}}）移交贵单位依法处理，请在{{due}}前记录结果。',
      en: '{{receiver}} passes {{number}} ({{situation}}) to you. Record the outcome before {{due}}.',
    },
  },
  concluded: {
    subject: { zh: '举报已有结果：{{number}}', en: 'Outcome of report {{number}}' },
    body: {
      zh: '您的举报 {{number}}：{{outcome}}。{{text}}',
      en: 'Your report {{number}}: {{outcome}}. {{text}}',
    },
  },
} as const satisfies Record<string, NoticeText>

export type ReportNotice = keyof typeof reportNotices
