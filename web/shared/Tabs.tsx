import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import './Tabs.css'

export interface Tab {
  key: string
  label: ReactNode
  count?: number | undefined
  content: ReactNode
}

/** Tabs after the WAI-ARIA pattern: arrow keys, Home and End move; the chosen panel follows. */
export function Tabs({
  label,
  tabs,
  active,
  onChange,
}: {
  label: string
  tabs: readonly Tab[]
  active: string
  onChange: (key: string) => void
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const at = Math.max(
    0,
    tabs.findIndex((t) => t.key === active),
  )

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + tabs.length) % tabs.length
    const tab = tabs[next]
    if (tab) onChange(tab.key)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }

  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab, i) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-t${i}`}
            aria-controls={`${id}-p`}
            aria-selected={i === at}
            tabIndex={i === at ? 0 : -1}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="tabs-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the pattern asks for a focusable panel. */}
      <div role="tabpanel" id={`${id}-p`} aria-labelledby={`${id}-t${at}`} tabIndex={0}>
        {tabs[at]?.content}
      </div>
    </div>
  )
}
