import { Input, Radio } from 'antd'
import { art } from '../../src/gazette/index.ts'
import {
  type AuthorityKind,
  authorityKinds,
  authorityWords,
  outcomes,
  type ReportOutcome,
  reportActionWords,
  reportOutcomeWords,
} from '../../src/reports/index.ts'
import { usePathParams } from '../router/hooks.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { reportWords } from './words.ts'

const area = <Input.TextArea maxLength={4000} autoSize={{ minRows: 4, maxRows: 14 }} />
const column = { display: 'grid', gap: '0.4rem' } as const

/** A form of an action: its submit button says the action. */
function useForm({ act, command, submit }: ActionFormProps) {
  const say = useText()
  const { id = '' } = usePathParams()
  return {
    draft: `report-${act}/${id}`,
    submit: say(wordOf(reportActionWords, act)),
    busy: command.busy,
    refusal: command.refusal,
    onSubmit: submit,
  }
}

export function TakeUpForm(props: ActionFormProps) {
  const t = useWords(reportWords)
  return (
    <DraftForm<{ facts: string }> {...useForm(props)} initial={{ facts: '' }}>
      <Field name="facts" required label={t('facts')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function DismissForm(props: ActionFormProps) {
  const t = useWords(reportWords)
  return (
    <DraftForm<{ reason: string }> {...useForm(props)} initial={{ reason: '' }}>
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

/** 由有权机关进行处理或处分: who that is, the measure leaves open. */
export function RouteForm(props: ActionFormProps) {
  const t = useWords(reportWords)
  const say = useText()
  return (
    <DraftForm<{ authority?: AuthorityKind; name: string; reason: string }>
      {...useForm(props)}
      initial={{ name: '', reason: '' }}
    >
      <Field name="authority" required label={t('authority')} cites={art('111', '53')}>
        <Radio.Group
          style={column}
          options={authorityKinds.map((a) => ({ value: a, label: say(authorityWords[a]) }))}
        />
      </Field>
      <Field name="name" label={t('authorityName')} hint={t('authorityHint')}>
        <Input maxLength={120} />
      </Field>
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function ConcludeForm(props: ActionFormProps) {
  const t = useWords(reportWords)
  const say = useText()
  return (
    <DraftForm<{ outcome?: ReportOutcome; text: string }> {...useForm(props)} initial={{ text: '' }}>
      <Field name="outcome" required label={t('outcome')}>
        <Radio.Group
          style={column}
          options={outcomes.map((o) => ({ value: o, label: say(reportOutcomeWords[o]) }))}
        />
      </Field>
      <Field name="text" required label={t('text')} hint={t('textHint')}>
        {area}
      </Field>
    </DraftForm>
  )
}
