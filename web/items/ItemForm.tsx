import { Input, Radio, Select } from 'antd'
import { useCallback } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type ItemContent,
  itemFieldWords,
  itemRefusalWords,
  priceManagementWords,
  serviceCategories,
} from '../../src/registry/index.ts'
import type { ServerRefusal } from '../api/client.ts'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { MoneyInput } from '../shared/form/inputs.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { contentOf, faultsOf, fieldOf, type ItemValues, valuesOf } from './item.ts'
import './items.css'
import { itemWords } from './words.ts'

const modes = ['market', 'government-guided', 'government-set'] as const

export interface ItemFormProps {
  /** Empty for an item that has no code yet. */
  code: string
  /** Version of the item on screen: what was typed for an earlier one is not brought back. */
  version?: number
  content?: ItemContent | undefined
  names: Readonly<Record<string, string>>
  busy: boolean
  refusal?: ServerRefusal | undefined
  save: (content: ItemContent) => Promise<boolean>
}

/** The elements of 9.1, one field each; an unfinished draft may be kept, what is wrong is told while it is typed. */
export function ItemForm({ code, version = 0, content, names, busy, refusal, save }: ItemFormProps) {
  const t = useWords(itemWords)
  const say = useText()
  const language = useLanguage()
  const check = useCallback((values: Partial<ItemValues>) => faultsOf(values, code, names), [code, names])
  const keep = (values: Partial<ItemValues>) => save(contentOf(values))
  const shown = refusal && { ...refusal, field: fieldOf(refusal.field) }
  return (
    <DraftForm<ItemValues>
      draft={`service-item/${code || 'new'}/${version}`}
      initial={valuesOf(content)}
      submit={t('saveDraft')}
      busy={busy}
      refusal={shown as ServerRefusal | undefined}
      check={check}
      refusals={itemRefusalWords}
      later={{ label: t('later'), save: keep }}
      onSubmit={keep}
    >
      {(values) => (
        <>
          <div className="items-pair">
            <Field name="zh" required label={say(itemFieldWords.zh)} cites={art('111', '9.1')}>
              <Input maxLength={60} />
            </Field>
            <Field name="en" required label={say(itemFieldWords.en)} hint={t('enHint')}>
              <Input maxLength={120} />
            </Field>
          </div>
          <Field
            name="category"
            required
            label={say(itemFieldWords.category)}
            cites={art('111', '14')}
            hint={t('categoryHint')}
          >
            <Select
              disabled={code !== ''}
              showSearch={{ optionFilterProp: 'label' }}
              options={serviceCategories.map((c) => ({ value: c.code, label: c[language] }))}
            />
          </Field>
          <Field name="basis" required label={say(itemFieldWords.basis)} hint={t('basisHint')}>
            <Input.TextArea maxLength={400} autoSize={{ minRows: 1, maxRows: 4 }} />
          </Field>
          <Field name="approvals" label={say(itemFieldWords.approvals)} hint={t('approvalsHint')}>
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Field>
          <Field name="mode" required label={say(itemFieldWords.price)} cites={art('111', '11')}>
            <Radio.Group options={modes.map((m) => ({ value: m, label: say(priceManagementWords[m]) }))} />
          </Field>
          {values.mode === 'government-guided' && (
            <div className="items-pair">
              <Field name="low" required label={t('low')}>
                <MoneyInput />
              </Field>
              <Field name="high" required label={t('high')}>
                <MoneyInput />
              </Field>
            </div>
          )}
          {values.mode === 'government-set' && (
            <Field name="fee" required label={t('fee')}>
              <MoneyInput />
            </Field>
          )}
          {values.mode !== undefined && values.mode !== 'market' && (
            <>
              <div className="items-pair">
                <Field name="unit" required label={t('unit')} hint={t('unitHint')}>
                  <Input maxLength={40} />
                </Field>
                <Field name="document" required label={t('document')}>
                  <Input maxLength={80} placeholder="赣发改价〔2026〕7号" />
                </Field>
              </div>
              <Field name="scope" required label={t('scope')}>
                <Radio.Group
                  options={[
                    { value: 'project', label: t('perProject') },
                    { value: 'unit', label: t('perUnit') },
                  ]}
                />
              </Field>
            </>
          )}
          <Field
            name="qualifications"
            label={say(itemFieldWords.qualifications)}
            hint={t('qualificationsHint')}
            cites={art('111', '16')}
          >
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Field>
        </>
      )}
    </DraftForm>
  )
}
