import type { Text } from '../words/words.ts'

/** A refusal as the server words it: what, why (article), where (field), and the parameters that help. */
export interface ServerRefusal {
  code: string
  article?: string
  field?: string
  params: Readonly<Record<string, unknown>>
  message: Text
}

/** Every answer that is not 2xx. `body` holds what came along, for example the new `state` and `version` of a 409. */
export class ApiError extends Error {
  readonly status: number
  readonly refusal: ServerRefusal
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, refusal: ServerRefusal, body: Readonly<Record<string, unknown>> = {}) {
    super(`${status} ${refusal.code}`)
    this.status = status
    this.refusal = refusal
    this.body = body
  }
}

const OFFLINE: ServerRefusal = {
  code: 'offline',
  params: {},
  message: {
    zh: '没有连上服务器。您填写的内容还在，请检查网络后再试一次。',
    en: 'The server could not be reached. What you typed is still here; check the network and try again.',
  },
}

const unexpected = (status: number): ServerRefusal => ({
  code: `http-${status}`,
  params: { status },
  message:
    status === 404
      ? { zh: '没有找到您要的内容。', en: 'There is nothing at this address.' }
      : status === 401
        ? { zh: '请先登录。', en: 'Please sign in first.' }
        : {
            zh: `服务器没有办成（${status}），请稍后再试。`,
            en: `The server could not do this (${status}). Try again later.`,
          },
})

let acting: string | undefined

/** For whom this window acts: sent along, so that one which was switched elsewhere is told instead of mixing two up. */
export const actFor = (organisation: string | undefined): void => {
  acting = organisation
}

/** Told to the page when the server says that this person acts for another organisation now. */
export const SWITCHED = 'xunshi-switched'

async function request(path: string, init: RequestInit): Promise<unknown> {
  let answer: Response
  try {
    const headers = { ...(acting ? { 'x-acting-for': acting } : {}), ...init.headers }
    answer = await fetch(path, { credentials: 'same-origin', ...init, headers })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError(0, OFFLINE)
  }
  const json = answer.headers.get('content-type')?.includes('json')
  const body: unknown = json ? await answer.json() : undefined
  if (answer.ok) return body
  const record = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const error = record.error as Partial<ServerRefusal> | undefined
  const refusal = error?.code && error.message ? { params: {}, ...error } : unexpected(answer.status)
  if (refusal.code === 'acting-for-another') window.dispatchEvent(new Event(SWITCHED))
  throw new ApiError(answer.status, refusal as ServerRefusal, record)
}

/** Reads; `params` without a value are left out. Throws ApiError. */
export async function get<T>(
  path: string,
  params: Readonly<Record<string, string | number | undefined>> = {},
  signal?: AbortSignal,
): Promise<T> {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') query.set(key, String(value))
  }
  const text = query.toString()
  return (await request(text ? `${path}?${text}` : path, { signal })) as T
}

let csrf: Promise<string> | undefined

/** The token against forged commands; fetched once, again after signing in or when the server says it is stale. */
function csrfToken(): Promise<string> {
  csrf ??= get<{ token: string }>('/api/csrf').then(
    (r) => r.token,
    (error: unknown) => {
      csrf = undefined
      throw error
    },
  )
  return csrf
}

export const forgetCsrf = (): void => {
  csrf = undefined
}

/**
 * Sends a command. The same `key` makes the same command safe to send again: the server does it once.
 * A body of FormData goes as it is (uploads). Throws ApiError.
 */
export async function send<T>(
  path: string,
  body: unknown = {},
  key: string = crypto.randomUUID(),
): Promise<T> {
  const form = body instanceof FormData
  const post = async () =>
    (await request(path, {
      method: 'POST',
      headers: {
        ...(form ? {} : { 'content-type': 'application/json' }),
        'x-csrf-token': await csrfToken(),
        'idempotency-key': key,
      },
      body: form ? body : JSON.stringify(body),
    })) as T
  try {
    return await post()
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403 || !/csrf/i.test(error.refusal.code)) throw error
    forgetCsrf()
    return post()
  }
}
