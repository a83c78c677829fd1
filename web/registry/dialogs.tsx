import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { actionWords, situationArticles, situations, situationWords } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { viewWords } from './words.ts'

/** 20.4: a refusal with its reason; `begin` is what the form begins with. */
export function ReasonForm({ act, command, submit, begin = '' }: ActionFormProps & { begin?: string }) {
  const w = useWords(viewWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft={`admission-reason/${act}`}
      initial={{ reason: begin }}
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

interface Load {
  person: string | null
  name: string | null
  open: number
  late: number
}

/** 8.1: to one of the operator's own people, with what each has in hand already. */
export function AssignForm({ command, submit }: ActionFormProps) {
  const w = useWords(viewWords)
  const say = useText()
  const people = useQuery({
    queryKey: ['admissions', 'workload'],
    queryFn: ({ signal }) => get<{ items: Load[] }>('/api/admissions/workload', {}, signal),
  })
  const options = (people.data?.items ?? []).flatMap(({ person, name, open }) =>
    person === null ? [] : [{ value: person, label: `${name} · ${open}` }],
  )
  return (
    <DraftForm<{ clerk: string; reason: string }>
      draft="admission-assign"
      initial={{ clerk: '', reason: '' }}
      submit={say(actionWords.assign)}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="clerk" required label={w('assignTo')}>
        <Select options={options} />
      </Field>
      <Field name="reason" label={w('assignReason')} hint={w('assignHint')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Field>
    </DraftForm>
  )
}
