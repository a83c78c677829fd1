import { Input, InputNumber, Radio } from 'antd'
import { addDays, dateOf } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { callOffRuleWords, frameworkGroundWords } from '../../src/procurement/index.ts'
import { frameworkPageWords } from '../frameworks/words.ts'
import '../frameworks/frameworks.css'
import { marketNow } from '../api/time.ts'
import { Field } from '../shared/form/DraftForm.tsx'
import { DateInput, MoneyInput } from '../shared/form/inputs.tsx'
import { useText, useWords } from '../words/words.ts'
import type { DraftValues } from './view.ts'

/** 22.2: one agency for one project, or several for call-offs; what the second asks beside. */
export function FrameworkFields({ values }: { values: Partial<DraftValues> }) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  const { seats = 0, rule } = values.framework ?? {}
  return (
    <>
      <Field name="purpose" label={t('several')} cites={art('111', '22.2')}>
        <Radio.Group
          className="procurement-methods"
          options={(['one', 'framework'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Field>
      {values.purpose === 'framework' && (
        <fieldset className="procurement-terms">
          <legend>{t('name')}</legend>
          <Field name="framework.ground" label={t('ground')} cites={art('111', '22.2')} required>
            <Radio.Group
              className="procurement-methods"
              options={(['government-investment', 'frequent-need'] as const).map((value) => ({
                value,
                label: say(frameworkGroundWords[value]),
              }))}
            />
          </Field>
          <Field name="framework.need" label={t('needLabel')} required>
            <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Field>
          <div className="procurement-pair">
            <Field name="framework.seats" label={t('seatsLabel')} required>
              <InputNumber min={2} max={20} precision={0} style={{ width: '100%', maxWidth: '12rem' }} />
            </Field>
            <Field name="framework.ceiling" label={t('ceiling')} hint={t('ceilingHint')} required>
              <MoneyInput />
            </Field>
            <Field name="framework.until" label={t('untilLabel')} required>
              <DateInput min={addDays(dateOf(marketNow()), 1)} />
            </Field>
          </div>
          <Field name="framework.rule" label={t('rule')} required>
            <Radio.Group
              className="procurement-methods"
              options={(['rotation', 'quota'] as const).map((value) => ({
                value,
                label: say(callOffRuleWords[value]),
              }))}
            />
          </Field>
          {rule === 'quota' && seats >= 2 && seats <= 20 && (
            <Field name="framework.quotas" label={t('quotas')} hint={t('quotasHint')}>
              <Shares seats={seats} />
            </Field>
          )}
        </fieldset>
      )}
    </>
  )
}

/** Shares typed in % and kept in ‰, one for each rank. */
function Shares({
  seats,
  value = [],
  onChange,
}: {
  seats: number
  value?: readonly number[]
  onChange?: (value: readonly number[]) => void
}) {
  const t = useWords(frameworkPageWords)
  const set = (i: number, percent: number | null) =>
    onChange?.(
      Array.from({ length: seats }, (_, n) => (n === i ? Math.round((percent ?? 0) * 10) : (value[n] ?? 0))),
    )
  return (
    <div className="framework-shares">
      {Array.from({ length: seats }, (_, i) => i).map((i) => (
        <div key={i}>
          <label className="small" htmlFor={`framework-share-${i}`}>
            {t('shareOf', { n: i + 1 })}
          </label>
          <InputNumber<number>
            id={`framework-share-${i}`}
            min={0}
            max={100}
            precision={1}
            suffix="%"
            style={{ width: '100%' }}
            value={value[i] === undefined || value[i] === 0 ? null : value[i] / 10}
            onChange={(percent) => set(i, percent)}
          />
        </div>
      ))}
    </div>
  )
}
