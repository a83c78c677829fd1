import { art } from '../../src/gazette/index.ts'
import {
  alternatesOf,
  awardedAmount,
  type Entrant,
  failureWords,
  membersOf,
  type Opened,
  type Procurement,
  refusalWords,
  tied,
} from '../../src/procurement/index.ts'
import WorkingCard from '../methods/Working.tsx'
import { ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { PartyCard } from '../shared/PartyCard.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ChoiceCard } from './ChoiceCard.tsx'
import { viewWords } from './words.ts'

/** What came of it: how many registered, who was chosen, or why nobody was. */
export function Outcome({ id, state }: { id: string; state: Procurement }) {
  const t = useWords(viewWords)
  const say = useText()
  switch (state.status) {
    case 'choosing':
      return state.ranking ? <ChoiceCard id={id} state={state} /> : <Selecting />
    case 'opening':
    case 'bidding':
    case 'drawing':
      return <Selecting />
    case 'failed':
      return (
        <Card tone="seal" title={say(failureWords[state.reason])} aside={<Cite article={art('111', '27')} />}>
          <p className="num">{t('counted', numbersOf(state.opened))}</p>
        </Card>
      )
    case 'cancelled':
      return <Reason text={state.reason} article={art('111', '25.1')} />
    case 'publicity':
    case 'awarded':
    case 'voided':
      return (
        <>
          {state.status === 'voided' && <Reason text={state.voiding.reason} article={art('111', '26')} />}
          <Chosen id={id} state={state} />
          <WorkingCard ranking={state.result.ranking} choice={state.result.choice} />
        </>
      )
    default:
      return null
  }
}

function Selecting() {
  const t = useWords(viewWords)
  return (
    <Note>
      {t('selecting')} <Cite article={art('111', '28')} />
    </Note>
  )
}

function Reason({ text, article }: { text: string; article: ReturnType<typeof art> }) {
  const t = useWords(viewWords)
  return (
    <Card tone="seal" title={t('reason')} aside={<Cite article={article} />}>
      <p>{text}</p>
    </Card>
  )
}

/** Before the result the server sends numbers instead of names. */
const numbersOf = (opened: Opened & { eligible?: number }) => ({
  registrations: opened.registrations,
  eligible: opened.eligible ?? opened.entrants.length,
})

function Chosen({
  id,
  state,
}: {
  id: string
  state: Extract<Procurement, { status: 'publicity' | 'awarded' | 'voided' }>
}) {
  const t = useWords(viewWords)
  const say = useText()
  const members = membersOf(state)
  const alternates = alternatesOf(state.result).filter((a) => !members.includes(a))
  const amount = awardedAmount(state)
  const drawn = tied(state.result.ranking ?? { groups: [state.result.order.map((e) => e.leaf)] }).length > 0
  return (
    <Card title={t('winner')} aside={<Cite article={art('111', '28')} />}>
      <div className="stack">
        {members.map((m) => (
          <PartyCard key={m.agency} party={partyOf(m)} part={t('winner')} />
        ))}
        {state.status === 'publicity' && (
          <p>
            {t('until')} <When at={state.until} deadline />
          </p>
        )}
        <p className="num">{t('counted', numbersOf(state.opened))}</p>
        {amount !== undefined && (
          <p>
            {t('fee')} <Money fen={amount} />
          </p>
        )}
        {alternates.length > 0 && (
          <p>
            {t('alternates')}：{alternates.map((a) => a.name).join('、')}
          </p>
        )}
        {(state.opened.declined?.length ?? 0) > 0 && (
          <p className="small mute">
            {t('declinedBy')}：{state.opened.declined?.map((d) => d.name).join('、')}
          </p>
        )}
        {state.opened.excluded.length > 0 && (
          <ul className="procurement-list">
            {state.opened.excluded.map((e) => (
              <li key={e.leaf}>
                {t('excluded')}：{e.name || t('recusedUnnamed')}{' '}
                <span className="small mute">
                  {say(wordOf(refusalWords, e.refusal.code), e.refusal.params)}
                </span>{' '}
                <Cite article={e.refusal.article} />
              </li>
            ))}
          </ul>
        )}
        <div className="cluster">
          {drawn && <ButtonLink to={`/draws/${state.number}`}>{t('watchDraw')}</ButtonLink>}
          {state.status === 'awarded' && (
            <ButtonLink to={`/desk/engagements/${id}`}>{t('engagement')}</ButtonLink>
          )}
        </div>
      </div>
    </Card>
  )
}

const partyOf = ({ agency, name, code }: Entrant) => ({
  name,
  code,
  kind: 'agency',
  to: `/agencies/${agency}`,
})
