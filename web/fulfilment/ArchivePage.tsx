import { useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import type { Engagement } from '../../src/fulfilment/index.ts'
import { type Article, art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useFactName } from '../log/useFactName.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Table } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import type { FiledFile, IssuedDocument } from './context.ts'
import './fulfilment.css'
import { fulfilmentWords } from './words.ts'

interface ArchivedFact {
  subject: string
  leaf: string
  index?: number
  seq?: number
  kind?: string
  at?: Instant
  article?: Article
  actor?: string
  body?: Readonly<Record<string, unknown>>
}

interface Archive {
  at: Instant
  state: Engagement
  facts: readonly ArchivedFact[]
  files: readonly FiledFile[]
  documents: readonly IssuedDocument[]
  notices: readonly { at: Instant; organisation: string; subject: { zh: string; en: string } }[]
  names: Readonly<Record<string, string>>
  hashes: readonly { of: string; sha256: string }[]
  sha256: string
}

/** 45: the whole of one engagement, each piece with its hash, as one page and as one file. */
export default function ArchivePage() {
  const { id = '' } = usePathParams()
  const t = useWords(fulfilmentWords)
  const query = useQuery({
    queryKey: ['archive', id],
    queryFn: ({ signal }) => get<Archive>(`/api/engagements/${id}/archive`, {}, signal),
  })
  const { data } = query
  if (!data) {
    return (
      <div className="page" data-width="wide">
        {query.error ? (
          <QueryError error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading rows={6} height={4} />
        )}
      </div>
    )
  }
  return (
    <Page
      title={`${t('archive')}：${data.state.award.title}`}
      width="wide"
      trail={[
        { to: '/desk/engagements', name: t('engagements') },
        { to: `/desk/engagements/${id}`, name: data.state.award.title },
      ]}
      lead={
        <>
          {t('archiveLead')} <Cite article={art('111', '45')} />
        </>
      }
      aside={
        <a className="btn" data-look="primary" href={`/api/engagements/${id}/archive?download=true`} download>
          {t('downloadArchive')}
        </a>
      }
    >
      <div className="stack">
        <Card>
          <p className="small mute">{t('wholeHash')}</p>
          <p className="mono archive-hash">{data.sha256}</p>
          <p>
            <a href={`/api/engagements/${id}/archive-file`} download>
              {t('archiveFile')}
            </a>
          </p>
          <p className="small mute">{t('archiveFileHint')}</p>
        </Card>
        <Facts data={data} />
        <Files data={data} />
        <Notices data={data} />
      </div>
    </Page>
  )
}

const Hash = ({ hash }: { hash: string }) => (
  <span className="mono" title={hash}>
    {hash.slice(0, 16)}…
  </span>
)

function Facts({ data }: { data: Archive }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  const factName = useFactName()
  const facts = data.facts.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1))
  return (
    <Card flush title={t('facts')}>
      <Table
        caption={`${t('archive')}：${t('facts')}`}
        rows={facts}
        rowKey={(f) => f.leaf}
        columns={[
          {
            key: 'when',
            title: t('when'),
            cell: (f) => f.at && <When at={f.at} seconds />,
            by: (f) => f.at ?? '',
          },
          {
            key: 'what',
            title: t('what'),
            cell: (f) => (f.kind ? say(factName(f.kind), f.body) : t('sealed')),
          },
          {
            key: 'who',
            title: t('who'),
            cell: (f) => (f.actor === 'system' ? t('system') : f.actor && (data.names[f.actor] ?? f.actor)),
          },
          { key: 'basis', title: t('basis'), cell: (f) => f.article && <Cite article={f.article} /> },
          { key: 'hash', title: t('hash'), cell: (f) => <Hash hash={f.leaf} /> },
          {
            key: 'proof',
            title: t('proof'),
            cell: (f) => f.index !== undefined && <ProofButton leaf={f.index} />,
          },
        ]}
      />
    </Card>
  )
}

function Files({ data }: { data: Archive }) {
  const t = useWords(fulfilmentWords)
  const rows = [
    ...data.documents.map((d) => ({
      ...{ key: d.number, name: `${d.title} ${d.printedNumber}`, url: d.url, sha256: d.sha256 ?? '' },
      what: t('documents'),
    })),
    ...data.files.map((f) => ({
      ...{ key: f.id, name: f.name, url: f.url, sha256: f.sha256 },
      what: `${f.what === 'contract' ? t('contract') : t('deliverable')} ${t('version', { n: f.version })}`,
    })),
  ]
  return (
    <Card flush title={t('files')}>
      <Table
        caption={`${t('archive')}：${t('files')}`}
        rows={rows}
        rowKey={(r) => r.key}
        columns={[
          {
            key: 'name',
            title: t('file'),
            cell: (r) => (
              <a href={r.url} target="_blank" rel="noreferrer">
                {r.name}
              </a>
            ),
          },
          { key: 'what', title: t('what'), cell: (r) => r.what },
          { key: 'hash', title: 'SHA-256', cell: (r) => <Hash hash={r.sha256} /> },
        ]}
      />
    </Card>
  )
}

function Notices({ data }: { data: Archive }) {
  const t = useWords(fulfilmentWords)
  const language = useLanguage()
  return (
    <Card flush title={t('notices')}>
      <Table
        caption={`${t('archive')}：${t('notices')}`}
        rows={data.notices}
        rowKey={(n) => `${n.at}${n.organisation}${n.subject.zh}`}
        columns={[
          { key: 'when', title: t('when'), cell: (n) => <When at={n.at} /> },
          { key: 'what', title: t('what'), cell: (n) => n.subject[language] },
          { key: 'to', title: t('toWhom'), cell: (n) => data.names[n.organisation] ?? n.organisation },
        ]}
      />
    </Card>
  )
}
