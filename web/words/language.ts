import { useSyncExternalStore } from 'react'

/** The two languages of the screens; Chinese is complete everywhere, English on public pages, actions and states. */
export type Language = 'zh' | 'en'

const KEY = 'xunshi.language'
const listeners = new Set<() => void>()
let current: Language = read()

function read(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** The language now; outside React (formatters, titles). */
export const language = (): Language => current

/** Switches every screen at once and remembers it on this device. */
export function setLanguage(next: Language): void {
  current = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // A browser that stores nothing still switches for this visit.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language now; the component renders again when it is switched. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language)
