import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { DrawView } from '../../src/draw/index.ts'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { useReducedMotion } from '../theme/preferences.ts'
import { useWords } from '../words/words.ts'
import { drawWords } from './words.ts'

const FEW = 30
const REVEAL = 220
const SETTLE = 1100

type Result = NonNullable<DrawView['result']>

/** `sealed`: receipts in the order of the roster; `tickets`: their numbers appear; `settled`: the order of the result. */
type Phase = 'sealed' | 'tickets' | 'settled'

/** The result, entrant by entrant. When it comes while somebody watches, tickets appear and the order settles. */
export function Ballots({ result, live }: { result: Result; live: boolean }) {
  const t = useWords(drawWords)
  const still = useReducedMotion()
  const list = useRef<HTMLOListElement>(null)
  const [phase, setPhase] = useState<Phase>(live && !still ? 'sealed' : 'settled')
  const [all, setAll] = useState(false)
  const shown = all ? result.order : result.order.slice(0, FEW)
  const roster = shown.map((e) => e.leaf).toSorted()

  /** Puts every row where its receipt stands in the roster, without moving it in the document. */
  const place = useCallback(
    (at: Phase) => {
      const rows = [...(list.current?.children ?? [])] as HTMLElement[]
      const byLeaf = new Map(rows.map((row) => [row.dataset.leaf, row]))
      let y = rows[0]?.offsetTop ?? 0
      for (const leaf of roster) {
        const row = byLeaf.get(leaf)
        if (!row) continue
        row.style.transform = at === 'settled' ? '' : `translateY(${y - row.offsetTop}px)`
        y += row.offsetHeight
      }
    },
    [roster],
  )

  useLayoutEffect(() => place(phase))

  useEffect(() => {
    if (phase === 'settled') return
    const wait = phase === 'sealed' ? 1200 : shown.length * REVEAL + SETTLE
    const timer = setTimeout(() => setPhase(phase === 'sealed' ? 'tickets' : 'settled'), wait)
    return () => clearTimeout(timer)
  }, [phase, shown.length])

  const places = result.places
  return (
    <Card
      flush
      title={phase === 'settled' ? t('result') : t('running')}
      aside={
        !still && (
          <Button
            look="quiet"
            disabled={phase !== 'settled'}
            onClick={() => setPhase('sealed')}
            className="no-print"
          >
            {t('replay')}
          </Button>
        )
      }
    >
      <ol className="ballots" ref={list} data-phase={phase}>
        {shown.map((entry) => {
          const won = entry.rank <= places
          const order = roster.indexOf(entry.leaf)
          return (
            <li
              key={entry.leaf}
              data-leaf={entry.leaf}
              data-won={won || undefined}
              style={{ '--delay': `${order * REVEAL}ms` } as React.CSSProperties}
            >
              <span className="ballots-rank" aria-hidden="true">
                {won ? '中' : entry.rank}
              </span>
              <span className="ballots-name">{entry.name}</span>
              <span className="ballots-ticket mono" title={entry.ticket}>
                {groups(entry.ticket)}
              </span>
              <span className="ballots-role">
                {won ? (
                  <span className="tag" data-tone="seal">
                    {t('winner')}
                  </span>
                ) : (
                  <span className="mute small">{t('alternate', { n: entry.rank - places })}</span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
      {result.order.length > FEW && !all && (
        <p className="ballots-more">
          <Button look="quiet" onClick={() => setAll(true)}>
            {t('showAll', { n: result.order.length })}
          </Button>
        </p>
      )}
    </Card>
  )
}

/** The first 12 digits of a ticket in groups of four: enough to see the order. */
const groups = (ticket: string): string =>
  `${ticket.slice(0, 4)} ${ticket.slice(4, 8)} ${ticket.slice(8, 12)}…`

/** Before the result: one sealed slip per receipt, nothing more is known. */
export function SealedSlips({ entries }: { entries: number }) {
  const t = useWords(drawWords)
  return (
    <Card title={t('running')} aside={<span className="mute num">{t('entries', { n: entries })}</span>}>
      <ol className="slips">
        {Array.from({ length: Math.min(entries, 60) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sealed slips are all alike.
          <li key={i} style={{ '--delay': `${i * 60}ms` } as React.CSSProperties}>
            <span className="visually-hidden">{t('sealed')}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
