import { useQuery } from '@tanstack/react-query'
import type { DrawView } from '../../src/draw/index.ts'
import { get } from '../api/client.ts'
import { usePathParams } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import { ProofPicture } from './ProofPicture.tsx'
import './ProofPage.css'
import { cheats, proofWords } from './proofWords.ts'
import { drawWords } from './words.ts'

/** Why nobody could have chosen the winner of this draw: a picture of its own data, and what each would have had to do. */
export default function ProofPage() {
  const { id = '' } = usePathParams()
  const t = useWords(proofWords)
  const d = useWords(drawWords)
  const query = useQuery({
    queryKey: ['draw', id],
    queryFn: ({ signal }) => get<DrawView>(`/api/draws/${id}`, {}, signal),
  })
  const draw = query.data
  if (query.isPending || !draw) {
    return (
      <div className="page">
        {query.error ? (
          <QueryError error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading rows={1} height={26} />
        )}
      </div>
    )
  }
  const numbers = { n: draw.trustees.length, m: draw.threshold }
  return (
    <Page
      title={t('title')}
      trail={[
        { to: '/draws', name: d('name') },
        { to: `/draws/${id}`, name: draw.id },
      ]}
      lead={
        <>
          {t('lead')} <Cite article={draw.spec.value.article} /> <Cite article="111/53.3" />
        </>
      }
    >
      <div className="stack">
        {draw.demonstration && <Note tone="warn">{t('demoNote')}</Note>}
        <Card title={t('picture')}>
          {draw.result ? <ProofPicture draw={draw} result={draw.result} /> : <p>{t('notYet')}</p>}
        </Card>
        <Card
          title={t('why')}
          aside={
            <ButtonLink to={`/draws/${id}`} look="primary">
              {t('recheck')}
            </ButtonLink>
          }
        >
          <ol className="proof-why song">
            {(['why1', 'why2', 'why3', 'why4'] as const).map((key) => (
              <li key={key}>{t(key, numbers)}</li>
            ))}
          </ol>
        </Card>
        <Card title={t('table')} flush>
          <ul className="proof-cheats">
            {cheats.map((who) => (
              <li key={who}>
                <h3>{t(who)}</h3>
                <p>
                  <span className="small mute">{t('must')}</span>
                  {t(`${who}Must`)}
                </p>
                <p>
                  <span className="small mute">{t('shows')}</span>
                  {who === 'threeTrustees' && draw.spec.value.beacon
                    ? t('threeBeacon')
                    : t(`${who}Shows`, numbers)}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </Page>
  )
}
