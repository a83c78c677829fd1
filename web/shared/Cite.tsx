import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Article, GazetteDocument } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import './Cite.css'
import { anchorOf, articleName, onArticle, openArticle, openedArticle, splitArticle } from './cite.ts'
import { Link } from './Link.tsx'
import { sharedWords } from './words.ts'

export const gazetteQuery = (document: string) =>
  ({
    queryKey: ['gazette', document],
    queryFn: () => get<GazetteDocument>(`/api/gazette/${document}`),
    staleTime: Number.POSITIVE_INFINITY,
  }) as const

/**
 * A citation: a quiet dotted link that opens the paragraph in a side panel.
 * `<Cite article={art('111', '22.1.1')} />`; children replace the short name of the article.
 */
export function Cite({ article, children }: { article: Article | string; children?: ReactNode }) {
  const language = useLanguage()
  const { document, paragraph } = splitArticle(article)
  return (
    <a
      className="cite"
      href={`/law/${document}#${anchorOf(paragraph)}`}
      aria-haspopup="dialog"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        openArticle(article)
      }}
    >
      {children ?? articleName(article, language)}
    </a>
  )
}

/** The side panel behind every citation; mounted once by the shell. */
export function CitePanel() {
  const article = useSyncExternalStore(onArticle, openedArticle)
  const dialog = useRef<HTMLDialogElement>(null)
  const t = useWords(sharedWords)
  useEffect(() => {
    if (article) dialog.current?.showModal()
    else dialog.current?.close()
  }, [article])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the panel closes it; Escape does so already.
    <dialog
      ref={dialog}
      className="cite-panel"
      aria-label={t('citedParagraph')}
      onClose={() => openArticle(undefined)}
      onClick={(event) => event.target === dialog.current && openArticle(undefined)}
    >
      {article && <Paragraph article={article} />}
    </dialog>
  )
}

function Paragraph({ article }: { article: string }) {
  const t = useWords(sharedWords)
  const language = useLanguage()
  const { document, paragraph } = splitArticle(article)
  const { data, isPending, error } = useQuery(gazetteQuery(document))
  const own = data?.paragraphs.filter((p) => p.id === paragraph || p.id.startsWith(`${paragraph}.`)) ?? []
  const [first] = own
  const { from, to } = data ?? {}
  return (
    <>
      <div className="cite-head">
        <p className="small mute">
          {data ? data.title : '\u00a0'}
          <br />
          {data ? data.number : '\u00a0'}
        </p>
        <button
          type="button"
          className="cite-close"
          onClick={() => openArticle(undefined)}
          aria-label={t('close')}
        >
          ×
        </button>
      </div>
      <h2 className="song">
        {(language === 'zh' ? first?.label : first?.labelEn) ?? articleName(article, language)}
      </h2>
      {isPending && <p className="mute">{t('loading')}</p>}
      {(error || (data && own.length === 0)) && <p>{t('noText')}</p>}
      <div className="cite-text" lang="zh-CN">
        {own.map((p) => p.text && <p key={p.id}>{p.text}</p>)}
      </div>
      {from && <p className="small">{to ? t('inForceTo', { from, to }) : t('inForce', { from })}</p>}
      {language === 'en' && <p className="small mute">{t('chineseOnly')}</p>}
      <p>
        <Link to={`/law/${document}#${anchorOf(paragraph)}`} onClick={() => openArticle(undefined)}>
          {t('openLaw')}
        </Link>
      </p>
    </>
  )
}
