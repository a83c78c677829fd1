import type { ReactNode } from 'react'
import { useText, useWords, wordOf } from '../words/words.ts'
import { Link } from './Link.tsx'
import './PartyCard.css'
import { kindWords, sharedWords } from './words.ts'

export interface Party {
  name: string
  /** OrganisationKind, or the part it plays here: words come from `kindWords` unless `part` is given. */
  kind?: string
  code?: string | undefined
  regionName?: string | undefined
  legalRepresentative?: string | undefined
  contact?: string | undefined
  /** Where its own page is. */
  to?: string | undefined
}

/** A party as both sides need to see it: who, what it is, how to reach it. */
export function PartyCard({ party, part, children }: { party: Party; part?: string; children?: ReactNode }) {
  const t = useWords(sharedWords)
  const say = useText()
  const rows: [string, string | undefined][] = [
    [t('code'), party.code],
    [t('region'), party.regionName],
    [t('legalRepresentative'), party.legalRepresentative],
    [t('contact'), party.contact],
  ]
  return (
    <div className="party">
      <p className="small mute">{part ?? (party.kind && say(wordOf(kindWords, party.kind)))}</p>
      <p className="party-name">{party.to ? <Link to={party.to}>{party.name}</Link> : party.name}</p>
      <dl>
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="num">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {children}
    </div>
  )
}
