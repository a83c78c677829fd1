import { AutoComplete, Form, Input, InputNumber, Radio, Select } from 'antd'
import { art } from '../../src/gazette/index.ts'
import {
  type Draft,
  draftFindings,
  earliestDeadline,
  entriesFor,
  type Finding,
  isDirectChoice,
  type MethodCode,
  methodArticles,
  methodWords,
  moneyWords,
  notOffered,
  procurementKindOf,
  refusalWords,
  restrictions,
  thresholdAt,
} from '../../src/procurement/index.ts'
import { places, qualificationText, serviceCategories } from '../../src/registry/index.ts'
import { useNow } from '../api/time.ts'
import { Price } from '../services/Price.tsx'
import { Button } from '../shared/Button.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Field } from '../shared/form/DraftForm.tsx'
import { MomentInput, MoneyInput } from '../shared/form/inputs.tsx'
import { categoryName, regionName } from '../shared/market.ts'
import { formatYuan } from '../shared/money.ts'
import { useServiceName } from '../shared/names.ts'
import { Note } from '../shared/RefusalNote.tsx'
import { formatMoment } from '../shared/time.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { FrameworkFields } from './FrameworkFields.tsx'
import { MethodFields } from './MethodFields.tsx'
import { type DraftValues, draftContextOf, type FormData } from './view.ts'
import { draftWords } from './words.ts'

/** 23.1, 3, 6: what it is, on which list, where. */
export function ProjectFields({ data }: { data: FormData }) {
  const serviceName = useServiceName()
  const t = useWords(draftWords)
  const language = useLanguage()
  const services = serviceCategories.map((category) => ({
    label: categoryName(category.code, language),
    options: data.serviceTypes
      .filter((code) => code.split('.')[0] === category.code)
      .map((code) => ({ value: code, label: serviceName(code, language) })),
  }))
  const regions = places.map((p) => ({ value: p.code, label: regionName(p.code, language) }))
  return (
    <>
      <Field name="title" label={t('title')} hint={t('titleHint')} required>
        <Input maxLength={100} showCount />
      </Field>
      <div className="procurement-pair">
        <Field
          name="serviceType"
          label={t('serviceType')}
          hint={t('serviceHint')}
          cites={art('111', '3')}
          required
        >
          <Select options={services} showSearch={{ optionFilterProp: 'label' }} />
        </Field>
        <Field name="region" label={t('region')} cites={art('111', '6')} required>
          <Select options={regions} showSearch={{ optionFilterProp: 'label' }} />
        </Field>
      </div>
    </>
  )
}

/** 4, 23.1: whose money, how much, or how it is computed. */
export function MoneyFields({
  values,
  data,
  region,
}: {
  values: Partial<DraftValues>
  data: FormData
  region: string
}) {
  const t = useWords(draftWords)
  const say = useText()
  const fiscal = values.money === 'fiscal'
  const kind = procurementKindOf(values.serviceType)
  const sum = formatYuan(thresholdAt(data.rules, region, kind))
  const threshold = fiscal && t(kind === 'engineering' ? 'thresholdEngineering' : 'threshold', { sum })
  const price = data.prices?.[values.serviceType ?? '']
  const entries = fiscal ? entriesFor(data.catalogue, values.serviceType) : []
  return (
    <>
      <Field name="money" label={t('money')} required>
        <Radio.Group
          options={(['fiscal', 'non-fiscal'] as const).map((m) => ({ value: m, label: say(moneyWords[m]) }))}
        />
      </Field>
      {fiscal && (
        <Field name="inCatalogue" label={t('inCatalogue')} cites={art('111', '4')} required>
          <Radio.Group
            options={[
              { value: false, label: t('no') },
              { value: true, label: t('yes') },
            ]}
          />
        </Field>
      )}
      {fiscal && (
        <p className="small procurement-held">
          {data.catalogue
            ? entries.length > 0
              ? t('catalogueHas', {
                  year: data.catalogue.year,
                  document: data.catalogue.documentNumber,
                  entries: entries.map((e) => `${e.code} ${e.name}`).join('；'),
                })
              : t('catalogueHasNot', { year: data.catalogue.year, document: data.catalogue.documentNumber })
            : t('catalogueMissing')}{' '}
          <Cite article={art('111', '4')} />
        </p>
      )}
      {entries.length > 0 && values.inCatalogue === false && (
        <Field name="catalogueExplanation" label={t('catalogueExplanation')} required>
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Field>
      )}
      {price && price.mode !== 'market' && (
        <div className="procurement-price">
          <Note>
            {t('priceOfItem')} <Price price={price} cite />
          </Note>
        </div>
      )}
      <Field name="fee" label={t('fee')} cites={art('111', '23.1')} required>
        <Radio.Group
          options={[
            { value: 'settled', label: t('settled') },
            { value: 'unsettled', label: t('unsettled') },
          ]}
        />
      </Field>
      {values.fee === 'unsettled' ? (
        <>
          <Field name="formula" label={t('formula')} hint={t('formulaHint')} required>
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Field>
          <Field
            name="estimate"
            label={t('estimate')}
            hint={threshold || t('estimateHint')}
            required={fiscal}
          >
            <MoneyInput />
          </Field>
        </>
      ) : (
        <Field name="amount" label={t('amount')} hint={threshold} required>
          <MoneyInput />
        </Field>
      )}
    </>
  )
}

