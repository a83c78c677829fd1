import { art } from '../../src/gazette/index.ts'
import { auctionTerms, type Draft } from '../../src/procurement/index.ts'
import { useNow } from '../api/time.ts'
import { Cite } from '../shared/Cite.tsx'
import { Field } from '../shared/form/DraftForm.tsx'
import { MoneyInput } from '../shared/form/inputs.tsx'
import { formatYuan } from '../shared/money.ts'
import { Note } from '../shared/RefusalNote.tsx'
import { useWords } from '../words/words.ts'
import { auctionFieldWords } from './auction-words.ts'
import type { DraftValues, FormData } from './view.ts'

/** 22.1.5 发布合理的中介服务报价范围: the lower end; the fee is the upper. What follows from both is said at once. */
export function AuctionFields({ values, data }: { values: Partial<DraftValues>; data: FormData }) {
  const t = useWords(auctionFieldWords)
  const day = useNow(60_000).slice(0, 10)
  const { amount, priceRange } = values as Draft
  const terms =
    amount === undefined
      ? undefined
      : auctionTerms({ floor: priceRange?.min ?? 0, ceiling: amount }, day, data.rules)
  return (
    <>
      <Field
        name="priceRange.min"
        label={t('floor')}
        cites={art('111', '22.1.5')}
        hint={t('floorHint', { max: amount === undefined ? '—' : formatYuan(amount) })}
        required
      >
        <MoneyInput />
      </Field>
      {terms && (
        <Note>
          {t('follows', {
            step: formatYuan(terms.step),
            minutes: terms.minutes,
            last: terms.lastMinutes,
            extension: terms.extension,
          })}{' '}
          <Cite article={art('111', '22.1.5')} />
        </Note>
      )}
    </>
  )
}
