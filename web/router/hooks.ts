import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The parameters of the path: `const { id } = usePathParams()`. */
export const usePathParams = (): Readonly<Record<string, string>> =>
  useParams({ strict: false }) as Readonly<Record<string, string>>

/**
 * The query of the address as plain texts, and a setter that merges; an empty value leaves the address.
 * The address is the state of lists, so that they can be sent to somebody and survive a reload.
 */
export function useQueryText(): [
  Readonly<Record<string, string | undefined>>,
  (change: Readonly<Record<string, string | undefined>>, options?: { replace?: boolean }) => void,
] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  const navigate = useNavigate()
  const set = useCallback(
    (change: Readonly<Record<string, string | undefined>>, options: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((old: Record<string, string>) => ({ ...old, ...change })) as never,
        replace: options.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  return [search, set]
}

/** Goes to a path of this site. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (to, options = {}) => {
      const url = new URL(to, 'http://x')
      void navigate({
        to: url.pathname,
        search: Object.fromEntries(url.searchParams) as never,
        hash: url.hash.slice(1) || undefined,
        replace: options.replace ?? false,
      })
    },
    [navigate],
  )
}
