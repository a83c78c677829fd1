import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clearDrafts } from '../shared/useDraft.ts'
import { forgetCsrf, get, send } from './client.ts'
import type { Me } from './types.ts'

export const meQuery = {
  queryKey: ['me'],
  queryFn: () => get<Me>('/api/me'),
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
      forgetCsrf()
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['me'] })
      await client.resetQueries({ predicate: (q) => q.queryKey[0] !== 'time' && q.queryKey[0] !== 'me' })
    },
  })
}

export const useSignIn = () =>
  useSessionChange((who: { account: string; password: string }) => send('/api/auth/sign-in', who))

export const useDemoSignIn = () =>
  useSessionChange((account: string) => send('/api/demo/sign-in', { account }))

export const useSignOut = () =>
  useSessionChange(async (_: undefined) => {
    await send('/api/auth/sign-out')
    clearDrafts()
  })

export const useSwitchOrganisation = () =>
  useSessionChange((organisation: string) => send('/api/me/organisation', { organisation }))
