import { useQuery } from '@tanstack/react-query'
import type { PlainDate } from '../../src/calendar/index.ts'
import type { Condition, Excellence } from '../../src/fulfilment/index.ts'
import { get } from '../api/client.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { useWords } from '../words/words.ts'
import { excellenceWords } from './excellence-words.ts'

const stars = (milli: number): string => (milli / 1000).toFixed(3).replace(/\.?0+$/, '')

/** 38: whether an agency is in the library today, condition by condition. */
export function ExcellenceCard({ agency }: { agency: string }) {
  const t = useWords(excellenceWords)
  const { data } = useQuery({
    queryKey: ['excellence', agency],
    queryFn: ({ signal }) =>
      get<Excellence & { on: PlainDate }>(
        `/api/agencies/${encodeURIComponent(agency)}/excellence`,
        {},
        signal,
      ),
  })
  if (!data) return null
  return (
    <Card title={t('short')} aside={<Link to="/excellent">{t('title')}</Link>}>
      <p>
        <span className="tag" data-tone={data.member ? 'ok' : undefined}>
          {t(data.member ? 'in' : 'out')}
        </span>{' '}
        <span className="small mute num">{t('formula', { from: data.from, on: data.on })}</span>
      </p>
      <dl className="facts">
        {data.conditions.map((c) => (
          <div key={c.name} className="facts-row">
            <dt>{t(c.name)}</dt>
            <dd>
              <span aria-hidden="true">{c.met ? '✓' : '✗'}</span> <Value c={c} data={data} />{' '}
              <Cite article={c.article} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Value({ c, data }: { c: Condition; data: Excellence }) {
  const t = useWords(excellenceWords)
  switch (c.name) {
    case 'mean': {
      const has =
        data.weight === 0
          ? t('meanNone')
          : t('meanValue', {
              sum: stars(data.sum),
              weight: stars(data.weight),
              value: (data.sum / data.weight).toFixed(2),
            })
      return `${has} · ${t('meanAsk', { n: stars(c.required) })}`
    }
    case 'count':
      return `${t('countValue', { n: c.value })} · ${t('countAsk', { n: c.required })}`
    case 'findings':
      return `${t('countValue', { n: c.value })} · ${t('findingsAsk')}`
    case 'standing':
      return t(c.met ? 'good' : 'notGood')
  }
}
