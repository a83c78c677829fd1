import type { ReactNode } from 'react'
import { type Article, art } from '../../src/gazette/index.ts'
import {
  answerWords,
  type CallOff,
  callOffRuleWords,
  callOffStatusWords,
  conditionWords,
  type Framework,
  type FrameworkTerms,
  frameworkFactWords,
  frameworkGroundWords,
  openOffer,
  takenOf,
} from '../../src/procurement/index.ts'
import type { HistoryEntry, RunningClock, SubjectView } from '../api/types.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import './frameworks.css'
import { frameworkPageWords } from './words.ts'

const cites: Article = art('111', '22.2')

export interface FrameworkView extends SubjectView<Framework> {
  clocks: readonly RunningClock[]
  history: readonly HistoryEntry[]
}

/** What `GET /api/frameworks` lists. Money in 分. */
export interface FrameworkRow {
  id: string
  number: string
  title: string
  owner: string
  status: Framework['status']
  members: number
  callOffs: number
  ceiling: number
  used: number
  until: string
}

export const toneOf = (status: CallOff['status']): string | undefined =>
  status === 'offered' ? 'warn' : status === 'accepted' ? 'ok' : status === 'unplaced' ? 'seal' : undefined

const percentOf = (used: number, ceiling: number): string =>
  String(Number((BigInt(used) * 1000n) / BigInt(ceiling)) / 10)

