import { useQuery } from '@tanstack/react-query'
import {
  clockWords,
  feeWords,
  type PracticeRecord,
  practiceWords,
  type RegisterKind,
  type Registers,
  registerWords,
  standingWords,
} from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { Page } from '../shared/Page.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { Facts } from './sections.tsx'
import { fulfilmentWords } from './words.ts'
import './fulfilment.css'

interface Answer extends Registers {
  title: string
}

/** 34: fee register, time-limit register and practice record of one engagement, each to be taken away as a table. */
export default function RegistersPage() {
  const { id = '' } = usePathParams()
  const t = useWords(fulfilmentWords)
  const query = useQuery({
    queryKey: ['registers', id],
    queryFn: ({ signal }) => get<Answer>(`/api/engagements/${id}/registers`, {}, signal),
  })
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const { title, fees, times, practice } = query.data
  return (
    <Page
      title={`${t('registers')}：${title}`}
      width="wide"
      trail={[
        { to: '/desk/engagements', name: t('engagements') },
        { to: `/desk/engagements/${id}`, name: title },
      ]}
      lead={
        <>
          {t('registersLead')} <Cite article={art('111', '34')} />
        </>
      }
    >
      <div className="stack">
        <Register id={id} kind="fees">
          <Fees fees={fees} />
        </Register>
        <Register id={id} kind="times">
          <Times times={times} />
        </Register>
        <Register id={id} kind="practice" padded>
          <Practice practice={practice} />
        </Register>
      </div>
    </Page>
  )
}

function Register({
  id,
  kind,
  padded = false,
  children,
}: {
  id: string
  kind: RegisterKind
  padded?: boolean
  children: React.ReactNode
}) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  const name = say(registerWords[kind])
  return (
    <Card
      flush={!padded}
      title={name}
      aside={
        <a href={`/api/engagements/${id}/registers/${kind}`} download aria-label={`${t('asTable')} ${name}`}>
          {t('asTable')}
        </a>
      }
    >
      {children}
    </Card>
  )
}

function Fees({ fees }: { fees: Registers['fees'] }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  return (
    <Table
      caption={say(registerWords.fees)}
      rows={fees}
      rowKey={(l) => `${l.on}${l.what}${l.number}`}
      columns={[
        { key: 'on', title: t('when'), cell: (l) => <When at={l.on} date />, by: (l) => l.on },
        { key: 'what', title: t('what'), cell: (l) => say(feeWords[l.what]) },
        { key: 'number', title: t('number'), cell: (l) => <span className="num">{l.number}</span> },
        {
          key: 'amount',
          title: t('amount'),
          cell: (l) => <Money fen={l.amount} />,
          by: (l) => l.amount,
          align: 'end',
        },
        { key: 'note', title: t('note'), cell: (l) => l.note ?? '' },
      ]}
    />
  )
}

const tones = { running: undefined, kept: 'ok', late: 'warn', overdue: 'seal' } as const

function Times({ times }: { times: Registers['times'] }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  return (
    <Table
      caption={say(registerWords.times)}
      rows={times}
      rowKey={(l) => `${l.clock}${l.instalment ?? ''}`}
      columns={[
        {
          key: 'clock',
          title: t('what'),
          cell: (l) => (
            <>
              {say(clockWords[l.clock])}
              {l.instalment !== undefined && ` ${t('instalment', { n: l.instalment })}`}
            </>
          ),
        },
        { key: 'since', title: t('since'), cell: (l) => <When at={l.since} /> },
        { key: 'due', title: t('due'), cell: (l) => <When at={l.due} deadline />, by: (l) => l.due },
        { key: 'done', title: t('doneAt'), cell: (l) => l.doneAt && <When at={l.doneAt} /> },
        {
          key: 'standing',
          title: t('status'),
          cell: (l) => (
            <span className="tag" data-tone={tones[l.standing]}>
              {say(standingWords[l.standing])}
            </span>
          ),
        },
        { key: 'basis', title: t('basis'), cell: (l) => <Cite article={l.article} /> },
      ]}
    />
  )
}

function Practice({ practice }: { practice: PracticeRecord }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  const { matter, requirements, fee, payment, norms, performed } = practice
  const lines = (texts: readonly string[]) =>
    texts.length === 0 ? '' : texts.map((text) => <p key={text}>{text}</p>)
  return (
    <>
      <Facts
        rows={[
          [t('matter'), matter],
          [t('requirements'), lines(requirements)],
          [t('rate'), fee.amount === undefined ? (fee.formula ?? '') : <Money key="fee" fen={fee.amount} />],
          [t('paymentTerms'), payment],
          [t('norms'), lines(norms)],
        ]}
      />
      <h3 className="section-gap">{t('performed')}</h3>
      <ol className="service-list">
        {performed.map((l) => (
          <li key={`${l.at}${l.what}`}>
            {say(practiceWords[l.what], { detail: l.detail })}{' '}
            <span className="small mute">
              <When at={l.at} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
