import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Radio, Select } from 'antd'
import { useContext } from 'react'
import {
  type ComplaintResult,
  complaintActionWords,
  complaintResultWords,
  isAboutChoice,
} from '../../src/complaints/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { usePathParams } from '../router/hooks.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ShownComplaint } from './context.ts'
import { emptyMaterial, MaterialFields, sentMaterial, type TypedMaterial } from './MaterialFields.tsx'
import { complaintWords } from './words.ts'

const area = <Input.TextArea maxLength={4000} autoSize={{ minRows: 4, maxRows: 14 }} />

/** A form of an action: its submit button says the action. */
function useForm({ act, command, submit }: ActionFormProps) {
  const say = useText()
  return {
    draft: `complaint-${act}`,
    submit: say(wordOf(complaintActionWords, act)),
    busy: command.busy,
    refusal: command.refusal,
    onSubmit: submit,
  }
}

export function ReasonForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  return (
    <DraftForm<{ reason: string }> {...useForm(props)} initial={{ reason: '' }}>
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function WriteForm(props: ActionFormProps) {
  const form = useForm(props)
  return (
    <DraftForm<TypedMaterial>
      {...form}
      initial={emptyMaterial}
      onSubmit={(typed) => props.submit(sentMaterial(typed))}
    >
      <MaterialFields />
    </DraftForm>
  )
}

function PartyChoice() {
  const t = useWords(complaintWords)
  return (
    <Radio.Group
      options={[
        { value: 'complainant', label: t('partyComplainant') },
        { value: 'respondent', label: t('partyRespondent') },
      ]}
    />
  )
}

export function AskForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  return (
    <DraftForm<{ to: string; text: string }> {...useForm(props)} initial={{ to: 'respondent', text: '' }}>
      <Field name="to" required label={t('to')} cites={art('111', '51.1')}>
        <PartyChoice />
      </Field>
      <Field name="text" required label={t('text')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function RefusalForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  return (
    <DraftForm<{ by: string; text: string }> {...useForm(props)} initial={{ by: 'respondent', text: '' }}>
      <Field name="by" required label={t('to')} cites={art('111', '51.2')}>
        <PartyChoice />
      </Field>
      <Field name="text" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

/** Answers a question that waits for the reader. */
export function AnswerForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  const { questions } = useContext(ShownComplaint)
  return (
    <DraftForm<{ question: number; text: string; file?: FileRef }>
      {...useForm(props)}
      initial={{ question: questions[0]?.n ?? 0, text: '' }}
    >
      <Field name="question" required label={t('question')}>
        <Select options={questions.map((q) => ({ value: q.n, label: q.text }))} />
      </Field>
      <Field name="text" required label={t('text')}>
        {area}
      </Field>
      <Field name="file" label={t('file')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

export function EvidenceForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  return (
    <DraftForm<{ note: string; hearing: boolean; file?: FileRef }>
      {...useForm(props)}
      initial={{ note: '', hearing: false }}
    >
      <Field name="note" required label={t('note')} cites={art('111', '51.1')}>
        {area}
      </Field>
      <Field name="hearing" label={t('hearing')} valueName="checked">
        <Checkbox>{t('isHearing')}</Checkbox>
      </Field>
      <Field name="file" label={t('file')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

interface Department {
  id: string
  name: string
}

/** 50: the departments of the place. */
export function PassForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  const { id = '' } = usePathParams()
  const departments = useQuery({
    queryKey: ['complaint-departments', id],
    queryFn: () => get<Department[]>(`/api/complaints/${id}/departments`),
  })
  return (
    <DraftForm<{ department?: string; reason: string }> {...useForm(props)} initial={{ reason: '' }}>
      <Field name="department" required label={t('department')} cites={art('111', '50')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={departments.isPending}
          options={(departments.data ?? []).map((d) => ({ value: d.id, label: d.name }))}
        />
      </Field>
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function ResultForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  return (
    <DraftForm<{ text: string; file?: FileRef }> {...useForm(props)} initial={{ text: '' }}>
      <Field name="text" required label={t('result')} cites={art('111', '50')}>
        {area}
      </Field>
      <Field name="file" label={t('file')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** The decision; only about a choice can it end the selection. */
export function DecideForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  const say = useText()
  const { kind } = useContext(ShownComplaint)
  const results: ComplaintResult[] = ['upheld', 'rejected', 'fabricated']
  return (
    <DraftForm<{ result?: ComplaintResult; grounds: string; annuls: boolean }>
      {...useForm(props)}
      initial={{ grounds: '', annuls: false }}
    >
      <Field name="result" required label={t('result')} cites={art('111', '49.6')}>
        <Radio.Group options={results.map((r) => ({ value: r, label: say(complaintResultWords[r]) }))} />
      </Field>
      {isAboutChoice({ kind }) && (
        <Field name="annuls" label={t('ended')} valueName="checked">
          <Checkbox>{t('annuls')}</Checkbox>
        </Field>
      )}
      <Field name="grounds" required label={t('grounds')} hint={t('groundsHint')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function PublishForm(props: ActionFormProps) {
  const t = useWords(complaintWords)
  return (
    <>
      <Note>{t('publishHint')}</Note>
      <DraftForm<{ text: string }> {...useForm(props)} initial={{ text: '' }}>
        <Field name="text" required label={t('publishedText')} cites={art('111', '51.1')}>
          {area}
        </Field>
      </DraftForm>
    </>
  )
}
