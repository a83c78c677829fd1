import { useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import { partyWords, type RatedParty } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { Stars } from './StarInput.tsx'
import { fulfilmentWords } from './words.ts'

interface PublicRating {
  engagement: string
  of: RatedParty
  subjectName: string
  raterName: string | null
  title: string
  stars: number
  comment: string | null
  byDefault: boolean
  weightPermille: number
  at: Instant
}

interface AgencyRatings {
  count: number
  defaults: number
  /** Thousandths of a star. */
  meanMilli: number | null
  items: readonly PublicRating[]
}

/** The ratings of an agency, public (38), with the mean and how many were given by default. */
export function AgencyRatingsCard({ agency }: { agency: string }) {
  const t = useWords(fulfilmentWords)
  const { data } = useQuery({
    queryKey: ['ratings', 'agency', agency],
    queryFn: ({ signal }) =>
      get<AgencyRatings>(`/api/agencies/${encodeURIComponent(agency)}/ratings`, {}, signal),
  })
  if (!data) return null
  return (
    <Card title={t('ratings')} aside={<Cite article={art('111', '38')} />}>
      {data.meanMilli === null ? (
        <p className="mute">{t('noRatings')}</p>
      ) : (
        <p className="cluster">
          <strong className="num">{t('mean', { n: (data.meanMilli / 1000).toFixed(1) })}</strong>
          <span className="small mute">{t('ratingCount', { n: data.count, defaults: data.defaults })}</span>
        </p>
      )}
      <RatingList items={data.items} titles />
    </Card>
  )
}

/** The ratings that one engagement brought forth; nothing while there are none. */
export function EngagementRatingsCard({
  engagement,
  always = false,
}: {
  engagement: string
  always?: boolean
}) {
  const t = useWords(fulfilmentWords)
  const { data } = useQuery({
    queryKey: ['ratings', 'engagement', engagement],
    queryFn: ({ signal }) =>
      get<{ items: readonly PublicRating[] }>(
        `/api/engagements/${encodeURIComponent(engagement)}/ratings`,
        {},
        signal,
      ),
  })
  if (!data || (data.items.length === 0 && !always)) return null
  return (
    <Card title={t('ratings')} aside={<Cite article={art('111', '38')} />}>
      {data.items.length === 0 ? (
        <p className="mute">{t('noRatingsWhy')}</p>
      ) : (
        <RatingList items={data.items} />
      )}
    </Card>
  )
}

function RatingList({ items, titles = false }: { items: readonly PublicRating[]; titles?: boolean }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  return (
    <ul className="ratings">
      {items.map((r) => (
        <li key={`${r.engagement}/${r.of}`}>
          <p className="small mute">
            {titles ? (
              <Link to={`/announcements/${r.engagement}`}>{r.title}</Link>
            ) : (
              `${t('ratingsOf', { party: say(partyWords[r.of]) })}：${r.subjectName}`
            )}
          </p>
          <p className="cluster">
            <Stars n={r.stars} />
            {r.byDefault && (
              <span className="tag" data-tone="warn">
                {t('byDefault', { share: `${r.weightPermille / 10}%` })}
              </span>
            )}
          </p>
          {r.comment && <p className="rating-comment">{r.comment}</p>}
          <p className="small mute cluster">
            <span>{r.raterName ?? t('system')}</span>
            <When at={r.at} date />
          </p>
        </li>
      ))}
    </ul>
  )
}
