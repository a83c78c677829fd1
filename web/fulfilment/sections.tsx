import type { ReactNode } from 'react'
import { chinaCalendar } from '../../src/calendar/index.ts'
import {
  type Contract,
  type ContractDraft,
  clocksOf,
  clockWords,
  type Deliverable,
  differenceWords,
  type Engagement,
  factWords,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Money } from '../shared/Money.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { type Step, Steps } from '../shared/Steps.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import type { EngagementView, FiledFile } from './context.ts'
import { DraftTerms } from './contract-forms.tsx'
import { contractWords } from './contract-words.ts'
import { Differences } from './Differences.tsx'
import { fulfilmentWords } from './words.ts'

/** 中选 → 接洽 → 合同 → 成果 → 验收 → 评价: where the engagement stands. */
export function Progress({ e }: { e: Engagement }) {
  const t = useWords(fulfilmentWords)
  const last = e.deliverables.at(-1)
  const contact = e.contact?.recordedAt ?? e.contracts[0]?.filedAt
  const accepted = e.status === 'completed' || e.status === 'closed' ? e.completedAt : undefined
  const done: [string, string | undefined][] = [
    [t('stepAward'), e.award.issuedAt],
    [t('stepContact'), contact],
    [t('stepContract'), e.contracts[0]?.filedAt],
    [t('stepDeliverable'), last?.verdict?.accepted === false ? undefined : last?.uploadedAt],
    [t('stepAccept'), accepted],
    [t('stepRating'), e.status === 'closed' ? e.closedAt : undefined],
  ]
  const now = done.findIndex(([, at]) => at === undefined)
  const state = (i: number): Step['state'] =>
    done[i]?.[1]
      ? 'done'
      : e.status === 'ended'
        ? i === now
          ? 'failed'
          : 'todo'
        : i === now
          ? 'now'
          : 'todo'
  return (
    <Steps
      direction="row"
      steps={done.map(([title, at], i) => ({ title, state: state(i), detail: at && <When at={at} date /> }))}
    />
  )
}

/** Every clock of the engagement with its lamp and article, and what ran out. */
export function Clocks({ e }: { e: Engagement }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  return (
    <Card title={t('clocks')}>
      <ul className="clock-list">
        {clocksOf(e, chinaCalendar).map((clock) => (
          <li key={`${clock.name}${clock.instalment ?? ''}`}>
            <span>
              {say(clockWords[clock.name])}
              {clock.instalment !== undefined && ` ${t('instalment', { n: clock.instalment })}`}{' '}
              <Cite article={clock.article} />
            </span>
            <Lamp due={clock.due} done={clock.doneAt} layout="stack" />
          </li>
        ))}
      </ul>
      {e.possibleBreaches.map((p) => (
        <Note key={`${p.clock}${p.instalment ?? ''}`} tone="warn">
          {t(p.clock === 'payment' ? 'possibleDelay' : 'possibleBreach', { clock: clockWords[p.clock] })}{' '}
          {p.articles.map((a) => (
            <Cite key={a} article={a} />
          ))}
        </Note>
      ))}
    </Card>
  )
}

export function ContactCard({ e }: { e: Engagement }) {
  const t = useWords(fulfilmentWords)
  const { contact } = e
  return (
    <Card title={t('contact')} aside={<Cite article={art('111', '32.1')} />}>
      {contact ? (
        <>
          <p className="state-line">
            <span className="tag" data-tone={contact.confirmedAt ? 'ok' : 'warn'}>
              {contact.confirmedAt ? t('confirmed') : t('unconfirmed')}
            </span>
          </p>
          <Facts
            rows={[
              [t('contactPerson'), contact.person],
              [
                t('phone'),
                <span key="phone" className="num">
                  {contact.phone}
                </span>,
              ],
              [t('note'), contact.note],
              [t('recordedAt'), <When key="at" at={contact.recordedAt} />],
            ]}
          />
        </>
      ) : (
        <p className="mute">{t('noContact')}</p>
      )}
    </Card>
  )
}

export function ContractCard({
  e,
  files,
  children,
}: {
  e: Engagement
  files: readonly FiledFile[]
  children?: ReactNode
}) {
  const t = useWords(fulfilmentWords)
  const contract = e.contracts.at(-1)
  return (
    <Card title={t('contract')} aside={<Cite article={art('111', '33.5')} />}>
      {e.contractDraft && <DraftState draft={e.contractDraft} />}
      {contract ? (
        <>
          <ContractTerms contract={contract} files={files} />
          <h3 className="section-gap">
            {t('differences')}{' '}
            {contract.differences.length > 0 && (
              <span className="tag" data-tone="seal">
                {t('differ', { n: contract.differences.length })}
              </span>
            )}
          </h3>
          <Differences differences={contract.differences} />
          {e.contracts
            .slice(0, -1)
            .map((earlier, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: filings are only ever added.
              <details key={i} className="earlier">
                <summary>{t('earlier', { n: i + 1 })}</summary>
                <ContractTerms contract={earlier} files={files} />
              </details>
            ))
            .toReversed()}
        </>
      ) : (
        <p className="mute">{t('noContract')}</p>
      )}
      {children}
    </Card>
  )
}

