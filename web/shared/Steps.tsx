import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import './Steps.css'
import { sharedWords } from './words.ts'

export interface Step {
  title: ReactNode
  state: 'done' | 'now' | 'todo' | 'failed'
  /** Under the title: a date, a lamp, a sentence. */
  detail?: ReactNode
}

/** Where something stands, as an ordered list; across on wide screens (`row`) or down the page (`column`). */
export function Steps({
  steps,
  direction = 'column',
}: {
  steps: readonly Step[]
  direction?: 'row' | 'column'
}) {
  const t = useWords(sharedWords)
  const words = { done: t('stepDone'), now: t('stepNow'), todo: t('stepTodo'), failed: t('stepFailed') }
  return (
    <ol className="steps" data-direction={direction}>
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the order is the step's identity.
        <li key={i} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className="steps-mark" aria-hidden="true">
            {step.state === 'done' ? '✓' : step.state === 'failed' ? '×' : i + 1}
          </span>
          <div>
            <p className="steps-title">
              {step.title}
              <span className="visually-hidden">（{words[step.state]}）</span>
            </p>
            {step.detail && <div className="steps-detail">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
