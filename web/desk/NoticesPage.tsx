import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, send } from '../api/client.ts'
import type { InboxNotice } from '../api/types.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import './DeskPage.css'
import { deskWords } from './words.ts'

/** 消息: what the system told this person, newest first. */
export default function NoticesPage() {
  const t = useWords(deskWords)
  const language = useLanguage()
  const client = useQueryClient()
  const list = useQuery({
    queryKey: ['notices', language],
    queryFn: () => get<{ items: readonly InboxNotice[]; unread: number }>('/api/notices', { language }),
  })
  const read = useMutation({
    mutationFn: (id: string | undefined) => send(id ? `/api/notices/${id}/read` : '/api/notices/read'),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['notices'] })
      await client.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const unread = list.data?.unread ?? 0
  return (
    <Page
      title={t('notices')}
      lead={t('noticesLead')}
      width="wide"
      aside={
        unread > 0 && (
          <Button busy={read.isPending && !read.variables} onClick={() => read.mutate(undefined)}>
            {t('allRead')}
          </Button>
        )
      }
    >
      {list.isPending && <Loading rows={5} height={5} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <Card flush>
          {list.data.items.length === 0 && <Empty title={t('noticesEmpty')}>{t('noticesEmptyWhy')}</Empty>}
          {list.data.items.map((notice) => (
            <article key={notice.id} className="notice-item" data-unread={notice.read ? undefined : ''}>
              <div>
                <h2>
                  {notice.title}
                  {!notice.read && <span className="visually-hidden">（{t('unread')}）</span>}
                </h2>
                {notice.body && <p className="notice-body">{notice.body}</p>}
                <p className="small mute cluster">
                  <When at={notice.at} />
                  {notice.article && <Cite article={notice.article} />}
                </p>
              </div>
              <div className="cluster">
                {notice.link && (
                  <ButtonLink
                    to={notice.link}
                    onClick={() => !notice.read && read.mutate(notice.id)}
                    aria-label={`${t('look')}：${notice.title}`}
                  >
                    {t('look')}
                  </ButtonLink>
                )}
                {!notice.read && (
                  <Button look="quiet" onClick={() => read.mutate(notice.id)}>
                    {t('markRead')}
                  </Button>
                )}
              </div>
            </article>
          ))}
        </Card>
      )}
    </Page>
  )
}
