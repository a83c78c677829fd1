import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  agencyPosts,
  ownerPosts,
  postOfAgencyWords,
  postOfOwnerWords,
  recusalActionWords,
  relations,
  relationWords,
} from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import type { AgencyCard, Listed } from '../api/types.ts'
import { DraftForm, Field, type Values } from '../shared/form/DraftForm.tsx'
import { FileInput } from '../shared/form/inputs.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import type { Command } from '../shared/useCommand.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { recusalPageWords } from './words.ts'

interface FormProps {
  command: Pick<Command, 'busy' | 'refusal'>
  submit: (recusal: Values) => Promise<boolean>
}

/** 29.2: from the agency's or from the owner's side. */
export function KinshipForm({ side, command, submit }: FormProps & { side: 'agency' | 'owner' }) {
  const t = useWords(recusalPageWords)
  const say = useText()
  const posts = {
    ofAgency: agencyPosts.map((p) => ({ value: p, label: say(postOfAgencyWords[p]) })),
    ofOwner: ownerPosts.map((p) => ({ value: p, label: say(postOfOwnerWords[p]) })),
  }
  const [mine, theirs] =
    side === 'agency' ? (['ofAgency', 'ofOwner'] as const) : (['ofOwner', 'ofAgency'] as const)
  const person = (who: 'ofAgency' | 'ofOwner', title: string) => (
    <>
      <h3 className="admission-part">{title}</h3>
      <Field name={`${who}.name`} required label={`${title} · ${t('name')}`}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <Field name={`${who}.post`} required label={`${title} · ${t('post')}`}>
        <Radio.Group options={posts[who]} />
      </Field>
    </>
  )
  return (
    <DraftForm<Values>
      draft={`recusal/${side}`}
      initial={{
        ...{ relation: relations[0], other: '' },
        ofAgency: { name: '', post: agencyPosts[0], identity: '' },
        ofOwner: { name: '', post: ownerPosts[0] },
      }}
      submit={t('declare')}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      {person(mine, t('ourPerson'))}
      <Field name="relation" required label={t('relation')} cites={art('111', '29.2')}>
        <Select options={relations.map((r) => ({ value: r, label: say(relationWords[r]) }))} />
      </Field>
      {person(theirs, t('theirPerson'))}
      {side === 'owner' && (
        <Field name="ofAgency.identity" label={t('identity')} hint={t('identityHint')}>
          <Input maxLength={18} className="mono" autoComplete="off" spellCheck={false} />
        </Field>
      )}
      {side === 'agency' ? (
        <Field name="other" required label={t('owner')} hint={t('ownerHint')}>
          <Chosen path="/api/owner-names" />
        </Field>
      ) : (
        <Field name="other" label={t('agencyKnown')} hint={t('agencyHint')}>
          <Chosen path="/api/agencies" />
        </Field>
      )}
    </DraftForm>
  )
}

/** 29.3: another ground of the law, with its basis and a paper. */
export function OtherForm({ own, command, submit }: FormProps & { own: string | undefined }) {
  const t = useWords(recusalPageWords)
  return (
    <DraftForm<Values>
      draft="recusal/other"
      initial={{ agency: own ?? '', procurement: '', basis: '', text: '' }}
      submit={t('record')}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      {own === undefined && (
        <Field name="agency" required label={t('agency')} hint={t('agencyHint')}>
          <Chosen path="/api/agencies" />
        </Field>
      )}
      <Field name="procurement" required label={t('procurement')}>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      <Field name="basis" required label={t('basis')} cites={art('111', '29.3')}>
        <Input maxLength={200} />
      </Field>
      <Field name="text" required label={t('text')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
      <Field name="file" required label={t('file')}>
        <FileInput accept=".pdf,.png,.jpg,.jpeg" />
      </Field>
    </DraftForm>
  )
}

/** A reason, for what is ended or turned down. */
export function ReasonForm({ act, command, submit }: ActionFormProps) {
  const t = useWords(recusalPageWords)
  const say = useText()
  return (
    <DraftForm<{ reason: string }>
      draft={`recusal-reason/${act}`}
      initial={{ reason: '' }}
      submit={say(wordOf(recusalActionWords, act))}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="reason" required label={t('reason')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
    </DraftForm>
  )
}

interface Control {
  id?: string
  value?: string
  onChange?: (value: string) => void
}

/** An organisation by a part of its name. */
function Chosen({ path, value, ...control }: Control & { path: '/api/agencies' | '/api/owner-names' }) {
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: [path, 'select', q],
    queryFn: ({ signal }) => get<Pick<Listed<AgencyCard>, 'items'>>(path, { q }, signal),
  })
  return (
    <Select
      {...control}
      value={value === '' ? undefined : value}
      allowClear
      showSearch={{ filterOption: false, onSearch: (text) => setQ(text.slice(0, 60)) }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map((o) => ({ value: o.id, label: o.name }))}
    />
  )
}
