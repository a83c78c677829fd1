import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Empty } from './Card.tsx'
import './Table.css'
import { sharedWords } from './words.ts'

export interface Column<R> {
  key: string
  title: string
  cell: (row: R) => ReactNode
  /** Makes the column sortable by this value. */
  by?: (row: R) => string | number
  align?: 'end'
}

export interface TableProps<R> {
  /** What the table is, for those who cannot see it at a glance. */
  caption: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  /** Enter or a click on a row; the first cell should still hold a link. */
  onOpen?: (row: R) => void
  empty?: ReactNode
}

/** A table for comparing. Arrow keys walk the rows, Enter opens one; on a phone every row becomes a small card. */
export function Table<R>({ caption, columns, rows, rowKey, onOpen, empty }: TableProps<R>) {
  const t = useWords(sharedWords)
  const body = useRef<HTMLTableSectionElement>(null)
  const [sort, setSort] = useState<{ key: string; down: boolean }>()
  const by = columns.find((c) => c.key === sort?.key)?.by
  const shown = by ? rows.toSorted((a, b) => compare(by(a), by(b)) * (sort?.down ? -1 : 1)) : rows

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, row: R) {
    if (event.target !== event.currentTarget) return
    const own = event.currentTarget
    const to = { ArrowDown: own.nextElementSibling, ArrowUp: own.previousElementSibling }[event.key]
    if (to instanceof HTMLElement) {
      event.preventDefault()
      to.focus()
    } else if (event.key === 'Enter') onOpen?.(row)
  }

  if (rows.length === 0) return <Empty title={empty ?? t('emptyTable')} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" aria-label={t('table', { name: caption })} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th
                key={c.key}
                scope="col"
                data-align={c.align}
                aria-sort={sort?.key === c.key ? (sort.down ? 'descending' : 'ascending') : undefined}
              >
                {c.by ? (
                  <button
                    type="button"
                    aria-label={t('sortBy', { name: c.title })}
                    onClick={() => setSort((s) => ({ key: c.key, down: s?.key === c.key && !s.down }))}
                  >
                    {c.title}
                    <span aria-hidden="true">{sort?.key === c.key ? (sort.down ? ' ↓' : ' ↑') : ' ↕'}</span>
                  </button>
                ) : (
                  c.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row) => (
            <tr
              key={rowKey(row)}
              tabIndex={onOpen ? 0 : undefined}
              data-opens={onOpen ? '' : undefined}
              onKeyDown={onOpen && ((e) => onKeyDown(e, row))}
              onClick={
                onOpen &&
                ((e) => {
                  if (!(e.target as HTMLElement).closest('a,button,input,label')) onOpen(row)
                })
              }
            >
              {columns.map((c) => (
                <td key={c.key} data-label={c.title} data-align={c.align}>
                  <div>{c.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN')

/** Pages of a list: previous, the pages around the present one, next. */
export function Pager({
  page,
  size,
  total,
  onChange,
}: {
  page: number
  size: number
  total: number
  onChange: (page: number) => void
}) {
  const t = useWords(sharedWords)
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1) return null
  const near = [1, page - 1, page, page + 1, last].filter(
    (n, i, all) => n >= 1 && n <= last && all.indexOf(n) === i,
  )
  return (
    <nav className="pager" aria-label={t('pages')}>
      <button type="button" disabled={page <= 1} onClick={() => onChange(page - 1)}>
        ‹ {t('previous')}
      </button>
      {near.map((n, i) => (
        <span key={n}>
          {i > 0 && n - (near[i - 1] ?? 0) > 1 && <span aria-hidden="true">…</span>}
          <button
            type="button"
            aria-label={t('page', { n })}
            aria-current={n === page ? 'page' : undefined}
            onClick={() => onChange(n)}
          >
            {n}
          </button>
        </span>
      ))}
      <button type="button" disabled={page >= last} onClick={() => onChange(page + 1)}>
        {t('next')} ›
      </button>
    </nav>
  )
}
