import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import type { DocumentInfo, GazetteDocument, GazetteParagraph } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { usePathParams, useQueryText } from '../router/hooks.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { gazetteQuery } from '../shared/Cite.tsx'
import { anchorOf } from '../shared/cite.ts'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import './LawPage.css'
import { lawWords } from './words.ts'

const MEASURE = '111'

/** The whole text with an address for every paragraph, and a search in it. */
export default function LawPage() {
  const { document = MEASURE } = usePathParams()
  const t = useWords(lawWords)
  const query = useQuery(gazetteQuery(document))
  const { data } = query
  if (query.error) {
    return (
      <div className="page">
        <QueryError error={query.error} retry={() => void query.refetch()} />
      </div>
    )
  }
  return (
    <Page
      title={data?.title ?? t('name')}
      lead={document === MEASURE ? t('lead') : data?.number}
      {...(document === MEASURE ? {} : { trail: [{ to: '/law', name: t('name') }] })}
    >
      {data ? <Document data={data} /> : <Loading rows={8} height={5} />}
    </Page>
  )
}

function Document({ data }: { data: GazetteDocument }) {
  const t = useWords(lawWords)
  const language = useLanguage()
  const [query, setQuery] = useQueryText()
  const q = query.q?.trim() ?? ''
  const hits = useMemo(() => data.paragraphs.filter((p) => q && p.text.includes(q)), [data, q])
  useAnchor(data)
  const { from, to, issuer, issued } = data
  return (
    <div className="law">
      <aside className="law-side stack">
        <Card>
          <div className="stack small">
            <p>
              <strong className="num">{data.number}</strong>
              <br />
              {t('issued', { issuer, issued })}
            </p>
            {from && <p>{to ? t('force', { from, to }) : t('from', { from })}</p>}
            {data.validity && <p className="mute">{data.validity}</p>}
            <p className="mute">{t('source', { source: data.source })}</p>
            {language === 'en' && <p className="mute">{t('chineseOnly')}</p>}
          </div>
        </Card>
        {data.paragraphs.length > 0 && (
          <search>
            <input
              className="input"
              type="search"
              value={query.q ?? ''}
              maxLength={30}
              aria-label={t('search')}
              placeholder={t('search')}
              onChange={(event) => setQuery({ q: event.target.value }, { replace: true })}
            />
            <p className="small mute num" role="status">
              {q ? t('found', { n: hits.length }) : '\u00a0'}
            </p>
          </search>
        )}
        <Chapters data={data} />
      </aside>
      <div className="law-text" lang="zh-CN">
        {q && hits.length === 0 && <Empty title={t('none')}>{t('noneWhy')}</Empty>}
        {q ? hits.map((p) => <Hit key={p.id} paragraph={p} q={q} />) : <Articles data={data} />}
        {data.paragraphs.length === 0 && <Headings data={data} />}
      </div>
      {data.id === MEASURE && !q && <Others />}
    </div>
  )
}

/** The browser looked for the anchor before the text was there. */
function useAnchor(data: GazetteDocument) {
  const hash = useRouterState({ select: (s) => s.location.hash })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run again when the text arrives.
  useEffect(() => {
    if (!hash) return
    const target = document.getElementById(hash)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
  }, [hash, data])
}

const chapterAnchor = (chapter: string) => `c-${chapter.replaceAll(/\s/g, '')}`

function Chapters({ data }: { data: GazetteDocument }) {
  const t = useWords(lawWords)
  const chapters = [...new Set(data.paragraphs.map((p) => p.chapter))]
  if (chapters.length === 0) return null
  return (
    <nav aria-label={t('chapters')} className="law-chapters">
      {chapters.map((chapter) => (
        <a key={chapter} href={`#${chapterAnchor(chapter)}`}>
          {chapter}
        </a>
      ))}
    </nav>
  )
}

function Articles({ data }: { data: GazetteDocument }) {
  const language = useLanguage()
  const articles = Map.groupBy(data.paragraphs, (p) => p.article)
  let chapter = ''
  return [...articles].map(([number, paragraphs]) => {
    const [first] = paragraphs
    if (!first) return null
    const heading = first.chapter === chapter ? undefined : first.chapter
    chapter = first.chapter
    return (
      <section key={number}>
        {heading && (
          <h2 className="law-chapter song" id={chapterAnchor(heading)}>
            {heading}
          </h2>
        )}
        <div className="law-article">
          <h3 className="song">
            <Anchor paragraph={first} name={language === 'zh' ? first.label : first.labelEn} />
          </h3>
          <div>{paragraphs.map((p) => p.text && <Text key={p.id} paragraph={p} own={p === first} />)}</div>
        </div>
      </section>
    )
  })
}

/** A paragraph that can be linked to; the mark in the margin is its address. */
function Text({ paragraph, own }: { paragraph: GazetteParagraph; own: boolean }) {
  const depth = paragraph.text.match(/^（[一二三四五六七八九十]+）/)
    ? 1
    : /^\d+\./.test(paragraph.text)
      ? 2
      : 0
  return (
    <p id={own ? undefined : anchorOf(paragraph.id)} tabIndex={-1} data-depth={depth} className="law-p">
      {paragraph.text}
      {!own && <Anchor paragraph={paragraph} name="#" />}
    </p>
  )
}

function Anchor({ paragraph, name }: { paragraph: GazetteParagraph; name: string }) {
  const t = useWords(lawWords)
  const id = anchorOf(paragraph.id)
  return (
    <a
      className="law-anchor"
      href={`#${id}`}
      id={name === '#' ? undefined : id}
      aria-label={name === '#' ? t('link', { label: paragraph.label }) : undefined}
    >
      {name}
    </a>
  )
}

function Hit({ paragraph, q }: { paragraph: GazetteParagraph; q: string }) {
  const language = useLanguage()
  const parts = paragraph.text.split(q)
  return (
    <div className="law-article">
      <h2 className="song">
        <Link to={`/law#${anchorOf(paragraph.id)}`}>
          {language === 'zh' ? paragraph.short : paragraph.shortEn}
        </Link>
      </h2>
      <p className="law-p">
        {parts.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order.
          <span key={i}>
            {i > 0 && <mark>{q}</mark>}
            {part}
          </span>
        ))}
      </p>
    </div>
  )
}

function Headings({ data }: { data: GazetteDocument }) {
  const t = useWords(lawWords)
  return (
    <>
      <p className="mute">{t('notRecorded')}</p>
      <ul className="law-headings">
        {data.headings.map((h) => (
          <li key={h.text} data-depth={h.depth}>
            {h.text}
          </li>
        ))}
      </ul>
    </>
  )
}

function Others() {
  const t = useWords(lawWords)
  const { data } = useQuery({
    queryKey: ['gazette-list'],
    queryFn: () => get<DocumentInfo[]>('/api/gazette'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className="law-others">
      <Card title={t('others')}>
        <ul className="law-headings">
          {data
            ?.filter((d) => d.id !== MEASURE)
            .map((d) => (
              <li key={d.id}>
                <Link to={`/law/${d.id}`}>{d.title}</Link> <span className="mute small num">{d.number}</span>
              </li>
            ))}
        </ul>
      </Card>
    </div>
  )
}
