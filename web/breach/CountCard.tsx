import { addMs, dateOf, type Instant, type PlainDate } from '../../src/calendar/index.ts'
import { type Severity, severityWords } from '../../src/credit/index.ts'
import { art } from '../../src/gazette/index.ts'
import { marketNow } from '../api/time.ts'
import { Card, Empty } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Table } from '../shared/Table.tsx'
import { useText, useWords } from '../words/words.ts'
import { breachWords } from './words.ts'

export interface Count {
  pauses: readonly { from: Instant; to?: Instant }[]
  found: readonly {
    id: string
    on: PlainDate
    severity: Severity
    repaired: boolean
    yearEnds: PlainDate
    twoYearsEnd: PlainDate
  }[]
}

/** 42.1: every finding with the last days of its windows, and the suspended time that put them off. */
export function CountCard({ count, here }: { count: Count; here: string }) {
  const t = useWords(breachWords)
  const say = useText()
  const today = dateOf(marketNow())
  return (
    <Card title={t('countTitle')} aside={<Cite article={art('111', '42.1')} />}>
      <p className="small mute">{t('countLead')}</p>
      {count.found.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <Table
          caption={t('countTitle')}
          rows={count.found}
          rowKey={(f) => f.id}
          columns={[
            {
              key: 'on',
              title: t('on'),
              cell: (f) =>
                f.id === here ? (
                  <strong className="num">{f.on}</strong>
                ) : (
                  <Link to={`/desk/breaches/${f.id}`}>{f.on}</Link>
                ),
            },
            { key: 'severity', title: t('situation'), cell: (f) => say(severityWords[f.severity]) },
            {
              key: 'year',
              title: t('yearEnds'),
              cell: (f) => <span className="num">{f.severity === 'general' ? f.yearEnds : '–'}</span>,
            },
            {
              key: 'two',
              title: t('twoYearsEnd'),
              cell: (f) => <span className="num">{f.severity === 'general' ? f.twoYearsEnd : '–'}</span>,
            },
            {
              key: 'counts',
              title: t('counts'),
              cell: (f) =>
                f.repaired
                  ? t('repairedTag')
                  : t(f.severity === 'general' && f.twoYearsEnd >= today ? 'yes' : 'no'),
            },
          ]}
        />
      )}
      {count.pauses.length > 0 && (
        <p className="small mute">
          {t('pauses')}{' '}
          {count.pauses.map((p) => `${dateOf(p.from)} – ${p.to ? lastDayOf(p.to) : t('lasting')}`).join('；')}
        </p>
      )}
    </Card>
  )
}

/** A pause that ends at 24:00 is written as the next day's 00:00. */
const lastDayOf = (to: Instant): string => dateOf(addMs(to, -1))
