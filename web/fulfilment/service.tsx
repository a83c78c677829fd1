import type { ReactNode } from 'react'
import { chinaCalendar } from '../../src/calendar/index.ts'
import {
  actionWords,
  clocksOf,
  type Engagement,
  instalmentsOf,
  leftOf,
  type NonRecognition,
  outstanding,
  type Payment,
  paidOf,
  planOf,
  refusalWords,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Money } from '../shared/Money.tsx'
import { Table } from '../shared/Table.tsx'
import { useActions } from '../shared/useActions.tsx'
import { When } from '../shared/When.tsx'
import { useWords } from '../words/words.ts'
import type { EngagementView, FiledFile } from './context.ts'
import { ChargeForm, ContractDraftForm, InvoiceForm } from './contract-forms.tsx'
import { contractWords } from './contract-words.ts'
import { Facts, FileLink } from './sections.tsx'
import {
  AnswerForm,
  HandOverForm,
  NonRecognitionForm,
  PaymentForm,
  PlanForm,
  StrikeForm,
  UrgeForm,
  WithdrawForm,
} from './service-forms.tsx'
import { serviceWords } from './service-words.ts'

interface Props {
  id: string
  view: EngagementView
}

/** Actions that stand in their own card, not among what comes next. */
export const cardActs = [
  'hand-over-materials',
  'record-invoice',
  'report-charge',
  'plan-payments',
  'record-payment',
  'strike-payment',
  'urge-payment',
  'refuse-recognition',
  'answer-non-recognition',
  'withdraw-non-recognition',
]

/** The buttons of one card: those of its actions that can be done now. */
function useCardActions({ id, view }: Props, forms: Parameters<typeof useActions>[0]['forms'] = {}) {
  return useActions({
    ...{ plural: 'engagements', id, words: actionWords, refusals: refusalWords, forms, plain: true },
    actions: view.actions.filter((a) => a.act in forms && !a.refusal),
    danger: ['strike-payment', 'refuse-recognition', 'report-charge'],
  })
}

/** 32.2: a contract that stands is changed by another one. */
export function ChangeContract(props: Props) {
  const { buttons, panel } = useCardActions(props, { 'draft-contract': ContractDraftForm })
  return (
    <>
      {panel}
      <Below>{buttons}</Below>
    </>
  )
}

