import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useMe, useOneOrganisation, useSignOut, useSwitchOrganisation } from '../api/session.ts'
import { useGo } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Link } from '../shared/Link.tsx'
import { setLargeType, useLargeType } from '../theme/preferences.ts'
import { setLanguage, useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import './Masthead.css'
import { shellWords } from './words.ts'

const entries = [
  { to: '/', key: 'hall', under: ['/announcements', '/frameworks'] },
  { to: '/agencies', key: 'agencies', under: ['/agencies', '/publicities'] },
  { to: '/services', key: 'services', under: ['/services'] },
  { to: '/auctions', key: 'auctions', under: ['/auctions'] },
  { to: '/draws', key: 'draws', under: ['/draws', '/log'] },
  { to: '/law', key: 'law', under: ['/law'] },
] as const

/** The head of every page: name, main menu, preferences, who is signed in. */
export function Masthead() {
  const t = useWords(shellWords)
  const path = useRouterState({ select: (s) => s.location.pathname })
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes.
  useEffect(() => setOpen(false), [path])
  const here = (entry: (typeof entries)[number]) =>
    path === entry.to || entry.under.some((prefix) => path.startsWith(prefix))

  return (
    <header className="masthead" data-open={open || undefined}>
      <Link to="/" className="masthead-name">
        <strong>{t('site')}</strong>
        <span>{t('subtitle')}</span>
      </Link>
      <button
        type="button"
        className="masthead-toggle"
        aria-expanded={open}
        aria-controls="masthead-menu"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true" className="masthead-bars" />
        {t('menu')}
      </button>
      <div className="masthead-menu" id="masthead-menu">
        <nav aria-label={t('mainMenu')}>
          {entries.map((entry) => (
            <Link key={entry.key} to={entry.to} aria-current={here(entry) ? 'page' : undefined}>
              {t(entry.key)}
            </Link>
          ))}
        </nav>
        <div className="masthead-tools">
          <Preferences />
          <Person />
        </div>
      </div>
    </header>
  )
}

function Preferences() {
  const t = useWords(shellWords)
  const large = useLargeType()
  const language = useLanguage()
  return (
    <>
      <button type="button" className="tool" aria-pressed={large} onClick={() => setLargeType(!large)}>
        {t('large')}
      </button>
      <Link to="/accessibility" className="tool">
        {t('accessibility')}
      </Link>
      <button
        type="button"
        className="tool"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        title={t('languageLabel')}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {t('language')}
      </button>
    </>
  )
}

function Person() {
  const t = useWords(shellWords)
  const me = useMe()
  const go = useGo()
  const signOut = useSignOut()
  const change = useSwitchOrganisation()
  const path = useRouterState({ select: (s) => s.location.pathname })
  useOneOrganisation(() => path.startsWith('/desk') && go('/desk'))
  if (!me) return <span className="masthead-person" aria-hidden="true" />
  if (!me.actor) return <ButtonLink to="/sign-in">{t('signIn')}</ButtonLink>
  const { actor } = me
  return (
    <div className="masthead-person">
      <ButtonLink to="/desk" look="primary">
        {t('desk')}
        {me.unread > 0 && (
          <span className="badge" title={t('unread', { n: me.unread })}>
            {me.unread}
            <span className="visually-hidden"> {t('unread', { n: me.unread })}</span>
          </span>
        )}
      </ButtonLink>
      <span className="masthead-who">
        <strong>{actor.personName}</strong>
        {me.memberships.length > 1 ? (
          <select
            aria-label={t('actFor')}
            value={actor.organisation}
            onChange={(event) => change.mutate(event.target.value)}
          >
            {me.memberships.map((m) => (
              <option key={m.organisation} value={m.organisation}>
                {m.organisationName}
              </option>
            ))}
          </select>
        ) : (
          <span title={actor.organisationName}>{actor.organisationName}</span>
        )}
      </span>
      <Button
        look="quiet"
        busy={signOut.isPending}
        onClick={() => signOut.mutate(undefined, { onSuccess: () => go('/') })}
      >
        {t('signOut')}
      </Button>
    </div>
  )
}
