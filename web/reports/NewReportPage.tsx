import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  articleOf,
  type ReportedKind,
  reportedKinds,
  reportedKindWords,
  type SituationId,
  situationIds,
  situations,
} from '../../src/reports/index.ts'
import { get, send } from '../api/client.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import {
  PlainArea,
  PlainChoice,
  PlainLine,
  RefusalElsewhere,
  SlipCard,
  useSending,
} from '../shared/plain.tsx'
import { useText, useWords } from '../words/words.ts'
import '../registry/tick.css'
import { reportWords } from './words.ts'

interface Slip {
  number: string
  code: string
  receiver: string
}

const blank = { situation: '', reported: '', staff: '', facts: '', named: false, name: '', contact: '' }

/** 53-55: whom, what, the facts; by name or without one. Nothing that is typed here is kept on the device. */
export default function NewReportPage() {
  const t = useWords(reportWords)
  const say = useText()
  const [kind, setKind] = useState<ReportedKind>('operator')
  const [q, setQ] = useState('')
  const [value, setValue] = useState(blank)
  const set = (change: Partial<typeof blank>) => setValue((old) => ({ ...old, ...change }))
  const [slip, setSlip] = useState<Slip>()
  const { busy, refusal, submit } = useSending<Slip>(() => send('/api/reports', value), setSlip)
  const bodies = useQuery({
    queryKey: ['report-bodies', kind, kind === 'owner' ? q : ''],
    queryFn: ({ signal }) =>
      get<{ id: string; name: string }[]>(
        '/api/report-bodies',
        { kind, q: kind === 'owner' ? q : '' },
        signal,
      ),
    enabled: kind !== 'owner' || q.trim().length > 1,
    placeholderData: keepPreviousData,
  }).data
  const trail = [{ to: '/reports', name: t('title') }]
  if (slip)
    return (
      <Page title={t('newTitle')} width="narrow" trail={trail}>
        <SlipCard title={t('sent')} slip={slip}>
          <p>
            {t('sentTo', { receiver: slip.receiver })} <Cite article={articleOf[kind]} />
          </p>
          <p>
            <ButtonLink to="/reports">{t('back')}</ButtonLink>
          </p>
        </SlipCard>
      </Page>
    )
  const text = (name: keyof typeof blank) => ({
    ...{ name, refusal, value: String(value[name]) },
    onChange: (typed: string) => set({ [name]: typed }),
  })
  const cited = value.situation ? situations[value.situation as SituationId].article : undefined
  return (
    <Page title={t('newTitle')} width="narrow" trail={trail} lead={t('newLead')}>
      <Card>
        <form className="register" onSubmit={submit} noValidate>
          <fieldset>
            <legend>
              {t('ofKind')} <Cite article={articleOf[kind]} />
            </legend>
            {reportedKinds.map((of) => (
              <label key={of} className="tick">
                <input
                  type="radio"
                  name="of"
                  checked={kind === of}
                  onChange={() => {
                    setKind(of)
                    set({ situation: '', reported: '' })
                  }}
                />
                {say(reportedKindWords[of])}
              </label>
            ))}
          </fieldset>
          <PlainChoice
            {...text('situation')}
            label={t('situation')}
            hint={cited && <Cite article={cited} />}
            empty={t('choose')}
            options={situationIds
              .filter((id) => situations[id].of === kind)
              .map((id) => [id, say(situations[id])] as const)}
          />
          {kind === 'owner' && (
            <PlainLine
              name="q"
              label={t('find')}
              value={q}
              onChange={setQ}
              max={60}
              hint={bodies?.length === 0 && t('noneFound')}
            />
          )}
          <PlainChoice
            {...text('reported')}
            label={t('body')}
            empty={t('choose')}
            options={(bodies ?? []).map((b) => [b.id, b.name] as const)}
          />
          <PlainLine {...text('staff')} label={t('staff')} max={80} />
          <PlainArea {...text('facts')} label={t('facts')} hint={t('factsHint')} />
          <fieldset>
            <legend>{t('reporter')}</legend>
            {[false, true].map((named) => (
              <label key={String(named)} className="tick">
                <input
                  type="radio"
                  name="named"
                  checked={value.named === named}
                  onChange={() => set({ named, ...(named ? {} : { name: '', contact: '' }) })}
                />
                {t(named ? 'named' : 'anonymous')}
              </label>
            ))}
            <p className="small mute">{t('namedHint')}</p>
          </fieldset>
          {value.named && (
            <>
              <PlainLine {...text('name')} label={t('name')} max={60} complete="name" />
              <PlainLine {...text('contact')} label={t('contact')} />
            </>
          )}
          <RefusalElsewhere refusal={refusal} at={Object.keys(blank)} />
          <Button type="submit" look="primary" busy={busy}>
            {t('send')}
          </Button>
          <p className="small mute">
            <Cite article={art('111', '53')} /> <Cite article={art('111', '54')} />{' '}
            <Cite article={art('111', '55')} />
          </p>
        </form>
      </Card>
    </Page>
  )
}
