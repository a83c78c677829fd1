import { art } from '../gazette/index.ts'
import type { Json, Setting } from '../workflow/index.ts'

/** 20.2 publishes without saying for how long: 依省办法，本系统缺省值. */
export const publicityWorkingDays: Setting<number> = {
  key: 'registry.publicity-working-days',
  cites: art('111', '20.2'),
  default: 5,
  zh: '入驻公示期（工作日；依省办法，本系统缺省值）',
  en: 'Publicity of an admission, in working days',
}

/** 20.2 gives the departments no time of their own: 依省办法，本系统缺省值. */
export const confirmationWorkingDays: Setting<number> = {
  key: 'registry.confirmation-working-days',
  cites: art('111', '20.2'),
  default: 5,
  zh: '行业主管部门审核资质（资格）的时限（工作日；依省办法，本系统缺省值）',
  en: "Department's confirmation of a qualification, in working days",
}

/** 17 sends agencies registered elsewhere to the provincial measure: 依省办法，本系统缺省值 is the city's operator. */
export const placeForOutside: Setting<string> = {
  key: 'registry.place-for-outside',
  cites: art('111', '17'),
  default: '360400',
  zh: '注册地在市外的中介服务机构由何地运营机构核对（依省办法，本系统缺省值）',
  en: 'Region whose operator checks agencies registered outside the city',
}

/** 33.1 gives the check of a change no time; the admission's 2 working days (20.2) by analogy: 依省办法，本系统缺省值. */
export const changeWorkingDays: Setting<number> = {
  key: 'registry.change-working-days',
  cites: art('111', '33.1'),
  default: 2,
  zh: '中介服务机构关键信息变更的核对时限（工作日；比照第二十条第（二）项，依省办法，本系统缺省值）',
  en: "Operator's check of a key change of an agency, in working days",
}

/** 20.3 gives the review of an objection no time: 依省办法，本系统缺省值. */
export const reviewWorkingDays: Setting<number> = {
  key: 'registry.objection-review-working-days',
  cites: art('111', '20.3'),
  default: 5,
  zh: '运营机构复核公示异议的时限（工作日；依省办法，本系统缺省值）',
  en: "Operator's review of an objection during publicity, in working days",
}

/** 20.3 gives the management body no time either: 依省办法，本系统缺省值. */
export const managementReviewWorkingDays: Setting<number> = {
  key: 'registry.objection-management-working-days',
  cites: art('111', '20.3'),
  default: 10,
  zh: '管理机构牵头复核公示异议的时限（工作日；依省办法，本系统缺省值）',
  en: "Management body's review of an objection raised to it, in working days",
}

/** 35.2 suspends on the day and warns of nothing: 依省办法，本系统缺省值. */
export const qualificationWarningDays: Setting<number[]> = {
  key: 'registry.qualification-warning-days',
  cites: art('111', '35.2'),
  default: [60, 30, 7],
  zh: '资质（资格）到期前多少天提醒中介服务机构（天；依省办法，本系统缺省值）',
  en: 'Days before the end of a qualification on which its agency is warned',
}

/** 19.1 names administrators without saying how others join them; a code that lies about is worth little after a week. */
export const invitationHours: Setting<number> = {
  key: 'registry.invitation-hours',
  cites: art('111', '19.1'),
  default: 168,
  zh: '邀请人员加入单位的一次性邀请码有效期（小时；本系统缺省值）',
  en: 'Validity of the one-time code that invites a person, in hours',
}

/** 19.1 asks for real names, not for copies of a list of numbers: 本系统缺省值. */
export const revealsPerDay: Setting<number> = {
  key: 'registry.identity-reveals-per-day',
  cites: art('111', '19.1'),
  default: 30,
  zh: '每人每日查阅身份号码全号的次数上限（本系统缺省值）',
  en: 'How many full identity numbers a person may be shown in a day',
}

/** Everything that this module leaves to the city, for the page that lists it. */
export const registrySettings: readonly Setting<Json>[] = [
  publicityWorkingDays,
  confirmationWorkingDays,
  placeForOutside,
  reviewWorkingDays,
  managementReviewWorkingDays,
  changeWorkingDays,
  qualificationWarningDays,
  invitationHours,
  revealsPerDay,
]
