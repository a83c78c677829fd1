import type { Difference } from '../../src/fulfilment/index.ts'
import { differenceWords } from '../../src/fulfilment/index.ts'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { fulfilmentWords } from './words.ts'

/** Every point on which a contract is not what was announced, side by side, each with its paragraph. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  if (differences.length === 0) return <p className="differences-none">{t('noDifferences')}</p>
  return (
    <Table
      caption={t('differences')}
      rows={differences}
      rowKey={(d) => d.field}
      columns={[
        {
          key: 'point',
          title: t('point'),
          cell: (d) => (
            <span className="cluster">
              <strong>{say(differenceWords[d.field])}</strong>
              {d.grade === 'to-check' && (
                <span className="tag" data-tone="warn">
                  {t('toCheck')}
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'announced',
          title: t('announced'),
          cell: (d) => <Value d={d} value={d.announced} announced />,
        },
        { key: 'filed', title: t('filed'), cell: (d) => <Value d={d} value={d.filed} /> },
        { key: 'basis', title: t('basis'), cell: (d) => <Cite article={d.article} /> },
      ]}
    />
  )
}

function Value({
  d,
  value,
  announced = false,
}: {
  d: Difference
  value: string | number
  announced?: boolean
}) {
  const t = useWords(fulfilmentWords)
  if (d.field === 'fee' && typeof value === 'number') return <Money fen={value} />
  if (d.field === 'time-limit') return <span className="num">{t('daysValue', { n: value })}</span>
  if (d.field === 'signed-on') {
    return announced ? (
      <span className="num">{t('notAfter', { day: value })}</span>
    ) : (
      <When at={String(value)} date />
    )
  }
  return <span className="differences-text">{value}</span>
}
