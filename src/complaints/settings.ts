import { art } from '../gazette/index.ts'
import type { Json, Setting } from '../workflow/index.ts'

/** 49.6 asks for the decision on acceptance 及时 without a figure: 依省办法，本系统缺省值. */
export const acceptanceWorkingDays: Setting<number> = {
  key: 'complaints.acceptance-working-days',
  cites: art('111', '49.6'),
  default: 3,
  zh: '决定是否受理投诉的时限（工作日；依省办法，本系统缺省值）',
  en: 'Decision on the acceptance of a complaint, in working days',
}

/** 51.1 lets the receiver investigate and gives the parties no time of their own: 依省办法，本系统缺省值. */
export const answerWorkingDays: Setting<number> = {
  key: 'complaints.answer-working-days',
  cites: art('111', '51.1'),
  default: 3,
  zh: '投诉当事人答复调查的时限（工作日；依省办法，本系统缺省值）',
  en: 'Answer of a party to an investigation, in working days',
}

/** 50 passes a complaint to a department without a time: the 10 working days of 49.6 by analogy, 本系统缺省值. */
export const departmentWorkingDays: Setting<number> = {
  key: 'complaints.department-working-days',
  cites: art('111', '50'),
  default: 10,
  zh: '行业主管部门处理移送投诉并告知结果的时限（工作日；比照第四十九条，本系统缺省值）',
  en: "Department's handling of a complaint that was passed to it, in working days",
}

export const complaintSettings: readonly Setting<Json>[] = [
  acceptanceWorkingDays,
  answerWorkingDays,
  departmentWorkingDays,
]
