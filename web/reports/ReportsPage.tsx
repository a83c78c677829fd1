import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type ReportOutcome,
  type ReportStatus,
  reportOutcomeWords,
  reportStatusWords,
  type SituationId,
  situations,
} from '../../src/reports/index.ts'
import { get, send } from '../api/client.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { SlipForm } from '../shared/plain.tsx'
import { Table } from '../shared/Table.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import '../consults/consults.css'
import { reportWords } from './words.ts'

interface Counts {
  receivers: readonly {
    id: string
    name: string
    received: number
    concluded: number
    founded: number
    overdue: number
  }[]
  founded: readonly { reported: string; situation: SituationId; outcome: ReportOutcome; n: number }[]
}

interface Found {
  number: string
  status: ReportStatus
  situation: SituationId
  receiver: { name: string }
  outcome?: ReportOutcome
  text?: string
}

/** 53-55: where anyone reports, follows a report, and sees what was found to be so. */
export default function ReportsPage() {
  const t = useWords(reportWords)
  const counts = useQuery({
    queryKey: ['report-counts'],
    queryFn: ({ signal }) => get<Counts>('/api/report-counts', {}, signal),
  })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '53')} /> <Cite article={art('111', '54')} />{' '}
          <Cite article={art('111', '55')} />
        </>
      }
      aside={
        <ButtonLink to="/reports/new" look="primary">
          {t('make')}
        </ButtonLink>
      }
    >
      <div className="consults">
        <div className="stack">
          {counts.isPending && <Loading rows={4} />}
          {counts.error && <QueryError error={counts.error} retry={() => void counts.refetch()} />}
          {counts.data && <Founded founded={counts.data.founded} />}
          {counts.data && <Receivers receivers={counts.data.receivers} />}
          <p className="small mute">{t('countsWhy')}</p>
        </div>
        <aside>
          <Follow />
        </aside>
      </div>
    </Page>
  )
}

function Founded({ founded }: Pick<Counts, 'founded'>) {
  const t = useWords(reportWords)
  const say = useText()
  if (founded.length === 0)
    return (
      <Card title={t('founded')}>
        <Empty title={t('noFounded')} />
      </Card>
    )
  return (
    <Card title={t('founded')} flush>
      <ul className="consult-answers">
        {founded.map((f) => (
          <li key={`${f.reported}${f.situation}${f.outcome}`}>
            <h3>{f.reported}</h3>
            <p>
              {say(situations[f.situation])} <Cite article={situations[f.situation].article} />
            </p>
            <p className="small mute">
              {say(reportOutcomeWords[f.outcome])} · {f.n} {t('n')}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Receivers({ receivers }: Pick<Counts, 'receivers'>) {
  const t = useWords(reportWords)
  if (receivers.length === 0)
    return (
      <Card title={t('counts')}>
        <Empty title={t('noCounts')} />
      </Card>
    )
  const figure = (key: 'received' | 'concluded' | 'founded' | 'overdue') => ({
    key,
    title: t(`${key}N`),
    cell: (r: Counts['receivers'][number]) => r[key],
    by: (r: Counts['receivers'][number]) => r[key],
    align: 'end' as const,
  })
  return (
    <Card title={t('counts')}>
      <Table
        caption={t('counts')}
        rows={receivers}
        rowKey={(r) => r.id}
        columns={[
          { key: 'name', title: t('receiver'), cell: (r) => r.name },
          ...[figure('received'), figure('concluded'), figure('founded'), figure('overdue')],
        ]}
      />
    </Card>
  )
}

/** What became of my report, by number and code. */
function Follow() {
  const t = useWords(reportWords)
  const say = useText()
  const [found, setFound] = useState<Found>()
  return (
    <Card title={t('follow')}>
      <div className="stack">
        <p className="small mute">{t('followLead')}</p>
        <SlipForm<Found> look={(slip) => send('/api/reports/status', slip)} onFound={setFound} />
        {found && (
          <div className="stack" role="status">
            <p>
              <span className="tag">{say(reportStatusWords[found.status])}</span>{' '}
              {t('sentTo', { receiver: found.receiver.name })}
            </p>
            <p className="small">{say(situations[found.situation])}</p>
            {found.outcome && (
              <p>
                <strong>{say(reportOutcomeWords[found.outcome])}</strong> {found.text}
              </p>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}
