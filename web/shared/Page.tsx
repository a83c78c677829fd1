import { type ReactNode, useEffect } from 'react'
import { useLanguage } from '../words/language.ts'
import { Link } from './Link.tsx'
import './Page.css'

/** The name of the page, in the window's title. */
export function useTitle(title: string): void {
  const language = useLanguage()
  useEffect(() => {
    const site = language === 'zh' ? '浔市' : 'Xunshi'
    document.title = title ? `${title} · ${site}` : site
  }, [title, language])
}

export interface PageProps {
  /** Name of the page, set in Song. */
  title: string
  /** One line under the title: number, method, article. */
  lead?: ReactNode
  /** The way back: parent pages, first to last. */
  trail?: readonly { to: string; name: string }[]
  /** At the right of the title: a lamp or the one next action. */
  aside?: ReactNode
  /** `narrow` for reading, `wide` for desks. */
  width?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
}

/** A page: its title, its lead, its content. The title receives the focus after navigation. */
export function Page({ title, lead, trail, aside, width = 'normal', children }: PageProps) {
  useTitle(title)
  return (
    <div className="page" data-width={width}>
      {trail && (
        <nav className="trail small" aria-label={trail.map((t) => t.name).join(' / ')}>
          {trail.map((step) => (
            <Link key={step.to} to={step.to}>
              {step.name}
            </Link>
          ))}
        </nav>
      )}
      <header className="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {aside && <div className="page-aside">{aside}</div>}
      </header>
      {children}
    </div>
  )
}
