import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { places } from '../../src/registry/index.ts'
import { get, send } from '../api/client.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import {
  PlainArea,
  PlainChoice,
  PlainLine,
  RefusalElsewhere,
  SlipCard,
  useSending,
} from '../shared/plain.tsx'
import { useDraft } from '../shared/useDraft.ts'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import '../registry/tick.css'
import { consultWords } from './words.ts'

interface Bodies {
  operator: { id: string; name: string } | null
  departments: readonly { id: string; name: string }[]
}

interface Slip {
  number: string
  code: string
  body: string
  due: Instant
}

const blank = { region: '', body: '', question: '', name: '', contact: '', mayPublish: false }

/** 46: one question to one body, by anyone; what was typed survives a reload. */
export default function AskPage() {
  const t = useWords(consultWords)
  const language = useLanguage()
  const draft = useDraft('consult', blank)
  const { value } = draft
  const set = (change: Partial<typeof blank>) => draft.set({ ...value, ...change })
  const [slip, setSlip] = useState<Slip>()
  const { busy, refusal, submit } = useSending<Slip>(
    () => send('/api/consults', value),
    (answer) => {
      draft.clear()
      setSlip(answer)
    },
  )
  const bodies = useQuery({
    queryKey: ['consult-bodies', value.region],
    queryFn: ({ signal }) => get<Bodies>('/api/consult-bodies', { region: value.region }, signal),
    enabled: value.region !== '',
  }).data
  const trail = [{ to: '/consults', name: t('title') }]
  if (slip)
    return (
      <Page title={t('askTitle')} width="narrow" trail={trail}>
        <SlipCard title={t('sent')} slip={slip}>
          <p>
            {t('sentTo', { body: slip.body })} <When at={slip.due} deadline />{' '}
            <Cite article={art('111', '46')} />
          </p>
          <p>
            <ButtonLink to="/consults">{t('back')}</ButtonLink>
          </p>
        </SlipCard>
      </Page>
    )
  const text = (name: keyof typeof blank) => ({
    ...{ name, refusal, value: String(value[name]) },
    onChange: (typed: string) => set({ [name]: typed }),
  })
  return (
    <Page
      title={t('askTitle')}
      width="narrow"
      trail={trail}
      lead={
        <>
          {t('askLead')} <Cite article={art('111', '46')} />
        </>
      }
    >
      <Card>
        <form className="register" onSubmit={submit} noValidate>
          <PlainChoice
            {...text('region')}
            onChange={(region) => set({ region, body: '' })}
            label={t('region')}
            empty={t('choose')}
            options={places.map((p) => [p.code, regionName(p.code, language)] as const)}
          />
          {bodies && (
            <PlainChoice
              {...text('body')}
              label={t('body')}
              hint={t('bodyHint')}
              options={[
                ['', t('operatorOf', { name: bodies.operator?.name ?? '' })],
                ...bodies.departments.map((d) => [d.id, d.name] as const),
              ]}
            />
          )}
          <PlainArea {...text('question')} label={t('question')} hint={t('questionHint')} />
          <PlainLine {...text('name')} label={t('name')} max={60} complete="name" />
          <PlainLine {...text('contact')} label={t('contact')} hint={t('contactHint')} />
          <label className="tick">
            <input
              type="checkbox"
              checked={value.mayPublish}
              onChange={(event) => set({ mayPublish: event.target.checked })}
            />
            {t('mayPublish')}
          </label>
          <RefusalElsewhere refusal={refusal} at={Object.keys(blank)} />
          <Button type="submit" look="primary" busy={busy}>
            {t('send')}
          </Button>
        </form>
      </Card>
    </Page>
  )
}
