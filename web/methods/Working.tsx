import { art } from '../../src/gazette/index.ts'
import { decimal, type Exact, exact, type Ranking, times } from '../../src/procurement/index.ts'
import { offerWords } from '../procurement/method-words.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { Table } from '../shared/Table.tsx'
import { useWords } from '../words/words.ts'

/** 22.1.3-5: how the order came about, every figure of it, so that anyone can compute it again. */
export default function WorkingCard({
  ranking,
  choice,
}: {
  ranking?: Ranking | undefined
  choice?: { reason?: string } | undefined
}) {
  const t = useWords(offerWords)
  const working = ranking?.working
  if (!working) return null
  const articles = {
    average: art('111', '22.1.4'),
    merit: art('111', '22.1.3'),
    auction: art('111', '22.1.5'),
  }
  const hasTie = working.kind !== 'merit' && ranking.groups.some((g) => g.length > 1)
  return (
    <Card title={t('working')} aside={<Cite article={articles[working.kind]} />}>
      <div className="stack">
        <WorkingTable working={working} />
        {choice?.reason && <p>{t('choice', { reason: choice.reason })}</p>}
        <p className="small mute">
          {t('workingLead')} {hasTie && t('tieDrawn')}
        </p>
      </div>
    </Card>
  )
}

const yuan = (fen: Exact): string => decimal(times(fen, exact(1, 100)), 4)
const points = (share: Exact): string => decimal(times(share, exact(100)), 2)

export function WorkingTable({ working }: { working: NonNullable<Ranking['working']> }) {
  const t = useWords(offerWords)
  switch (working.kind) {
    case 'average':
      return (
        <>
          <p className="num">
            {t('mean')}：{yuan(working.mean)} 元
            <span className="small mute">
              {' '}
              （{working.mean.num}/{working.mean.den} 分）
            </span>
          </p>
          <Table
            caption={t('working')}
            rows={working.quotes}
            rowKey={(q) => q.leaf}
            columns={[
              { key: 'name', title: t('agency'), cell: (q) => q.name },
              { key: 'quote', title: t('quoted'), align: 'end', cell: (q) => <Money fen={q.quote} /> },
              { key: 'distance', title: t('distance'), align: 'end', cell: (q) => yuan(q.distance) },
            ]}
          />
        </>
      )
    case 'auction':
      return (
        <Table
          caption={t('working')}
          rows={working.bids}
          rowKey={(b) => b.leaf}
          columns={[
            { key: 'name', title: t('agency'), cell: (b) => b.name },
            { key: 'bid', title: t('bid'), align: 'end', cell: (b) => <Money fen={b.bid} /> },
          ]}
        />
      )
    case 'merit': {
      const { credit, plan, quality } = working.weights
      return (
        <Table
          caption={t('working')}
          rows={working.scores}
          rowKey={(s) => s.leaf}
          columns={[
            { key: 'name', title: t('agency'), cell: (s) => s.name },
            {
              key: 'credit',
              title: `${t('credit')} ${credit / 10}%`,
              cell: (s) => (
                <>
                  <span className="num">{points(s.credit.points)}</span>{' '}
                  <span className="small mute">
                    {s.credit.milliScore !== undefined && (
                      <>{t('scoreOf', { score: decimal(exact(s.credit.milliScore, 1000), 2) })} </>
                    )}
                    {s.credit.milliStars === null
                      ? t('noRatings')
                      : t('ratingsOf', {
                          n: s.credit.ratings,
                          stars: decimal(exact(s.credit.milliStars, 1000), 2),
                        })}
                  </span>
                </>
              ),
            },
            {
              key: 'plan',
              title: `${t('plan')} ${plan / 10}%`,
              cell: (s) => (
                <>
                  <span className="num">{points(s.plan.points)}</span>{' '}
                  <span className="small mute">
                    {s.plan.criteria.map((c) => `${c.name} ${c.answer}`).join('；')}
                  </span>
                </>
              ),
            },
            {
              key: 'quality',
              title: `${t('quality')} ${quality / 10}%`,
              cell: (s) => (
                <>
                  <span className="num">{points(s.quality.points)}</span>{' '}
                  <span className="small mute">{s.quality.grade || s.quality.qualification}</span>
                </>
              ),
            },
            {
              key: 'total',
              title: t('total'),
              align: 'end',
              cell: (s) => <strong className="num">{points(s.total)}</strong>,
            },
          ]}
        />
      )
    }
  }
}
