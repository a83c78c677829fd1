import { Checkbox, Form, Input, Select } from 'antd'
import type { PlainDate } from '../../src/calendar/index.ts'
import { leftOf, standingOf, yuan } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { useMe } from '../api/session.ts'
import { useMarket } from '../api/time.ts'
import { Button } from '../shared/Button.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { DateInput, FileInput, type FileRef, MoneyInput } from '../shared/form/inputs.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useWords } from '../words/words.ts'
import { cleaned, useForm } from './forms.tsx'
import { serviceWords } from './service-words.ts'

interface MaterialValues {
  name: string
  basis: string
  note?: string
}

/** 33.2: the whole list at once; the screen says that there is no second time. */
export function MaterialsForm(props: ActionFormProps) {
  const { common } = useForm(props)
  const t = useWords(serviceWords)
  return (
    <DraftForm<{ items?: readonly MaterialValues[] }>
      {...common}
      initial={{ items: [{ name: '', basis: '' }] }}
      onSubmit={({ items = [] }) => props.submit({ items: items.map(cleaned) })}
    >
      <Note tone="warn">{t('tellOnce')}</Note>
      <Form.List name="items">
        {(rows, { add, remove }) => (
          <div className="service-rows">
            {rows.map(({ key, name }) => (
              <div key={key} className="service-row">
                <Field
                  name={`items.${name}.name`}
                  listName={[name, 'name']}
                  label={t('materialName')}
                  required
                >
                  <Input maxLength={200} />
                </Field>
                <Field
                  name={`items.${name}.basis`}
                  listName={[name, 'basis']}
                  label={t('normBasis')}
                  required
                >
                  <Input maxLength={400} />
                </Field>
                <Field name={`items.${name}.note`} listName={[name, 'note']} label={t('materialNote')}>
                  <Input maxLength={1000} />
                </Field>
                <Button look="quiet" onClick={() => remove(name)}>
                  {t('remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ name: '', basis: '' })}>＋ {t('addMaterial')}</Button>
          </div>
        )}
      </Form.List>
    </DraftForm>
  )
}

/** 33.2: what the owner has handed over. */
export function HandOverForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(serviceWords)
  const options = (engagement.materials?.items ?? []).flatMap((m, i) =>
    m.handedAt ? [] : [{ label: m.name, value: i + 1 }],
  )
  return (
    <DraftForm<{ items?: readonly number[] }>
      {...common}
      initial={{}}
      onSubmit={({ items }) => props.submit({ items })}
    >
      <Field name="items" label={t('whichHanded')} required>
        <Checkbox.Group options={options} className="service-ticks" />
      </Field>
    </DraftForm>
  )
}

/** 12: the days on which the fee is paid; together they are the fee. */
export function PlanForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(serviceWords)
  const contract = engagement.contracts.at(-1)
  const last = engagement.plans.at(-1)?.instalments
  return (
    <DraftForm<{ instalments?: readonly { due?: PlainDate; amount?: number }[] }>
      {...common}
      initial={{ instalments: last ?? [{ ...(contract ? { amount: contract.fee } : {}) }] }}
      onSubmit={(values) => props.submit({ instalments: values.instalments ?? [] })}
    >
      <p className="small mute">
        {t('planSum')}：¥{yuan(contract?.fee ?? 0)}
      </p>
      <Form.List name="instalments">
        {(rows, { add, remove }) => (
          <div className="service-rows">
            {rows.map(({ key, name }) => (
              <div key={key} className="service-row">
                <Field
                  name={`instalments.${name}.due`}
                  listName={[name, 'due']}
                  label={`${t('instalment', { n: name + 1 })} ${t('due')}`}
                  required
                >
                  <DateInput {...(contract ? { min: contract.signedOn } : {})} />
                </Field>
                <Field
                  name={`instalments.${name}.amount`}
                  listName={[name, 'amount']}
                  label={`${t('instalment', { n: name + 1 })} ${t('amount')}`}
                  required
                >
                  <MoneyInput />
                </Field>
                {rows.length > 1 && (
                  <Button look="quiet" onClick={() => remove(name)}>
                    {t('remove')}
                  </Button>
                )}
              </div>
            ))}
            <Button onClick={() => add({})}>＋ {t('addInstalment')}</Button>
          </div>
        )}
      </Form.List>
    </DraftForm>
  )
}

/** 12: one payment with its voucher, on contract and award notice, never above what is left. */
export function PaymentForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(serviceWords)
  const today = useMarket()?.now.slice(0, 10) as PlainDate | undefined
  const left = leftOf(engagement)
  const min = engagement.contracts.at(-1)?.signedOn
  return (
    <DraftForm<{ paidOn?: PlainDate; amount?: number; voucher?: string; file?: FileRef }>
      {...common}
      initial={{ amount: left, ...(today ? { paidOn: today } : {}) }}
      onSubmit={({ file, ...rest }) => props.submit({ ...cleaned(rest), file: file?.id })}
    >
      <Note>{t('paymentBasis', { notice: engagement.award.notice, left: yuan(left) })}</Note>
      <div className="form-pair">
        <Field name="paidOn" label={t('paidOn')} required>
          <DateInput {...(min ? { min } : {})} {...(today ? { max: today } : {})} />
        </Field>
        <Field name="amount" label={t('amount')} cites={art('111', '12')} required>
          <MoneyInput />
        </Field>
        <Field name="voucher" label={t('voucher')} required>
          <Input maxLength={80} />
        </Field>
      </div>
      <Field name="file" label={t('voucherFile')} required>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

export function StrikeForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(serviceWords)
  const by = useMe()?.actor?.kind === 'finance' ? 'finance' : 'owner'
  const options = engagement.payments
    .filter((p) => !p.struck && p.by === by)
    .map((p) => ({ value: p.number, label: `${p.paidOn} ¥${yuan(p.amount)} ${p.voucher}` }))
  return (
    <DraftForm<{ payment?: number; reason?: string }> {...common} initial={{}} onSubmit={props.submit}>
      <Field name="payment" label={t('whichPayment')} required>
        <Select options={options} />
      </Field>
      <Field name="reason" label={t('strikeReason')} required>
        <Input.TextArea maxLength={1000} rows={2} />
      </Field>
    </DraftForm>
  )
}

export function UrgeForm(props: ActionFormProps) {
  const { common } = useForm(props)
  const t = useWords(serviceWords)
  return (
    <DraftForm<{ text?: string }> {...common} initial={{}} onSubmit={props.submit}>
      <Field name="text" label={t('urgeText')} required>
        <Input.TextArea maxLength={1000} rows={3} />
      </Field>
    </DraftForm>
  )
}

/** 5.2: 书面意见说明理由及依据. */
export function NonRecognitionForm(props: ActionFormProps) {
  const { common } = useForm(props)
  const t = useWords(serviceWords)
  return (
    <DraftForm<{ reasons?: string; basis?: string; file?: FileRef }>
      {...common}
      initial={{}}
      onSubmit={({ file, ...rest }) => props.submit({ ...rest, file: file?.id })}
    >
      <Field name="reasons" label={t('refusalReasons')} cites={art('111', '5.2')} required>
        <Input.TextArea maxLength={4000} rows={4} />
      </Field>
      <Field name="basis" label={t('refusalBasis')} required>
        <Input.TextArea maxLength={2000} rows={2} />
      </Field>
      <Field name="file" label={t('opinion')} required>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** The opinions that may still be answered, or taken back by the department that gave them. */
function useOpinions(engagement: ReturnType<typeof useForm>['engagement'], withdraw: boolean) {
  const t = useWords(serviceWords)
  const me = useMe()?.actor?.organisation
  return standingOf(engagement)
    .filter((n) => (withdraw ? n.department.id === me : !n.answer))
    .map((n) => ({
      value: n.number,
      label: `${n.department.name} · ${t('ofVersion', { n: n.version })}`,
    }))
}

export function AnswerForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(serviceWords)
  const options = useOpinions(engagement, false)
  return (
    <DraftForm<{ number?: number; text?: string; file?: FileRef }>
      {...common}
      initial={options[0] ? { number: options[0].value } : {}}
      onSubmit={({ file, ...rest }) => props.submit(cleaned({ ...rest, file: file?.id }))}
    >
      <Field name="number" label={t('which')} required>
        <Select options={options} />
      </Field>
      <Field name="text" label={t('answerText')} required>
        <Input.TextArea maxLength={4000} rows={4} />
      </Field>
      <Field name="file" label={t('answerFile')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

export function WithdrawForm(props: ActionFormProps) {
  const { common, engagement } = useForm(props)
  const t = useWords(serviceWords)
  const options = useOpinions(engagement, true)
  return (
    <DraftForm<{ number?: number; reason?: string }>
      {...common}
      initial={options[0] ? { number: options[0].value } : {}}
      onSubmit={props.submit}
    >
      <Field name="number" label={t('which')} required>
        <Select options={options} />
      </Field>
      <Field name="reason" label={t('withdrawReason')} required>
        <Input.TextArea maxLength={1000} rows={2} />
      </Field>
    </DraftForm>
  )
}
