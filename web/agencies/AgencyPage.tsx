import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { dateOf, type Instant, type PlainDate } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  agencyStatusWords,
  factWords,
  type Ground,
  groundOf,
  groundWords,
  legalFormWords,
  type PriceTerms,
  qualificationFactWords,
  standingFactWords,
} from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import type { AgencyCard, HistoryEntry } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { regionName, serviceName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { sharedWords } from '../shared/words.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { Stars } from './AgenciesPage.tsx'
import './Agencies.css'
import { type Version, Versions } from './Versions.tsx'
import { Fees, Works } from './Works.tsx'
import { agencyWords } from './words.ts'

// Each with the words of its module, which are read far below what the page is opened for.
const ExcellenceCard = lazy(() =>
  import('../fulfilment/ExcellenceCard.tsx').then((m) => ({ default: m.ExcellenceCard })),
)
const AgencyCreditCard = lazy(() =>
  import('../breach/AgencyCreditCard.tsx').then((m) => ({ default: m.AgencyCreditCard })),
)
const AgencyRatingsCard = lazy(() =>
  import('../fulfilment/RatingsCard.tsx').then((m) => ({ default: m.AgencyRatingsCard })),
)

interface Service {
  serviceType: string
  name: string
  qualification?: string | null
  grade?: string | null
  number?: string | null
  issuer?: string | null
  validFrom?: PlainDate | null
  validTo?: PlainDate | null
  price?: PriceTerms
  department?: string
  confirmedAt?: Instant
  suspended?: boolean
  suspensions?: readonly { since: Instant; ground: Ground }[]
}

/** GET /api/agencies/:id (111/33.1). */
interface AgencyDetail extends Omit<AgencyCard, 'services'> {
  admittedAt?: Instant
  demo?: boolean
  legalRepresentative?: string
  profile?: Readonly<Record<string, string | undefined>>
  services: readonly Service[]
  people: readonly { name: string; certificate: string }[]
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf?: string; index?: number })[]
  versions: readonly Version[]
}

/** The public page of an agency: what 33.1 wants shown, each with who confirmed it and when. */
export default function AgencyPage() {
  const { id = '' } = usePathParams()
  const t = useWords(agencyWords)
  const say = useText()
  const query = useQuery({
    queryKey: ['agency', id],
    queryFn: ({ signal }) => get<AgencyDetail>(`/api/agencies/${id}`, {}, signal),
  })
  const { data } = query
  if (query.error || !data) {
    return (
      <div className="page">
        {query.error ? (
          <QueryError error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading rows={6} height={5} />
        )}
      </div>
    )
  }
  return (
    <Page
      title={data.name}
      trail={[{ to: '/agencies', name: t('name') }]}
      lead={
        <span className="cluster">
          <span className="tag" data-tone={data.status === 'admitted' ? 'ok' : 'seal'}>
            {say(wordOf(agencyStatusWords, data.status))}
          </span>
          {data.demo && (
            <span className="tag" data-tone="warn">
              {t('demo')}
            </span>
          )}
          <span className="num">{data.code}</span>
          <Stars rating={data.rating} />
          <Cite article={art('111', '33.1')} />
        </span>
      }
    >
      <div className="agency">
        <div className="stack">
          <Services services={data.services} />
          <Works agency={id} />
          <Fees agency={id} services={data.services} />
          <People people={data.people} />
          <Suspense fallback={<Loading rows={4} />}>
            <ExcellenceCard agency={id} />
            <AgencyCreditCard agency={id} />
            <AgencyRatingsCard agency={id} />
          </Suspense>
        </div>
        <div className="stack">
          <Basics data={data} />
          <Contact profile={data.profile} />
          <Credit data={data} />
          <Versions versions={data.versions} />
          <History data={data} />
        </div>
      </div>
    </Page>
  )
}