/** 33.2: the list that was told once, and what of it was handed over. */
export function MaterialsCard(props: Props) {
  const t = useWords(serviceWords)
  const list = props.view.state.materials
  const { buttons, panel } = useCardActions(props, { 'hand-over-materials': HandOverForm })
  return (
    <Card title={t('materials')} aside={<Cite article={art('111', '33.2')} />}>
      {panel}
      {!list && <p className="mute">{t('materialsNone')}</p>}
      {list?.items.length === 0 && <p>{t('materialsNothing')}</p>}
      {list && list.items.length > 0 && (
        <>
          <p className="state-line cluster">
            <span className="tag" data-tone={outstanding(list) === 0 ? 'ok' : undefined}>
              {t('toldAt')}
            </span>
            <When at={list.toldAt} />
          </p>
          <ol className="service-list">
            {list.items.map((m) => (
              <li key={m.name}>
                <p className="cluster">
                  <strong>{m.name}</strong>
                  <span className="tag" data-tone={m.handedAt ? 'ok' : 'warn'}>
                    {m.handedAt ? t('handed') : t('notHanded')}
                  </span>
                  {m.handedAt && <When at={m.handedAt} />}
                </p>
                <p className="small mute">
                  {t('normBasis')}：{m.basis}
                  {m.note && ` · ${m.note}`}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
      <Below>{buttons}</Below>
    </Card>
  )
}

/** 12: the plan, what was paid on it, with vouchers, and what is left. */
export function PaymentsCard(props: Props) {
  const t = useWords(serviceWords)
  const c = useWords(contractWords)
  const e = props.view.state
  const contract = e.contracts.at(-1)
  const { buttons, panel } = useCardActions(props, {
    'plan-payments': PlanForm,
    'record-payment': PaymentForm,
    'strike-payment': StrikeForm,
    'urge-payment': UrgeForm,
    'record-invoice': InvoiceForm,
    'report-charge': ChargeForm,
  })
  if (!contract) return null
  const left = leftOf(e)
  return (
    <Card title={t('payments')} aside={<Cite article={art('111', '12')} />}>
      {panel}
      <p className="state-line cluster">
        {left === 0 && (
          <span className="tag" data-tone="ok">
            {t('paidInFull')}
          </span>
        )}
        {e.award.money === 'fiscal' && (
          <span className="tag">
            {t('fiscal')}
            {e.award.finance && ` · ${e.award.finance.name}`}
          </span>
        )}
      </p>
      <Facts
        rows={[
          [t('contractFee'), <Money key="fee" fen={contract.fee} />],
          [t('paid'), <Money key="paid" fen={paidOf(e)} />],
          [t('left'), <Money key="left" fen={left} />],
        ]}
      />
      <h3 className="section-gap">{t('plan')}</h3>
      <Plan e={e} />
      <h3 className="section-gap">{t('records')}</h3>
      <Records payments={e.payments} files={props.view.files ?? []} />
      {e.invoices.length > 0 && (
        <>
          <h3 className="section-gap">{c('invoices')}</h3>
          <ul className="clock-list">
            {e.invoices.map((i) => (
              <li key={i.number} className="cluster">
                <span className="num">{i.number}</span> <Money fen={i.amount} /> <When at={i.issuedOn} date />
              </li>
            ))}
          </ul>
        </>
      )}
      {e.charges.length > 0 && (
        <>
          <h3 className="section-gap">
            {c('charges')} <Cite article={art('111', '33.4')} />
          </h3>
          <ul className="clock-list">
            {e.charges.map((x) => (
              <li key={x.at}>
                <span className="cluster">
                  <Money fen={x.amount} /> <When at={x.at} />
                </span>
                <span>{x.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Below>{buttons}</Below>
    </Card>
  )
}

function Plan({ e }: { e: Engagement }) {
  const t = useWords(serviceWords)
  const plan = planOf(e)
  if (!plan) return <p className="mute">{t('planNone')}</p>
  const clocks = clocksOf(e, chinaCalendar).filter((c) => c.name === 'payment')
  return (
    <>
      {plan.byDefault && <p className="small mute">{t('planDefault')}</p>}
      <ul className="clock-list">
        {instalmentsOf(e).map((i) => {
          const clock = clocks.find((c) => c.instalment === i.number)
          return (
            <li key={i.number}>
              <span className="cluster">
                {t('instalment', { n: i.number })} <Money fen={i.amount} /> <When at={i.due} date />
              </span>
              {clock && <Lamp due={clock.due} done={clock.doneAt} layout="stack" />}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Records({ payments, files }: { payments: readonly Payment[]; files: readonly FiledFile[] }) {
  const t = useWords(serviceWords)
  if (payments.length === 0) return <p className="mute">{t('recordsNone')}</p>
  return (
    <Table
      caption={t('records')}
      rows={payments}
      rowKey={(p) => String(p.number)}
      columns={[
        { key: 'paidOn', title: t('paidOn'), cell: (p) => <When at={p.paidOn} date /> },
        {
          key: 'amount',
          title: t('amount'),
          align: 'end',
          cell: (p) =>
            p.struck ? (
              <>
                <s>
                  <Money fen={p.amount} />
                </s>{' '}
                <span className="tag" data-tone="seal">
                  {t('struck')}
                </span>
                <span className="small mute service-why">{p.struck.reason}</span>
              </>
            ) : (
              <Money fen={p.amount} />
            ),
        },
        {
          key: 'voucher',
          title: t('voucher'),
          cell: (p) => (
            <>
              <span className="num">{p.voucher}</span>
              <br />
              <FileLink file={p.file} files={files} />
            </>
          ),
        },
        { key: 'by', title: t('by'), cell: (p) => (p.by === 'finance' ? t('byFinance') : t('byOwner')) },
      ]}
    />
  )
}

/** 5.2: what departments have said against the deliverable, and what the agency answered. */
export function RecognitionCard(props: Props) {
  const t = useWords(serviceWords)
  const e = props.view.state
  const { buttons, panel } = useCardActions(props, {
    'refuse-recognition': NonRecognitionForm,
    'answer-non-recognition': AnswerForm,
    'withdraw-non-recognition': WithdrawForm,
  })
  if (e.deliverables.length === 0) return null
  return (
    <Card
      title={t('recognition')}
      aside={<Cite article={art('111', '5.2')} />}
      tone={e.nonRecognitions.some((n) => !n.withdrawn) ? 'seal' : undefined}
    >
      {panel}
      {e.nonRecognitions.length === 0 && <p className="mute">{t('recognitionNone')}</p>}
      <ol className="versions">
        {e.nonRecognitions.toReversed().map((n) => (
          <li key={n.number}>
            <Opinion n={n} files={props.view.files ?? []} />
          </li>
        ))}
      </ol>
      <Below>{buttons}</Below>
    </Card>
  )
}

function Opinion({ n, files }: { n: NonRecognition; files: readonly FiledFile[] }) {
  const t = useWords(serviceWords)
  return (
    <>
      <p className="cluster state-line">
        <strong>{n.department.name}</strong>
        <span className="tag" data-tone={n.withdrawn ? undefined : 'seal'}>
          {n.withdrawn ? t('takenBack') : t('notRecognised')}
        </span>
        <When at={n.at} />
      </p>
      <Facts
        rows={[
          [t('opinion'), <FileLink key="file" file={n.file} files={files} />],
          [t('about'), t('ofVersion', { n: n.version })],
          [t('refusalReasons'), n.reasons],
          [t('refusalBasis'), n.basis],
          [t('toldTo'), n.management.name],
          [
            t('answer'),
            n.answer && (
              <span key="answer">
                {n.answer.text} <When at={n.answer.at} />
                {n.answer.file && (
                  <>
                    <br />
                    <FileLink file={n.answer.file} files={files} />
                  </>
                )}
              </span>
            ),
          ],
          [t('withdrawReason'), n.withdrawn?.reason],
        ]}
      />
    </>
  )
}

const Below = ({ children }: { children: ReactNode }) =>
  children ? <div className="service-acts">{children}</div> : null
