import { useState } from 'react'
import { ApiError, type ServerRefusal, send } from '../api/client.ts'
import type { SubjectView } from '../api/types.ts'
import { useGo } from '../router/hooks.ts'

/** Begins a subject of this plural from a form and goes to its page; a refusal stays at the form, which keeps what was typed. */
export function useBegin<B extends object>(plural: string) {
  const go = useGo()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function submit(body: B): Promise<boolean> {
    setBusy(true)
    setRefusal(undefined)
    try {
      const { id } = await send<SubjectView>(`/api/${plural}`, body)
      go(`/desk/${plural}/${id}`)
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { command: { busy, refusal }, submit }
}
