import { Input, InputNumber } from 'antd'
import { chinaCalendar, type PlainDate } from '../../src/calendar/index.ts'
import {
  type ContractDraft,
  type Difference,
  differenceWords,
  draftDifferences,
  type Engagement,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { useMarket } from '../api/time.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { DateInput, MoneyInput } from '../shared/form/inputs.tsx'
import { Money } from '../shared/Money.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords } from '../words/words.ts'
import { contractWords } from './contract-words.ts'
import { Differences } from './Differences.tsx'
import { useForm } from './forms.tsx'
import { fulfilmentWords } from './words.ts'

type Terms = ContractDraft['terms']
type Values = Partial<Terms> & { why?: Partial<Record<Difference['field'], string>> }

/** 32.2: the contract from announcement and award; wherever it is changed, a field for the reason opens. */
export function ContractDraftForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(contractWords)
  const f = useWords(fulfilmentWords)
  const say = useText()
  const today = (useMarket()?.now ?? engagement.award.issuedAt).slice(0, 10) as PlainDate
  return (
    <DraftForm<Values>
      {...common}
      initial={initialTerms(engagement)}
      onSubmit={({ why = {}, ...terms }) =>
        props.submit({
          ...terms,
          explanations: Object.entries(why).flatMap(([field, text]) => (text ? [{ field, text }] : [])),
        })
      }
    >
      {(values) => {
        const differences = draftDifferences(engagement, termsOf(engagement, values), {
          today,
          calendar: chinaCalendar,
        })
        return (
          <>
            <Note>{t('draftWay')}</Note>
            <div className="form-pair">
              <Field name="fee" label={f('fee')} cites={art('111', '32.2')} required>
                <MoneyInput />
              </Field>
              <Field name="days" label={f('days')} hint={f('daysHint')} required>
                <InputNumber
                  min={1}
                  max={36_500}
                  precision={0}
                  style={{ width: '100%', maxWidth: '18rem' }}
                />
              </Field>
            </div>
            <Field name="scope" label={f('scope')} required>
              <Input.TextArea maxLength={20_000} rows={4} />
            </Field>
            <Field name="paymentTerms" label={f('paymentTerms')} required>
              <Input.TextArea maxLength={4000} rows={2} />
            </Field>
            <Field name="commitment" label={t('commitment')} cites={art('111', '33.3')} required>
              <Input.TextArea maxLength={4000} rows={2} />
            </Field>
            <section className="form-compare">
              <h3>{f('liveDifferences')}</h3>
              <Differences differences={differences} />
            </section>
            {differences.map((d) => (
              <Field
                key={d.field}
                name={`why.${d.field}`}
                label={t('explain', { point: say(differenceWords[d.field]) })}
                required
              >
                <Input.TextArea maxLength={2000} rows={2} />
              </Field>
            ))}
          </>
        )
      }}
    </DraftForm>
  )
}

const termsOf = ({ award }: Engagement, values: Values): Terms => ({
  fee: values.fee ?? award.fee ?? 0,
  days: values.days ?? award.days,
  scope: values.scope ?? award.scope,
  paymentTerms: values.paymentTerms ?? '',
  commitment: values.commitment ?? '',
})

/** The draft on the table, else the contract that is to be changed, else what was announced. */
function initialTerms({ award, contractDraft, contracts }: Engagement): Values {
  const last = contracts.at(-1)
  const from = contractDraft?.terms ?? last ?? award
  const why = contractDraft?.explanations ?? last?.electronic?.explanations ?? []
  return {
    ...{ fee: from.fee, days: from.days, scope: from.scope },
    paymentTerms: contractDraft?.terms.paymentTerms ?? last?.paymentTerms ?? '',
    commitment: contractDraft?.terms.commitment ?? last?.electronic?.commitment ?? '',
    why: Object.fromEntries(why.map((x) => [x.field, x.text])),
  }
}

/** 32.2: what is signed stands above the button; another draft in the meantime is refused. */
export function SignForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(contractWords)
  const draft = engagement.contractDraft
  if (!draft) return null
  return (
    <DraftForm {...common} initial={{}} onSubmit={() => props.submit({ draft: draft.number })}>
      <Note>{t('signWay')}</Note>
      <DraftTerms draft={draft} />
    </DraftForm>
  )
}

/** The terms of a draft, with every change marked and explained. */
export function DraftTerms({ draft }: { draft: ContractDraft }) {
  const t = useWords(contractWords)
  const f = useWords(fulfilmentWords)
  const say = useText()
  const { terms } = draft
  return (
    <>
      <dl className="facts">
        <div className="facts-row">
          <dt>{f('fee')}</dt>
          <dd>
            <Money fen={terms.fee} />
          </dd>
        </div>
        <div className="facts-row">
          <dt>{f('days')}</dt>
          <dd>{f('daysValue', { n: terms.days })}</dd>
        </div>
        <div className="facts-row">
          <dt>{f('scope')}</dt>
          <dd>{terms.scope}</dd>
        </div>
        <div className="facts-row">
          <dt>{f('paymentTerms')}</dt>
          <dd>{terms.paymentTerms}</dd>
        </div>
        <div className="facts-row">
          <dt>{t('commitment')}</dt>
          <dd>{terms.commitment}</dd>
        </div>
      </dl>
      <h3 className="section-gap">{f('differences')}</h3>
      <Differences differences={draft.differences} />
      {draft.explanations.map((x) => (
        <p key={x.field} className="small">
          {t('explain', { point: say(differenceWords[x.field]) })}：{x.text}
        </p>
      ))}
    </>
  )
}

/** 32.2: an invoice by its number; never more than the contract (33.4). */
export function InvoiceForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(contractWords)
  const today = useMarket()?.now.slice(0, 10) as PlainDate | undefined
  const min = engagement.contracts.at(-1)?.signedOn
  return (
    <DraftForm<{ number?: string; amount?: number; issuedOn?: PlainDate }>
      {...common}
      initial={today ? { issuedOn: today } : {}}
      onSubmit={props.submit}
    >
      <div className="form-pair">
        <Field name="number" label={t('invoiceNumber')} required>
          <Input maxLength={20} inputMode="numeric" />
        </Field>
        <Field name="amount" label={t('amount')} cites={art('111', '33.4')} required>
          <MoneyInput />
        </Field>
        <Field name="issuedOn" label={t('issuedOn')} required>
          <DateInput {...(min ? { min } : {})} {...(today ? { max: today } : {})} />
        </Field>
      </div>
    </DraftForm>
  )
}

/** 33.4: what was asked for beyond the contract. */
export function ChargeForm(props: ActionFormProps) {
  const { common } = useForm(props)
  const t = useWords(contractWords)
  return (
    <DraftForm<{ amount?: number; text?: string }> {...common} initial={{}} onSubmit={props.submit}>
      <Field name="amount" label={t('amount')} cites={art('111', '33.4')} required>
        <MoneyInput />
      </Field>
      <Field name="text" label={t('chargeText')} required>
        <Input.TextArea maxLength={2000} rows={3} />
      </Field>
    </DraftForm>
  )
}
