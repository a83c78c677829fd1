import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { AnnouncementDetail } from '../api/types.ts'

/** The announcement behind a draw's subject `procurement/<id>`; undefined for draws of another kind. */
export function useAnnouncementOf(subject: string | undefined) {
  const [kind, id] = subject?.split('/') ?? []
  return useQuery({
    queryKey: ['announcement', id],
    queryFn: () => get<AnnouncementDetail>(`/api/announcements/${id}`),
    enabled: kind === 'procurement' && id !== undefined,
    staleTime: 60_000,
  }).data
}
