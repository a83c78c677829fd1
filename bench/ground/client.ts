import { connect, type Socket } from 'node:net'

/** What a run of requests over kept connections gave. */
export interface Load {
  /** Answers per second. */
  rate: number
  /** Milliseconds from request to answer, one per answer. */
  took: number[]
  statuses: Record<number, number>
}

/**
 * Asks over a number of connections, each the next thing as soon as it has its answer, until the time is up or there is
 * nothing more to ask. A client of bare sockets, so that it takes little from the machine that it shares with the server.
 * @param next the next request of a connection as bytes, or undefined when there is none
 * @param warm milliseconds before counting begins
 */
export async function load(
  port: number,
  connections: number,
  next: (connection: number) => Buffer | undefined,
  options: { warm: number; run: number },
): Promise<Load> {
  const took: number[] = []
  const statuses: Record<number, number> = {}
  const begin = performance.now() + options.warm
  const end = begin + options.run
  let last = begin
  const one = async (n: number) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + n}`, noDelay: true })
    const answers = answersOf(socket)
    for (let now = performance.now(); now < end; ) {
      const request = next(n)
      if (!request) break
      socket.write(request)
      const { value: status } = await answers.next()
      if (status === undefined) throw new Error('the server closed the connection')
      const done = performance.now()
      if (now >= begin && done <= end) {
        took.push(done - now)
        statuses[status] = (statuses[status] ?? 0) + 1
        last = Math.max(last, done)
      }
      now = done
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: connections }, (_, n) => one(n)))
  return { rate: took.length / ((last - begin) / 1000), took, statuses }
}

/** The status codes of the answers on a connection; reads heads with Content-Length only. */
async function* answersOf(socket: Socket): AsyncGenerator<number> {
  let buffer: Buffer = Buffer.alloc(0)
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n')
      if (head < 0) break
      const text = buffer.toString('latin1', 0, head)
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN)
      if (Number.isNaN(length)) throw new Error(`no Content-Length in: ${text}`)
      if (buffer.length < head + 4 + length) break
      buffer = buffer.subarray(head + 4 + length)
      yield Number(text.slice(9, 12))
    }
  }
}

export function requestOf(
  method: 'GET' | 'POST',
  url: string,
  headers: Record<string, string> = {},
  body?: object,
): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: 'localhost',
    ...headers,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  }
  const lines = Object.entries(all).map(([k, v]) => `${k}: ${v}\r\n`)
  return Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
}
