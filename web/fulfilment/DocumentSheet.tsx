import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import './document.css'

const words = {
  pdf: { zh: '下载 PDF', en: 'Download PDF' },
  alt: {
    zh: '{{title}}（登记号 {{number}}）的版面，与打印件一致',
    en: 'The page of {{title}} (register number {{number}}), as it prints',
  },
} as const

/** A document on screen exactly as it prints: the same typesetting as the PDF. */
export function DocumentSheet({
  number,
  title,
  children,
}: {
  number: string
  title: string
  children?: ReactNode
}) {
  const t = useWords(words)
  const base = `/api/documents/${encodeURIComponent(number)}`
  return (
    <figure className="sheet">
      <img src={`${base}/page.svg`} alt={t('alt', { title, number })} width={595} height={842} />
      <figcaption className="cluster no-print">
        <a className="btn" href={`${base}/document.pdf`} target="_blank" rel="noreferrer">
          {t('pdf')}
        </a>
        {children}
      </figcaption>
    </figure>
  )
}
