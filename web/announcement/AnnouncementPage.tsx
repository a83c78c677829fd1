import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { art } from '../../src/gazette/index.ts'
import { factWords, methodWords, publicStateWords } from '../../src/procurement/index.ts'
import { get } from '../api/client.ts'
import type { AnnouncementDetail } from '../api/types.ts'
import { hallWords } from '../hall/words.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { Aside } from './Aside.tsx'
import './AnnouncementPage.css'
import { NoticeSheet } from './NoticeSheet.tsx'
import { announcementWords } from './words.ts'

/** At the foot of the page, and only once there are ratings: its words come after the announcement. */
const EngagementRatingsCard = lazy(() =>
  import('../fulfilment/RatingsCard.tsx').then((card) => ({ default: card.EngagementRatingsCard })),
)
// Most announcements have no working to show: who reads one does not load it.
const FrameworkCard = lazy(() => import('../frameworks/AnnouncementCard.tsx'))
const WorkingCard = lazy(() => import('../methods/Working.tsx'))

/** One announcement: reads like the notice it is, beside its clock, its result and its proof. */
export default function AnnouncementPage() {
  const { id = '' } = usePathParams()
  const hall = useWords(hallWords)
  const say = useText()
  const query = useQuery({
    queryKey: ['announcement', id],
    queryFn: ({ signal }) => get<AnnouncementDetail>(`/api/announcements/${id}`, {}, signal),
    refetchInterval: 30_000,
  })
  const { data } = query
  if (query.isPending) {
    return (
      <div className="page">
        <Loading rows={2} height={3} />
        <Loading rows={1} height={30} />
      </div>
    )
  }
  if (query.error || !data) {
    return (
      <div className="page">
        <QueryError error={query.error ?? new Error('empty')} retry={() => void query.refetch()} />
      </div>
    )
  }
  return (
    <Page
      title={data.title}
      trail={[{ to: '/', name: hall('name') }]}
      lead={
        <span className="cluster">
          <span className="tag">{say(wordOf(publicStateWords, data.state))}</span>
          <span className="num">{data.number}</span>
          <span>{say(wordOf(methodWords, data.method))}</span>
          {data.methodArticle && <Cite article={data.methodArticle} />}
        </span>
      }
    >
      <div className="announcement">
        <div className="stack">
          <NoticeSheet data={data} />
          {data.framework && (
            <Suspense fallback={<Loading rows={3} />}>
              <FrameworkCard
                id={data.id}
                framework={data.framework}
                members={data.result?.members}
                awarded={data.state === 'awarded' || data.state === 'voided'}
              />
            </Suspense>
          )}
          {data.result?.ranking?.working && (
            <Suspense fallback={<Loading rows={3} />}>
              <WorkingCard ranking={data.result.ranking} choice={data.result.choice} />
            </Suspense>
          )}
          {data.state === 'awarded' && (
            <Suspense>
              <EngagementRatingsCard engagement={data.id} />
            </Suspense>
          )}
          <History data={data} />
        </div>
        <Aside data={data} />
      </div>
    </Page>
  )
}

function History({ data }: { data: AnnouncementDetail }) {
  const t = useWords(announcementWords)
  const say = useText()
  if (data.history.length === 0) return null
  const ended = ['awarded', 'failed', 'cancelled', 'voided'].includes(data.state)
  return (
    <Card title={t('history')} aside={<Cite article={art('111', '28')} />}>
      <p className="mute small announcement-lead">{t('historyLead')}</p>
      <Steps
        steps={data.history.map((entry, i) => ({
          title: say(wordOf(factWords, entry.kind.replace(/^procurement\./, '')), entry.params),
          state: /failed|voided|cancelled|returned/.test(entry.kind)
            ? 'failed'
            : !ended && i === data.history.length - 1
              ? 'now'
              : 'done',
          detail: (
            <span className="cluster">
              <When at={entry.at} seconds />
              {entry.article && <Cite article={entry.article} />}
              {entry.leaf !== undefined && <ProofButton leaf={entry.leaf} />}
            </span>
          ),
        }))}
      />
      {data.previous && (
        <p className="announcement-link">
          {t('previous')} <Link to={`/announcements/${data.previous.id}`}>{data.previous.number}</Link>{' '}
          <Cite article={art('111', '27')} />
        </p>
      )}
      {data.next && (
        <p className="announcement-link">
          {t('next')} <Link to={`/announcements/${data.next.id}`}>{data.next.number}</Link>{' '}
          <Cite article={art('111', '27')} />
        </p>
      )}
    </Card>
  )
}