function Basics({ data }: { data: AgencyDetail }) {
  const t = useWords(agencyWords)
  const shared = useWords(sharedWords)
  const say = useText()
  const language = useLanguage()
  const { profile = {} } = data
  const rows: [string, string | undefined][] = [
    [shared('legalRepresentative'), data.legalRepresentative],
    [t('region'), regionName(data.region, language, data.regionName)],
    [t('legalForm'), profile.legalForm && say(wordOf(legalFormWords, profile.legalForm))],
    [t('established'), profile.established],
    [t('address'), profile.address],
    [t('scope'), profile.scope],
  ]
  return (
    <Card title={t('basics')} aside={<Cite article={art('111', '33.1')} />}>
      <dl className="facts">
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name} className="facts-row">
                <dt>{name}</dt>
                <dd className="num">{value}</dd>
              </div>
            ),
        )}
        {data.admittedAt && (
          <div className="facts-row">
            <dt>{t('admittedAt')}</dt>
            <dd>
              <When at={data.admittedAt} date />
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

function Contact({ profile = {} }: { profile: AgencyDetail['profile'] }) {
  const t = useWords(agencyWords)
  const rows = (['phone', 'email'] as const).flatMap((part) => {
    const value = profile[part]
    return value ? [[t(part), value] as const] : []
  })
  if (rows.length === 0) return null
  return (
    <Card title={t('contact')}>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const isCredit = (entry: { kind: string }) => entry.kind in standingFactWords

/** 信用信息: every suspension, restoration and expulsion on record, each with its proof. */
function Credit({ data }: { data: AgencyDetail }) {
  const t = useWords(agencyWords)
  const entries = data.history.filter(isCredit)
  return (
    <Card title={t('credit')} aside={<Cite article={art('111', '33.1')} />}>
      {entries.length === 0 ? <p className="mute">{t('noCredit')}</p> : <Told entries={entries} />}
    </Card>
  )
}

function Services({ services }: { services: readonly Service[] }) {
  const t = useWords(agencyWords)
  const say = useText()
  const language = useLanguage()
  return (
    <Card flush title={t('services')} aside={<Cite article={art('111', '16')} />}>
      <Table
        caption={t('services')}
        rows={services}
        rowKey={(s) => s.serviceType}
        columns={[
          {
            key: 'service',
            title: t('service'),
            cell: (s) => (
              <span className="cluster">
                {serviceName(s.serviceType, language, s.name)}
                {s.suspended && (
                  <span className="tag" data-tone="seal">
                    {t('suspended')}
                  </span>
                )}
                {s.suspensions?.map(({ since, ground }) => (
                  <span key={`${ground}${since}`} className="small mute agency-number">
                    {t('suspendedSince', { day: dateOf(since) })} {say(groundWords[ground])}{' '}
                    <Cite article={groundOf[ground].article} />
                  </span>
                ))}
              </span>
            ),
            by: (s) => s.serviceType,
          },
          {
            key: 'qualification',
            title: t('qualification'),
            cell: (s) => (
              <>
                {s.qualification ?? '–'} {s.grade}
                {s.number && <span className="mute small num agency-number">{s.number}</span>}
                {s.issuer && <span className="mute small agency-number">{s.issuer}</span>}
              </>
            ),
          },
          {
            key: 'validTo',
            title: t('validTo'),
            cell: (s) => (
              <span className="num nowrap">
                {s.validTo ?? '–'}
                {s.validFrom && (
                  <span className="mute small agency-number">{t('validFrom', { day: s.validFrom })}</span>
                )}
              </span>
            ),
            by: (s) => s.validTo ?? '',
          },
          { key: 'department', title: t('department'), cell: (s) => s.department ?? '–' },
        ]}
      />
    </Card>
  )
}

function People({ people }: { people: AgencyDetail['people'] }) {
  const t = useWords(agencyWords)
  return (
    <Card flush title={t('people')} aside={<Cite article={art('111', '19.1')} />}>
      {people.length === 0 ? (
        <Empty title={t('noPeople')} />
      ) : (
        <Table
          caption={t('people')}
          rows={people}
          rowKey={(p) => `${p.name}${p.certificate}`}
          columns={[
            { key: 'name', title: t('person'), cell: (p) => p.name },
            {
              key: 'certificate',
              title: t('certificate'),
              cell: (p) => <span className="num">{p.certificate}</span>,
            },
          ]}
        />
      )}
    </Card>
  )
}

const historyWords = { ...factWords, ...standingFactWords, ...qualificationFactWords }

function History({ data }: { data: AgencyDetail }) {
  const t = useWords(agencyWords)
  const entries = data.history.filter((entry) => !isCredit(entry))
  if (entries.length === 0) return null
  return (
    <Card title={t('history')}>
      <Told entries={entries} />
    </Card>
  )
}

function Told({ entries }: { entries: AgencyDetail['history'] }) {
  const say = useText()
  return (
    <Steps
      steps={entries.map((entry) => ({
        title: say(wordOf(historyWords, entry.kind), entry.params),
        state: /\.(suspended|expelled)$/.test(entry.kind) ? 'failed' : 'done',
        detail: (
          <span className="cluster">
            <When at={entry.at} />
            {entry.article && <Cite article={entry.article} />}
            {entry.index !== undefined && <ProofButton leaf={entry.index} />}
          </span>
        ),
      }))}
    />
  )
}
