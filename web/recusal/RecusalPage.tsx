import type { ReactNode } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type Hand,
  postOfAgencyWords,
  postOfOwnerWords,
  recusalActionWords,
  recusalFactWords,
  recusalRefusalWords,
  recusalStatusWords,
  relationWords,
} from '../../src/procurement/index.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import '../standing/standing.css'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ReasonForm } from './forms.tsx'
import { type SaidRecusal, toneOf } from './RecusalsPage.tsx'
import { recusalPageWords } from './words.ts'

type View = SubjectView<SaidRecusal> & {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]
}

/** One recusal: what was said, who signed, what may be done now. */
export default function RecusalPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<SaidRecusal>('recusals', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return <Shown view={query.data as View} />
}

function Shown({ view }: { view: View }) {
  const { state } = view
  const t = useWords(recusalPageWords)
  const say = useText()
  const { buttons, panel } = useActions({
    plural: 'recusals',
    id: view.id,
    actions: view.actions,
    words: recusalActionWords,
    refusals: recusalRefusalWords,
    forms: { end: ReasonForm, dismiss: ReasonForm },
    confirm: { confirm: recusalPageWords.sureConfirm },
    danger: ['dismiss', 'end'],
  })
  const kinship = state.ground === 'kinship'
  return (
    <Page
      title={kinship ? t('kinship') : state.procurement.title}
      trail={[{ to: '/desk/recusals', name: t('titleOperator') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(recusalStatusWords[state.status])}
          </span>
          <Cite article={kinship ? art('111', '29.2') : art('111', '29.3')} />
        </span>
      }
    >
      <div className="standing">
        <div className="stack">
          <Card title={t('details')}>
            <Facts rows={rowsOf(state, t, say)} />
          </Card>
          {panel}
          {buttons}
        </div>
        <div className="stack">
          {state.status === 'proposed' && <Lamp due={state.procurement.deadline} />}
          {!kinship && (
            <Card title={t('hands')}>
              <Facts rows={handsOf(state, t)} />
            </Card>
          )}
          <Card title={t('history')}>
            <Steps
              steps={view.history.map((entry) => ({
                title: say(wordOf(recusalFactWords, entry.kind), entry.params),
                state: 'done' as const,
                detail: (
                  <span className="cluster">
                    <When at={entry.at} />
                    {entry.article && <Cite article={entry.article} />}
                    {entry.index !== undefined && <ProofButton leaf={entry.index} />}
                  </span>
                ),
              }))}
            />
          </Card>
        </div>
      </div>
    </Page>
  )
}

type Rows = readonly (readonly [string, ReactNode])[]
type Say = ReturnType<typeof useText>
type T = (key: keyof typeof recusalPageWords) => string

function rowsOf(state: SaidRecusal, t: T, say: Say): Rows {
  if (state.ground === 'other') {
    return [
      [t('agency'), state.agency.name],
      [t('procurement'), state.procurement.number],
      [t('basis'), state.basis],
      [t('text'), state.text],
      [
        t('file'),
        <a key="file" href={`/api/files/${state.file.id}`} target="_blank" rel="noreferrer">
          {state.file.name}
        </a>,
      ],
    ]
  }
  const { ofAgency, ofOwner, agency, owner, relation } = state
  return [
    [t('owner'), owner.name],
    [say(postOfOwnerWords[ofOwner.post]), ofOwner.name],
    [t('relation'), say(relationWords[relation])],
    ...(agency ? ([[t('agency'), agency.name]] as const) : []),
    [say(postOfAgencyWords[ofAgency.post]), ofAgency.name],
    ...(ofAgency.identity
      ? ([
          [
            t('identity'),
            <span key="i" className="mono">
              {ofAgency.identity}
            </span>,
          ],
        ] as const)
      : []),
    [t('declared'), <When key="at" at={state.declaredAt} />],
    ...(state.status === 'ended' ? ([[t('ended'), state.ended.reason]] as const) : []),
  ]
}

function handsOf(state: Extract<SaidRecusal, { ground: 'other' }>, t: T): Rows {
  const signed = (hand: Hand): ReactNode => (
    <>
      {hand.body.name} {hand.name}
      <br />
      <span className="small mute">
        <When at={hand.at} />
      </span>
    </>
  )
  return [
    [t('recorded'), signed(state.proposed)],
    ...(state.status === 'in-force' ? ([[t('confirmed'), signed(state.confirmed)]] as const) : []),
    ...(state.status === 'dismissed'
      ? ([
          [t('dismissed'), signed(state.dismissed)],
          [t('reason'), state.dismissed.reason],
        ] as const)
      : []),
  ]
}

const Facts = ({ rows }: { rows: Rows }) => (
  <dl className="facts">
    {rows.map(([name, value]) => (
      <div key={name} className="facts-row">
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
