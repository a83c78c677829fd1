import { useSyncExternalStore } from 'react'
import { language } from '../words/language.ts'

const KEY = 'xunshi.large'
const listeners = new Set<() => void>()
let large = read()

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'true'
  } catch {
    return false
  }
}

function show(): void {
  document.documentElement.dataset.large = String(large)
}

/** Puts the remembered preferences on the page before anything is painted. */
export function applyPreferences(): void {
  show()
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en'
}

/** 长者模式: 20 px type and larger targets, remembered on this device. */
export function setLargeType(on: boolean): void {
  large = on
  show()
  try {
    localStorage.setItem(KEY, String(on))
  } catch {
    // It still holds for this visit.
  }
  for (const listener of listeners) listener()
}

export const useLargeType = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => large,
  )

const motion = window.matchMedia('(prefers-reduced-motion: reduce)')

/** True when the visitor asked their system for less motion. */
export const useReducedMotion = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      motion.addEventListener('change', listener)
      return () => motion.removeEventListener('change', listener)
    },
    () => motion.matches,
  )
