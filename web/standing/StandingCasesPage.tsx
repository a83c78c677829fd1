import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  type BroughtCase,
  groundOf,
  grounds,
  groundWords,
  measureWords,
  standingStatusWords,
} from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import { CardList } from '../desk/CardList.tsx'
import { useBegin } from '../desk/useBegin.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Empty } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { type Opening, OpeningForm } from './forms.tsx'
import './standing.css'
import { standingWords } from './words.ts'

interface CaseCard {
  id: string
  changedAt: Instant
  state: BroughtCase
}

/** The cases of 35 and 36 that this body handles, or that hold against this agency; what waits stands on top. */
export default function StandingCasesPage() {
  const t = useWords(standingWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const [query, setQuery] = useQueryText()
  const preset = presetOf(query)
  const [opening, setOpening] = useState(preset !== undefined)
  const act = kind === 'operator' ? 'open' : kind === 'department' ? 'report' : undefined
  const begin = act && (
    <Button look="primary" onClick={() => setOpening(true)}>
      {t(act === 'open' ? 'begin' : 'beginDepartment')}
    </Button>
  )
  return (
    <Page title={t(titleFor(kind))} lead={t('lead')} width="wide" aside={begin}>
      {opening && act && (
        <OpeningDialog
          act={act}
          preset={preset}
          close={() => {
            setOpening(false)
            setQuery({ agency: undefined, service: undefined, ground: undefined, text: undefined })
          }}
        />
      )}
      <CardList<CaseCard>
        plural="standing-cases"
        look="standing-list"
        empty={<Empty title={t('none')} />}
        row={({ id, state, changedAt }) => (
          <>
            <div>
              <h2>
                <Link to={`/desk/standing-cases/${id}`}>{state.agency.name}</Link>
              </h2>
              <p className="small mute">
                {say(measureWords[groundOf[state.ground].measure])} · {say(groundWords[state.ground])}{' '}
                <Cite article={groundOf[state.ground].article} /> · <When at={changedAt} />
              </p>
            </div>
            <span className="tag" data-tone={toneOf(state.status)}>
              {say(standingStatusWords[state.status])}
            </span>
          </>
        )}
      />
    </Page>
  )
}

export const titleFor = (kind: string | undefined) =>
  kind === 'department' ? 'titleDepartment' : kind === 'agency' ? 'titleAgency' : 'title'

export const toneOf = (status: BroughtCase['status']) =>
  status === 'in-force' || status === 'restoring' ? 'seal' : status === 'restored' ? 'ok' : undefined

/** What a comparison with the certificate library begins a case with (18, 35.2, 36.2). */
function presetOf(query: Readonly<Record<string, string | undefined>>): Partial<Opening> | undefined {
  const { agency, service, text = '' } = query
  const ground = grounds.find((g) => g === query.ground)
  return agency && ground ? { agency, ground, text, services: service ? [service] : [] } : undefined
}

function OpeningDialog({
  act,
  preset,
  close,
}: {
  act: 'open' | 'report'
  preset: Partial<Opening> | undefined
  close: () => void
}) {
  const t = useWords(standingWords)
  const begun = useBegin<Opening>('standing-cases')
  return (
    <Dialog title={t(act === 'open' ? 'begin' : 'beginDepartment')} wide onClose={close}>
      <p className="small mute">
        <Cite article={act === 'open' ? art('111', '35') : art('111', '9.2')} />
      </p>
      <OpeningForm act={act} preset={preset} {...begun} />
    </Dialog>
  )
}
