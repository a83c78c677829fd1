import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  approvedOf,
  conductsOf,
  conductWords,
  type Draft,
  groundArticles,
  groundWords,
  type Invitee,
  type IssuerLevel,
  issuerLevelWords,
  readApproved,
} from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import type { AgencyCard, Listed } from '../api/types.ts'
import { Button } from '../shared/Button.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef, MoneyInput } from '../shared/form/inputs.tsx'
import { formatYuan } from '../shared/money.ts'
import { Note } from '../shared/RefusalNote.tsx'
import { useText, useWords } from '../words/words.ts'
import { methodFieldWords } from './method-words.ts'
import { type DraftValues, draftOf, type FormData } from './view.ts'

/** 22.1: what only the chosen method asks. */
export function MethodFields({ values, data }: { values: Partial<DraftValues>; data: FormData }) {
  const t = useWords(methodFieldWords)
  const procedure =
    values.method === 'other' ? readApproved(values.other ?? '')?.procedure.code : values.method
  return (
    <>
      {values.method === 'other' && (
        <Field name="other" label={t('other')} cites={art('111', '22.1.6')} required>
          <Select
            options={approvedOf(data.rules).map(({ text, name, document }) => ({
              value: text,
              label: `${name}（${document}）`,
            }))}
          />
        </Field>
      )}
      {procedure === 'average' && (
        <Note>
          {t('averageHint')} <Cite article={art('111', '22.1.4')} />
        </Note>
      )}
      {procedure === 'merit' && <MeritFields />}
      {procedure === 'direct' && <DirectFields draft={draftOf(values)} data={data} />}
    </>
  )
}

interface Control<T> {
  id?: string
  value?: T | undefined
  onChange?: (value: T | undefined) => void
}

/** A share typed in % and kept in ‰. */
function ShareInput({ value, onChange, ...rest }: Control<number>) {
  return (
    <InputNumber<number>
      {...rest}
      min={0}
      max={100}
      precision={1}
      suffix="%"
      style={{ width: '100%' }}
      value={value === undefined || value === null ? null : value / 10}
      onChange={(percent) => onChange?.(percent === null ? undefined : Math.round(percent * 10))}
    />
  )
}

