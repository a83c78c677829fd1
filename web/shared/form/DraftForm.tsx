import { Form } from 'antd'
import {
  type ComponentProps,
  cloneElement,
  createContext,
  isValidElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'
import type { Article } from '../../../src/gazette/index.ts'
import type { Refusal } from '../../../src/workflow/index.ts'
import type { ServerRefusal } from '../../api/client.ts'
import { useText, useWords, type Words, wordOf } from '../../words/words.ts'
import { Button } from '../Button.tsx'
import { Cite } from '../Cite.tsx'
import { Note, RefusalNote } from '../RefusalNote.tsx'
import { useDraft } from '../useDraft.ts'
import { sharedWords } from '../words.ts'
import './form.css'

interface Problem {
  text: string
  article?: string | undefined
}

const Problems = createContext<Readonly<Record<string, Problem>>>({})

/** Values of a form are plain JSON: money in 分, moments and days as text, files as FileRef. */
export type Values = Readonly<Record<string, unknown>>

export interface DraftFormProps<V extends Values> {
  /** Names the form and its subject; what is typed survives a reload under this name. */
  draft: string
  initial: Partial<V>
  /** Resolves to true when it was done: the draft is then forgotten. */
  onSubmit: (values: V) => Promise<boolean>
  submit: string
  busy?: boolean
  /** The server's last refusal: shown at its field, or on top when it names none. */
  refusal?: ServerRefusal | undefined
  /** The rules themselves, run while typing; a refusal with a `field` is shown there once the field was touched. */
  check?: (values: Partial<V>) => readonly Refusal[]
  /** Texts of the refusals that `check` returns. */
  refusals?: Words
  /** A second button that keeps what is there, complete or not; true when it was kept. */
  later?: { label: string; save: (values: Partial<V>) => Promise<boolean> }
  /** Beside the submit button: cancel. */
  buttons?: ReactNode
  children: ReactNode | ((values: Partial<V>) => ReactNode)
}

/** A form that keeps what was typed, checks with the server's own rules, and shows refusals where they belong. */
export function DraftForm<V extends Values>(props: DraftFormProps<V>) {
  const { refusal, check, refusals = {} } = props
  const t = useWords(sharedWords)
  const say = useText()
  const [form] = Form.useForm<V>()
  const draft = useDraft<Partial<V>>(props.draft, props.initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [since, setSince] = useState<ReadonlySet<string>>(new Set())
  const [offered, setOffered] = useState(draft.restored)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is shown until its field changes.
  useEffect(() => setSince(new Set()), [refusal])

  const live = useMemo(() => check?.(draft.value) ?? [], [check, draft.value])
  const problems: Record<string, Problem> = {}
  for (const r of live) {
    if (r.field && (tried || isIn(touched, r.field))) {
      problems[r.field] ??= { text: say(wordOf(refusals, r.code), r.params), article: r.article }
    }
  }
  const standing = refusal && !(refusal.field && since.has(head(refusal.field))) ? refusal : undefined
  if (standing?.field) {
    problems[standing.field] = { text: say(standing.message, standing.params), article: standing.article }
  }
  const general = live.filter((r) => !r.field)

  async function finish(values: V) {
    setTried(true)
    if (live.length > 0) return
    if (await props.onSubmit(values)) draft.clear()
  }

  async function keep(save: ((values: Partial<V>) => Promise<boolean>) | undefined) {
    if (await save?.(form.getFieldsValue(true))) draft.clear()
  }

  return (
    <Problems.Provider value={problems}>
      <Form<V>
        form={form}
        layout="vertical"
        initialValues={draft.value}
        requiredMark="optional"
        scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }}
        onValuesChange={(changed: Partial<V>, all: V) => {
          const paths = typedIn(changed, draft.value)
          setTouched((old) => new Set([...old, ...paths]))
          setSince((old) => new Set([...old, ...Object.keys(changed)]))
          draft.set(all)
        }}
        onFinish={(values) => void finish(values)}
        onFinishFailed={() => setTried(true)}
      >
        {offered && (
          <Note>
            <span className="cluster">
              {t('restored')}
              <Button
                look="quiet"
                onClick={() => {
                  draft.clear()
                  draft.set(props.initial)
                  form.setFieldsValue(blank(form.getFieldsValue(true), props.initial) as never)
                  setOffered(false)
                }}
              >
                {t('startOver')}
              </Button>
            </span>
          </Note>
        )}
        {typeof props.children === 'function' ? props.children(draft.value) : props.children}
        {tried &&
          general.map((r) => (
            <RefusalNote
              key={r.code}
              refusal={{ ...r, message: wordOf(refusals, r.code), params: r.params, article: r.article }}
            />
          ))}
        {standing && <RefusalNote refusal={standing} />}
        <div className="form-end">
          <Button type="submit" look="primary" busy={props.busy ?? false}>
            {props.submit}
          </Button>
          {props.later && (
            <Button busy={props.busy ?? false} onClick={() => void keep(props.later?.save)}>
              {props.later.label}
            </Button>
          )}
          {props.buttons}
        </div>
      </Form>
    </Problems.Provider>
  )
}

