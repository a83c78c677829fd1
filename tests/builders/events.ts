import { get, type IncomingMessage } from 'node:http'

export interface HeardEvent {
  id: number | undefined
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
  data: any
}

export interface Listener {
  events: HeardEvent[]
  /** The numbered ones. */
  ids(): number[]
  /** Waits until as many numbered events have come. */
  until(count: number, milliseconds?: number): Promise<HeardEvent[]>
  /** Waits until the server has ended the stream. */
  over(milliseconds?: number): Promise<void>
  response: IncomingMessage
  close(): void
}

/** Listens to server-sent events as a browser does, on a bare socket. */
export async function listen(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<Listener> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers, agent: false }, resolve).on('error', reject)
  })
  const events: HeardEvent[] = []
  let rest = ''
  let ended = false
  const stirred = new Set<() => void>()
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    rest += chunk
    const blocks = rest.split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 2)]),
      )
      const data = fields.get('data')
      if (data === undefined) continue
      const id = fields.get('id')
      events.push({
        id: id === undefined ? undefined : Number(id),
        event: fields.get('event') ?? 'message',
        data: JSON.parse(data),
      })
    }
    for (const stir of stirred) stir()
  })
  response.on('error', () => {})
  response.on('close', () => {
    ended = true
    for (const stir of stirred) stir()
  })
  const waitFor = (there: () => boolean, what: string, milliseconds: number) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        stirred.delete(look)
        reject(new Error(`${what}: ${JSON.stringify(events.map((e) => e.id ?? e.event))}`))
      }, milliseconds)
      const look = () => {
        if (!there()) return
        clearTimeout(timer)
        stirred.delete(look)
        resolve()
      }
      stirred.add(look)
      look()
    })
  const numbered = () => events.filter((e) => e.id !== undefined)
  return {
    events,
    response,
    ids: () => numbered().map((e) => e.id!),
    async until(count, milliseconds = 5000) {
      await waitFor(() => numbered().length >= count, `${count} events did not come`, milliseconds)
      return numbered()
    },
    over: (milliseconds = 5000) => waitFor(() => ended, 'the stream did not end', milliseconds),
    close: () => response.destroy(),
  }
}
