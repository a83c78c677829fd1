import { type ReactNode, useId } from 'react'
import './Card.css'

/** A white card on paper. With a `title` it is a landmark region of that name; `aside` stands at the right of it. */
export function Card({
  title,
  aside,
  flush = false,
  tone,
  children,
}: {
  title?: ReactNode
  aside?: ReactNode
  /** No padding: for lists and tables that reach the edge. */
  flush?: boolean
  tone?: 'ok' | 'seal' | undefined
  children: ReactNode
}) {
  const id = useId()
  if (!title) {
    return (
      <div className="card" data-flush={flush || undefined} data-tone={tone}>
        {children}
      </div>
    )
  }
  return (
    <section className="card" data-flush={flush || undefined} data-tone={tone} aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        {aside && <div>{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** An empty state: says how the first one comes about. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="song">{title}</p>
      {children && <div className="mute">{children}</div>}
    </div>
  )
}

/** Grey lines of the size of what is coming, so that nothing jumps. `rows` of `height` rem. */
export function Loading({ rows = 3, height = 4 }: { rows?: number; height?: number }) {
  return (
    <div className="loading" role="status" aria-live="polite">
      <span className="visually-hidden">正在读取 Loading</span>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows.
        <i key={i} style={{ height: `${height}rem` }} />
      ))}
    </div>
  )
}
