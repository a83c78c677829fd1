import { art } from '../../src/gazette/index.ts'
import { type Draft, type Finding, restrictions } from '../../src/procurement/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { useText, useWords } from '../words/words.ts'
import { viewWords } from './words.ts'

/** 5.1 before the operator's eyes: each phrase in its place, why it was held up, and what the owner says. */
export function Findings({ findings, draft }: { findings: readonly Finding[]; draft: Draft }) {
  const t = useWords(viewWords)
  const say = useText()
  return (
    <Card
      title={t('findings')}
      aside={<Cite article={art('111', '5.1')} />}
      tone={findings.length > 0 ? 'seal' : 'ok'}
    >
      <p>{findings.length === 0 ? t('noFindings') : t('findingsLead', { n: findings.length })}</p>
      <ul className="procurement-findings">
        {findings.map((finding) => {
          const restriction = restrictions.find((r) => r.code === finding.restriction)
          const reason = draft.justifications?.find((j) => j.quote === finding.quote)?.reason
          return (
            <li key={`${finding.field}${finding.at}`}>
              <p>
                <Quoted finding={finding} draft={draft} />
              </p>
              <p className="small">{restriction && say(restriction)}</p>
              <p className="small mute">{reason ? t('reasonGiven', { reason }) : t('noReason')}</p>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

const around = 16

/** The phrase with the words around it. */
function Quoted({ finding, draft }: { finding: Finding; draft: Draft }) {
  const text = textAt(draft, finding.field)
  const end = finding.at + finding.quote.length
  return (
    <>
      {finding.at > around && '…'}
      {text.slice(Math.max(0, finding.at - around), finding.at)}
      <mark>{finding.quote}</mark>
      {text.slice(end, end + around)}
      {text.length > end + around && '…'}
    </>
  )
}

function textAt(draft: Draft, field: string): string {
  const [head, index] = field.split('.')
  if (head === 'qualifications') return draft.qualifications?.[Number(index)]?.name ?? ''
  return String(draft[head as 'title' | 'content' | 'formula'] ?? '')
}
