import { useRouter } from '@tanstack/react-router'
import { ApiError } from '../api/client.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Page } from '../shared/Page.tsx'
import { RefusalNote } from '../shared/RefusalNote.tsx'
import { useWords } from '../words/words.ts'
import { shellWords } from './words.ts'

/** 404: says what it may be and where to go. */
export function NotFoundPage() {
  const t = useWords(shellWords)
  return (
    <Page title={t('notFound')} width="narrow" lead={t('notFoundWhy')}>
      <ButtonLink to="/" look="primary">
        {t('toHall')}
      </ButtonLink>
    </Page>
  )
}

/** A page that failed: what was typed is kept, trying again is one click. */
export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useWords(shellWords)
  const router = useRouter()
  return (
    <Page title={t('error')} width="narrow">
      <Card>
        <div className="stack">
          {error instanceof ApiError ? <RefusalNote refusal={error.refusal} /> : <p>{t('errorWhy')}</p>}
          <div className="cluster">
            <Button
              look="primary"
              onClick={() => {
                reset?.()
                void router.invalidate()
              }}
            >
              {t('retry')}
            </Button>
            <ButtonLink to="/">{t('toHall')}</ButtonLink>
          </div>
        </div>
      </Card>
    </Page>
  )
}

/** A query that failed inside a page: 404 becomes the page of that name, the rest a refusal with a way to try again. */
export function QueryError({ error, retry }: { error: Error; retry?: () => void }) {
  const t = useWords(shellWords)
  if (error instanceof ApiError) {
    if (error.status === 404) return <NotFoundPage />
    return (
      <RefusalNote refusal={error.refusal}>
        {retry && <Button onClick={retry}>{t('retry')}</Button>}
      </RefusalNote>
    )
  }
  throw error
}
