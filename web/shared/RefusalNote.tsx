import { lazy, type ReactNode, Suspense } from 'react'
import type { ServerRefusal } from '../api/client.ts'
import { useText, useWords } from '../words/words.ts'
import { Cite } from './Cite.tsx'
import './RefusalNote.css'
import { sharedWords } from './words.ts'

const StepUp = lazy(() => import('../people/StepUp.tsx'))

/**
 * A refusal: what was not done, why (with the article, one click to its text), and what the person can do.
 * `children` is the way out: a sentence or buttons.
 */
export function RefusalNote({ refusal, children }: { refusal: ServerRefusal; children?: ReactNode }) {
  const t = useWords(sharedWords)
  const say = useText()
  return (
    <div className="refusal" role="alert">
      <p>
        <strong>{t('refused')}</strong>
        <span>{say(refusal.message, refusal.params)}</span>
      </p>
      {refusal.article && (
        <p className="small">
          {t('basis')} <Cite article={refusal.article} />
        </p>
      )}
      {refusal.code === 'second-factor-needed' && (
        <div className="refusal-way">
          <Suspense>
            <StepUp />
          </Suspense>
        </div>
      )}
      {children && (
        <div className="refusal-way">
          <span className="small mute">{t('whatYouCanDo')}</span>
          {children}
        </div>
      )}
    </div>
  )
}

/** Good news or a plain remark, in the same place as refusals. */
export function Note({ tone = 'info', children }: { tone?: 'info' | 'ok' | 'warn'; children: ReactNode }) {
  return (
    <div className="note" data-tone={tone} role="status">
      {children}
    </div>
  )
}
