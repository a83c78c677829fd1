import { useId, useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import { asksPlan, asksQuote, type Draft, type Plan } from '../../src/procurement/index.ts'
import { Cite } from '../shared/Cite.tsx'
import { fenOf } from '../shared/form/inputs.tsx'
import { formatYuan } from '../shared/money.ts'
import { useWords } from '../words/words.ts'
import { offerWords } from './method-words.ts'
import { base64 } from './sealing.ts'
import type { Sealing } from './view.ts'

/** What is typed before it is sealed; undefined while something is missing. */
export interface Typed {
  quote?: number
  plan?: Plan
}

/** 22.1.3, 22.1.4: the quote or the plan, as an agency types it. What it types stays in this browser until it is sealed. */
export function OfferFields({
  sealing,
  draft,
  onChange,
}: {
  sealing: Sealing
  draft: Draft
  onChange: (typed: Typed | undefined) => void
}) {
  return (
    <>
      {asksQuote(sealing.kind) && <QuoteField draft={draft} onChange={onChange} />}
      {asksPlan(sealing.kind) && <PlanFields draft={draft} onChange={onChange} />}
    </>
  )
}

function QuoteField({ draft, onChange }: { draft: Draft; onChange: (typed: Typed | undefined) => void }) {
  const t = useWords(offerWords)
  const id = useId()
  const [text, setText] = useState('')
  const type = (typed: string) => {
    if (!/^\d{0,12}(\.\d{0,2})?$/.test(typed)) return
    setText(typed)
    const quote = fenOf(typed === '' ? null : typed)
    const isValid = quote !== undefined && quote > 0 && (draft.amount === undefined || quote <= draft.amount)
    onChange(isValid ? { quote } : undefined)
  }
  return (
    <p className="procurement-offer">
      <label htmlFor={id}>
        {t('quote')} <Cite article={art('111', '22.1.4')} />
      </label>
      <input
        id={id}
        className="input num"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={(event) => type(event.target.value)}
      />
      <span id={`${id}-hint`} className="small mute">
        {t('quoteHint', { amount: draft.amount === undefined ? '–' : formatYuan(draft.amount) })}
      </span>
    </p>
  )
}

function PlanFields({ draft, onChange }: { draft: Draft; onChange: (typed: Typed | undefined) => void }) {
  const t = useWords(offerWords)
  const id = useId()
  const criteria = draft.merit?.criteria ?? []
  const [answers, setAnswers] = useState<string[]>(() => criteria.map(() => ''))
  const [text, setText] = useState('')
  const [file, setFile] = useState<Plan['file']>()
  const tell = (given: string[], words: string, attached: Plan['file']) => {
    const numbers = given.map((a) => (/^-?\d{1,9}$/.test(a) ? Number(a) : undefined))
    const isWhole = numbers.every((n) => n !== undefined) && words.trim() !== ''
    onChange(
      isWhole
        ? { plan: { answers: numbers as number[], text: words, ...(attached ? { file: attached } : {}) } }
        : undefined,
    )
  }
  const answer = (n: number, typed: string) => {
    if (!/^-?\d{0,9}$/.test(typed)) return
    const next = answers.with(n, typed)
    setAnswers(next)
    tell(next, text, file)
  }
  async function attach(chosen: File | undefined) {
    const read = chosen && {
      ...{ name: chosen.name, type: chosen.type },
      base64: base64(new Uint8Array(await chosen.arrayBuffer())),
    }
    setFile(read)
    tell(answers, text, read)
  }
  return (
    <fieldset className="procurement-offer">
      <legend>
        {t('planTitle')} <Cite article={art('111', '22.1.3')} />
      </legend>
      <p className="small mute">{t('planHint')}</p>
      {criteria.map((c, n) => (
        <p key={c.name} className="procurement-offer">
          <label htmlFor={`${id}-${n}`}>
            {c.name}
            {c.unit && `（${c.unit}）`}
          </label>
          <input
            id={`${id}-${n}`}
            className="input num"
            inputMode="numeric"
            autoComplete="off"
            value={answers[n]}
            aria-describedby={`${id}-${n}-hint`}
            onChange={(event) => answer(n, event.target.value)}
          />
          <span id={`${id}-${n}-hint`} className="small mute">
            {t('range', { worst: c.worst, best: c.best, share: c.share / 10 })}
          </span>
        </p>
      ))}
      <p className="procurement-offer">
        <label htmlFor={`${id}-text`}>{t('planText')}</label>
        <textarea
          id={`${id}-text`}
          className="input"
          rows={5}
          maxLength={8000}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            tell(answers, event.target.value, file)
          }}
        />
      </p>
      <p className="procurement-offer">
        <label htmlFor={`${id}-file`}>{t('planFile')}</label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
          onChange={(event) => void attach(event.target.files?.[0])}
        />
      </p>
    </fieldset>
  )
}
