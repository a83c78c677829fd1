import { art } from '../../src/gazette/index.ts'
import { type HeldQualification, qualificationFactWords } from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { formWords } from '../registry/words.ts'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { serviceName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import '../registry/registry.css'
import { End, Standing } from './QualificationsPage.tsx'
import { qualificationWords } from './words.ts'

type View = SubjectView<HeldQualification> & {
  history: readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]
}

/** One qualification: the certificate, until when it holds, what happened, and the way back when it has lapsed. */
export default function QualificationPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<HeldQualification>('qualifications', id)
  const t = useWords(qualificationWords)
  const f = useWords(formWords)
  const say = useText()
  const language = useLanguage()
  const mine = useMe()?.actor?.kind === 'agency'
  if (query.isPending) return <Loading rows={5} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const { state, history } = query.data as View
  const { certificate: c } = state
  const rows: [string, string][] = [
    [f('qualification'), `${c.qualification} ${c.grade}`],
    [f('number'), c.number],
    [f('issuer'), c.issuer],
    [f('qualificationScope'), c.scope],
    [f('validFrom'), c.validFrom],
    [f('validTo'), c.validTo || t('unlimited')],
  ]
  const renewal = `/desk/changes/new?matter=qualification&service=${encodeURIComponent(state.serviceType)}`
  return (
    <Page
      title={serviceName(state.serviceType, language)}
      trail={mine ? [{ to: '/desk/qualifications', name: t('title') }] : undefined}
      width="wide"
      lead={
        <span className="cluster">
          <Standing of={state} />
          {mine ? state.agency.name : <a href={`/agencies/${state.agency.id}`}>{state.agency.name}</a>}
          <Cite article={art('111', '35.2')} />
        </span>
      }
    >
      <div className="admission">
        <div className="stack">
          <Card title={t('certificate')} aside={<Cite article={art('111', '16')} />}>
            <dl className="facts">
              {rows.map(([name, value]) => (
                <div key={name} className="facts-row">
                  <dt>{name}</dt>
                  <dd className="num">{value || '–'}</dd>
                </div>
              ))}
              {c.file && (
                <div className="facts-row">
                  <dt>{f('file')}</dt>
                  <dd>
                    <a href={`/api/files/${c.file.id}`} target="_blank" rel="noreferrer">
                      {c.file.name}
                    </a>
                  </dd>
                </div>
              )}
            </dl>
          </Card>
          <Card title={t('history')} aside={<Cite article="111/28" />}>
            <Steps
              steps={history.map((entry) => ({
                title: say(wordOf(qualificationFactWords, entry.kind), entry.params),
                state: entry.kind === 'qualification.expired' ? 'failed' : 'done',
                detail: (
                  <span className="cluster">
                    <When at={entry.at} />
                    {entry.article && <Cite article={entry.article} />}
                    {entry.index !== undefined && <ProofButton leaf={entry.index} />}
                  </span>
                ),
              }))}
            />
          </Card>
        </div>
        <aside className="stack admission-aside">
          <End of={state} />
          {state.status === 'expired' && (
            <Note tone="warn">
              {t('howText')} <Cite article={art('111', '35.4')} />
            </Note>
          )}
          {mine && (
            <ButtonLink look="primary" to={renewal}>
              {t('renew')}
            </ButtonLink>
          )}
          <ButtonLink to={`/agencies/${state.agency.id}`}>{t('publicPage')}</ButtonLink>
        </aside>
      </div>
    </Page>
  )
}
