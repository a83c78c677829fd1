import { useQuery } from '@tanstack/react-query'
import { art } from '../../src/gazette/index.ts'
import { type HeldQualification, lapsesAt } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { serviceName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import '../registry/registry.css'
import { qualificationWords } from './words.ts'

/** The qualifications of my agency, those that end first on top, each with its lamp (35.2). */
export default function QualificationsPage() {
  const t = useWords(qualificationWords)
  const language = useLanguage()
  const list = useQuery({
    queryKey: ['qualifications'],
    queryFn: ({ signal }) => get<{ items: HeldQualification[] }>('/api/qualifications', {}, signal),
  })
  const items = list.data?.items ?? []
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '35.2')} />
        </>
      }
      width="wide"
      aside={<ButtonLink to="/desk/changes/new?matter=qualification">{t('add')}</ButtonLink>}
    >
      {list.isPending && <Loading rows={4} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
          </Empty>
        </Card>
      )}
      {items.length > 0 && (
        <Card flush>
          <ul className="admission-cards">
            {items.map((q) => (
              <li key={q.id}>
                <div>
                  <h2>
                    <Link to={`/desk/qualifications/${encodeURIComponent(q.id)}`}>
                      {serviceName(q.serviceType, language)}
                    </Link>
                  </h2>
                  <p className="small mute">
                    {q.certificate.qualification} {q.certificate.grade}{' '}
                    <span className="num">{q.certificate.number}</span>
                  </p>
                </div>
                <Standing of={q} />
                <End of={q} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}

/** Until when it holds, or that it has lapsed. */
export function Standing({ of: q }: { of: HeldQualification }) {
  const t = useWords(qualificationWords)
  const day = q.certificate.validTo
  if (day === '') return <span className="tag">{t('unlimited')}</span>
  return q.status === 'expired' ? (
    <span className="tag" data-tone="seal">
      {t('ended', { day })}
    </span>
  ) : (
    <span className="tag" data-tone={q.warned.length > 0 ? 'warn' : 'ok'}>
      {t('willEnd', { day })}
    </span>
  )
}

/** The lamp of a certificate that has been warned of; one that has lapsed has only its way back. */
export function End({ of: q }: { of: HeldQualification }) {
  const due = lapsesAt(q)
  return q.status === 'valid' && q.warned.length > 0 && due ? <Lamp due={due} layout="stack" /> : null
}