/** 32.2: the draft on the table, who has signed it, and what it changes. */
function DraftState({ draft }: { draft: ContractDraft }) {
  const c = useWords(contractWords)
  const sides = [
    [c('ownerSide'), draft.signatures.owner],
    [c('agencySide'), draft.signatures.agency],
  ] as const
  return (
    <div className="form-compare">
      <p className="state-line cluster">
        <strong>{c('draft', { n: draft.number })}</strong>
        {sides.map(([side, signature]) => (
          <span key={side} className="tag" data-tone={signature ? 'ok' : 'warn'}>
            {side} {signature ? c('signedBy', { name: signature.name }) : c('notSigned')}
          </span>
        ))}
      </p>
      <DraftTerms draft={draft} />
    </div>
  )
}

function ContractTerms({ contract, files }: { contract: Contract; files: readonly FiledFile[] }) {
  const t = useWords(fulfilmentWords)
  const c = useWords(contractWords)
  return (
    <>
      <p className="state-line">
        <span className="tag" data-tone={contract.confirmedAt ? 'ok' : 'warn'}>
          {contract.confirmedAt ? t('confirmed') : t('unconfirmed')}
        </span>{' '}
        {contract.electronic && (
          <span className="tag">
            {c('electronic')}
            {contract.electronic.change && ` · ${c('change')}`}
          </span>
        )}
      </p>
      <Facts
        rows={[
          [t('signedOn'), <When key="signed" at={contract.signedOn} date />],
          [t('fee'), <Money key="fee" fen={contract.fee} capital />],
          [t('days'), t('daysValue', { n: contract.days })],
          [t('scope'), contract.scope],
          [t('paymentTerms'), contract.paymentTerms],
          [t('explanation'), contract.explanation],
          ...(contract.electronic?.explanations ?? []).map((x): [string, ReactNode] => [
            c('explain', { point: differenceWords[x.field] }),
            x.text,
          ]),
          [c('commitment'), contract.electronic?.commitment],
          [
            c('signatures'),
            contract.electronic &&
              `${contract.electronic.signatures.owner.name}、${contract.electronic.signatures.agency.name}`,
          ],
          [t('file'), <FileLink key="file" file={contract.file} files={files} />],
        ]}
      />
    </>
  )
}

export function DeliverablesCard({ e, files }: { e: Engagement; files: readonly FiledFile[] }) {
  const t = useWords(fulfilmentWords)
  return (
    <Card title={t('deliverables')} aside={<Cite article={art('111', '33.6')} />}>
      {e.deliverables.length === 0 && <p className="mute">{t('noDeliverable')}</p>}
      <ol className="versions">
        {e.deliverables.toReversed().map((d) => (
          <li key={d.version}>
            <p className="cluster">
              <strong>{t('version', { n: d.version })}</strong>
              <Verdict d={d} isLast={d.version === e.deliverables.length} />
              <When at={d.uploadedAt} />
            </p>
            <FileLink file={d.file} files={files} />
            {d.note && <p className="small">{d.note}</p>}
            {d.verdict?.reasons && (
              <p className="returned">
                {t('reasons')}：{d.verdict.reasons}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Verdict({ d, isLast }: { d: Deliverable; isLast: boolean }) {
  const t = useWords(fulfilmentWords)
  if (!d.verdict) {
    return (
      <span className="tag" data-tone={isLast ? 'warn' : undefined}>
        {isLast ? t('awaitingVerdict') : t('superseded')}
      </span>
    )
  }
  return (
    <span className="tag" data-tone={d.verdict.accepted ? 'ok' : 'seal'}>
      {d.verdict.accepted ? t('accepted') : t('returned')}
    </span>
  )
}

/** A filed document: its name, its size, and the hash that the log holds. */
export function FileLink({
  file,
  files,
}: {
  file: FiledFile | Contract['file']
  files: readonly FiledFile[]
}) {
  const url = files.find((f) => f.id === file.id)?.url
  return (
    <span className="file-link">
      {url ? (
        <a href={url} target="_blank" rel="noreferrer">
          {file.name}
        </a>
      ) : (
        file.name
      )}
      <span className="small mute mono">SHA-256 {file.sha256.slice(0, 16)}…</span>
    </span>
  )
}

export function HistoryCard({ history }: { history: NonNullable<EngagementView['history']> }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  return (
    <Card title={t('history')}>
      <Steps
        steps={history
          .filter((entry) => entry.kind !== 'engagement.reminded')
          .toReversed()
          .map((entry) => ({
            title: say(wordOf(factWords, entry.kind), entry.params),
            state: 'done',
            detail: (
              <span className="cluster">
                <When at={entry.at} />
                {entry.article && <Cite article={entry.article} />}
                {entry.leaf !== undefined && <ProofButton leaf={entry.leaf} />}
              </span>
            ),
          }))}
      />
    </Card>
  )
}

/** Names and values; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {rows.map(
        ([name, value]) =>
          value !== undefined &&
          value !== '' && (
            <div key={name} className="facts-row">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
