import type { Instant } from '../../src/calendar/index.ts'
import { type ConsultStatus, consultStatusWords } from '../../src/consults/index.ts'
import { CardList } from '../desk/CardList.tsx'
import { ButtonLink } from '../shared/Button.tsx'
import { Empty } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { consultWords } from './words.ts'
import '../registry/registry.css'

interface Row {
  id: string
  due: Instant | null
  number: string
  status: ConsultStatus
  region: string
  body: string
  question?: string
  askedAt?: Instant
  extended?: boolean
}

/** What was asked of my body, in the order in which it falls due; of a place's bodies for who watches over them. */
export default function DeskConsultsPage() {
  const t = useWords(consultWords)
  const say = useText()
  const language = useLanguage()
  return (
    <Page title={t('title')} width="wide" aside={<Link to="/consults">{t('published')}</Link>}>
      <CardList<Row>
        plural="consults"
        look="admission-cards"
        empty={
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
            <p className="admission-begin">
              <ButtonLink to="/consults/new">{t('ask')}</ButtonLink>
            </p>
          </Empty>
        }
        row={(c) => (
          <>
            <div>
              <h2>
                <Link to={`/desk/consults/${c.id}`}>{c.question ?? c.number}</Link>
              </h2>
              <p className="small mute">
                <span className="mono">{c.number}</span> · {regionName(c.region, language)} · {c.body}
                {c.askedAt && (
                  <>
                    {' · '}
                    <When at={c.askedAt} />
                  </>
                )}
              </p>
            </div>
            <span className="tag">{say(consultStatusWords[c.status])}</span>
            {c.due && <Lamp due={c.due} layout="stack" />}
          </>
        )}
      />
    </Page>
  )
}
