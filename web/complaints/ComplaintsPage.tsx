import type { Instant } from '../../src/calendar/index.ts'
import {
  type ComplaintKind,
  type ComplaintStatus,
  complaintKindWords,
  complaintStatusWords,
} from '../../src/complaints/index.ts'
import { CardList } from '../desk/CardList.tsx'
import { ButtonLink } from '../shared/Button.tsx'
import { Empty } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { complaintWords } from './words.ts'
import '../registry/registry.css'

interface Row {
  id: string
  due: Instant | null
  kind: ComplaintKind
  status: ComplaintStatus
  title: string
  respondent: string
  receiver: string
  mine: boolean
  madeAt: Instant | null
}

/** The complaints that I made, that my body handles, or that are about my organisation: what waits for me on top. */
export default function ComplaintsPage() {
  const t = useWords(complaintWords)
  const say = useText()
  return (
    <Page title={t('title')} width="wide" aside={<Link to="/complaints">{t('publicTitle')}</Link>}>
      <CardList<Row>
        plural="complaints"
        look="admission-cards"
        empty={
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
            <p className="admission-begin">
              <ButtonLink to="/">{t('hall')}</ButtonLink>
            </p>
          </Empty>
        }
        row={(c) => (
          <>
            <div>
              <h2>
                <Link to={`/desk/complaints/${c.id}`}>{c.title}</Link>
              </h2>
              <p className="small mute">
                {say(complaintKindWords[c.kind])} · {t('respondent')} {c.respondent}
                {c.mine && ` · ${t('mine')}`}
                {c.madeAt && (
                  <>
                    {' · '}
                    <When at={c.madeAt} />
                  </>
                )}
              </p>
            </div>
            <span className="tag">{say(complaintStatusWords[c.status])}</span>
            {c.due && <Lamp due={c.due} layout="stack" />}
          </>
        )}
      />
    </Page>
  )
}
