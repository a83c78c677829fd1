import { useQuery } from '@tanstack/react-query'
import type { Text } from '../words/words.ts'

const pending: Text = { zh: '…', en: '…' }

/**
 * The words of facts. Every module has some, and they grow with the market: a page that may show any fact fetches them
 * after itself, so that the first load stays light.
 */
export function useFactName(): (kind: string) => Text {
  const { data } = useQuery({
    queryKey: ['fact-names'],
    queryFn: () => import('./facts.ts').then((names) => names.factName),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? (() => pending)
}
