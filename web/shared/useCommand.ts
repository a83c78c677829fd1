import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import type { SubjectView } from '../api/types.ts'

const subjectKey = (plural: string, id: string) => ['subject', plural, id]

/** Reads one subject: its state, its version and what this person may do with it now. */
export const useSubject = <S = unknown>(plural: string, id: string) =>
  useQuery({
    queryKey: subjectKey(plural, id),
    queryFn: ({ signal }) => get<SubjectView<S>>(`/api/${plural}/${id}`, {}, signal),
  })

export interface Sent {
  act: string
  body?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Sends commands to a subject: `const command = useCommand('admissions', id)`, `command.send('check', {...})`.
 * - the same command sent again after a lost connection keeps its idempotency key, so it happens once;
 * - the version that was on screen goes along; a 409 puts the new state on screen and sets `stale`;
 * - any other refusal is in `refusal`, ready for `RefusalNote` or for the form's field.
 */
export function useCommand<S = unknown>(plural: string, id: string) {
  const client = useQueryClient()
  const key = useRef<{ text: string; key: string }>(undefined)

  const mutation = useMutation<SubjectView<S>, Error, Sent>({
    mutationFn: async ({ act, body = {} }) => {
      const shown = client.getQueryData<SubjectView<S>>(subjectKey(plural, id))
      const payload = { ...(shown ? { version: shown.version } : {}), ...body }
      const text = JSON.stringify([act, payload])
      if (key.current?.text !== text) key.current = { text, key: crypto.randomUUID() }
      try {
        const answer = await send<SubjectView<S>>(`/api/${plural}/${id}/${act}`, payload, key.current.key)
        key.current = undefined
        return answer
      } catch (error) {
        if (error instanceof ApiError && error.status > 0 && error.status < 500) key.current = undefined
        throw error
      }
    },
    onSuccess: async (answer) => {
      if (answer?.state !== undefined) {
        client.setQueryData<SubjectView<S>>(subjectKey(plural, id), (old) => ({ ...old, ...answer }))
      }
      await client.invalidateQueries({
        predicate: (q) => q.queryKey[0] !== 'time' && q.queryKey[0] !== 'gazette',
      })
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return
      const { state, version, actions } = error.body as Partial<SubjectView<S>>
      if (state !== undefined && version !== undefined) {
        client.setQueryData<SubjectView<S>>(subjectKey(plural, id), (old) => ({
          id,
          actions: [],
          ...old,
          state,
          version,
          ...(actions ? { actions } : {}),
        }))
      }
      await client.invalidateQueries({ queryKey: subjectKey(plural, id) })
    },
  })

  const error = mutation.error instanceof ApiError ? mutation.error : undefined
  return {
    /** Resolves to the answer, or to undefined when it was refused (see `refusal`). */
    send: (act: string, body?: Sent['body']): Promise<SubjectView<S> | undefined> =>
      mutation.mutateAsync({ act, body }).catch(() => undefined),
    busy: mutation.isPending,
    /** The command that is being sent or was sent last. */
    act: mutation.variables?.act,
    refusal: error?.refusal as ServerRefusal | undefined,
    stale: error?.status === 409,
    reset: mutation.reset,
  } as const
}

export type Command = ReturnType<typeof useCommand>
