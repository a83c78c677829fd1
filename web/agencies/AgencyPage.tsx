import { useQuery } from '@tanstack/react-query'
import { dateOf, type Instant, type PlainDate } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import {
  agencyStatusWords,
  factWords,
  type Ground,
  groundOf,
  groundWords,
  legalFormWords,
  qualificationFactWords,
  standingFactWords,
} from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import type { AgencyCard, HistoryEntry } from '../api/types.ts'
import { AgencyRatingsCard } from '../fulfilment/RatingsCard.tsx'
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
import { agencyWords } from './words.ts'

interface Service {
  serviceType: string
  name: string
  qualification?: string | null
  grade?: string | null
  number?: string | null
  validTo?: PlainDate | null
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
          <People people={data.people} />
          <AgencyRatingsCard agency={id} />
        </div>
        <div className="stack">
          <Basics data={data} />
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
    [t('phone'), profile.phone],
    [t('email'), profile.email],
    [t('scope'), profile.scope],
  ]
  return (
    <Card title={t('basics')}>
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
              </>
            ),
          },
          {
            key: 'validTo',
            title: t('validTo'),
            cell: (s) => <span className="num nowrap">{s.validTo ?? '–'}</span>,
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
  const say = useText()
  if (data.history.length === 0) return null
  return (
    <Card title={t('history')}>
      <Steps
        steps={data.history.map((entry) => ({
          title: say(wordOf(historyWords, entry.kind), entry.params),
          state: 'done',
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
  )
}
