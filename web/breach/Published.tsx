import type { Instant, PlainDate } from '../../src/calendar/index.ts'
import type { Sanction, Severity, SituationCode } from '../../src/credit/index.ts'
import { sanctionWords, severityWords, situations } from '../../src/credit/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import './breach.css'
import { breachWords } from './words.ts'

/** GET /api/credit/breaches. */
export interface Published {
  id: string
  agency: { id: string; name: string }
  operator: string
  situation: SituationCode
  severity: Severity
  article: string
  text: string
  since: Instant
  sanction: Sanction
  publicUntil: PlainDate
  repairedAt?: Instant
}

/** One finding while it is published: what, which measure, until when. */
export function PublishedCase({ item, named = false }: { item: Published; named?: boolean }) {
  const t = useWords(breachWords)
  const say = useText()
  const { zh, en } = situations[item.situation]
  const { sanction } = item
  const measure = item.repairedAt
    ? t('repairedTag')
    : sanction.measure === 'suspension'
      ? `${say(sanctionWords.suspension)} · ${t('until')} ${sanction.until}`
      : say(sanctionWords[sanction.measure])
  return (
    <Card
      title={
        named ? (
          <Link to={`/agencies/${item.agency.id}`}>{item.agency.name}</Link>
        ) : (
          say(severityWords[item.severity])
        )
      }
      aside={
        <span className="cluster">
          {named && <span className="tag">{say(severityWords[item.severity])}</span>}
          <span className="tag" data-tone={item.repairedAt ? 'ok' : 'seal'}>
            {t('publicUntil')} {item.publicUntil}
          </span>
        </span>
      }
    >
      <p className="breach-text">{item.text}</p>
      <p className="small mute breach-text">
        {say({ zh, en })} <Cite article={item.article} />
      </p>
      <p className="small">
        <strong>{measure}</strong> · {t('by')} {item.operator} · <When at={item.repairedAt ?? item.since} />
      </p>
    </Card>
  )
}
