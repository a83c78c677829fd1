import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import {
  type ComparedPart,
  comparedParts,
  comparedPartWords,
  type Ground,
  type LibraryCertificate,
  type Match,
  matchWords,
  type Verdict,
  verdicts,
  verdictWords,
} from '../../src/registry/index.ts'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { RefusalNote } from '../shared/RefusalNote.tsx'
import { Table } from '../shared/Table.tsx'
import { useText, useWords } from '../words/words.ts'
import { libraryWords } from './words.ts'

/** One claim beside the library, as the server compares them. */
export interface Compared {
  serviceType: string
  number: string
  match: Match
  claimed: Record<ComparedPart, string>
  library?: LibraryCertificate
  about: string
  decision?: { verdict: Verdict; reason: string; personName: string; at: Instant }
  /** What follows when the library is right (35, 36). */
  case?: { ground: Ground; text: string }
}

export const needsDecision = ({ match }: Pick<Compared, 'match'>): boolean =>
  match.result === 'differs' || match.result === 'revoked'

/** 18: the result in a word. */
export function MatchTag({ match }: { match: Match }) {
  const say = useText()
  const tone = needsDecision({ match }) ? 'seal' : match.result === 'same' ? 'ok' : 'warn'
  return (
    <span className="tag" data-tone={tone}>
      {say(matchWords[match.result])}
    </span>
  )
}

/** 18: what differs, part by part; everything where the certificate was revoked. */
export function Differences({ compared: c, caption }: { compared: Compared; caption: string }) {
  const t = useWords(libraryWords)
  const say = useText()
  const { match, library } = c
  if (!library || !needsDecision(c)) return null
  const parts = match.result === 'differs' ? match.parts : comparedParts
  return (
    <Table
      caption={caption}
      rows={comparedParts.filter((part) => parts.includes(part))}
      rowKey={(part) => part}
      columns={[
        { key: 'part', title: t('part'), cell: (part) => say(comparedPartWords[part]) },
        { key: 'claimed', title: t('claimed'), cell: (part) => c.claimed[part] || '–' },
        { key: 'library', title: t('library'), cell: (part) => library[part] || '–' },
      ]}
    />
  )
}

/** What a person decided, and the case that follows where the library is right: opened with everything filled in. */
export function Decided({ compared: c, agency }: { compared: Compared; agency?: string }) {
  const t = useWords(libraryWords)
  const say = useText()
  if (!c.decision) return null
  const { verdict, reason, personName } = c.decision
  return (
    <>
      <p className="small">
        {t('decided', { verdict: say(verdictWords[verdict]), reason, name: personName })}
      </p>
      {c.case && agency && (
        <p>
          <ButtonLink to={caseLink(agency, c.serviceType, c.case)}>{t('openCase')}</ButtonLink>
        </p>
      )}
    </>
  )
}

const caseLink = (agency: string, service: string, { ground, text }: { ground: Ground; text: string }) =>
  `/desk/standing-cases?${new URLSearchParams({ agency, service, ground, text })}`

/**
 * 18: a person decides on a difference, with the reason.
 * @param of the agency whose qualification it is, or the application that claims it
 */
export function Decide({
  compared,
  of,
  done,
}: {
  compared: Compared
  of: { agency: string; admission?: string }
  done: () => Promise<unknown>
}) {
  const t = useWords(libraryWords)
  const say = useText()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function decide(verdict: Verdict) {
    const { serviceType, about } = compared
    setBusy(true)
    setRefusal(undefined)
    try {
      await send('/api/certificates/decisions', { ...of, serviceType, about, verdict, reason })
      await done()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="stack">
      <label className="field">
        <span>{t('reason')}</span>
        <input
          className="input"
          maxLength={2000}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      <span className="cluster">
        {verdicts.map((verdict) => (
          <Button key={verdict} busy={busy} onClick={() => void decide(verdict)}>
            {say(verdictWords[verdict])}
          </Button>
        ))}
      </span>
      {refusal && <RefusalNote refusal={refusal} />}
    </div>
  )
}
