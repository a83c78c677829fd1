import type { ReactNode } from 'react'
import { dateOf } from '../../src/calendar/index.ts'
import {
  type Change,
  changeActionWords,
  changeFactWords,
  changeMatterWords,
  changeStatusWords,
  type FiledChange,
  type KeyPerson,
  postWords,
  refusalWords,
  type ServiceClaim,
} from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { Reveal } from '../readings/Reveal.tsx'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { serviceName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { Table } from '../shared/Table.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { toneOf } from './ChangesPage.tsx'
import { changeWords } from './change-words.ts'
import { ReasonForm } from './dialogs.tsx'
import { formWords } from './words.ts'
import './registry.css'

interface ChangeView extends SubjectView<Change> {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf: string; index?: number })[]
}

/** One change: what is in force, what shall be, where it stands, and what the operator decides. */
export default function ChangePage() {
  const { id = '' } = usePathParams()
  const query = useSubject<Change>('changes', id)
  const c = useWords(changeWords)
  const say = useText()
  const mine = useMe()?.actor?.kind === 'agency'
  if (query.isPending) return <Loading rows={5} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as ChangeView
  const { state } = view
  if (state.status === 'new') return null
  return (
    <Page
      title={`${state.agencyName} · ${say(changeMatterWords[state.proposal.matter])}`}
      lead={
        <span className="cluster">
          <span className="tag" data-tone={toneOf(state.status)}>
            {say(changeStatusWords[state.status])}
          </span>
          <Cite article={state.earlier.certificate?.lapsed ? '111/35.4' : '111/33.1'} />
        </span>
      }
      trail={[{ to: '/desk/changes', name: mine ? c('mine') : c('check') }]}
      width="wide"
    >
      <div className="admission">
        <div className="stack">
          <Card title={c('compare')}>
            <Compared id={view.id} state={state} />
          </Card>
          <History view={view} />
        </div>
        <aside className="stack admission-aside">
          {state.status === 'refused' && <Note tone="warn">{c('reasonWas', { reason: state.reason })}</Note>}
          <Decide view={view} />
          <p>
            <ButtonLink to={`/agencies/${state.agency}`}>{c('publicPage')}</ButtonLink>
          </p>
        </aside>
      </div>
    </Page>
  )
}

function Decide({ view }: { view: ChangeView }) {
  const { buttons, panel } = useActions({
    plural: 'changes',
    id: view.id,
    actions: view.actions,
    words: changeActionWords,
    refusals: refusalWords,
    forms: { refuse: ReasonForm },
    confirm: {
      confirm: changeWords.confirmQuestion,
      approve: changeWords.approveQuestion,
      withdraw: changeWords.withdrawQuestion,
    },
    danger: ['refuse', 'withdraw'],
  })
  return (
    <>
      {panel}
      {buttons}
    </>
  )
}

/** What is in force beside what shall be. */
function Compared({ id, state }: { id: string; state: FiledChange }) {
  const c = useWords(changeWords)
  const f = useWords(formWords)
  const say = useText()
  const { proposal, earlier } = state
  const reveal = (place: string, name: string) => (
    <Reveal subject="change" id={id} place={place} name={name} />
  )
  const person = (p: KeyPerson, i: number) => (
    <span key={`${p.identity}${p.name}`} className="cluster">
      {`${p.name} · ${p.posts.map((post) => say(postWords[post])).join('、')} · ${p.identity} · ${p.phone}`}
      {reveal(`joining.${i}`, p.name)}
    </span>
  )
  const list = (texts: readonly string[]) => (texts.length === 0 ? c('nobody') : texts.join('；'))
  const rows: [string, ReactNode][] =
    proposal.matter === 'contact'
      ? [
          [f('address'), proposal.address],
          [f('phone'), proposal.phone],
          [f('email'), proposal.email],
          [f('scope'), proposal.scope],
        ]
      : proposal.matter === 'name'
        ? [
            [c('inForce'), earlier.name],
            [c('proposed'), proposal.name],
          ]
        : proposal.matter === 'representative'
          ? [
              [c('inForce'), earlier.legalRepresentative],
              [c('proposed'), proposal.representative.name],
              [
                f('identity'),
                <span key="identity" className="cluster">
                  {proposal.representative.identity}
                  {reveal('representative', proposal.representative.name)}
                </span>,
              ],
              [f('phone'), proposal.representative.phone],
            ]
          : proposal.matter === 'qualification'
            ? []
            : [
                [c('leaving'), list(earlier.leaving)],
                [c('joining'), proposal.joining.length === 0 ? c('nobody') : proposal.joining.map(person)],
              ]
  if (proposal.matter === 'qualification') {
    return <ComparedCertificates before={earlier.certificate} after={proposal.claim} />
  }
  const licence = 'licence' in proposal ? proposal.licence : undefined
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} className="facts-row">
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
      {licence && (
        <div className="facts-row">
          <dt>{c('licence')}</dt>
          <dd>
            <a href={`/api/files/${licence.id}`} target="_blank" rel="noreferrer">
              {licence.name}
            </a>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** The certificate that holds, or held, beside the new one; what differs stands out. */
function ComparedCertificates({
  before,
  after,
}: {
  before: FiledChange['earlier']['certificate']
  after: ServiceClaim
}) {
  const c = useWords(changeWords)
  const f = useWords(formWords)
  const language = useLanguage()
  const rows: [string, keyof ServiceClaim][] = [
    [f('qualification'), 'qualification'],
    [f('grade'), 'grade'],
    [f('number'), 'number'],
    [f('issuer'), 'issuer'],
    [f('qualificationScope'), 'scope'],
    [f('validFrom'), 'validFrom'],
    [f('validTo'), 'validTo'],
  ]
  const shown = (claim: ServiceClaim | undefined, key: keyof ServiceClaim) => String(claim?.[key] || '–')
  return (
    <div className="stack">
      <p>
        <strong>{serviceName(after.serviceType, language)}</strong>{' '}
        {before?.lapsed && (
          <span className="tag" data-tone="seal">
            {c('lapsedSince', { day: dateOf(before.lapsed) })}
          </span>
        )}
      </p>
      <Table
        caption={c('compare')}
        rows={rows}
        rowKey={([, key]) => key}
        columns={[
          { key: 'field', title: c('field'), cell: ([name]) => name },
          {
            key: 'before',
            title: c('inForce'),
            cell: ([, key]) => <span className="num">{shown(before, key)}</span>,
          },
          {
            key: 'after',
            title: c('proposed'),
            cell: ([, key]) =>
              shown(before, key) === shown(after, key) ? (
                <span className="num mute">{shown(after, key)}</span>
              ) : (
                <strong className="num">{shown(after, key)}</strong>
              ),
          },
        ]}
      />
      {after.file && (
        <p>
          {f('file')}{' '}
          <a href={`/api/files/${after.file.id}`} target="_blank" rel="noreferrer">
            {after.file.name}
          </a>
        </p>
      )}
    </div>
  )
}

function History({ view }: { view: ChangeView }) {
  const c = useWords(changeWords)
  const say = useText()
  return (
    <Card title={c('history')} aside={<Cite article="111/28" />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(changeFactWords, entry.kind), entry.params),
          state: entry.kind === 'change.refused' ? 'failed' : 'done',
          detail: (
            <span className="cluster">
              <When at={entry.at} seconds />
              {entry.article && <Cite article={entry.article} />}
              {entry.index !== undefined && <ProofButton leaf={entry.index} />}
            </span>
          ),
        }))}
      />
    </Card>
  )
}
