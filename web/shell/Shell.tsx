import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useMarket } from '../api/time.ts'
import { CitePanel } from '../shared/Cite.tsx'
import { useWords } from '../words/words.ts'
import { Footer } from './Footer.tsx'
import { Masthead } from './Masthead.tsx'
import './Shell.css'
import { shellWords } from './words.ts'

// Production never fetches it.
const DemoBar = lazy(() => import('./DemoBar.tsx'))

/** The frame of every page: skip link, masthead, the demonstration's clock, the page, the footer. */
export function Shell() {
  const t = useWords(shellWords)
  const market = useMarket()
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname })
  const first = useRef(true)

  useEffect(() => {
    if (path === undefined) return
    if (first.current) {
      first.current = false
      return
    }
    const title = main.current?.querySelector<HTMLElement>('h1')
    title?.focus({ preventScroll: true })
  }, [path])

  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Masthead />
      {market?.mode === 'demonstration' && (
        <Suspense fallback={<div className="demo-space" />}>
          <DemoBar />
        </Suspense>
      )}
      {market?.ruleSetExpired && (
        <aside className="market-note no-print" aria-label={t('term')}>
          {t('expired', { since: market.ruleSetExpired.since.slice(0, 10) })}
        </aside>
      )}
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <CitePanel />
    </>
  )
}
