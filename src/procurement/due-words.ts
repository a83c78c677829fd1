/** What is due of a procurement; apart from the other subjects, whose words the page of an announcement need not carry. */
export const procurementDue = {
  pass: { zh: '公告核对', en: 'Check an announcement' },
  supply: { zh: '补正选取申请', en: 'Supplement the application' },
  submit: { zh: '重新提交选取申请', en: 'Submit the application again' },
  award: { zh: '公示期满，出具中选通知书', en: 'Publicity ends, award notice' },
  close: { zh: '报名截止', en: 'Registration closes' },
  'run-again': { zh: '流选后另行组织选取', en: 'Run the selection again' },
} as const satisfies Record<string, { zh: string; en: string }>
