import { useQuery } from '@tanstack/react-query'
import { art } from '../../src/gazette/index.ts'
import type { OcdsRelease, ReleasePackage } from '../../src/opendata/index.ts'
import { get } from '../api/client.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { openDataWords, tagWords } from './words.ts'
import './open-data.css'

/** What is published for machines, said to people: where it is, what it promises, what came last. */
export default function OpenDataPage() {
  const t = useWords(openDataWords)
  const newest = useQuery({
    queryKey: ['ocds', 'newest'],
    queryFn: () => get<ReleasePackage>('/api/ocds/releases?newest=true&limit=12'),
  })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '28')} />
        </>
      }
    >
      <div className="stack">
        <div className="open-data">
          <Card title={t('releases')}>
            <p>{t('releasesWhy')}</p>
            <p>
              <a href="/api/ocds/releases">{t('open')}</a>
            </p>
          </Card>
          <Card title={t('records')}>
            <p>{t('recordsWhy')}</p>
            <p>
              <a href="/api/ocds/records">{t('open')}</a>
            </p>
          </Card>
        </div>
        <Card title={t('promise')}>
          <ol className="open-data-promises">
            <li>{t('promiseFacts')}</li>
            <li>{t('promiseStable')}</li>
            <li>
              {t('promiseSealed')} <Cite article={art('111', '53.2')} />
            </li>
          </ol>
        </Card>
        <Card title={t('latest')} aside={<Link to="/log">{t('log')}</Link>}>
          {newest.error ? (
            <QueryError error={newest.error} />
          ) : newest.data ? (
            <Latest data={newest.data} />
          ) : (
            <Loading />
          )}
        </Card>
      </div>
    </Page>
  )
}

function Latest({ data }: { data: ReleasePackage }) {
  const t = useWords(openDataWords)
  const say = useText()
  return (
    <div className="stack">
      <Table<OcdsRelease>
        caption={t('latest')}
        rows={data.releases.toReversed()}
        rowKey={(r) => r.id}
        empty={t('latestNone')}
        columns={[
          { key: 'when', title: t('when'), cell: (r) => <When at={r.date} /> },
          { key: 'what', title: t('what'), cell: (r) => say(wordOf(tagWords, r.tag[0] ?? '')) },
          {
            key: 'project',
            title: t('project'),
            cell: (r) => <Link to={`/announcements/${r.tender?.id ?? ''}`}>{r.tender?.title ?? r.ocid}</Link>,
          },
          {
            key: 'record',
            title: t('record'),
            cell: (r) => (
              <a className="mono small" href={`/api/ocds/records/${r.ocid}`}>
                {r.ocid.slice(0, 20)}…
              </a>
            ),
          },
        ]}
      />
      <dl className="facts">
        <dt>{t('publisher')}</dt>
        <dd>{data.publisher.name}</dd>
        <dt>{t('terms')}</dt>
        <dd>
          <a href={data.license}>{data.license}</a>
        </dd>
        <dt>{t('api')}</dt>
        <dd>
          <a href="/openapi.json">/openapi.json</a>
        </dd>
      </dl>
    </div>
  )
}
