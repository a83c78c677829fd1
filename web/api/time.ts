import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { fromEpochMs, type Instant, toEpochMs } from '../../src/calendar/index.ts'
import { get } from './client.ts'
import type { TimeAnswer } from './types.ts'

/** The market's clock minus this machine's, in milliseconds: a visitor's wrong clock must not show a wrong deadline. */
let offset = 0
const listeners = new Set<() => void>()

/** Sets the market's time as the server said it just now; every countdown follows. */
export function correctClock(now: Instant): void {
  offset = toEpochMs(now) - Date.now()
  for (const listener of listeners) listener()
}

/** The market's time now. */
export const marketNow = (): Instant => fromEpochMs(Date.now() + offset)

const subscribe = (everyMs: number) => (listener: () => void) => {
  const timer = setInterval(listener, Math.min(everyMs, 1000))
  listeners.add(listener)
  return () => {
    clearInterval(timer)
    listeners.delete(listener)
  }
}
const everySecond = subscribe(1000)

/** The market's time, renewed every second, or every `everyMs`. */
export function useNow(everyMs = 1000): Instant {
  const tick = useSyncExternalStore(everySecond, () => Math.floor((Date.now() + offset) / everyMs))
  return fromEpochMs(tick * everyMs)
}

export const timeQuery = {
  queryKey: ['time'],
  queryFn: async (): Promise<TimeAnswer> => {
    const answer = await get<TimeAnswer>('/api/time')
    correctClock(answer.now)
    return answer
  },
  refetchInterval: 30_000,
  staleTime: 10_000,
} as const

/** What the server says about the time: mode, provisional year, expired rule set. */
export const useMarket = (): TimeAnswer | undefined => useQuery(timeQuery).data
