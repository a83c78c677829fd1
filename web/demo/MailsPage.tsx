import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { DemoMail } from '../api/types.ts'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import './MailsPage.css'
import { demoWords } from './words.ts'

/** The demonstration's outbox: every mail that would have gone out. */
export default function MailsPage() {
  const t = useWords(demoWords)
  const list = useQuery({
    queryKey: ['demo-mails'],
    queryFn: () => get<{ items: readonly DemoMail[] }>('/api/demo/mails'),
    refetchInterval: 10_000,
  })
  return (
    <Page title={t('title')} lead={t('lead')} width="narrow">
      {list.isPending && <Loading rows={5} height={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('empty')}>{t('emptyWhy')}</Empty>
        </Card>
      )}
      <div className="mails">
        {list.data?.items.map((mail) => (
          <details key={mail.id} className="card mail">
            <summary>
              <strong>{mail.subject}</strong>
              <span className="small mute">
                {t('to', { to: mail.to })} · <When at={mail.at} />
              </span>
            </summary>
            <p className="mail-text">{mail.text}</p>
          </details>
        ))}
      </div>
    </Page>
  )
}
