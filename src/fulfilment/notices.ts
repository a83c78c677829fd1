import type { Calendar, Instant } from '../calendar/index.ts'
import type { Role } from '../workflow/index.ts'
import { clocksOf } from './clocks.ts'
import { endInWords, type Text } from './dates.ts'
import type { FactName } from './facts.ts'
import type { NoticeCode } from './notice-words.ts'
import { type ClockName, contractOf, type Engagement } from './state.ts'
import { clockWords } from './words.ts'

/** One message to be sent: who, which, with what. */
export interface NoticePlan {
  code: NoticeCode
  to: readonly string[]
  roles?: readonly Role[]
  params: Readonly<Record<string, string | number | Text | undefined>>
}

/** Who is told what when something has happened. */
export function noticesOf(
  e: Engagement,
  what: FactName,
  body: Readonly<Record<string, unknown>>,
  calendar: Calendar,
): readonly NoticePlan[] {
  const { agency, owner, operator, finance } = e.award
  const general = { title: e.award.title, agency: agency.name, owner: owner.name, notice: e.award.notice }
  const plan = (
    code: NoticeCode,
    to: readonly { id: string }[],
    params: NoticePlan['params'] = {},
  ): NoticePlan => ({
    code,
    to: to.map((t) => t.id),
    params: { ...general, ...params },
  })
  const until = (name: ClockName): Text | undefined => {
    const clock = clocksOf(e, calendar).find((c) => c.name === name)
    return clock && endInWords(clock.due)
  }
  switch (what) {
    case 'opened': {
      const dates = { contactBy: until('contact'), contractBy: until('contract') }
      return [plan('awarded-agency', [agency], dates), plan('awarded-owner', [owner], dates)]
    }
    case 'contact-recorded':
      return [plan('contact-recorded', [owner], { person: e.contact?.person, phone: e.contact?.phone })]
    case 'contact-denied':
      return [plan('contact-denied', [agency], { reason: String(body.reason), contactBy: until('contact') })]
    case 'contract-filed': {
      const differences = contractOf(e).differences.length
      const told = [plan('contract-filed', [owner], { differences })]
      return differences > 0 ? [...told, plan('contract-differs', [operator], { differences })] : told
    }
    case 'contract-confirmed':
      return [plan('contract-confirmed', [agency], { deliverBy: until('deliverable') })]
    case 'contract-drafted':
      return [plan('contract-to-sign', [agency, owner], { draft: Number(body.draft) })]
    case 'contract-signed':
      return e.contractDraft ? [plan('contract-signed', [body.side === 'agency' ? owner : agency])] : []
    case 'contract-concluded': {
      const differences = contractOf(e).differences.length
      const told = [plan('contract-concluded', [agency, owner], { deliverBy: until('deliverable') })]
      return differences > 0 ? [...told, plan('contract-differs', [operator], { differences })] : told
    }
    case 'invoice-recorded':
      return [plan('invoice-recorded', [owner], { number: String(body.number), sum: String(body.sum) })]
    case 'charge-reported':
      return [plan('charge-reported', [operator, agency], { sum: String(body.sum), text: String(body.text) })]
    case 'materials-told':
      return [plan('materials-told', [owner], { count: Number(body.count) })]
    case 'payment-planned':
      return body.byDefault
        ? [plan('payment-due', [owner, agency], { payBy: until('payment') })]
        : [plan('payment-planned', [agency], { count: Number(body.count) })]
    case 'payment-recorded': {
      const params = { sum: String(body.sum), left: String(body.left), voucher: String(body.voucher) }
      const told = [plan('payment-recorded', [body.by === 'finance' ? owner : agency, agency], params)]
      if (body.announced === undefined) return told
      const watching = [operator, ...(finance ? [finance] : [])]
      return [...told, plan('paid-above-announced', watching, { announced: String(body.announced) })]
    }
    case 'payment-struck':
      return [plan('payment-struck', [agency], { sum: String(body.sum), reason: String(body.reason) })]
    case 'payment-urged':
      return [plan('payment-urged', [owner], { by: finance?.name, text: String(body.text) })]
    case 'not-recognised': {
      const params = { by: String(body.by), version: Number(body.version), reasons: String(body.reasons) }
      const management = { id: String(body.management) }
      return [
        plan('not-recognised', [management], { ...params, basis: String(body.basis) }),
        plan('not-recognised-parties', [owner, agency, operator], { ...params, basis: String(body.basis) }),
      ]
    }
    case 'non-recognition-answered':
      return [
        plan('non-recognition-answered', [{ id: String(body.department) }], { text: String(body.text) }),
      ]
    case 'non-recognition-withdrawn': {
      const told = [{ id: String(body.management) }, owner, agency, operator]
      return [plan('non-recognition-withdrawn', told, { by: String(body.by), reason: String(body.reason) })]
    }
    case 'deliverable-uploaded':
      return [plan('deliverable-uploaded', [owner], { version: Number(body.version) })]
    case 'deliverable-returned':
      return [
        plan('deliverable-returned', [agency], {
          version: Number(body.version),
          reasons: String(body.reasons),
        }),
      ]
    case 'completed':
      return [
        plan('completed-owner', [owner], { rateBy: until('rating') }),
        plan('completed-agency', [agency], { rateBy: until('rating') }),
      ]
    case 'rated': {
      const rated = { agency, owner, operator }[body.of as 'agency' | 'owner' | 'operator']
      return [plan('rated', [rated], { stars: Number(body.stars) })]
    }
    case 'default-rated':
      return [plan('default-rated', [agency, owner], { stars: Number(body.stars) })]
    case 'possible-breach': {
      if (body.clock === 'payment') {
        const told = [owner, agency, operator, ...(finance ? [finance] : [])]
        return [plan('payment-overdue', told, clockParams(body))]
      }
      const concerned = body.clock === 'contract' ? [agency, owner, operator] : [agency, operator]
      return [plan('possible-breach', concerned, clockParams(body))]
    }
    case 'reminded': {
      // Both must sign; the rest is one side's.
      const reminded = body.clock === 'contract' ? [agency, owner] : [body.who === 'owner' ? owner : agency]
      return [plan('reminded', reminded, clockParams(body))]
    }
    case 'contact-confirmed':
    case 'materials-handed':
    case 'closed':
    // That an announcement was voided is told by the procurement.
    case 'ended':
      return []
  }
}

const clockParams = (body: Readonly<Record<string, unknown>>) => ({
  clock: clockWords[body.clock as ClockName],
  due: endInWords(body.due as Instant),
})
