import { Input, InputNumber } from 'antd'
import { createContext, useContext } from 'react'
import { art } from '../../src/gazette/index.ts'
import { frameworkActionWords } from '../../src/procurement/index.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { MoneyInput } from '../shared/form/inputs.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords } from '../words/words.ts'
import { frameworkPageWords } from './words.ts'

/** Whether the fee follows from an announced formula and not from a price. */
export const Formula = createContext(false)

/** What the owner needs; whom it goes to is not asked. */
export function CallOffForm({ submit, command }: ActionFormProps) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  const formula = useContext(Formula)
  return (
    <DraftForm<Record<string, unknown>>
      draft="framework/call-off"
      initial={{ title: '', content: '', quantity: 1 }}
      submit={say(frameworkActionWords['call-off'])}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Note>{t('nobodyPicks')}</Note>
      <Field name="title" label={t('order')} cites={art('111', '22.2')} required>
        <Input maxLength={100} />
      </Field>
      <Field name="content" label={t('content')} cites={art('111', '33.5')} required>
        <Input.TextArea maxLength={20_000} autoSize={{ minRows: 3, maxRows: 12 }} />
      </Field>
      <Field name="quantity" label={t('quantity')} {...(formula ? {} : { hint: t('quantityHint') })} required>
        <InputNumber min={1} max={1_000_000} precision={0} style={{ width: '100%', maxWidth: '12rem' }} />
      </Field>
      {formula && (
        <Field name="fee" label={t('fee')} required>
          <MoneyInput />
        </Field>
      )}
      <Field name="days" label={t('days')} required>
        <InputNumber min={1} max={3650} precision={0} style={{ width: '100%', maxWidth: '12rem' }} />
      </Field>
    </DraftForm>
  )
}

/** A reason, for what is declined or taken back; everybody reads it. */
export function ReasonForm({
  act,
  submit,
  command,
}: Pick<ActionFormProps, 'submit' | 'command'> & { act: 'decline' | 'withdraw' }) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  return (
    <DraftForm<Record<string, unknown>>
      draft={`framework/${act}`}
      initial={{ reason: '' }}
      submit={say(frameworkActionWords[act])}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" label={t('reason')} hint={t('reasonPublic')} required>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
    </DraftForm>
  )
}
