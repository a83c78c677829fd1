import { type Article, art } from '../../src/gazette/index.ts'
import {
  actionWords,
  failureWords,
  noticeWords,
  publicStateWords,
  tied,
} from '../../src/procurement/index.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../api/time.ts'
import type { AnnouncementDetail, PartyName } from '../api/types.ts'
import { AuctionCard } from '../auction/AuctionCard.tsx'
import { procurementDue } from '../desk/procurement-due.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Countdown } from '../shared/Countdown.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { announcementWords } from './words.ts'

const dueWords = { ...actionWords, ...procurementDue }

/** Beside the notice: the clock and the one thing to do, the result, the draw, the other clocks, the documents. */
export function Aside({ data }: { data: AnnouncementDetail }) {
  const t = useWords(announcementWords)
  const say = useText()
  const now = useNow(5000)
  const open = data.state === 'open' && data.deadline !== undefined && data.deadline > now
  const others = data.clocks.filter((c) => c.due && c.due !== data.deadline)
  const unsuccessful = data.state === 'failed' || data.state === 'cancelled'
  return (
    <aside className="announcement-aside stack">
      <WhyEnded data={data} />
      {data.result && <Result result={data.result} />}
      {data.deadline && data.state === 'open' && (
        <Card title={t('closing')} aside={<Cite article={art('111', '23.2')} />}>
          <Countdown due={data.deadline} />
          <p>
            <Lamp due={data.deadline} closes />
          </p>
          <p className="small mute announcement-note">
            {t('hidden')} <Cite article={art('111', '53.2')} />
          </p>
          {open && <RegisterAction id={data.id} />}
        </Card>
      )}
      {data.auction && (
        <AuctionCard id={data.id} terms={data.auction} deadline={data.deadline} begun={begun(data)} />
      )}
      {data.drawId && !unsuccessful && holdsDraw(data) && !(data.auction && !data.result) && (
        <Card title={t('draw')} aside={data.methodArticle && <Cite article={data.methodArticle} />}>
          <p className="mute announcement-note">
            {data.result ? t('drawAfter') : t(data.offer === 'none' ? 'drawBefore' : 'tieBefore')}
          </p>
          <ButtonLink to={`/draws/${data.drawId}`} look={data.result ? 'primary' : 'plain'}>
            {data.result ? t('recheck') : t('watch')}
          </ButtonLink>
        </Card>
      )}
      {data.registrations !== undefined && (
        <Card>
          <p className="num">{t('count', { n: data.registrations })}</p>
        </Card>
      )}
      {others.length > 0 && (
        <Card title={t('clocks')}>
          <ul className="announcement-clocks">
            {others.map((clock) => (
              <li key={clock.action}>
                <p>
                  {say(wordOf(dueWords, clock.action))} <Cite article={clock.article} />
                </p>
                <Lamp due={clock.due} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {data.notices.length > 0 && (
        <Card title={t('notices')}>
          <ul className="announcement-clocks">
            {data.notices.map((notice) => (
              <li key={`${notice.kind}${notice.number}${notice.at}`}>
                <p>
                  <strong>{say(wordOf(noticeWords, notice.kind))}</strong>{' '}
                  {notice.checkUrl && <Link to={notice.checkUrl}>{t('check')}</Link>}{' '}
                  {notice.documentUrl && (
                    <a href={notice.documentUrl} target="_blank" rel="noreferrer">
                      {t('pdf')}
                    </a>
                  )}
                </p>
                <p className="small mute num">
                  {notice.number} · <When at={notice.at} />
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p className="small no-print cluster">
        <Link to={`/desk/complaints/new?kind=announcement&subject=procurement&about=${data.id}`}>
          {t('complainAnnouncement')}
        </Link>
        {data.state !== 'open' && (
          <Link to={`/desk/complaints/new?kind=selection&subject=procurement&about=${data.id}`}>
            {t('complainSelection')}
          </Link>
        )}
        <a href={`/api/ocds/records/${data.id}`}>{t('openData')}</a>
      </p>
    </aside>
  )
}

/** Who bids has been found out; of a selection that failed before there is nothing to see. */
const begun = (data: AnnouncementDetail): boolean =>
  data.history.some((e) => e.kind === 'procurement.bidding-set')

/** Where a rule decides, the draw only orders equals: once it is known that there are none, there is none to see. */
function holdsDraw({ method, direct, result, state }: AnnouncementDetail): boolean {
  if (method === 'merit' || direct?.conduct === 'choice') return false
  if (result?.ranking) return tied(result.ranking).length > 0
  return result !== undefined || state === 'open' || state === 'selecting'
}

const ends: Readonly<Record<string, Article>> = {
  failed: art('111', '27'),
  cancelled: art('111', '25.1'),
  voided: art('111', '26'),
}

/** Why it came to nothing: 流选, 取消, 作废, with the reason that the log has of it. */
function WhyEnded({ data }: { data: AnnouncementDetail }) {
  const say = useText()
  const article = ends[data.state]
  const entry = data.history.findLast((e) => e.kind === `procurement.${data.state}`)
  if (!article || !entry) return null
  const reason = String(entry.params?.reason ?? '')
  return (
    <Card tone="seal" title={say(wordOf(publicStateWords, data.state))} aside={<Cite article={article} />}>
      <p>{say(wordOf(failureWords, reason))}</p>
    </Card>
  )
}

function RegisterAction({ id }: { id: string }) {
  const t = useWords(announcementWords)
  const me = useMe()
  if (!me) return null
  const { actor } = me
  const to = `/desk/procurements/${id}`
  if (actor && actor.kind !== 'agency') {
    return (
      <div className="next-action">
        <ButtonLink to={to}>{t('manage')}</ButtonLink>
      </div>
    )
  }
  return (
    <div className="next-action">
      <ButtonLink to={actor ? to : `/sign-in?to=${encodeURIComponent(to)}`} look="primary">
        {actor ? t('registerNow') : t('registerSignIn')}
      </ButtonLink>
      <span className="small mute">{t('registerHint')}</span>
    </div>
  )
}

function Result({ result }: { result: NonNullable<AnnouncementDetail['result']> }) {
  const t = useWords(announcementWords)
  const { winner, members = [winner] } = result
  const alternates = result.alternates.slice(members.length - 1)
  return (
    <Card title={t('result')} aside={<Cite article={art('111', '28')} />}>
      <p className="winner">
        <span className="winner-stamp" aria-hidden="true">
          中选
        </span>
        <span>
          <span className="small mute">{t('winner')}</span>
          <strong>
            {members.map((party) => (
              <span key={party.name} className="winner-name">
                <PartyLink party={party} />
              </span>
            ))}
          </strong>
        </span>
      </p>
      {result.amount !== undefined && (
        <p>
          <span className="small mute">{t('fee')}</span> <Money fen={result.amount} />
        </p>
      )}
      {alternates.length > 0 && (
        <ol className="alternates">
          {alternates.map((party, i) => (
            <li key={party.code ?? party.name}>
              <span className="small mute">{t('alternate', { n: i + 1 })}</span> <PartyLink party={party} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

const PartyLink = ({ party }: { party: PartyName }) =>
  party.id ? <Link to={`/agencies/${party.id}`}>{party.name}</Link> : party.name
