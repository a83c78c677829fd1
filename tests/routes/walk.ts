import type { Answered, Visitor } from '../app.ts'
import { faultsOf, faultsOfRefusal, sameAs, type Watch } from './judge.ts'
import { nonsenseFor, nonsenseForQuery, withAt } from './nonsense.ts'
import { type Operation, urlOf } from './operations.ts'
import { sample } from './sample.ts'

export interface Given {
  params?: Record<string, string>
  query?: Record<string, string>
  /** Sent as JSON; a sample of the operation's own schema unless told. */
  body?: unknown
  /** What is tried, for the report. */
  what?: string
}

/** Walks operations as different people, and remembers everything that was wrong with an answer. */
export interface Walker<Who extends string> {
  ask(who: Who, operation: Operation, given?: Given): Promise<Answered>
  /** A request that no schema describes. */
  raw(who: Who, request: Parameters<Visitor['raw']>[0], what: string): Promise<Answered>
  /** Every wrong body must be refused at its field; a strange one borne, where `strange` may happen any number of times. */
  wrongBodies(who: Who, operation: Operation, params: Record<string, string>, strange: boolean): Promise<void>
  wrongQueries(who: Who, operation: Operation, params: Record<string, string>): Promise<void>
  /** What is not theirs must be answered as what is not there. */
  foreign(who: Who, operation: Operation, id: string): Promise<void>
  /** What was wrong since the last time. */
  faults(): string[]
  calls(): number
}

/** An id that nothing has. */
export const nowhere = '00000000-0000-4000-8000-00000000dead'

export function walker<Who extends string>(visitors: ReadonlyMap<Who, Visitor>, watch: Watch): Walker<Who> {
  const found: string[] = []
  let calls = 0
  const fault = (where: string, what: string, wrong: readonly string[]) => {
    for (const text of wrong) found.push(`${where} ${what.slice(0, 80)}: ${text.slice(0, 300)}`)
  }
  const visitor = (who: Who): Visitor => visitors.get(who)!
  const unknown = new Map<string, string>()

  const it: Walker<Who> = {
    async raw(who, request, what) {
      calls += 1
      const answer = await visitor(who).raw(request)
      const written = await watch.look()
      const wrong = faultsOf(answer)
      if (answer.status >= 400 && written.length > 0)
        wrong.push(`${answer.status} ${answer.body?.error?.code}, and yet it wrote ${written.join(', ')}`)
      fault(`${who}: ${request.method} ${String(request.url).slice(0, 80)}`, what, wrong)
      return answer
    },

    async ask(who, operation, given = {}) {
      const { method } = operation
      const writes = method !== 'GET'
      const body = 'body' in given ? given.body : operation.bodies[0] && sample(operation.bodies[0])
      const params = sampled(operation.params, Object.keys(operation.params))
      const query = sampled(operation.query, operation.asks)
      const sends = writes && body !== undefined
      return it.raw(
        who,
        {
          method,
          url: urlOf(operation, { ...params, ...given.params }, { ...query, ...given.query }),
          headers: {
            ...(writes ? await visitor(who).guards() : {}),
            ...(sends ? { 'content-type': 'application/json' } : {}),
          },
          ...(sends ? { payload: JSON.stringify(body) } : {}),
        },
        given.what ?? '',
      )
    },

    async wrongBodies(who, operation, params, strange) {
      for (const schema of operation.bodies) {
        const body = sample(schema)
        for (const { path, what, value, wrong } of nonsenseFor(schema)) {
          if (!wrong && !strange) continue
          const at = path.join('.')
          const given = { params, body: withAt(body, path, value), what: `${at}: ${what}` }
          const answer = await it.ask(who, operation, given)
          if (wrong) fault(`${who}: ${operation.name}`, given.what, faultsOfRefusal(answer, at))
        }
      }
    },

    async wrongQueries(who, operation, params) {
      for (const [name, schema] of Object.entries(operation.query)) {
        const { wrong, odd } = nonsenseForQuery(schema)
        for (const value of [...wrong, ...odd]) {
          const what = `${name}=${JSON.stringify(value)}`
          const answer = await it.ask(who, operation, { params, query: { [name]: value }, what })
          if (wrong.includes(value)) fault(`${who}: ${operation.name}`, what, faultsOfRefusal(answer, name))
        }
        const url = urlOf(operation, params)
        for (const tail of [
          `${name}=1&${name}=2`,
          `${name}[]=1`,
          `${name}[a]=1`,
          'unheard-of=1',
          `${name}=%`,
        ])
          await it.raw(who, { method: 'GET', url: `${url}?${tail}` }, tail)
      }
    },

    async foreign(who, operation, id) {
      const key = `${who} ${operation.name}`
      if (!unknown.has(key))
        unknown.set(key, sameAs(await it.ask(who, operation, { params: { id: nowhere } }), nowhere))
      const answer = sameAs(await it.ask(who, operation, { params: { id } }), id)
      const expected = unknown.get(key)!
      if (answer !== expected)
        fault(key, id, [
          `is told of what is not theirs: ${answer.slice(0, 140)} instead of ${expected.slice(0, 140)}`,
        ])
    },

    faults() {
      const all = found.splice(0)
      return all.length > 12 ? [...all.slice(0, 12), `… and ${all.length - 12} more`] : all
    },
    calls: () => calls,
  }
  return it
}

const sampled = (schemas: Operation['params'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, String(sample(schemas[name]!, name))]))
