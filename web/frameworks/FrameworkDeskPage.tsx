import { useState } from 'react'
import {
  type CallOff,
  type Framework,
  frameworkActionWords,
  frameworkRefusalWords,
  frameworkStatusWords,
  openOffer,
  refusalWords,
} from '../../src/procurement/index.ts'
import { useMe } from '../api/session.ts'
import { usePathParams } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Loading } from '../shared/Card.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { RefusalNote } from '../shared/RefusalNote.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { CallOffForm, Formula, ReasonForm } from './forms.tsx'
import { FrameworkBody, type FrameworkView } from './parts.tsx'
import { frameworkPageWords } from './words.ts'

/** A framework on the desk: the owner calls off, a member answers what is its turn. */
export default function FrameworkDeskPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<Framework>('frameworks', id)
  if (query.isPending) return <Loading rows={6} height={5} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as FrameworkView} />
}

function Shown({ view }: { view: FrameworkView }) {
  const { state } = view
  const t = useWords(frameworkPageWords)
  const say = useText()
  const { buttons, panel } = useActions({
    plural: 'frameworks',
    id: view.id,
    actions: view.actions,
    words: frameworkActionWords,
    refusals: { ...refusalWords, ...frameworkRefusalWords },
    forms: { 'call-off': CallOffForm },
    // These concern one call-off and stand beside it.
    hide: ['accept', 'decline', 'withdraw'],
  })
  return (
    <Page
      title={state.title}
      trail={[{ to: '/desk/frameworks', name: t('name') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag">{say(frameworkStatusWords[state.status])}</span>
          <span>{state.owner.name}</span>
          <span className="num">{state.number}</span>
          <Link to={`/frameworks/${view.id}`}>{t('publicPage')}</Link>
        </span>
      }
    >
      <Formula.Provider value={state.members.some((m) => m.price === undefined)}>
        <FrameworkBody
          view={view}
          orders={(c) => <OrderActions view={view} c={c} />}
          aside={
            <>
              {panel}
              {buttons}
            </>
          }
        />
      </Formula.Provider>
    </Page>
  )
}

/** What may be done with one call-off by who looks at it. */
function OrderActions({ view, c }: { view: FrameworkView; c: CallOff }) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  const me = useMe()?.actor
  const command = useCommand('frameworks', view.id)
  const [asking, setAsking] = useState<'accept' | 'decline' | 'withdraw'>()
  const open = openOffer(c)
  const party = me?.organisation === view.state.owner.id || c.offers.at(-1)?.agency === me?.organisation
  if (c.status === 'accepted')
    return party ? <ButtonLink to={`/desk/engagements/${c.id}`}>{t('engagement')}</ButtonLink> : null
  if (!open) return null
  const mine = open.agency === me?.organisation
  const acts = view.actions.filter(
    ({ act }) => (mine && (act === 'accept' || act === 'decline')) || act === 'withdraw',
  )
  if (acts.length === 0) return null
  const run = async (act: string, body: object = {}) => {
    const done = await command.send(act, { callOff: c.id, ...body })
    if (done) setAsking(undefined)
    return done !== undefined
  }
  return (
    <>
      <div className="cluster no-print">
        {acts.map(({ act, refusal }) => (
          <Button
            key={act}
            look={act === 'accept' ? 'primary' : 'danger'}
            disabled={refusal !== undefined}
            busy={command.busy && command.act === act}
            onClick={() => {
              command.reset()
              setAsking(act as 'accept' | 'decline' | 'withdraw')
            }}
          >
            {say(frameworkActionWords[act as 'accept'])}
          </Button>
        ))}
      </div>
      {acts[0]?.refusal && (
        <p className="small mute">
          {say(
            { ...refusalWords, ...frameworkRefusalWords }[acts[0].refusal.code as 'answer-period-over'],
            acts[0].refusal.params,
          )}
        </p>
      )}
      {!asking && command.refusal && <RefusalNote refusal={command.refusal} />}
      {asking && (
        <Dialog title={say(frameworkActionWords[asking])} onClose={() => setAsking(undefined)}>
          {asking === 'accept' ? (
            <div className="stack">
              <p>{t('sureAccept')}</p>
              {command.refusal && <RefusalNote refusal={command.refusal} />}
              <Button look="primary" busy={command.busy} onClick={() => void run('accept')}>
                {say(frameworkActionWords.accept)}
              </Button>
            </div>
          ) : (
            <ReasonForm act={asking} command={command} submit={(body) => run(asking, body)} />
          )}
        </Dialog>
      )}
    </>
  )
}
