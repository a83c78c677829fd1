import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useContext } from 'react'
import { consultActionWords } from '../../src/consults/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { usePathParams } from '../router/hooks.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ShownConsult } from './context.ts'
import { consultWords } from './words.ts'

const area = <Input.TextArea maxLength={4000} autoSize={{ minRows: 4, maxRows: 14 }} />

/** A form of an action: its submit button says the action. */
function useForm({ act, command, submit }: ActionFormProps) {
  const say = useText()
  const { id = '' } = usePathParams()
  return {
    draft: `consult-${act}/${id}`,
    submit: say(wordOf(consultActionWords, act)),
    busy: command.busy,
    refusal: command.refusal,
    onSubmit: submit,
  }
}

export function ReasonForm(props: ActionFormProps) {
  const t = useWords(consultWords)
  return (
    <DraftForm<{ reason: string }> {...useForm(props)} initial={{ reason: '' }}>
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function AnswerForm(props: ActionFormProps) {
  const t = useWords(consultWords)
  return (
    <DraftForm<{ text: string }> {...useForm(props)} initial={{ text: '' }}>
      <Field name="text" required label={t('answerText')} hint={t('answerHint')} cites={art('111', '46')}>
        {area}
      </Field>
    </DraftForm>
  )
}

interface Bodies {
  operator: { id: string; name: string } | null
  departments: readonly { id: string; name: string }[]
}

/** 46: 按职责: the operator or a department of the place. */
export function ReferForm(props: ActionFormProps) {
  const t = useWords(consultWords)
  const c = useContext(ShownConsult)
  const region = c?.region ?? ''
  const bodies = useQuery({
    queryKey: ['consult-bodies', region],
    queryFn: ({ signal }) => get<Bodies>('/api/consult-bodies', { region }, signal),
  })
  const all = [...(bodies.data?.operator ? [bodies.data.operator] : []), ...(bodies.data?.departments ?? [])]
  return (
    <DraftForm<{ body?: string; reason: string }> {...useForm(props)} initial={{ reason: '' }}>
      <Field name="body" required label={t('to')} cites={art('111', '46')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={bodies.isPending}
          options={all.filter((b) => b.id !== c?.body.id).map((b) => ({ value: b.id, label: b.name }))}
        />
      </Field>
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

/** Begins with what was asked and answered; the clerk strikes out who it was. */
export function PublishForm(props: ActionFormProps) {
  const t = useWords(consultWords)
  const c = useContext(ShownConsult)
  const initial = {
    question: c && 'question' in c ? c.question : '',
    answer: c && 'answer' in c ? c.answer : '',
  }
  return (
    <>
      <Note>{t('publishHint')}</Note>
      <DraftForm<{ question: string; answer: string }> {...useForm(props)} initial={initial}>
        <Field name="question" required label={t('publicQuestion')}>
          {area}
        </Field>
        <Field name="answer" required label={t('publicAnswer')}>
          {area}
        </Field>
      </DraftForm>
    </>
  )
}
