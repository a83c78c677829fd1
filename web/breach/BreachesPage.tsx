import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { type Breach, breachStatusWords, severityWords, situations } from '../../src/credit/index.ts'
import { art } from '../../src/gazette/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { Listed, SubjectView } from '../api/types.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
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

const SIZE = 20

/** The cases of breach that this body handles, or that hold against this agency; what waits stands on top. */
export default function BreachesPage() {
  const t = useWords(breachWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const [query, setQuery] = useQueryText()
  const [opening, setOpening] = useState(false)
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['breaches', page],
    queryFn: ({ signal }) => get<Listed<CaseCard>>('/api/breaches', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
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
      {list.isPending && <Loading rows={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')} />
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="standing-list">
            {list.data.items.map(({ id, state, changedAt }) => {
              const { article, severity, zh, en } = situations[codeOf(state)]
              return (
                <li key={id}>
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
                </li>
              )
            })}
          </ul>
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        </Card>
      )}
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
  const go = useGo()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(body: Opening): Promise<boolean> {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { id } = await send<SubjectView>('/api/breaches', body)
      go(`/desk/breaches/${id}`)
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return false
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={t(act === 'open' ? 'begin' : 'beginDepartment')} wide onClose={close}>
      <p className="small mute">
        <Cite article={act === 'open' ? art('111', '39') : art('111', '9.2')} />
      </p>
      <OpeningForm act={act} command={{ busy, refusal }} submit={submit} />
    </Dialog>
  )
}