const head = (field: string) => field.split('.')[0] ?? field

/** True when the field, something that it stands in, or something in it has been touched. */
const isIn = (touched: ReadonlySet<string>, field: string) =>
  [...touched].some((path) => field === path || field.startsWith(`${path}.`) || path.startsWith(`${field}.`))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false

/** The paths of what was really typed: a new row of a list is not a row of faults. */
function typedIn(now: unknown, before: unknown, path = ''): string[] {
  if (!isObject(now)) return now === before || (isBlank(now) && isBlank(before)) ? [] : [path]
  return Object.keys(now).flatMap((key) =>
    typedIn(now[key], isObject(before) ? before[key] : undefined, path ? `${path}.${key}` : key),
  )
}

/** The initial values, with every field that they do not name emptied. */
const blank = (now: object, initial: object) => ({
  ...Object.fromEntries(Object.keys(now).map((k) => [k, undefined])),
  ...initial,
})

/** `qualifications.0.grade` → the path that antd's form wants. */
export const pathOf = (name: string): (string | number)[] =>
  name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))

export interface FieldProps {
  /** Path in the values, as refusals name it: `title`, `qualifications.0.grade`. */
  name: string
  label: ReactNode
  /** The paragraph that asks for it. */
  cites?: Article
  hint?: ReactNode
  required?: boolean
  /** How the control gives its value; `checked` for checkboxes. */
  valueName?: string
  /** The name when the field stands inside a Form.List, relative to it. */
  listName?: (string | number)[]
  rules?: ComponentProps<typeof Form.Item>['rules']
  children: ReactElement
}

/** A field: label with its article, the control, a hint, and the refusal that concerns it. */
export function Field({
  name,
  label,
  cites,
  hint,
  required = false,
  valueName,
  listName,
  rules = [],
  children,
}: FieldProps) {
  const problem = useContext(Problems)[name]
  const extra = problem
    ? {
        validateStatus: 'error' as const,
        help: (
          <>
            {problem.text} {problem.article && <Cite article={problem.article} />}
          </>
        ),
      }
    : {}
  return (
    <Form.Item
      name={listName ?? pathOf(name)}
      label={
        <span className="field-label">
          {label}
          {cites && <Cite article={cites} />}
        </span>
      }
      extra={hint}
      required={required}
      rules={required ? [{ required: true }, ...rules] : rules}
      {...(valueName ? { valuePropName: valueName } : {})}
      {...extra}
    >
      {problem && isValidElement<{ 'aria-invalid'?: boolean }>(children)
        ? cloneElement(children, { 'aria-invalid': true })
        : children}
    </Form.Item>
  )
}
