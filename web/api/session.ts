import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { clearDrafts, scopeDrafts } from '../shared/useDraft.ts'
import { actFor, forgetCsrf, get, SWITCHED, send } from './client.ts'
import type { Me } from './types.ts'

export const meQuery = {
  queryKey: ['me'],
  queryFn: async () => {
    // Asked without saying for whom, since that is the question.
    actFor(undefined)
    const me = await get<Me>('/api/me')
    actFor(me.actor?.organisation)
    scopeDrafts(me.actor?.organisation)
    return me
  },
  staleTime: 30_000,
  refetchInterval: 60_000,
} as const

/** Who is signed in, for which organisation, with how many unread notices; undefined while it is being read. */
export const useMe = (): Me | undefined => useQuery(meQuery).data

/** Everything that signs in, out, or changes the active organisation starts the session's data anew. */
function useSessionChange<V>(change: (value: V) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (value: V) => {
      forgetCsrf()
      await change(value)
      actFor(undefined)
      forgetCsrf()
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['me'] })
      await client.resetQueries({ predicate: (q) => q.queryKey[0] !== 'time' && q.queryKey[0] !== 'me' })
    },
  })
}

/**
 * One person, several organisations, one at a time: when another one becomes the active one, here or in another window,
 * nothing of the one before stays on screen. `leave` goes to a page that every organisation has.
 */
export function useOneOrganisation(leave: () => void): void {
  const client = useQueryClient()
  const organisation = useMe()?.actor?.organisation
  const before = useRef(organisation)
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: ['me'] })
    window.addEventListener(SWITCHED, look)
    return () => window.removeEventListener(SWITCHED, look)
  }, [client])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the organisation has changed.
  useEffect(() => {
    const former = before.current
    before.current = organisation
    if (former === undefined || organisation === undefined || former === organisation) return
    leave()
    void client.resetQueries({ predicate: (q) => q.queryKey[0] !== 'time' && q.queryKey[0] !== 'me' })
  }, [organisation])
}

export const useSignIn = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (who: { account: string; password: string }) => {
      forgetCsrf()
      const answer = await send<{ secondFactor: boolean }>('/api/auth/sign-in', who)
      actFor(undefined)
      forgetCsrf()
      return answer
    },
    // A session whose second step is to come opens nothing yet.
    onSuccess: (answer) => (answer.secondFactor ? undefined : signedIn(client)),
  })
}

/** After the last step of signing in. */
export async function signedIn(client: QueryClient): Promise<void> {
  forgetCsrf()
  await client.invalidateQueries({ queryKey: ['me'] })
  await client.resetQueries({ predicate: (q) => q.queryKey[0] !== 'time' && q.queryKey[0] !== 'me' })
}

export const useDemoSignIn = () =>
  useSessionChange((account: string) => send('/api/demo/sign-in', { account }))

export const useSignOut = () =>
  useSessionChange(async (_: undefined) => {
    await send('/api/auth/sign-out')
    clearDrafts()
  })

export const useSwitchOrganisation = () =>
  useSessionChange((organisation: string) => send('/api/me/organisation', { organisation }))
