import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { Language } from '../words/language.ts'
import { serviceName } from './market.ts'

type Names = Readonly<Record<string, { zh: string; en: string }>>

/** The name of a service item by its code, as departments have it now: also of one that the city added or withdrew. */
export function useServiceName(): (code: string, language: Language) => string {
  const names = useQuery({
    queryKey: ['service-names'],
    queryFn: () => get<Names>('/api/service-names'),
    staleTime: 300_000,
  }).data
  return (code, language) => names?.[code]?.[language] ?? serviceName(code, language)
}
