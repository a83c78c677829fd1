import { art } from '../../src/gazette/index.ts'
import type { FrameworkTerms } from '../../src/procurement/index.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { useWords } from '../words/words.ts'
import { FrameworkPairs } from './parts.tsx'
import { frameworkPageWords } from './words.ts'

/** Under an announcement that chooses several: the terms, whom it chose, and where the call-offs are. */
export default function AnnouncementCard({
  id,
  framework,
  members,
  awarded,
}: {
  id: string
  framework: FrameworkTerms
  members: readonly { id?: string; name: string }[] | undefined
  awarded: boolean
}) {
  const t = useWords(frameworkPageWords)
  return (
    <Card title={t('name')} aside={<Cite article={art('111', '22.2')} />}>
      <div className="stack">
        <dl className="facts">
          <FrameworkPairs framework={framework} />
        </dl>
        {members && (
          <div>
            <h3>{t('members')}</h3>
            <ol>
              {members.map((m) => (
                <li key={m.name}>{m.id ? <Link to={`/agencies/${m.id}`}>{m.name}</Link> : m.name}</li>
              ))}
            </ol>
          </div>
        )}
        {awarded && (
          <p>
            <ButtonLink to={`/frameworks/${id}`}>{t('page')}</ButtonLink>
          </p>
        )}
      </div>
    </Card>
  )
}