function MeritFields() {
  const t = useWords(methodFieldWords)
  return (
    <fieldset className="procurement-terms">
      <legend>
        {t('weights')} <Cite article={art('111', '22.1.3')} />
      </legend>
      <p className="small mute">{t('weightsHint')}</p>
      <div className="procurement-pair">
        {(['credit', 'plan', 'quality'] as const).map((part) => (
          <Field key={part} name={`merit.weights.${part}`} label={t(part)} required>
            <ShareInput />
          </Field>
        ))}
      </div>
      <Field name="merit.weights" label={t('criteria')} hint={t('criteriaHint')}>
        <Nothing />
      </Field>
      <Form.List name={['merit', 'criteria']}>
        {(rows, { add, remove }) => (
          <div className="procurement-rows">
            {rows.map(({ key, name }) => (
              <div key={key} className="procurement-criterion">
                {(
                  [
                    ['name', <Input key="i" maxLength={60} />],
                    ['unit', <Input key="i" maxLength={20} />],
                    ['worst', <InputNumber key="i" precision={0} style={{ width: '100%' }} />],
                    ['best', <InputNumber key="i" precision={0} style={{ width: '100%' }} />],
                    ['share', <ShareInput key="i" />],
                  ] as const
                ).map(([field, input]) => (
                  <Field
                    key={field}
                    name={`merit.criteria.${name}.${field}`}
                    listName={[name, field]}
                    label={t(`criterion-${field}`)}
                    required={field !== 'unit'}
                  >
                    {input}
                  </Field>
                ))}
                <Button look="quiet" onClick={() => remove(name)}>
                  {t('remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({})}>＋ {t('addCriterion')}</Button>
          </div>
        )}
      </Form.List>
      <Field name="merit.criteria" label={t('formula')}>
        <Formula />
      </Field>
    </fieldset>
  )
}

/** A place for a refusal that concerns several fields. */
const Nothing = (_: Control<unknown>) => null

function Formula(_: Control<unknown>) {
  const t = useWords(methodFieldWords)
  return <p className="small mute">{t('formulaText')}</p>
}

function DirectFields({ draft, data }: { draft: Draft; data: FormData }) {
  const t = useWords(methodFieldWords)
  const say = useText()
  const form = Form.useFormInstance()
  const { ground, conduct } = draft.direct ?? {}
  const grounds = ['invited', 'small', 'emergency', 'follow-on'] as const
  const levels: IssuerLevel[] = ['state', 'province', 'city', 'county', 'below-county']
  const originals = data.originals ?? []
  const follow = (engagement: string) => {
    const found = originals.find((o) => o.engagement === engagement)
    if (found) form.setFieldValue(['direct', 'invitees'], [found.agency])
  }
  return (
    <fieldset className="procurement-terms">
      <legend>
        {t('ground')} <Cite article={art('111', '22.1.2')} />
      </legend>
      <Field
        name="direct.ground"
        label={t('ground')}
        hint={draft.money === 'non-fiscal' ? t('groundFree') : undefined}
        required={draft.money === 'fiscal'}
      >
        <Radio.Group
          className="procurement-methods"
          options={grounds.map((g) => ({
            value: g,
            label: (
              <>
                {say(groundWords[g])} <Cite article={groundArticles[g]} />
              </>
            ),
          }))}
        />
      </Field>
      {ground === 'small' && (
        <Field name="direct.wholeProject" label={t('wholeProject')} cites={art('111', '22.1.2.2')} required>
          <MoneyInput />
        </Field>
      )}
      {ground === 'emergency' && (
        <div className="procurement-pair">
          <Field name="direct.paper.issuer" label={t('issuer')} cites={art('111', '22.1.2.3')} required>
            <Input maxLength={100} />
          </Field>
          <Field name="direct.paper.level" label={t('level')} required>
            <Select options={levels.map((value) => ({ value, label: say(issuerLevelWords[value]) }))} />
          </Field>
          <Field name="direct.paper.number" label={t('paperNumber')} required>
            <Input maxLength={80} />
          </Field>
          <Field name="direct.paper.file" label={t('paperFile')} required>
            <FileId />
          </Field>
        </div>
      )}
      {ground === 'follow-on' && (
        <Field
          name="direct.original"
          label={t('original')}
          hint={originals.length === 0 ? t('noOriginal') : t('originalHint')}
          cites={art('111', '22.1.2.4')}
          required
        >
          <Select
            onChange={follow}
            options={originals.map((o) => ({
              value: o.engagement,
              label: `${o.title} · ${o.agency.name} · ${formatYuan(o.amount)} 元`,
            }))}
          />
        </Field>
      )}
      <Field name="direct.conduct" label={t('conduct')} required>
        <Radio.Group
          className="procurement-methods"
          options={conductsOf(draft).map((c) => ({ value: c, label: say(conductWords[c]) }))}
        />
      </Field>
      {ground !== 'follow-on' && (
        <Field
          name="direct.invitees"
          label={t(conduct === 'choice' ? 'chosen' : 'invitees')}
          hint={t('inviteesHint')}
          required
        >
          <Invitees />
        </Field>
      )}
    </fieldset>
  )
}

/** A file of which the draft keeps the id. */
function FileId({ value, onChange, ...rest }: Control<string>) {
  const t = useWords(methodFieldWords)
  const [known, setKnown] = useState<FileRef>()
  return (
    <>
      <FileInput
        {...rest}
        value={known?.id === value ? known : undefined}
        onChange={(ref) => {
          setKnown(ref)
          onChange?.(ref?.id)
        }}
      />
      {value && known?.id !== value && <span className="small mute">{t('fileKept')}</span>}
    </>
  )
}

/** Agencies of the market, found by name. */
function Invitees({ value = [], onChange, ...rest }: Control<readonly Invitee[]>) {
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['agencies', 'select', q],
    queryFn: ({ signal }) => get<Listed<AgencyCard>>('/api/agencies', { q, size: 20 }, signal),
  })
  const names = new Map(value.map((i) => [i.id, i.name]))
  for (const { id, name } of found.data?.items ?? []) names.set(id, name)
  return (
    <Select<string[]>
      {...rest}
      mode="multiple"
      value={value.map((i) => i.id)}
      onChange={(ids) => onChange?.(ids.map((id) => ({ id, name: names.get(id) ?? id })))}
      showSearch={{ filterOption: false, onSearch: (text) => setQ(text.slice(0, 60)) }}
      loading={found.isFetching}
      options={[...names].map(([id, label]) => ({ value: id, label }))}
    />
  )
}