/** 22.1.1, 23.1: what is asked of the agency and what it has to do. */
export function ServiceFields({ values, data }: { values: Partial<DraftValues>; data: FormData }) {
  const t = useWords(draftWords)
  const known = data.qualifications.filter((q) => q.serviceType === values.serviceType)
  const rule = data.required?.[values.serviceType ?? '']
  const names = [...new Set(known.map((q) => q.name))].map((value) => ({ value }))
  const gradesOf = (name: string | undefined) =>
    [...new Set(known.filter((q) => q.name === name && q.grade).map((q) => q.grade!))].map((value) => ({
      value,
    }))
  return (
    <>
      <Field
        name="asked"
        label={t('qualifications')}
        hint={rule && t('listAsks', { text: qualificationText(rule) })}
        required
      >
        <Radio.Group
          options={[
            { value: 'none', label: t('noneAsked') },
            { value: 'some', label: t('someAsked') },
          ]}
        />
      </Field>
      {values.asked === 'some' && (
        <Form.List name="qualifications" initialValue={[{ name: '' }]}>
          {(rows, { add, remove }) => (
            <div className="procurement-rows">
              {rows.map(({ key, name }) => (
                <div key={key} className="procurement-row">
                  <Field
                    name={`qualifications.${name}.name`}
                    listName={[name, 'name']}
                    label={t('qualification')}
                    hint={t('qualificationHint')}
                    required
                  >
                    <AutoComplete options={names} maxLength={100} showSearch={{ filterOption: true }} />
                  </Field>
                  <Field name={`qualifications.${name}.grade`} listName={[name, 'grade']} label={t('grade')}>
                    <AutoComplete options={gradesOf(values.qualifications?.[name]?.name)} maxLength={40} />
                  </Field>
                  {rows.length > 1 && (
                    <Button look="quiet" onClick={() => remove(name)}>
                      {t('remove')}
                    </Button>
                  )}
                </div>
              ))}
              <Button onClick={() => add({ name: '' })}>＋ {t('addQualification')}</Button>
            </div>
          )}
        </Form.List>
      )}
      <Field name="content" label={t('content')} hint={t('contentHint')} required>
        <Input.TextArea maxLength={20_000} autoSize={{ minRows: 5, maxRows: 24 }} />
      </Field>
      <Field name="timeLimitDays" label={t('timeLimit')} hint={t('timeLimitHint')} required>
        <InputNumber min={1} max={3650} precision={0} style={{ width: '100%', maxWidth: '18rem' }} />
      </Field>
    </>
  )
}

