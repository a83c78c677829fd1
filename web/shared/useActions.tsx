import { type ComponentType, type ReactNode, useState } from 'react'
import type { AvailableAction } from '../../src/workflow/index.ts'
import { useText, useWords, type Words, wordOf } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Cite } from './Cite.tsx'
import { Dialog } from './Dialog.tsx'
import { Note, RefusalNote } from './RefusalNote.tsx'
import './useActions.css'
import { type Command, useCommand } from './useCommand.ts'
import { sharedWords } from './words.ts'

/** What the form of an action receives: `submit` sends the command and resolves to true when it was done. */
export interface ActionFormProps {
  act: string
  article: string
  submit: (body: Readonly<Record<string, unknown>>) => Promise<boolean>
  command: Command
  close: () => void
}

export interface ActionsOptions {
  plural: string
  id: string
  /** From the subject's view. */
  actions: readonly AvailableAction[]
  /** `actions` of the module's words.ts. */
  words: Words
  /** The refusals of the module's words.ts, for buttons that are not possible now. */
  refusals?: Words
  /** Forms of the actions that need input, opened in a dialog; the others are sent at once, or after `confirm`. */
  forms?: Readonly<Record<string, ComponentType<ActionFormProps>>>
  /** A question to ask before an action without a form is sent. */
  confirm?: Readonly<Record<string, { zh: string; en: string }>>
  /** Actions that have their own place on the screen. */
  hide?: readonly string[]
  /** Actions that are refusals or ends: shown in seal red, never first. */
  danger?: readonly string[]
  /** No button is the primary one: there is another set of actions on the screen. */
  plain?: boolean
  onDone?: (act: string) => void
}

/**
 * The available actions of a subject as buttons with their articles, from the same table that the server checks.
 * Returns `buttons` (place them where the thumb is), `panel` (dialogs, refusals; place it once) and the command.
 */
export function useActions(options: ActionsOptions): {
  buttons: ReactNode
  panel: ReactNode
  command: Command
} {
  const { plural, id, words, refusals = {}, forms = {}, confirm = {}, hide = [], danger = [] } = options
  const t = useWords(sharedWords)
  const say = useText()
  const command = useCommand(plural, id)
  const [open, setOpen] = useState<string>()
  const actions = options.actions
    .filter((a) => !hide.includes(a.act))
    .toSorted((a, b) => Number(danger.includes(a.act)) - Number(danger.includes(b.act)))
  const first = actions.find((a) => !a.refusal && !danger.includes(a.act))?.act
  const opened = actions.find((a) => a.act === open)
  const Form = open ? forms[open] : undefined

  async function run(act: string, body?: Readonly<Record<string, unknown>>): Promise<boolean> {
    const answer = await command.send(act, body)
    if (answer) {
      // Another dialog may have been opened while this was under way.
      setOpen((shown) => (shown === act ? undefined : shown))
      options.onDone?.(act)
    }
    return answer !== undefined
  }

  const buttons = actions.length > 0 && (
    <ul className="actions" data-next={first}>
      {actions.map((a) => {
        const label = say(wordOf(words, a.act))
        return (
          <li key={a.act}>
            <Button
              look={
                a.act === first && !options.plain ? 'primary' : danger.includes(a.act) ? 'danger' : 'plain'
              }
              disabled={a.refusal !== undefined}
              busy={command.busy && command.act === a.act}
              onClick={() => {
                command.reset()
                if (forms[a.act] || confirm[a.act]) setOpen(a.act)
                else void run(a.act)
              }}
            >
              {label}
            </Button>
            <span className="small">
              <Cite article={a.article} />
            </span>
            {a.refusal && (
              <span className="small mute actions-why">
                {say(wordOf(refusals, a.refusal.code), a.refusal.params)}{' '}
                {a.refusal.article !== a.article && <Cite article={a.refusal.article} />}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )

  const panel = (
    <>
      {command.stale && <Note tone="warn">{t('stale')}</Note>}
      {command.refusal && !open && !command.stale && <RefusalNote refusal={command.refusal} />}
      {opened && (
        <Dialog
          title={say(wordOf(words, opened.act))}
          onClose={() => setOpen(undefined)}
          wide={Form !== undefined}
        >
          <p className="small mute">
            {t('basis')} <Cite article={opened.article} />
          </p>
          {command.refusal && !(Form && command.refusal.field) && <RefusalNote refusal={command.refusal} />}
          {Form ? (
            <Form
              act={opened.act}
              article={opened.article}
              command={command}
              submit={(body) => run(opened.act, body)}
              close={() => setOpen(undefined)}
            />
          ) : (
            <>
              <p>{confirm[opened.act] && say(confirm[opened.act] as { zh: string; en: string })}</p>
              <div className="cluster" style={{ justifyContent: 'flex-end' }}>
                <Button onClick={() => setOpen(undefined)}>{t('cancel')}</Button>
                <Button
                  look={danger.includes(opened.act) ? 'danger' : 'primary'}
                  busy={command.busy}
                  onClick={() => void run(opened.act)}
                >
                  {say(wordOf(words, opened.act))}
                </Button>
              </div>
            </>
          )}
        </Dialog>
      )}
    </>
  )

  return { buttons, panel, command }
}
