import { Input, Radio, Select } from 'antd'
import { createContext, useContext } from 'react'
import { addDays, type PlainDate } from '../../src/calendar/index.ts'
import {
  type CheckedEngagement,
  type Consistency,
  consistencies,
  consistencyWords,
  type NextPeriod,
  type Performance,
  performances,
  performanceWords,
  spotCheckActions,
  spotCheckRefusals,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import type { Command } from '../shared/useCommand.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { spotCheckWords } from './words.ts'

const area = <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 12 }} />

/** The spot check on screen: which engagements each action may name. */
export const ShownCheck = createContext<{
  id: string
  open: readonly CheckedEngagement[]
  recorded: readonly CheckedEngagement[]
  mine: readonly CheckedEngagement[]
}>({ id: '', open: [], recorded: [], mine: [] })

function useForm({ act, command }: ActionFormProps) {
  const { id } = useContext(ShownCheck)
  const say = useText()
  return {
    draft: `spot-check/${id}/${act}`,
    submit: say(wordOf(spotCheckActions, act)),
    busy: command.busy,
    refusal: command.refusal,
    refusals: spotCheckRefusals,
  }
}

const Which = ({ of }: { of: readonly CheckedEngagement[] }) => {
  const t = useWords(spotCheckWords)
  return (
    <Field name="notice" required label={t('which')}>
      <Select options={of.map((x) => ({ value: x.notice, label: `${x.title}（${x.agency.name}）` }))} />
    </Field>
  )
}

interface FindingValues extends Record<string, unknown> {
  notice?: string
  consistency?: Consistency
  performance?: Performance
  text?: string
  file?: FileRef
}

/** 37: what was found about one engagement, with the paper that shows it. */
export function FindingForm(props: ActionFormProps) {
  const t = useWords(spotCheckWords)
  const say = useText()
  const { open } = useContext(ShownCheck)
  return (
    <DraftForm<FindingValues>
      {...useForm(props)}
      initial={{ notice: open.find((x) => !x.finding)?.notice ?? open[0]?.notice ?? '' }}
      onSubmit={({ file, ...found }) => props.submit({ ...found, file: file?.id })}
    >
      <Which of={open} />
      <Field name="consistency" required label={t('consistency')} cites={art('111', '37')}>
        <Radio.Group options={consistencies.map((c) => ({ value: c, label: say(consistencyWords[c]) }))} />
      </Field>
      <Field name="performance" required label={t('performance')}>
        <Radio.Group options={performances.map((c) => ({ value: c, label: say(performanceWords[c]) }))} />
      </Field>
      <Field name="text" required label={t('text')}>
        {area}
      </Field>
      <Field name="file" required label={t('evidence')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** 53.4: a second person confirms. */
export function ConfirmForm(props: ActionFormProps) {
  const { recorded } = useContext(ShownCheck)
  return (
    <DraftForm<{ notice?: string }>
      {...useForm(props)}
      initial={{ notice: recorded[0]?.notice ?? '' }}
      onSubmit={props.submit}
    >
      <Which of={recorded} />
    </DraftForm>
  )
}

export function SendBackForm(props: ActionFormProps) {
  const t = useWords(spotCheckWords)
  const { recorded } = useContext(ShownCheck)
  return (
    <DraftForm<{ notice?: string; reason?: string }>
      {...useForm(props)}
      initial={{ notice: recorded[0]?.notice ?? '' }}
      onSubmit={props.submit}
    >
      <Which of={recorded} />
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function CommentForm(props: ActionFormProps) {
  const t = useWords(spotCheckWords)
  const { mine } = useContext(ShownCheck)
  return (
    <DraftForm<{ notice?: string; text?: string }>
      {...useForm(props)}
      initial={{ notice: mine[0]?.notice ?? '' }}
      onSubmit={props.submit}
    >
      <Which of={mine} />
      <Field name="text" required label={t('comment')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export function PublishForm(props: ActionFormProps) {
  const t = useWords(spotCheckWords)
  return (
    <DraftForm<{ text?: string }> {...useForm(props)} initial={{}} onSubmit={props.submit}>
      <Field name="text" required label={t('summary')} cites={art('111', '37')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export interface Beginning extends Record<string, unknown> {
  title: string
  from: PlainDate
  to: PlainDate
}

/** Announces a spot check; months are offered, not days: no period can be cut to hold somebody. */
export function BeginForm({
  next,
  command,
  submit,
}: {
  next: NextPeriod
  command: Pick<Command, 'busy' | 'refusal'>
  submit: (body: Beginning) => Promise<boolean>
}) {
  const t = useWords(spotCheckWords)
  const say = useText()
  const months = monthsOf(next)
  return (
    <DraftForm<Beginning>
      draft="spot-check/new"
      initial={{ from: next.from ?? (`${next.to.slice(0, 8)}01` as PlainDate), to: next.to, title: '' }}
      submit={say(spotCheckActions.announce)}
      busy={command.busy}
      refusal={command.refusal}
      refusals={spotCheckRefusals}
      onSubmit={submit}
    >
      <Note>{t('beginWay')}</Note>
      <Field name="title" required label={t('name')} cites={art('111', '37')}>
        <Input maxLength={120} />
      </Field>
      <div className="form-pair">
        <Field name="from" required label={t('from')}>
          <Select
            disabled={next.from !== undefined}
            options={months.map(({ first }) => ({ value: first, label: first.slice(0, 7) }))}
          />
        </Field>
        <Field name="to" required label={t('to')}>
          <Select options={months.map(({ last }) => ({ value: last, label: last.slice(0, 7) }))} />
        </Field>
      </div>
    </DraftForm>
  )
}

/** Whole months, latest first: those since the last check, or the last twelve where there was none. */
function monthsOf({ from, to }: NextPeriod) {
  const months: { first: PlainDate; last: PlainDate }[] = []
  for (let last = to; months.length < 12 && (from === undefined || last >= from); ) {
    const first = `${last.slice(0, 8)}01` as PlainDate
    months.push({ first, last })
    last = addDays(first, -1)
  }
  return months
}
