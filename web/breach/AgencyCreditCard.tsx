import { useQuery } from '@tanstack/react-query'
import {
  type Score,
  type ScoredPart,
  scorePartWords,
  scoreWorkingWords,
  withoutRecordWords,
} from '../../src/credit/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Table } from '../shared/Table.tsx'
import { useText, useWords } from '../words/words.ts'
import './breach.css'
import { type Published, PublishedCase } from './Published.tsx'
import { breachWords } from './words.ts'

interface Credit {
  score: Score
  figures: {
    weights: Record<string, number>
    deductions: Record<string, number>
    inspections: Record<string, number>
  }
  items: readonly Published[]
}

/** 44: the credit score with every component and its arithmetic; 42.2: what is published of the agency today. */
export function AgencyCreditCard({ agency }: { agency: string }) {
  const t = useWords(breachWords)
  const query = useQuery({
    queryKey: ['agency-credit', agency],
    queryFn: ({ signal }) => get<Credit>(`/api/agencies/${agency}/credit`, {}, signal),
  })
  if (!query.data) return null
  const { score, figures, items } = query.data
  return (
    <>
      {items.map((item) => (
        <PublishedCase key={item.id} item={item} />
      ))}
      <Card flush title={t('scoreTitle')} aside={<Cite article={art('111', '44')} />}>
        <p className="breach-score-lead">
          <span className="breach-score-total">{(score.milli / 1000).toFixed(2)}</span>{' '}
          <span className="small mute">{t('scoreLead')}</span>
        </p>
        <Table
          caption={t('scoreTitle')}
          rows={score.parts}
          rowKey={(p) => p.part}
          columns={[
            { key: 'part', title: t('part'), cell: (p) => <PartName part={p} /> },
            {
              key: 'record',
              title: t('record'),
              cell: (p) => <Working part={p} score={score} figures={figures} />,
            },
            {
              key: 'points',
              title: t('points'),
              cell: (p) => <span className="num">{(p.points.num / p.points.den).toFixed(2)}</span>,
              align: 'end',
            },
            {
              key: 'weight',
              title: t('weight'),
              cell: (p) => <span className="num">{p.weight / 10}%</span>,
              align: 'end',
            },
          ]}
        />
      </Card>
    </>
  )
}

function PartName({ part }: { part: ScoredPart }) {
  const say = useText()
  return <>{say(scorePartWords[part.part])}</>
}

/** The formula of one part, with this agency's numbers in it. */
function Working({ part, score, figures }: { part: ScoredPart } & Pick<Credit, 'score' | 'figures'>) {
  const say = useText()
  if (part.without)
    return <span className="small mute">{say(withoutRecordWords, { points: part.points.num })}</span>
  const named = (of: Record<string, number>) =>
    Object.fromEntries(Object.entries(of).map(([k, v]) => [`${k}Points`, v]))
  const params = {
    ...score.tally[part.part],
    ...named(part.part === 'inspections' ? figures.inspections : figures.deductions),
  }
  return <span className="small">{say(scoreWorkingWords[part.part], params)}</span>
}
