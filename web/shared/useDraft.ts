import { useCallback, useEffect, useRef, useState } from 'react'

const PREFIX = 'xunshi.draft.'

/** Forgets everything typed on this device; called when a person signs out. */
export function clearDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

let scope = ''

/** Drafts belong to the organisation for which they were typed: another one does not find them. */
export const scopeDrafts = (organisation: string | undefined): void => {
  scope = organisation === undefined ? '' : `${organisation}/`
}

function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + scope + key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

function write(place: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(PREFIX + place)
    else sessionStorage.setItem(PREFIX + place, JSON.stringify(value))
  } catch {
    // A full or forbidden store costs the draft, not the form.
  }
}

/**
 * What is being typed, kept across a reload of this tab (not longer: service halls share their computers).
 * @param key names the form and its subject, for example `announcement/${id}`
 * @returns the value, its setter, `clear` (after success), and whether it was found from an earlier visit
 */
export function useDraft<T>(key: string, initial: T) {
  const [found] = useState(() => read<T>(key))
  const [owner] = useState(scope)
  const place = owner + key
  const [value, setValue] = useState<T>(found ?? initial)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef<T | undefined>(undefined)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    if (latest.current !== undefined) write(place, latest.current)
    latest.current = undefined
  }, [place])

  useEffect(() => {
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const set = useCallback(
    (next: T) => {
      setValue(next)
      latest.current = next
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, 250)
    },
    [flush],
  )

  const clear = useCallback(() => {
    clearTimeout(timer.current)
    latest.current = undefined
    write(place, undefined)
  }, [place])

  return { value, set, clear, restored: found !== undefined } as const
}
