import type { Article } from '../gazette/index.ts'
import { type Refusal, refuse } from '../workflow/index.ts'
import type { CodeFault, CreditCodeFault } from './codes.ts'

/** Every reason for which this module says no; `words.ts` has a text for each. */
export type RefusalCode =
  | 'not-available'
  // the form
  | 'field-missing'
  | `credit-code-${CreditCodeFault['fault']}`
  | `identity-${CodeFault['fault']}`
  | 'not-a-day'
  | 'phone-invalid'
  | 'email-invalid'
  | 'place-unknown'
  | 'not-established-yet'
  | 'term-ended'
  | 'licence-missing'
  | 'authorised-agent-missing'
  | 'administrator-missing'
  | 'post-missing'
  | 'not-employed'
  | 'person-twice'
  | 'service-missing'
  | 'service-unknown'
  | 'service-twice'
  | 'certificate-missing'
  | 'qualification-not-yet-valid'
  | 'qualification-expired'
  | 'ends-before-it-begins'
  // the application
  | 'application-under-way'
  | 'agency-barred'
  | 'representative-barred'
  | 'key-person-elsewhere'
  | 'key-person-applying-elsewhere'
  | 'file-unknown'
  | 'commitment-unsigned'
  | 'commitment-outdated'
  | 'truth-not-declared'
  | 'scoring-not-accepted'
  | 'signer-is-not-representative'
  | 'no-operator'
  | 'no-department'
  // the check
  | 'supplement-already-told'
  | 'check-already-passed'
  | 'checklist-incomplete'
  | 'demands-missing'
  | 'reason-missing'
  | 'no-such-review'
  | 'publicity-running'
  | 'not-a-clerk'
  | 'hand-over-reason-missing'
  // changes
  | 'not-admitted'
  | 'change-under-way'
  | 'change-empty'
  | 'key-person-gone'
  // taking over existing agencies
  | 'place-of-another-operator'
  | 'code-twice-in-file'
  | 'code-registered-already'
  | 'key-person-in-another-row'
  | 'admitted-later'
  // registration of organisations
  | 'code-registered'
  | 'code-of-another-kind'
  | 'owner-kind-missing'
  | 'name-not-full'
  | 'name-not-as-certified'
  | 'owner-kind-fixed'
  | 'person-registered'
  | 'person-has-no-code'
  | 'person-not-fiscal'
  | 'person-acts-alone'
  | 'owner-has-open-business'
  | 'account-taken'
  | 'account-invalid'
  | 'password-short'

/** A refusal of this module; a code without a text does not compile. */
export const no = (
  code: RefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)
