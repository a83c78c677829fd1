import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { get } from '../api/client.ts'
import { meQuery } from '../api/session.ts'
import type { Desk } from '../api/types.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Loading } from '../shared/Card.tsx'
import { FormTheme } from '../shared/form/FormTheme.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { kindWords } from '../shared/words.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import './DeskLayout.css'
import { menuFor } from './menu.ts'
import { deskWords } from './words.ts'

export const deskQuery = {
  queryKey: ['desk'],
  queryFn: () => get<Desk>('/api/desk'),
  refetchInterval: 30_000,
} as const

/** The frame of every desk: the side menu of the person's organisation, and the page in Ant Design's theme. */
export function DeskLayout() {
  const t = useWords(deskWords)
  const me = useQuery(meQuery)
  if (me.isPending) return <Loading rows={4} />
  if (me.error) return <QueryError error={me.error} retry={() => void me.refetch()} />
  if (!me.data.actor) {
    return (
      <Page title={t('signInFirst')} lead={t('signInWhy')} width="narrow">
        <SignIn />
      </Page>
    )
  }
  return (
    <div className="desk">
      <SideMenu />
      <div className="desk-page">
        <FormTheme>
          <Outlet />
        </FormTheme>
      </div>
    </div>
  )
}

function SignIn() {
  const t = useWords(deskWords)
  const here = useRouterState({ select: (s) => s.location.href })
  return (
    <p style={{ marginTop: '1rem' }}>
      <ButtonLink to={`/sign-in?to=${encodeURIComponent(here)}`} look="primary">
        {t('signIn')}
      </ButtonLink>
    </p>
  )
}

function SideMenu() {
  const t = useWords(deskWords)
  const say = useText()
  const actor = useQuery(meQuery).data?.actor
  const unread = useQuery(meQuery).data?.unread ?? 0
  const desk = useQuery(deskQuery).data
  const path = useRouterState({ select: (s) => s.location.pathname })
  if (!actor) return null
  const count = (to: string, subjects: readonly string[] | undefined): number => {
    if (to === '/desk') return desk?.items.filter((i) => !i.automatic).length ?? 0
    if (to === '/desk/notices') return unread
    return desk?.items.filter((i) => !i.automatic && subjects?.includes(i.subject)).length ?? 0
  }
  const here = (to: string) => (to === '/desk' ? path === '/desk' : path === to || path.startsWith(`${to}/`))
  return (
    <nav className="desk-menu" aria-label={t('menu')}>
      <p className="desk-body">
        <span>{say(wordOf(kindWords, actor.kind))}</span>
        <strong>{actor.organisationName}</strong>
      </p>
      {menuFor(actor.kind).map((g) => (
        <div key={g.group?.zh ?? ''} className="desk-group">
          {g.group && <p className="small mute">{say(g.group)}</p>}
          <ul className="desk-entries">
            {g.entries.map((entry) => {
              const n = count(entry.to, entry.counts)
              return (
                <li key={entry.to}>
                  <Link to={entry.to} aria-current={here(entry.to) ? 'page' : undefined}>
                    <span>{say(entry.name)}</span>
                    {n > 0 && <span className="num">{n}</span>}
                  </Link>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
