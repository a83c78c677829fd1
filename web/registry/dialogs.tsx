import { Input, Radio } from 'antd'
import { actionWords, situationArticles, situations, situationWords } from '../../src/registry/index.ts'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { viewWords } from './words.ts'

/** 20.4: a refusal with its reason. */
export function ReasonForm({ act, command, submit }: ActionFormProps) {
  const w = useWords(viewWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft={`admission-reason/${act}`}
      initial={{ reason: '' }}
      submit={say(wordOf(actionWords, act.split('/')[0] ?? act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" required label={w('reason')} hint={w('reasonHint')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 12 }} />
      </Field>
    </DraftForm>
  )
}

/** 20.5: one of the four situations, with facts and basis. */
export function SituationForm({ command, submit }: ActionFormProps) {
  const w = useWords(viewWords)
  const say = useText()
  return (
    <DraftForm<{ situation: string; basis: string }>
      draft="admission-situation"
      initial={{ situation: situations[0], basis: '' }}
      submit={say(actionWords['record-situation'])}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="situation" required label={w('situation')}>
        <Radio.Group
          className="admission-radios"
          options={situations.map((s) => ({
            value: s,
            label: (
              <>
                {say(situationWords[s])} <Cite article={situationArticles[s]} />
              </>
            ),
          }))}
        />
      </Field>
      <Field name="basis" required label={w('basis')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 12 }} />
      </Field>
    </DraftForm>
  )
}