/** How much of the ceiling is used, as a bar with its figures. */
export function Used({ used, ceiling }: { used: number; ceiling: number }) {
  const t = useWords(frameworkPageWords)
  const percent = percentOf(used, ceiling)
  return (
    <>
      <div className="framework-bar" role="img" aria-label={t('usedOf', { percent })}>
        <span style={{ width: `${percent}%` }} />
      </div>
      <dl className="framework-sums">
        {(
          [
            ['used', used],
            ['left', ceiling - used],
            ['ceiling', ceiling],
          ] as const
        ).map(([key, fen]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>
              <Money fen={fen} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What was announced of a framework, as pairs of a `dl`. */
export function FrameworkPairs({ framework }: { framework: FrameworkTerms }) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  const { ground, need, seats, rule, quotas, ceiling, until } = framework
  const pairs: (readonly [string, ReactNode])[] = [
    ...(ground ? ([[t('ground'), say(frameworkGroundWords[ground])]] as const) : []),
    ...(need ? ([[t('need'), need]] as const) : []),
    ...(seats ? ([[t('seats'), t('seatsOf', { n: seats })]] as const) : []),
    ...(rule ? ([[t('rule'), say(callOffRuleWords[rule])]] as const) : []),
    ...(rule === 'quota' && quotas?.length
      ? ([[t('quotas'), quotas.map((q) => `${q / 10}%`).join(' / ')]] as const)
      : []),
    ...(ceiling ? ([[t('ceiling'), <Money key="c" fen={ceiling} />]] as const) : []),
    ...(until ? ([[t('until'), until]] as const) : []),
  ]
  return pairs.map(([name, value]) => (
    <div key={name} className="facts-pair">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ))
}

/** A framework as everyone may see it: what is left, whose turn comes, every call-off and whom it went to. */
export function FrameworkBody({
  view,
  orders,
  aside,
}: {
  view: FrameworkView
  /** What the desk adds to a call-off. */
  orders?: (c: CallOff) => ReactNode
  aside?: ReactNode
}) {
  const t = useWords(frameworkPageWords)
  const { state, history } = view
  const say = useText()
  return (
    <div className="framework">
      <div className="stack">
        <Card title={t('ceiling')} aside={<Cite article={cites} />}>
          <Used used={takenOf(state)} ceiling={state.ceiling} />
        </Card>
        <Card title={t('members')}>
          <p className="small mute">{t(state.rule === 'quota' ? 'membersQuota' : 'membersLead')}</p>
          <Members state={state} />
        </Card>
        <Card title={t('callOffs')} flush>
          {state.callOffs.length === 0 ? (
            <p className="mute framework-none">{t('noCallOffs')}</p>
          ) : (
            <ul className="framework-orders">
              {state.callOffs.toReversed().map((c) => (
                <Order key={c.id} c={c}>
                  {orders?.(c)}
                </Order>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <div className="stack">
        {aside}
        <Card title={t('terms')}>
          <dl className="facts">
            <FrameworkPairs framework={state.announced.framework ?? {}} />
          </dl>
          <p className="small">
            <Link to={`/announcements/${state.procurement}`}>
              {t('announcement')} {state.number}
            </Link>
          </p>
        </Card>
        <Card title={t('history')}>
          <Steps
            steps={history.map((entry) => ({
              title: say(wordOf(frameworkFactWords, entry.kind.replace(/^framework\./, '')), entry.params),
              state: /unplaced|withdrawn|declined|lapsed/.test(entry.kind) ? 'failed' : 'done',
              detail: (
                <span className="cluster">
                  <When at={entry.at} />
                  {entry.leaf !== undefined && <ProofButton leaf={entry.leaf} />}
                </span>
              ),
            }))}
          />
        </Card>
      </div>
    </div>
  )
}

function Members({ state }: { state: Framework }) {
  const t = useWords(frameworkPageWords)
  const rows = state.members.map((m, i) => ({ ...m, rank: i + 1, taken: takenOf(state, m.agency) }))
  return (
    <Table
      caption={t('members')}
      rows={rows}
      rowKey={(m) => m.agency}
      columns={[
        { key: 'rank', title: t('rank'), cell: (m) => <span className="num">{m.rank}</span> },
        {
          key: 'agency',
          title: t('agency'),
          cell: (m) => <Link to={`/agencies/${m.agency}`}>{m.name}</Link>,
        },
        {
          key: 'price',
          title: t('price'),
          align: 'end',
          cell: (m) => (m.price === undefined ? t('byFormula') : <Money fen={m.price} />),
        },
        ...(state.rule === 'quota'
          ? [
              {
                key: 'share',
                title: t('share'),
                align: 'end' as const,
                cell: (m: (typeof rows)[number]) => <span className="num">{(m.quota ?? 0) / 10}%</span>,
              },
            ]
          : []),
        {
          key: 'turns',
          title: t('turns'),
          align: 'end',
          cell: (m) => <span className="num">{m.turns}</span>,
        },
        { key: 'taken', title: t('taken'), align: 'end', cell: (m) => <Money fen={m.taken} /> },
      ]}
    />
  )
}

function Order({ c, children }: { c: CallOff; children?: ReactNode }) {
  const t = useWords(frameworkPageWords)
  const say = useText()
  const open = openOffer(c)
  return (
    <li>
      <div className="framework-order-head">
        <h3>
          <span className="small mute num">{t('nth', { n: c.n })}</span> {c.title}
        </h3>
        <span className="tag" data-tone={toneOf(c.status)}>
          {say(callOffStatusWords[c.status])}
        </span>
      </div>
      <p className="small mute">{c.content}</p>
      <p className="small mute cluster">
        <When at={c.at} />
        <span>{t('quantityOf', { n: c.quantity })}</span>
        <span>{t('daysOf', { n: c.days })}</span>
      </p>
      <ol className="framework-offers">
        {c.offers.map((o) => (
          <li key={o.at + o.agency}>
            {o.passed.map((p) => (
              <span key={p.agency} className="small mute">
                {t('passed', { name: p.name })}（
                {p.code === 'quota' ? t('passedQuota') : say(wordOf(conditionWords, p.code))}）{' '}
              </span>
            ))}
            {o.name} · <Money fen={o.fee} />
            {o.answer && (
              <>
                {' · '}
                {say(answerWords[o.answer.kind])} <When at={o.answer.at} />
                {o.answer.reason && <span className="small mute"> {o.answer.reason}</span>}
              </>
            )}
          </li>
        ))}
      </ol>
      {open && (
        <p className="cluster">
          <span className="small mute">{t('answerBy')}</span> <Lamp due={open.until} />
        </p>
      )}
      {c.notice && (
        <p className="small num">
          {t('notice')} {c.notice}
        </p>
      )}
      {children}
    </li>
  )
}
