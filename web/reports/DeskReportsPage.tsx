import type { Instant } from '../../src/calendar/index.ts'
import {
  type ReportStatus,
  reportStatusWords,
  type SituationId,
  situations,
} from '../../src/reports/index.ts'
import { CardList } from '../desk/CardList.tsx'
import { Empty } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { reportWords } from './words.ts'
import '../registry/registry.css'

interface Row {
  id: string
  due: Instant | null
  number: string
  status: ReportStatus
  situation: SituationId
  reported: string
  at?: Instant
  found: string | null
}

/** Reports and what the clocks found (55.5, 55.7), in the order in which they fall due. */
export default function DeskReportsPage() {
  const t = useWords(reportWords)
  const say = useText()
  return (
    <Page title={t('title')} width="wide" aside={<Link to="/reports">{t('make')}</Link>}>
      <CardList<Row>
        plural="reports"
        look="admission-cards"
        empty={
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
          </Empty>
        }
        row={(r) => (
          <>
            <div>
              <h2>
                <Link to={`/desk/reports/${r.id}`}>
                  {r.reported}：{say(situations[r.situation])}
                </Link>
              </h2>
              <p className="small mute">
                <span className="mono">{r.number}</span> <Cite article={situations[r.situation].article} />
                {r.found && ` · ${t('foundTag')} · ${r.found}`}
                {r.at && (
                  <>
                    {' · '}
                    <When at={r.at} />
                  </>
                )}
              </p>
            </div>
            <span className="tag">{say(reportStatusWords[r.status])}</span>
            {r.due && <Lamp due={r.due} layout="stack" />}
          </>
        )}
      />
    </Page>
  )
}
