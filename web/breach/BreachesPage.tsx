import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { type Breach, breachStatusWords, severityWords, situations } from '../../src/credit/index.ts'
import { art } from '../../src/gazette/index.ts'
import { useMe } from '../api/session.ts'
import { CardList } from '../desk/CardList.tsx'
import { useBegin } from '../desk/useBegin.ts'
import { Button } from '../shared/Button.tsx'
import { Empty } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import '../standing/standing.css'
import { useText, useWords } from '../words/words.ts'
import { type Opening, OpeningForm } from './forms.tsx'
import { breachWords } from './words.ts'

export type Case = Exclude<Breach, { status: 'new' }>

interface CaseCard {
  id: string
  changedAt: Instant
  state: Case
}

/** The cases of breach that this body handles, or that hold against this agency; what waits stands on top. */
export default function BreachesPage() {
  const t = useWords(breachWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const [opening, setOpening] = useState(false)
  const act = kind === 'operator' ? 'open' : kind === 'department' ? 'report' : undefined
  const begin = act && (
    <Button look="primary" onClick={() => setOpening(true)}>
      {t(act === 'open' ? 'begin' : 'beginDepartment')}
    </Button>
  )
  return (
    <Page
      title={t(titleFor(kind))}
      lead={
        <>
          {t(kind === 'agency' ? 'leadAgency' : 'lead')} <Cite article={art('111', '39')} />{' '}
          <Cite article={art('111', '42.1')} />
        </>
      }
      width="wide"
      aside={begin}
    >
      {opening && act && <OpeningDialog act={act} close={() => setOpening(false)} />}
      <CardList<CaseCard>
        plural="breaches"
        look="standing-list"
        empty={<Empty title={t('none')} />}
        row={({ id, state, changedAt }) => {
          const { article, severity, zh, en } = situations[codeOf(state)]
          return (
            <>
              <div>
                <h2>
                  <Link to={`/desk/breaches/${id}`}>{state.agency.name}</Link>
                </h2>
                <p className="small mute">
                  {say(severityWords[severity])} · {say({ zh, en })} <Cite article={article} /> ·{' '}
                  <When at={changedAt} />
                </p>
              </div>
              <span className="tag" data-tone={toneOf(state.status)}>
                {say(breachStatusWords[state.status])}
              </span>
            </>
          )
        }}
      />
    </Page>
  )
}

/** What was found, or what is looked into. */
export const codeOf = (state: Case) =>
  'finding' in state && state.finding ? state.finding.situation : state.situation

export const titleFor = (kind: string | undefined) => (kind === 'agency' ? 'titleAgency' : 'title')

export const toneOf = (status: Case['status']) =>
  status === 'in-force' || status === 'repairing'
    ? 'seal'
    : status === 'repaired' || status === 'dismissed'
      ? 'ok'
      : 'warn'

function OpeningDialog({ act, close }: { act: 'open' | 'report'; close: () => void }) {
  const t = useWords(breachWords)
  const begun = useBegin<Opening>('breaches')
  return (
    <Dialog title={t(act === 'open' ? 'begin' : 'beginDepartment')} wide onClose={close}>
      <p className="small mute">
        <Cite article={act === 'open' ? art('111', '39') : art('111', '9.2')} />
      </p>
      <OpeningForm act={act} {...begun} />
    </Dialog>
  )
}
