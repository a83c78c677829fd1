import type { ButtonHTMLAttributes, ReactNode } from 'react'
import './Button.css'
import { Link, type LinkProps } from './Link.tsx'

export type Look = 'primary' | 'plain' | 'quiet' | 'danger'

/** A button. One `primary` per screen: the next thing to do. */
export function Button({
  look = 'plain',
  busy = false,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; busy?: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${rest.className ?? ''}`}
      data-look={look}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {children}
    </button>
  )
}

/** A link that looks like a button: goes to another page to do the thing. */
export function ButtonLink({ look = 'plain', className = '', ...rest }: LinkProps & { look?: Look }) {
  return <Link {...rest} className={`btn ${className}`} {...{ 'data-look': look }} />
}
