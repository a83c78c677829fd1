import { useQuery } from '@tanstack/react-query'
import type { Instant, PlainDate } from '../../src/calendar/index.ts'
import { type Consistency, type Performance, spotCheckStatuses } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { Basics, Found, type SpotCheckBrief, toneOf } from './parts.tsx'
import { spotCheckWords } from './words.ts'

interface Result extends SpotCheckBrief {
  id: string
  draw: string
  pool: readonly {
    notice: string
    title: string
    agency: string
    filedOn: PlainDate
    procurement: string
  }[]
  drawn: readonly string[]
  text?: string
  publishedAt?: Instant
  results?: readonly {
    notice: string
    title: string
    agency: { id: string; name: string }
    procurement: string
    consistency: Consistency
    performance: Performance
  }[]
}

/** 37: one spot check for everyone: the pool before the draw, who was drawn, what was found. */
export default function ResultPage() {
  const { id = '' } = usePathParams()
  const t = useWords(spotCheckWords)
  const say = useText()
  const query = useQuery({
    queryKey: ['spot-check-result', id],
    queryFn: ({ signal }) => get<Result>(`/api/spot-check-results/${encodeURIComponent(id)}`, {}, signal),
  })
  if (query.isPending) return <Loading rows={5} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const c = query.data
  return (
    <Page
      title={c.title}
      trail={[{ to: '/spot-checks', name: t('title') }]}
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(c.status)}>
            {say(spotCheckStatuses[c.status])}
          </span>
          <Cite article={art('111', '37')} />
        </span>
      }
    >
      <div className="stack">
        <Card>
          <Basics c={c} draw={c.draw} />
        </Card>
        {c.status === 'announced' && <Note>{t('waiting')}</Note>}
        {c.status === 'checking' && <Note>{t('checking')}</Note>}
        <Results c={c} />
        <Card flush title={t('pool')}>
          <Table
            caption={t('pool')}
            rows={c.pool}
            rowKey={(x) => x.notice}
            columns={[
              {
                key: 'notice',
                title: t('notice'),
                cell: (x) => (
                  <>
                    <span className="num">{x.notice}</span>{' '}
                    {c.drawn.includes(x.notice) && (
                      <span className="tag" data-tone="warn">
                        {t('isDrawn')}
                      </span>
                    )}
                  </>
                ),
              },
              {
                key: 'title',
                title: t('project'),
                cell: (x) => <Link to={`/announcements/${x.procurement}`}>{x.title}</Link>,
              },
              { key: 'agency', title: t('agency'), cell: (x) => x.agency },
              {
                key: 'filed',
                title: t('filedOn'),
                cell: (x) => <When at={x.filedOn} date />,
                by: (x) => x.filedOn,
              },
            ]}
          />
        </Card>
      </div>
    </Page>
  )
}

function Results({ c }: { c: Result }) {
  const t = useWords(spotCheckWords)
  if (!c.results) return null
  return (
    <Card flush title={t('results')} aside={c.publishedAt && <When at={c.publishedAt} date />}>
      <div className="card-pad">
        <p>{c.text}</p>
      </div>
      <Table
        caption={t('results')}
        rows={c.results}
        rowKey={(x) => x.notice}
        columns={[
          { key: 'title', title: t('project'), cell: (x) => x.title },
          {
            key: 'agency',
            title: t('agency'),
            cell: (x) => <Link to={`/agencies/${x.agency.id}`}>{x.agency.name}</Link>,
          },
          {
            key: 'found',
            title: t('finding'),
            cell: (x) => <Found consistency={x.consistency} performance={x.performance} />,
          },
        ]}
      />
    </Card>
  )
}
