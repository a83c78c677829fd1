import { keepPreviousData, useQuery } from '@tanstack/react-query'
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
import { useText, useWords } from '../words/words.ts'
import { type Opening, OpeningForm } from './forms.tsx'
import './standing.css'
import { standingWords } from './words.ts'

interface CaseCard {
  id: string
  changedAt: Instant
  state: BroughtCase
}

const SIZE = 20

/** The cases of 35 and 36 that this body handles, or that hold against this agency; what waits stands on top. */
export default function StandingCasesPage() {
  const t = useWords(standingWords)
  const say = useText()
  const kind = useMe()?.actor?.kind
  const [query, setQuery] = useQueryText()
  const preset = presetOf(query)
  const [opening, setOpening] = useState(preset !== undefined)
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['standing-cases', page],
    queryFn: ({ signal }) => get<Listed<CaseCard>>('/api/standing-cases', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
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
            {list.data.items.map(({ id, state, changedAt }) => (
              <li key={id}>
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
              </li>
            ))}
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
  const go = useGo()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(body: Opening): Promise<boolean> {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { id } = await send<SubjectView>('/api/standing-cases', body)
      go(`/desk/standing-cases/${id}`)
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
        <Cite article={act === 'open' ? art('111', '35') : art('111', '9.2')} />
      </p>
      <OpeningForm act={act} preset={preset} command={{ busy, refusal }} submit={submit} />
    </Dialog>
  )
}
