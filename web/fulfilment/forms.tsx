import { Input, InputNumber } from 'antd'
import { chinaCalendar, type PlainDate } from '../../src/calendar/index.ts'
import {
  actionWords,
  type ContractTerms,
  differencesOf,
  type Engagement,
  refusalWords,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { useMarket } from '../api/time.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { DateInput, FileInput, type FileRef, MoneyInput } from '../shared/form/inputs.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords } from '../words/words.ts'
import { useEngagement } from './context.ts'
import { Differences } from './Differences.tsx'
import { StarInput } from './StarInput.tsx'
import { fulfilmentWords } from './words.ts'

/** What every form of this page shares: where its draft is kept, what its button says, what was refused. */
export function useForm({ act, command }: ActionFormProps) {
  const { id, engagement } = useEngagement()
  const t = useWords(fulfilmentWords)
  const say = useText()
  return {
    engagement,
    t,
    common: {
      draft: `engagement/${id}/${act}`,
      submit: say(actionWords[act as keyof typeof actionWords]),
      busy: command.busy,
      refusal: command.refusal,
      refusals: refusalWords,
    },
  }
}

/** 32.1: who was sent to the owner. */
export function ContactForm(props: ActionFormProps) {
  const { common, t } = useForm(props)
  return (
    <DraftForm {...common} initial={{}} onSubmit={props.submit}>
      <Field name="person" label={t('contactPerson')} required>
        <Input maxLength={40} autoComplete="name" />
      </Field>
      <Field name="phone" label={t('phone')} required>
        <Input maxLength={30} inputMode="tel" autoComplete="tel" />
      </Field>
      <Field name="note" label={t('note')}>
        <Input.TextArea maxLength={1000} rows={2} />
      </Field>
    </DraftForm>
  )
}

/** The owner says what is the case: nobody was in touch, or why a deliverable goes back. */
function ReasonForm({
  name,
  rows = 3,
  ...props
}: ActionFormProps & { name: 'reason' | 'reasons'; rows?: number }) {
  const { common, t } = useForm(props)
  return (
    <DraftForm {...common} initial={{}} onSubmit={props.submit}>
      <Field name={name} label={t(name)} required>
        <Input.TextArea maxLength={name === 'reason' ? 1000 : 4000} rows={rows} />
      </Field>
    </DraftForm>
  )
}

export const DenyForm = (props: ActionFormProps) => <ReasonForm {...props} name="reason" />
export const ReturnForm = (props: ActionFormProps) => <ReasonForm {...props} name="reasons" rows={5} />

type ContractValues = Partial<Omit<ContractTerms, 'owner' | 'agency'>> & {
  file?: FileRef
  owner: { name?: string; code?: string }
  agency: { name?: string; code?: string }
}

/** 33.5: the terms as the contract has them; compared with the announcement while they are typed. */
export function ContractForm(props: ActionFormProps) {
  const { common, t, engagement } = useForm(props)
  const today = useMarket()?.now.slice(0, 10) as PlainDate | undefined
  return (
    <DraftForm<ContractValues>
      {...common}
      initial={initialTerms(engagement)}
      onSubmit={({ file, ...terms }) => props.submit({ ...cleaned(terms), file: file?.id })}
    >
      {(values) => (
        <>
          <div className="form-pair">
            <Field name="signedOn" label={t('signedOn')} cites={art('111', '32.1')} required>
              <DateInput
                min={engagement.award.issuedAt.slice(0, 10) as PlainDate}
                {...(today ? { max: today } : {})}
              />
            </Field>
            <Field name="fee" label={t('fee')} required>
              <MoneyInput />
            </Field>
            <Field name="days" label={t('days')} hint={t('daysHint')} required>
              <InputNumber min={1} max={36_500} precision={0} style={{ width: '100%', maxWidth: '18rem' }} />
            </Field>
          </div>
          <Field name="scope" label={t('scope')} required>
            <Input.TextArea maxLength={20_000} rows={4} />
          </Field>
          <Field name="paymentTerms" label={t('paymentTerms')} required>
            <Input.TextArea maxLength={4000} rows={2} />
          </Field>
          <PartyFields name="owner" label={t('contractOwner')} />
          <PartyFields name="agency" label={t('contractAgency')} />
          <Field name="file" label={t('contractFile')} required>
            <FileInput accept=".pdf" />
          </Field>
          <section className="form-compare">
            <h3>{t('liveDifferences')}</h3>
            <LiveDifferences engagement={engagement} values={values} />
          </section>
          <Field name="explanation" label={t('explanation')}>
            <Input.TextArea maxLength={4000} rows={2} />
          </Field>
        </>
      )}
    </DraftForm>
  )
}

