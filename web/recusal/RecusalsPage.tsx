import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import { type Recusal, recusalStatusWords, relationWords } from '../../src/procurement/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { SubjectView } from '../api/types.ts'
import { useGo } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import type { Values } from '../shared/form/DraftForm.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import '../standing/standing.css'
import { useText, useWords } from '../words/words.ts'
import { KinshipForm, OtherForm } from './forms.tsx'
import { recusalPageWords } from './words.ts'

export type SaidRecusal = Exclude<Recusal, { status: 'new' }>

/** What my organisation declared, decides on, or is kept out by (29.2, 29.3). */
export default function RecusalsPage() {
  const t = useWords(recusalPageWords)
  const me = useMe()?.actor
  const [saying, setSaying] = useState<'kinship' | 'other'>()
  const list = useQuery({
    queryKey: ['recusals'],
    queryFn: ({ signal }) =>
      get<{ items: { id: string; state: SaidRecusal }[] }>('/api/recusals', {}, signal),
  })
  const side = me?.kind === 'agency' || me?.kind === 'owner' ? me.kind : undefined
  const lead = side === 'agency' ? 'leadAgency' : side === 'owner' ? 'leadOwner' : 'leadOperator'
  return (
    <Page
      title={t(side ? 'title' : 'titleOperator')}
      lead={
        <>
          {t(lead)} <Cite article={art('111', '29')} />
        </>
      }
      width="wide"
      aside={
        <span className="cluster">
          {side && (
            <Button look="primary" onClick={() => setSaying('kinship')}>
              {t('declare')}
            </Button>
          )}
          {(side || me?.kind === 'operator') && (
            <Button look={side ? 'plain' : 'primary'} onClick={() => setSaying('other')}>
              {t('record')}
            </Button>
          )}
        </span>
      }
    >
      {saying && <Saying what={saying} close={() => setSaying(undefined)} />}
      {list.isPending && <Loading rows={4} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')} />
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="standing-list">
            {list.data.items.map(({ id, state }) => (
              <Item key={id} id={id} state={state} />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}

function Item({ id, state }: { id: string; state: SaidRecusal }) {
  const t = useWords(recusalPageWords)
  const say = useText()
  const kinship = state.ground === 'kinship'
  return (
    <li>
      <div>
        <h2>
          <Link to={`/desk/recusals/${id}`}>
            {kinship ? `${state.ofAgency.name} · ${state.ofOwner.name}` : state.procurement.title}
          </Link>
        </h2>
        <p className="small mute">
          {kinship ? (
            <>
              {say(relationWords[state.relation])} · {state.owner.name}
              {state.agency ? ` · ${state.agency.name}` : ''} <Cite article={art('111', '29.2')} /> ·{' '}
              <When at={state.declaredAt} />
            </>
          ) : (
            <>
              {t('other')} · {state.agency.name} <Cite article={art('111', '29.3')} /> ·{' '}
              <When at={state.proposed.at} />
            </>
          )}
        </p>
      </div>
      <span className="tag" data-tone={toneOf(state.status)}>
        {say(recusalStatusWords[state.status])}
      </span>
    </li>
  )
}

export const toneOf = (status: SaidRecusal['status']) =>
  status === 'declared' || status === 'in-force' ? 'seal' : status === 'proposed' ? 'warn' : undefined

function Saying({ what, close }: { what: 'kinship' | 'other'; close: () => void }) {
  const t = useWords(recusalPageWords)
  const go = useGo()
  const me = useMe()?.actor
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(recusal: Values): Promise<boolean> {
    setBusy(true)
    setRefusal(undefined)
    try {
      // A form gives back its fields only: which kind of recusal it is, and for whom an agency speaks, is known here.
      const said =
        what === 'kinship'
          ? { ...recusal, ground: what, other: recusal.other ?? '' }
          : { ...recusal, ground: what, ...(me?.kind === 'agency' ? { agency: me.organisation } : {}) }
      const { id } = await send<SubjectView>('/api/recusals', { recusal: said })
      go(`/desk/recusals/${id}`)
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return false
    } finally {
      setBusy(false)
    }
  }
  const command = { busy, refusal }
  return (
    <Dialog title={t(what === 'kinship' ? 'declare' : 'record')} wide onClose={close}>
      {what === 'kinship' ? (
        <KinshipForm side={me?.kind === 'owner' ? 'owner' : 'agency'} command={command} submit={submit} />
      ) : (
        <OtherForm
          own={me?.kind === 'agency' ? me.organisation : undefined}
          command={command}
          submit={submit}
        />
      )}
    </Dialog>
  )
}
