import { Checkbox, Form, Input } from 'antd'
import { createContext, useContext } from 'react'
import { chinaCalendar, type Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  actionWords,
  type Command,
  earliestDeadline,
  type Procurement,
  refusalWords,
} from '../../src/procurement/index.ts'
import { marketNow } from '../api/time.ts'
import { Button } from '../shared/Button.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef, MomentInput } from '../shared/form/inputs.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useText, useWords } from '../words/words.ts'
import { viewWords } from './words.ts'

/** The procurement whose page is open; the forms in its dialogs need it. */
export const Opened = createContext<{ id: string; state: Procurement } | undefined>(undefined)

function useForm({ act, command }: ActionFormProps) {
  const opened = useContext(Opened)
  if (!opened) throw new Error('a form of a procurement stands on its page')
  const t = useWords(viewWords)
  const say = useText()
  return {
    ...opened,
    t,
    common: {
      draft: `procurement/${opened.id}/${act}`,
      submit: say(actionWords[act as Command['kind']]),
      busy: command.busy,
      refusal: command.refusal,
      refusals: refusalWords,
    },
  }
}

const Reason = () => <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />

/** 25.1: why it is cancelled. */
export function CancelForm(props: ActionFormProps) {
  const { common, t, state } = useForm(props)
  return (
    <DraftForm<{ reason?: string }> {...common} initial={{}} onSubmit={props.submit}>
      <Note tone="warn">{t(state.status === 'open' ? 'cancelHint' : 'discardHint')}</Note>
      <Field name="reason" label={t('reason')} required>
        <Reason />
      </Field>
    </DraftForm>
  )
}

/** 26: why it is voided, with the statement. */
export function VoidForm(props: ActionFormProps) {
  const { common, t } = useForm(props)
  return (
    <DraftForm<{ reason?: string; statement?: FileRef }>
      {...common}
      initial={{}}
      onSubmit={({ reason, statement }) => props.submit({ reason, statement: statement?.id })}
    >
      <Note tone="warn">{t('voidHint')}</Note>
      <Field name="reason" label={t('reason')} required>
        <Reason />
      </Field>
      <Field name="statement" label={t('statement')} required>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** 24: everything that is missing, at once. */
export function SupplementForm(props: ActionFormProps) {
  const { common, t } = useForm(props)
  return (
    <DraftForm<{ demands?: string[] }>
      {...common}
      initial={{ demands: [''] }}
      onSubmit={({ demands = [] }) => props.submit({ demands: demands.filter((d) => d?.trim()) })}
    >
      <Note tone="warn">{t('demandsOnce')}</Note>
      <Form.List name="demands">
        {(rows, { add }) => (
          <div className="procurement-rows">
            {rows.map(({ key, name }) => (
              <Field
                key={key}
                name={`demands.${name}`}
                listName={[name]}
                label={`${t('demand')} ${name + 1}`}
                required={name === 0}
              >
                <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} />
              </Field>
            ))}
            <Button onClick={() => add('')}>＋ {t('addDemand')}</Button>
          </div>
        )}
      </Form.List>
    </DraftForm>
  )
}

/** 24: which of the demands are still open. */
export function ReturnForm(props: ActionFormProps) {
  const { common, t, state } = useForm(props)
  const options = (state.supplement?.demands ?? []).map((label, value) => ({ label, value }))
  return (
    <DraftForm<{ points?: number[]; reason?: string }> {...common} initial={{}} onSubmit={props.submit}>
      <Field name="points" label={t('stillOpen')} required>
        <Checkbox.Group className="procurement-points" options={options} />
      </Field>
      <Field name="reason" label={t('reason')} required>
        <Reason />
      </Field>
    </DraftForm>
  )
}

/** 23.2, 24: passing publishes; where the check took too long, with a later deadline. */
export function PassForm(props: ActionFormProps) {
  const { common, t, state } = useForm(props)
  const earliest = earliestDeadline({ now: marketNow(), calendar: chinaCalendar })
  const tooEarly = state.draft.deadline !== undefined && state.draft.deadline < earliest
  return (
    <DraftForm<{ deadline?: Instant }>
      {...common}
      initial={tooEarly ? { deadline: earliest } : {}}
      onSubmit={({ deadline }) => props.submit(tooEarly && deadline ? { deadline } : {})}
    >
      <p>{t('passQuestion')}</p>
      {tooEarly && (
        <>
          <Note tone="warn">{t('passMoved')}</Note>
          <Field name="deadline" label={t('passDeadline')} cites={art('111', '23.2')} required>
            <MomentInput min={earliest} />
          </Field>
        </>
      )}
    </DraftForm>
  )
}
