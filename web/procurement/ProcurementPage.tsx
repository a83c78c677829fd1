import { art } from '../../src/gazette/index.ts'
import {
  actionWords,
  factWords,
  failureWords,
  noticeWords,
  type Procurement,
  publicState,
  refusalWords,
  statusWords,
} from '../../src/procurement/index.ts'
import { useMe } from '../api/session.ts'
import { AuctionCard } from '../auction/AuctionCard.tsx'
import { dueName } from '../desk/subjects.ts'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { DraftPage } from './DraftPage.tsx'
import { Findings } from './Findings.tsx'
import { CancelForm, Opened, PassForm, ReturnForm, SupplementForm, VoidForm } from './forms.tsx'
import { HeldAgainst } from './HeldAgainst.tsx'
import { Outcome } from './Outcome.tsx'
import { toneOf } from './ProcurementsPage.tsx'
import './procurement.css'
import { RegistrationPanel } from './RegistrationPanel.tsx'
import { Summary } from './Summary.tsx'
import type { ProcurementView } from './view.ts'
import { listWords, viewWords } from './words.ts'

/** One procurement on the desk: the owner's form, the operator's check, the agency's registration, and how it went. */
export default function ProcurementPage() {
  const { id = '' } = usePathParams()
  const l = useWords(listWords)
  const t = useWords(viewWords)
  const say = useText()
  const me = useMe()?.actor
  const query = useSubject<Procurement>('procurements', id)
  const view = query.data as ProcurementView | undefined
  if (!view || !me) {
    return query.error ? (
      <QueryError error={query.error} retry={() => void query.refetch()} />
    ) : (
      <Loading rows={6} height={5} />
    )
  }
  const { state } = view
  const mayWrite = view.actions.some((a) => a.act === 'save')
  const title =
    me.kind === 'owner' ? 'mine' : me.kind === 'operator' ? 'check' : me.kind === 'agency' ? 'open' : 'all'
  const clock = view.clocks.find((c) => c.who === me.organisation) ?? view.clocks[0]
  return (
    <Page
      title={state.draft.title || l('unnamed')}
      trail={[{ to: '/desk/procurements', name: l(title) }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(statusWords[state.status])}
          </span>
          {'number' in state && <span className="num">{state.number}</span>}
          {publicState(state) && <Link to={`/announcements/${id}`}>{t('announcement')}</Link>}
        </span>
      }
      aside={clock?.due && <Lamp due={clock.due} layout="stack" closes={clock.who === 'system'} />}
    >
      <Opened.Provider value={{ id, state }}>
        {mayWrite ? <DraftPage view={view} /> : <Standing view={view} isAgency={me.kind === 'agency'} />}
      </Opened.Provider>
    </Page>
  )
}

function Standing({ view, isAgency }: { view: ProcurementView; isAgency: boolean }) {
  const t = useWords(viewWords)
  const { id, state } = view
  const { buttons, panel } = useActions({
    plural: 'procurements',
    id,
    actions: view.actions,
    words: actionWords,
    refusals: refusalWords,
    forms: {
      pass: PassForm,
      'ask-supplement': SupplementForm,
      return: ReturnForm,
      cancel: CancelForm,
      void: VoidForm,
    },
    confirm: { disqualify: viewWords.disqualifyQuestion, 'run-again': viewWords.runAgainQuestion },
    danger: ['cancel', 'void', 'return', 'disqualify'],
    hide: isAgency ? ['register', 'decline', 'withdraw-registration'] : ['choose'],
  })
  const checks = view.actions.some((a) => a.act === 'pass')
  return (
    <div className="procurement">
      <div className="stack">
        {checks && <Note>{t('checkLead')}</Note>}
        <Outcome id={id} state={state} />
        <Summary state={state} />
        <History view={view} />
      </div>
      <aside className="stack procurement-aside">
        {state.draft.auction && (
          <AuctionCard
            id={id}
            terms={state.draft.auction}
            deadline={state.draft.deadline}
            begun={view.history.some((e) => e.kind === 'procurement.bidding-set')}
            bids={isAgency && state.status === 'bidding'}
          />
        )}
        {isAgency && <RegistrationPanel id={id} state={state} actions={view.actions} />}
        {!isAgency && state.status === 'open' && (
          <Note>
            {t('hidden')} <Cite article={art('111', '53.2')} />
          </Note>
        )}
        {panel}
        {buttons}
        {view.findings && (state.status === 'submitted' || view.findings.length > 0) && (
          <Findings findings={view.findings} draft={state.draft} />
        )}
        <HeldAgainst view={view} />
        <Clocks view={view} />
        <Documents view={view} />
      </aside>
    </div>
  )
}

function Clocks({ view }: { view: ProcurementView }) {
  const t = useWords(viewWords)
  const say = useText()
  if (view.clocks.length === 0) return null
  return (
    <Card title={t('clocks')}>
      <ul className="procurement-list">
        {view.clocks.map((clock) => (
          <li key={clock.action}>
            <p>
              {say(dueName('procurement', clock.action))} <Cite article={clock.article} />
            </p>
            {clock.due && <Lamp due={clock.due} closes={clock.who === 'system'} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Documents({ view }: { view: ProcurementView }) {
  const t = useWords(viewWords)
  const say = useText()
  const { notices, previous, state } = view
  const next = 'next' in state ? state.next : undefined
  if (notices.length === 0 && !previous && !next) return null
  return (
    <Card title={t('documents')} aside={<Cite article={art('111', '28')} />}>
      <ul className="procurement-list">
        {notices.map((notice) => (
          <li key={`${notice.kind}${notice.at}`}>
            {notice.documentUrl ? (
              <a href={notice.documentUrl}>{say(wordOf(noticeWords, notice.kind))}</a>
            ) : (
              say(wordOf(noticeWords, notice.kind))
            )}{' '}
            <span className="num">{notice.number}</span>{' '}
            <span className="small mute">
              <When at={notice.at} />
            </span>
          </li>
        ))}
        {previous && (
          <li>
            {t('previous')} <Link to={`/desk/procurements/${previous.id}`}>{previous.number}</Link>
          </li>
        )}
      </ul>
      {next && <ButtonLink to={`/desk/procurements/${next}`}>{t('toNext')}</ButtonLink>}
    </Card>
  )
}

function History({ view }: { view: ProcurementView }) {
  const t = useWords(viewWords)
  const say = useText()
  if (view.history.length === 0) return null
  const words = (params: ProcurementView['history'][number]['params']) => ({
    ...params,
    why: wordOf(failureWords, String(params?.reason ?? '')),
  })
  return (
    <Card title={t('history')} aside={<Cite article={art('111', '28')} />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(factWords, entry.kind.replace(/^procurement\./, '')), words(entry.params)),
          state: /failed|voided|cancelled|returned/.test(entry.kind) ? 'failed' : 'done',
          detail: (
            <span className="cluster">
              <When at={entry.at} seconds />
              {entry.article && <Cite article={entry.article} />}
              {entry.leaf !== undefined && <ProofButton leaf={entry.leaf} />}
            </span>
          ),
        }))}
      />
    </Card>
  )
}
