interface NoticeText {
  subject: { zh: string; en: string }
  body: { zh: string; en: string }
}

/** Messages about breaches. `{{name}}` is the agency, `{{situation}}` the situation in the measure's words. */
export const breachNotices = {
  drafted: {
    subject: { zh: '失信线索待核实：{{name}}', en: 'A possible breach: {{name}}' },
    body: {
      zh: '{{text}} 可能属于：{{situation}}请核实；认定前须听取机构陈述，并附证据。',
      en: '{{text}} It may be: {{situation}}. Please look into it; the agency must be heard, and evidence attached.',
    },
  },
  hearing: {
    subject: { zh: '请陈述申辩：{{name}}', en: 'Please state your case: {{name}}' },
    body: {
      zh: '{{operator}}拟就下列情形作信用处理：{{situation}}请在{{due}}前陈述申辩，可附材料；逾期未陈述的，依现有证据认定。',
      en: '{{operator}} considers a decision on: {{situation}}. State your case before {{due}}; after that it decides on what there is.',
    },
  },
  answered: {
    subject: { zh: '机构已陈述申辩：{{name}}', en: 'The agency has stated its case: {{name}}' },
    body: { zh: '{{name}}已陈述申辩，请核实后认定。', en: '{{name}} has stated its case; please decide.' },
  },
  decided: {
    subject: { zh: '失信认定待第二人复核：{{name}}', en: 'A finding to confirm: {{name}}' },
    body: {
      zh: '对{{name}}的认定已作出，须由另一名工作人员复核。',
      en: 'A finding on {{name}} was made; another person must confirm it.',
    },
  },
  'to-approve': {
    subject: { zh: '清退待核准：{{name}}', en: 'Expulsion to approve: {{name}}' },
    body: {
      zh: '{{name}}：{{situation}}请管理机构核准是否清退。',
      en: '{{name}}: {{situation}}. Please decide on its expulsion.',
    },
  },
  found: {
    subject: { zh: '失信认定：{{name}}', en: 'Finding of a breach: {{name}}' },
    body: {
      zh: '认定情形：{{situation}}处理：{{sanction}}。公示至 {{publicUntil}}。',
      en: 'Found: {{situation}}. Measure: {{sanction}}. Published until {{publicUntil}}.',
    },
  },
  dismissed: {
    subject: { zh: '不予认定失信：{{name}}', en: 'No breach found: {{name}}' },
    body: {
      zh: '对{{name}}不予认定，理由：{{reason}}',
      en: 'Nothing was found against {{name}}: {{reason}}',
    },
  },
  'suspension-ended': {
    subject: { zh: '暂停期满：{{name}}', en: 'Suspension over: {{name}}' },
    body: {
      zh: '暂停期满，可以继续参与承接中介服务。',
      en: 'The suspension is over; you may register again.',
    },
  },
  'repair-applied': {
    subject: { zh: '信用修复申请：{{name}}', en: 'Repair applied for: {{name}}' },
    body: {
      zh: '{{name}}申请信用修复，请在{{due}}前核定（管理机构、行业主管部门请对整改措施提出意见）。',
      en: '{{name}} applies for credit repair; it is decided before {{due}}. Management body and departments give their opinion.',
    },
  },
  'repair-refused': {
    subject: { zh: '信用修复核定不通过：{{name}}', en: 'Repair refused: {{name}}' },
    body: { zh: '核定不通过，维持原决定。理由：{{reason}}', en: 'Refused; the decision stands: {{reason}}' },
  },
  repaired: {
    subject: { zh: '信用修复核定通过：{{name}}', en: 'Repair granted: {{name}}' },
    body: {
      zh: '为{{name}}修复信用，暂停即时解除，本次失信不再累计；修复信息公示至 {{publicUntil}}。',
      en: 'The credit of {{name}} is repaired: any suspension ends at once and the breach no longer counts. Published until {{publicUntil}}.',
    },
  },
} as const satisfies Record<string, NoticeText>

export type BreachNotice = keyof typeof breachNotices
