import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import { groundOf, grounds, groundWords, standingActionWords } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import type { AgencyCard, Listed } from '../api/types.ts'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { serviceName } from '../shared/market.ts'
import type { ActionFormProps } from '../shared/useActions.tsx'
import type { Command } from '../shared/useCommand.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { standingWords } from './words.ts'

const area = <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 12 }} />

/** A reason, for what is turned down. */
export function ReasonForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(standingWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft={`standing-reason/${act}`}
      initial={{ reason: '' }}
      submit={say(wordOf(standingActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" required label={t('reason')}>
        {area}
      </Field>
    </DraftForm>
  )
}

/** 35.4: fresh material. */
export function RestorationForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(standingWords)
  const say = useText()
  return (
    <DraftForm<{ text: string; file?: FileRef }>
      draft="standing-restoration"
      initial={{ text: '' }}
      submit={say(wordOf(standingActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="text" required label={t('explain')} cites={art('111', '35.4')}>
        {area}
      </Field>
      <Field name="file" required label={t('material')}>
        <FileInput />
      </Field>
    </DraftForm>
  )
}

/** 36.4: the document by which law or regulation lifts the bar. */
export function LiftForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(standingWords)
  const say = useText()
  return (
    <DraftForm<{ issuer: string; number: string; basis: string }>
      draft="standing-lift"
      initial={{ issuer: '', number: '', basis: '' }}
      submit={say(wordOf(standingActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="issuer" required label={t('issuer')} cites={art('111', '36.4')}>
        <Input maxLength={120} />
      </Field>
      <Field name="number" required label={t('number')}>
        <Input maxLength={80} />
      </Field>
      <Field name="basis" required label={t('basis')}>
        {area}
      </Field>
    </DraftForm>
  )
}

export interface Opening extends Readonly<Record<string, unknown>> {
  agency: string
  ground: (typeof grounds)[number]
  services: string[]
  text: string
  file?: FileRef
}

/** 35, 36: which agency, on which ground, shown by what. */
export function OpeningForm({
  act,
  preset,
  command,
  submit,
}: {
  act: 'open' | 'report'
  /** What is known already, for a case that begins elsewhere. */
  preset?: Partial<Opening> | undefined
  command: Pick<Command, 'busy' | 'refusal'>
  submit: (body: Opening) => Promise<boolean>
}) {
  const t = useWords(standingWords)
  const say = useText()
  return (
    <DraftForm<Opening>
      draft={preset ? `standing/${act}/${preset.agency}/${preset.services?.join()}` : `standing/${act}`}
      initial={{ ground: grounds[0], services: [], text: '', ...preset }}
      submit={say(standingActionWords[act])}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      {(values) => (
        <>
          <Field name="agency" required label={t('agency')} hint={t('agencyHint')}>
            <AgencySelect />
          </Field>
          <Field name="ground" required label={t('ground')}>
            <Radio.Group
              className="admission-radios"
              options={grounds.map((g) => ({
                value: g,
                label: (
                  <>
                    {say(groundWords[g])} <Cite article={groundOf[g].article} />
                  </>
                ),
              }))}
            />
          </Field>
          {values.ground && groundOf[values.ground].measure === 'suspension' && (
            <Field name="services" label={t('services')} hint={t('servicesHint')} cites={art('111', '35')}>
              <ServiceSelect agency={values.agency} />
            </Field>
          )}
          <Field name="text" required label={t('text')} cites={art('111', '53.4')}>
            {area}
          </Field>
          <Field name="file" required label={t('file')}>
            <FileInput />
          </Field>
        </>
      )}
    </DraftForm>
  )
}

interface Control<T> {
  id?: string
  value?: T
  onChange?: (value: T) => void
}

export function AgencySelect(control: Control<string>) {
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['agencies', 'select', q],
    queryFn: ({ signal }) => get<Listed<AgencyCard>>('/api/agencies', { q, size: 20 }, signal),
  })
  const options = (found.data?.items ?? []).map((a) => ({ value: a.id, label: `${a.name} ${a.code}` }))
  const chosen = useQuery({
    queryKey: ['agency', control.value],
    enabled: control.value !== undefined && !options.some((o) => o.value === control.value),
    queryFn: ({ signal }) => get<AgencyCard>(`/api/agencies/${control.value}`, {}, signal),
  })
  const own = chosen.data ? [{ value: chosen.data.id, label: `${chosen.data.name} ${chosen.data.code}` }] : []
  return (
    <Select
      {...control}
      showSearch={{ filterOption: false, onSearch: (text) => setQ(text.slice(0, 60)) }}
      loading={found.isFetching}
      options={options.some((o) => o.value === control.value) ? options : [...own, ...options]}
    />
  )
}

function ServiceSelect({ agency, ...control }: Control<string[]> & { agency: string | undefined }) {
  const language = useLanguage()
  const detail = useQuery({
    queryKey: ['agency', agency],
    enabled: agency !== undefined,
    queryFn: ({ signal }) =>
      get<{ services: { serviceType: string; name: string }[] }>(`/api/agencies/${agency}`, {}, signal),
  })
  return (
    <Select
      {...control}
      mode="multiple"
      disabled={!detail.data}
      options={(detail.data?.services ?? []).map((s) => ({
        value: s.serviceType,
        label: serviceName(s.serviceType, language, s.name),
      }))}
    />
  )
}
