import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FiledAdmission, ServiceClaim } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import {
  type Compared,
  Decide,
  Decided,
  Differences,
  MatchTag,
  needsDecision,
} from '../certificates/Compared.tsx'
import { Cite } from '../shared/Cite.tsx'
import { useWords } from '../words/words.ts'
import { viewWords } from './words.ts'

const keyOf = (id: string) => ['certificates', 'of-admission', id] as const

/** What an application claims beside the libraries (111/18), for the bodies that decide on it. */
export function useBesideLibrary(id: string): readonly Compared[] {
  const kind = useMe()?.actor?.kind
  const query = useQuery({
    queryKey: keyOf(id),
    enabled: kind === 'department' || kind === 'operator',
    queryFn: ({ signal }) =>
      get<{ items: readonly Compared[] }>(`/api/certificates/of-admission/${id}`, {}, signal),
  })
  return query.data?.items ?? []
}

/** 18: 自动核实校验: the match beside the claim; the department in charge decides on a difference before it confirms. */
export function BesideLibrary({
  id,
  state,
  claim,
  compared,
}: {
  id: string
  state: FiledAdmission
  claim: ServiceClaim
  compared: readonly Compared[]
}) {
  const w = useWords(viewWords)
  const queries = useQueryClient()
  const me = useMe()?.actor
  const found = compared.find((c) => c.serviceType === claim.serviceType)
  if (!found) return null
  const review = state.reviews.find((r) => r.serviceType === claim.serviceType)
  const mine = review !== undefined && review.department.id === me?.organisation && !review.decision
  return (
    <div className="beside-library">
      <p className="cluster small">
        {w('besideLibrary')} <MatchTag match={found.match} /> <Cite article="111/18" />
      </p>
      <Differences compared={found} caption={w('besideLibrary')} />
      <Decided
        compared={found}
        {...('admittedAt' in state && state.status !== 'revoked' ? { agency: state.agency } : {})}
      />
      {mine && needsDecision(found) && !found.decision && (
        <Decide
          compared={found}
          of={{ agency: state.agency, admission: id }}
          done={() => queries.invalidateQueries({ queryKey: keyOf(id) })}
        />
      )}
    </div>
  )
}
