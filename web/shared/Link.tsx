import { Link as RouterLink, useRouterState } from '@tanstack/react-router'
import type { AriaAttributes, MouseEventHandler, ReactNode } from 'react'

export interface LinkProps extends AriaAttributes {
  /** A path of this site: `/announcements/42`, with `?query` and `#anchor` when needed; `?query` alone stays here. */
  to: string
  children: ReactNode
  className?: string
  title?: string
  onClick?: MouseEventHandler<HTMLAnchorElement>
}

/** A link inside the site: no reload, and the page behind it is fetched when the pointer comes near. */
export function Link({ to, ...rest }: LinkProps) {
  const here = useRouterState({ select: (s) => (to.startsWith('?') ? s.location.pathname : '/') })
  const url = new URL(to, `http://x${here}`)
  return (
    <RouterLink
      to={url.pathname}
      search={Object.fromEntries(url.searchParams) as never}
      hash={url.hash.slice(1) || undefined}
      activeOptions={{ exact: true }}
      {...rest}
    />
  )
}
