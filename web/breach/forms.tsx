import { Checkbox, Input, Radio, Select } from 'antd'
import { createContext, useContext } from 'react'
import {
  breachActionWords,
  type SituationCode,
  saidSituations,
  severityWords,
  situations,
} from '../../src/credit/index.ts'
import { art, label } from '../../src/gazette/index.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import type { Command } from '../shared/useCommand.ts'
import { AgencySelect } from '../standing/forms.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './breach.css'
import { breachWords } from './words.ts'

const area = <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 12 }} />

export interface Opening extends Readonly<Record<string, unknown>> {
  agency: string
  situation: SituationCode
  text: string
  file?: FileRef
}

/** 39, 40, 41: which agency, in which situation, shown by what. */
export function OpeningForm({
  act,
  command,
  submit,
}: {
  act: 'open' | 'report'
  command: Pick<Command, 'busy' | 'refusal'>
  submit: (body: Opening) => Promise<boolean>
}) {
  const t = useWords(breachWords)
  const say = useText()
  return (
    <DraftForm<Opening>
      draft={`breach/${act}`}
      initial={{ text: '' }}
      submit={say(breachActionWords[act])}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="agency" required label={t('agency')} hint={t('agencyHint')}>
        <AgencySelect />
      </Field>
      <Field name="situation" required label={t('situation')} cites={art('111', '39')}>
        <SituationSelect />
      </Field>
      <Field name="text" required label={t('text')} cites={art('111', '53.4')}>
        {area}
      </Field>
      <Field name="file" required label={t('file')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

interface Control<T> {
  id?: string
  value?: T
  onChange?: (value: T) => void
}

/** The twenty-one situations that a person may bring, in the measure's words. */
function SituationSelect(control: Control<SituationCode>) {
  const say = useText()
  const language = useLanguage()
  const of = (severity: 'general' | 'serious' | 'warning') => ({
    label: say(severityWords[severity]),
    options: saidSituations
      .filter((code) => situations[code].severity === severity)
      .map((code) => {
        const { article, zh, en } = situations[code]
        return { value: code, label: `${label(article, language)} ${say({ zh, en })}` }
      }),
  })
  return (
    <Select
      {...control}
      showSearch={{ optionFilterProp: 'label' }}
      options={[of('general'), of('serious'), of('warning')]}
    />
  )
}

/** A reason, for what is turned down. */
export function ReasonForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(breachWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft={`breach-reason/${act}`}
      initial={{ reason: '' }}
      submit={say(wordOf(breachActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

/** The agency states its case, with a paper or without. */
export function AnswerForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(breachWords)
  const say = useText()
  return (
    <DraftForm<{ text: string; file?: FileRef }>
      draft="breach-answer"
      initial={{ text: '' }}
      submit={say(wordOf(breachActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="text" required label={t('statement')} cites={art('111', '39')}>
        {area}
      </Field>
      <Field name="file" label={t('optionalFile')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** The situation on which the agency was heard. */
export const Heard = createContext<SituationCode>('41')

/** 53.4: what is found, why, on which paper; and what is published of it (42.2). */
export function FindingForm({ act, command, submit }: ActionFormProps) {
  const heard = useContext(Heard)
  const t = useWords(breachWords)
  const say = useText()
  const options = [...new Set<SituationCode>([heard, '41'])].map((code) => {
    const { zh, en, severity } = situations[code]
    const name = say(severityWords[severity])
    return { value: code, label: `${name}${say({ zh: '：', en: ': ' })}${say({ zh, en })}` }
  })
  return (
    <DraftForm<{ situation: SituationCode; grounds: string; text: string; file?: FileRef }>
      draft={`breach-finding/${heard}`}
      initial={{ situation: heard, grounds: '', text: '' }}
      submit={say(wordOf(breachActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="situation" required label={t('situation')} cites={situations[heard].article}>
        <Radio.Group className="breach-situations" options={options} />
      </Field>
      <Field name="grounds" required label={t('grounds')} cites={art('111', '53.4')}>
        {area}
      </Field>
      <Field name="text" required label={t('publicText')} cites={art('111', '42.2')}>
        {area}
      </Field>
      <Field name="file" required label={t('file')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

type RepairValues = {
  noLoss: { text?: string; file?: FileRef }
  rectification: { text?: string; file?: FileRef }
  forgiveness: { by?: string; file?: FileRef }
}

/** 43.2-43.4: each condition in words and on paper. */
export function RepairForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(breachWords)
  const say = useText()
  return (
    <DraftForm<RepairValues>
      draft="breach-repair"
      initial={{ noLoss: {}, rectification: {}, forgiveness: {} }}
      submit={say(wordOf(breachActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="noLoss.text" required label={t('noLoss')} cites={art('111', '43.2')}>
        {area}
      </Field>
      <Field name="noLoss.file" required label={t('noLossFile')}>
        <FileInput />
      </Field>
      <Field name="rectification.text" required label={t('rectification')} cites={art('111', '43.3')}>
        {area}
      </Field>
      <Field name="rectification.file" required label={t('rectificationFile')}>
        <FileInput />
      </Field>
      <Field name="forgiveness.by" required label={t('forgivenBy')} cites={art('111', '43.4')}>
        <Input maxLength={120} />
      </Field>
      <Field name="forgiveness.file" required label={t('forgivenessFile')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** 43.3: a body takes the rectification up, or says why not. */
export function AdoptForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(breachWords)
  const say = useText()
  return (
    <DraftForm<{ adopted: boolean; text: string }>
      draft="breach-adopt"
      initial={{ text: '' }}
      submit={say(wordOf(breachActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="adopted" required label={t('rectification')} cites={art('111', '43.3')}>
        <Radio.Group
          options={[
            { value: true, label: t('adopted') },
            { value: false, label: t('notAdopted') },
          ]}
        />
      </Field>
      <Field name="text" label={t('opinionText')}>
        {area}
      </Field>
    </DraftForm>
  )
}

type Verdict = { granted: boolean; noLoss: boolean; forgiven: boolean; reason: string }

/** 43.5: granted only when each condition was verified. */
export function VerdictForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(breachWords)
  const say = useText()
  return (
    <DraftForm<Verdict>
      draft="breach-verdict"
      initial={{ noLoss: false, forgiven: false, reason: '' }}
      submit={say(wordOf(breachActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      {(values) => (
        <>
          <Field name="granted" required label={t('verdict')} cites={art('111', '43.5')}>
            <Radio.Group
              options={[
                { value: true, label: t('grant') },
                { value: false, label: t('refuse') },
              ]}
            />
          </Field>
          {values.granted && (
            <>
              <Field name="noLoss" label={t('noLoss')} cites={art('111', '43.2')}>
                <Ticked label={t('checkNoLoss')} />
              </Field>
              <Field name="forgiven" label={t('forgivenessFile')} cites={art('111', '43.4')}>
                <Ticked label={t('checkForgiven')} />
              </Field>
            </>
          )}
          <Field name="reason" required label={t('reason')}>
            {area}
          </Field>
        </>
      )}
    </DraftForm>
  )
}

const Ticked = ({ id, value, onChange, label: text }: Control<boolean> & { label: string }) => (
  <Checkbox {...(id ? { id } : {})} checked={value === true} onChange={(e) => onChange?.(e.target.checked)}>
    {text}
  </Checkbox>
)