function PartyFields({ name, label }: { name: 'owner' | 'agency'; label: string }) {
  const t = useWords(fulfilmentWords)
  return (
    <fieldset className="form-party">
      <legend>{label}</legend>
      <Field name={`${name}.name`} label={t('partyName')} required>
        <Input maxLength={200} />
      </Field>
      <Field name={`${name}.code`} label={t('partyCode')}>
        <Input maxLength={18} />
      </Field>
    </fieldset>
  )
}

/** The server's own comparison, on what is typed so far; fields still empty are not compared. */
function LiveDifferences({
  engagement: { award },
  values,
}: {
  engagement: Engagement
  values: Partial<ContractValues>
}) {
  const party = (side: 'owner' | 'agency') => ({
    name: values[side]?.name || award[side].name,
    ...(values[side]?.code ? { code: values[side].code } : {}),
  })
  const terms: ContractTerms = {
    signedOn: values.signedOn ?? (award.issuedAt.slice(0, 10) as PlainDate),
    fee: values.fee ?? award.fee ?? 0,
    days: values.days ?? award.days,
    scope: values.scope ?? award.scope,
    paymentTerms: '',
    owner: party('owner'),
    agency: party('agency'),
  }
  return <Differences differences={differencesOf(award, terms, chinaCalendar)} />
}

/** What was announced, or the last filing when it is corrected. */
function initialTerms({ award, contracts }: Engagement): Partial<ContractValues> {
  const last = contracts.at(-1)
  const party = ({ name, code }: { name: string; code?: string }) => ({ name, ...(code ? { code } : {}) })
  return {
    fee: last?.fee ?? award.fee,
    days: last?.days ?? award.days,
    scope: last?.scope ?? award.scope,
    owner: party(last?.owner ?? award.owner),
    agency: party(last?.agency ?? award.agency),
    ...(last ? { signedOn: last.signedOn, paymentTerms: last.paymentTerms } : {}),
  }
}

/** Empty texts are not sent: an absent code is not an empty one. */
export function cleaned(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (value === undefined || value === '' || value === null) return []
      return [[key, typeof value === 'object' ? cleaned(value) : value]]
    }),
  )
}

/** 33.6: the report, kept by its hash. */
export function DeliverableForm(props: ActionFormProps) {
  const { common, t } = useForm(props)
  return (
    <DraftForm<{ file?: FileRef; note?: string }>
      {...common}
      initial={{}}
      onSubmit={({ file, ...rest }) => props.submit({ ...cleaned(rest), file: file?.id })}
    >
      <Field name="file" label={t('deliverableFile')} required>
        <FileInput />
      </Field>
      <Field name="note" label={t('note')}>
        <Input.TextArea maxLength={1000} rows={2} />
      </Field>
    </DraftForm>
  )
}

/** 38: one to ten stars, and a word that everybody can read. */
export function RatingForm(props: ActionFormProps) {
  const { common, t } = useForm(props)
  return (
    <DraftForm<{ stars?: number; comment?: string }>
      {...common}
      initial={{}}
      onSubmit={(values) => props.submit(cleaned(values))}
    >
      <Field name="stars" label={t('chooseStars')} required>
        <StarInput />
      </Field>
      <Field name="comment" label={t('comment')}>
        <Input.TextArea maxLength={1000} rows={3} />
      </Field>
    </DraftForm>
  )
}
