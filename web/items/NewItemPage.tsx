import { useState } from 'react'
import type { ItemContent } from '../../src/registry/index.ts'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import type { SubjectView } from '../api/types.ts'
import { useGo } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import { ItemForm } from './ItemForm.tsx'
import { useItemDesk } from './ItemsPage.tsx'
import { itemWords } from './words.ts'

/** A new item: drafted here, published from its own page. */
export default function NewItemPage() {
  const t = useWords(itemWords)
  const go = useGo()
  const desk = useItemDesk()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function save(content: ItemContent): Promise<boolean> {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { id } = await send<SubjectView>('/api/service-items', { content })
      go(`/desk/service-items/${id}`)
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return false
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page
      title={t('begin')}
      lead={
        <>
          {t('draftLead')} <Cite article="111/9.1" />
        </>
      }
      trail={[{ to: '/desk/service-items', name: t('title') }]}
    >
      {desk.isPending && <Loading rows={6} />}
      {desk.error && <QueryError error={desk.error} retry={() => void desk.refetch()} />}
      {desk.data && (
        <Card>
          <ItemForm code="" names={desk.data.names} busy={busy} refusal={refusal} save={save} />
        </Card>
      )}
    </Page>
  )
}
