import { useId } from 'react'
import { useWords } from '../words/words.ts'
import './fulfilment.css'
import { fulfilmentWords } from './words.ts'

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Ten stars as what they are, a choice of one of ten: arrow keys move, the number is said and shown. */
export function StarInput({
  value,
  onChange,
  ...rest
}: {
  id?: string
  value?: number
  onChange?: (value: number) => void
  'aria-invalid'?: boolean
}) {
  const name = useId()
  const t = useWords(fulfilmentWords)
  return (
    <fieldset className="star-input" aria-invalid={rest['aria-invalid']}>
      <legend className="visually-hidden">{t('chooseStars')}</legend>
      {ten.map((n) => (
        <label
          key={n}
          data-lit={value !== undefined && n <= value ? '' : undefined}
          title={t('starsValue', { n })}
        >
          <input
            type="radio"
            {...(n === (value ?? 1) && rest.id ? { id: rest.id } : {})}
            name={name}
            value={n}
            checked={value === n}
            onChange={() => onChange?.(n)}
          />
          <span aria-hidden="true">★</span>
          <span className="visually-hidden">{t('starsValue', { n })}</span>
        </label>
      ))}
      <output className="num">{value === undefined ? '' : t('starsValue', { n: value })}</output>
    </fieldset>
  )
}

/** Stars that were given: ten of them, the lit ones first, and the number beside them. */
export function Stars({ n }: { n: number }) {
  const t = useWords(fulfilmentWords)
  return (
    <span className="star-row">
      <span aria-hidden="true" className="star-glyphs">
        <span className="star-lit">{'★'.repeat(Math.round(n))}</span>
        {'★'.repeat(10 - Math.round(n))}
      </span>
      <strong className="num">
        <span aria-hidden="true">{t('starsValue', { n })}</span>
        <span className="visually-hidden">{t('starsOf', { n })}</span>
      </strong>
    </span>
  )
}
