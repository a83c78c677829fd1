import type { Instant, PlainDate } from '../../src/calendar/index.ts'
import {
  type Consistency,
  consistencyWords,
  type Performance,
  performanceWords,
  type SpotCheckStatus,
} from '../../src/fulfilment/index.ts'
import { Link } from '../shared/Link.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { spotCheckWords } from './words.ts'

/** A spot check as lists and pages show it. */
export interface SpotCheckBrief {
  title: string
  status: Exclude<SpotCheckStatus, 'new'>
  operator: string
  from: PlainDate
  to: PlainDate
  contracts: number
  places: number
  drawAt: Instant
}

export const toneOf = (status: SpotCheckStatus) =>
  status === 'published' ? 'ok' : status === 'checking' ? 'warn' : undefined

/** Period, pool, number and hour of a spot check. */
export function Basics({ c, draw }: { c: SpotCheckBrief; draw: string }) {
  const t = useWords(spotCheckWords)
  return (
    <dl className="facts">
      <div className="facts-row">
        <dt>{t('operator')}</dt>
        <dd>{c.operator}</dd>
      </div>
      <div className="facts-row">
        <dt>{t('period')}</dt>
        <dd className="num">{t('periodValue', { from: c.from, to: c.to })}</dd>
      </div>
      <div className="facts-row">
        <dt>{t('pool')}</dt>
        <dd>{t('poolSize', { n: c.contracts })}</dd>
      </div>
      <div className="facts-row">
        <dt>{t('places')}</dt>
        <dd>{t('placesValue', { n: c.places })}</dd>
      </div>
      <div className="facts-row">
        <dt>{t('drawAt')}</dt>
        <dd>
          <When at={c.drawAt} /> <Link to={`/draws/${draw}`}>{t('watch')}</Link>
        </dd>
      </div>
    </dl>
  )
}

/** What was found, in the two words that 37 asks for. */
export function Found({ consistency, performance }: { consistency: Consistency; performance: Performance }) {
  const say = useText()
  return (
    <span className="cluster">
      <span className="tag" data-tone={consistency === 'inconsistent' ? 'seal' : 'ok'}>
        {say(consistencyWords[consistency])}
      </span>
      <span
        className="tag"
        data-tone={performance === 'performed' ? 'ok' : performance === 'flawed' ? 'warn' : 'seal'}
      >
        {say(performanceWords[performance])}
      </span>
    </span>
  )
}
