import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { type DrawView, purposes, statuses } from '../../src/draw/index.ts'
import { get } from '../api/client.ts'
import { marketNow } from '../api/time.ts'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Countdown } from '../shared/Countdown.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { formatMoment, msBetween } from '../shared/time.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { Ballots, SealedSlips } from './Ballots.tsx'
import './DrawPage.css'
import { Recheck } from './Recheck.tsx'
import { Story } from './Story.tsx'
import { drawWords } from './words.ts'

/** Once a second from a minute before the hour until the result is there; otherwise now and then. */
const pollEvery = (draw: DrawView | undefined): number | false => {
  if (!draw) return 5000
  if (draw.status === 'complete' || draw.status === 'abandoned') return false
  return msBetween(marketNow(), draw.deadline as Instant) < 60_000 ? 1000 : 15_000
}

/** A draw: before, at, and after its hour. Anyone can watch it, recompute it here, and take the evidence home. */
export default function DrawPage() {
  const { id = '' } = usePathParams()
  const t = useWords(drawWords)
  const say = useText()
  const language = useLanguage()
  const watched = useRef(false)
  const query = useQuery({
    queryKey: ['draw', id],
    queryFn: ({ signal }) => get<DrawView>(`/api/draws/${id}`, {}, signal),
    refetchInterval: (q) => pollEvery(q.state.data),
  })
  const draw = query.data
  if (draw && draw.status !== 'complete') watched.current = true

  if (query.isPending) {
    return (
      <div className="page">
        <Loading rows={1} height={3} />
        <Loading rows={1} height={26} />
      </div>
    )
  }
  if (query.error || !draw) {
    return (
      <div className="page">
        <QueryError error={query.error ?? new Error('empty')} retry={() => void query.refetch()} />
      </div>
    )
  }

  const [kind, subject] = draw.subject.split('/')
  const source = () => fetch(`/api/draws/${id}/bundle`).then((r) => r.text())
  return (
    <Page
      title={draw.title}
      trail={[{ to: '/draws', name: t('name') }]}
      lead={
        <span className="cluster">
          <span className="num">{draw.id}</span>
          <span>{say(wordOf(purposes, draw.purpose))}</span>
          {draw.frozen && <span className="num">{t('entries', { n: draw.frozen.entries })}</span>}
          <Cite article={draw.spec.value.article} />
          {kind === 'procurement' && <Link to={`/announcements/${subject}`}>{t('announcement')}</Link>}
          {kind === 'spot-check' && <Link to={`/spot-checks/${subject}`}>{draw.title}</Link>}
        </span>
      }
      aside={
        <span className="cluster">
          {draw.demonstration && (
            <span className="tag" data-tone="warn">
              {t('demonstration')}
            </span>
          )}
          <span className="tag" data-tone={draw.result ? 'ok' : undefined}>
            {draw.result
              ? t('completedAt', { when: formatMoment(draw.result.at, { language, seconds: true }) })
              : say(statuses[draw.status])}
          </span>
        </span>
      }
    >
      <div className="draw">
        <Card>
          <Story draw={draw} />
        </Card>
        <div className="stack">
          {draw.status === 'announced' && draw.waiting && (
            <Card tone="seal" title={t('waitingTitle')}>
              <p>{t('waitingOpening', { n: draw.threshold, names: silentNames(draw) })}</p>
            </Card>
          )}
          {draw.status === 'announced' && !draw.waiting && (
            <Card>
              <div className="draw-wait">
                <p className="mute">{t('until')}</p>
                <Countdown due={draw.deadline} />
                <Lamp due={draw.deadline} closes />
                <p className="song">
                  {t('secret')} <Cite article="111/53.2" />
                </p>
              </div>
            </Card>
          )}
          {draw.status === 'abandoned' && (
            <Card tone="seal" title={say(statuses.abandoned)}>
              <p>{t('noDraw')}</p>
              <p className="draw-why">
                <ButtonLink to={`/announcements/${subject}`}>{t('announcement')}</ButtonLink>
              </p>
            </Card>
          )}
          {!draw.result && draw.frozen && draw.waiting && (
            <Card tone="seal" title={t('waitingTitle')}>
              <p>{t('waitingSignatures', { n: draw.threshold, names: silentNames(draw) })}</p>
            </Card>
          )}
          {!draw.result && draw.frozen && <SealedSlips entries={draw.frozen.entries} />}
          {draw.result && <Ballots result={draw.result} live={watched.current} />}
          {draw.result && <Recheck source={source} />}
          {draw.result && <Offline id={id} />}
          {draw.status !== 'abandoned' && (
            <p className="cluster no-print">
              <ButtonLink to={`/draws/${id}/proof`}>{t('why')}</ButtonLink>
              <span className="mute small">{t('whyText')}</span>
            </p>
          )}
          <Rules draw={draw} />
        </div>
      </div>
    </Page>
  )
}

/** Trustees that are waited for; all of them while none has failed. */
const silentNames = (draw: DrawView): string => {
  const missing = draw.trustees.filter(
    (trustee) => trustee.status !== 'signed' && trustee.status !== 'waiting',
  )
  return missing.map((trustee) => trustee.name).join('、')
}

/** The spec in plain words; its hash stands in the first step. */
function Rules({ draw }: { draw: DrawView }) {
  const t = useWords(drawWords)
  const language = useLanguage()
  const { value } = draw.spec
  const names = draw.trustees.map((trustee) => trustee.name)
  return (
    <Card title={t('rules')}>
      <dl className="facts">
        <dt>{t('ruleArticle')}</dt>
        <dd>
          <Cite article={value.article} />
        </dd>
        <dt>{t('ruleDeadline')}</dt>
        <dd>
          <When at={value.deadline} deadline />
        </dd>
        <dt>{t('rulePlaces')}</dt>
        <dd>{t('placesText', { n: value.places })}</dd>
        <dt>{t('ruleTrustees')}</dt>
        <dd>{t('trusteesText', { names, m: draw.threshold })}</dd>
        <dt>{t('ruleHash')}</dt>
        <dd>{value.suite === 'sm3' ? 'SM3' : 'SHA-256'}</dd>
        {value.beacon && (
          <>
            <dt>{t('ruleBeacon')}</dt>
            <dd>{t('beaconText', { round: value.beacon.round })}</dd>
          </>
        )}
        <dt>{t('ruleSealing')}</dt>
        <dd>{draw.bound ? t('bound', { when: formatMoment(draw.bound.at, { language }) }) : t('unbound')}</dd>
        <dt>{t('ruleOnce')}</dt>
        <dd>{t('never')}</dd>
      </dl>
    </Card>
  )
}

/** How to verify without this site. */
function Offline({ id }: { id: string }) {
  const t = useWords(drawWords)
  return (
    <Card
      title={t('offline')}
      aside={
        <span className="cluster">
          <a href="/api/draws/trust" download="xunshi-trust.json">
            {t('trustFile')}
          </a>
          <a className="btn" href={`/api/draws/${id}/bundle`} download="bundle.json">
            {t('download')}
          </a>
        </span>
      }
    >
      <p className="mute">{t('offlineWhy')}</p>
      <pre className="commands">
        <code>
          npm run verify -- bundle.json{'\n'}
          python3 verify/verify.py bundle.json
        </code>
      </pre>
    </Card>
  )
}