/** 5.1: each phrase that may restrict, in the owner's own words, with a place for the reason. */
export function WordingFields({ draft }: { draft: Draft }) {
  const t = useWords(draftWords)
  const findings = draftFindings(draft)
  if (findings.length === 0) return null
  return (
    <section className="procurement-wording" aria-live="polite">
      <h3>
        {t('wordingTitle')} <Cite article={art('111', '5.1')} />
      </h3>
      <p className="small mute">{t('wordingWay')}</p>
      <Form.Item name="justifications" noStyle>
        <Justifications findings={findings} />
      </Form.Item>
    </section>
  )
}

function Justifications({
  findings,
  value = [],
  onChange,
}: {
  findings: readonly Finding[]
  value?: Draft['justifications']
  onChange?: (value: Draft['justifications']) => void
}) {
  const t = useWords(draftWords)
  const say = useText()
  const quotes = [...new Map(findings.map((f) => [f.quote, f])).values()]
  const set = (quote: string, reason: string) =>
    onChange?.([...value.filter((j) => j.quote !== quote), ...(reason ? [{ quote, reason }] : [])])
  return (
    <ul className="procurement-findings">
      {quotes.map(({ quote, restriction }) => {
        const why = restrictions.find((r) => r.code === restriction)
        return (
          <li key={quote}>
            <p>
              <q>{quote}</q> <span className="small mute">{why && say(why)}</span>
            </p>
            <Input.TextArea
              aria-label={t('reasonFor', { quote })}
              placeholder={t('reasonFor', { quote })}
              maxLength={1000}
              autoSize={{ minRows: 1, maxRows: 6 }}
              value={value.find((j) => j.quote === quote)?.reason ?? ''}
              onChange={(event) => set(quote, event.target.value)}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** 22.1, 23.2: how the one is chosen, and until when agencies register. */
export function SelectionFields({ data, values }: { data: FormData; values: Partial<DraftValues> }) {
  const t = useWords(draftWords)
  const say = useText()
  const language = useLanguage()
  const now = useNow(60_000)
  const direct = isDirectChoice(values)
  const earliest = direct ? now : earliestDeadline(draftContextOf('', data, now))
  const whyNot = (code: MethodCode) => {
    const refusal = notOffered(code, now.slice(0, 10), data.rules)
    return refusal && say(wordOf(refusalWords, refusal.code), refusal.params)
  }
  return (
    <>
      <Field name="method" label={t('method')} hint={t('methodHint')} required>
        <Radio.Group
          className="procurement-methods"
          options={(Object.keys(methodWords) as MethodCode[]).map((code) => ({
            value: code,
            disabled: whyNot(code) !== undefined,
            label: (
              <>
                {say(methodWords[code])} <Cite article={methodArticles[code]} />
                {whyNot(code) && <span className="small mute">（{whyNot(code)}）</span>}
              </>
            ),
          }))}
        />
      </Field>
      <MethodFields values={values} data={data} />
      <FrameworkFields values={values} />
      <Field
        name="deadline"
        label={t('deadline')}
        cites={art('111', '23.2')}
        hint={t(direct ? 'deadlineDirect' : 'deadlineHint', {
          earliest: formatMoment(earliest, { today: now, language, deadline: true }),
        })}
        required
      >
        <MomentInput min={earliest} />
      </Field>
    </>
  )
}

/** 23.1, 29.2: whom to ask, and whose kinship excludes. */
export function ContactFields() {
  const t = useWords(draftWords)
  return (
    <div className="procurement-pair">
      <Field name="contact.name" label={t('contactName')} required>
        <Input maxLength={40} autoComplete="name" />
      </Field>
      <Field name="contact.phone" label={t('contactPhone')} required>
        <Input maxLength={30} inputMode="tel" autoComplete="tel" />
      </Field>
      <Field
        name="projectLead"
        label={t('projectLead')}
        hint={t('projectLeadHint')}
        cites={art('111', '29.2')}
        required
      >
        <Input maxLength={40} />
      </Field>
    </div>
  )
}
