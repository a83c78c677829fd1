import { parseArgs } from 'node:util'
import { type MethodCode, methodWords } from '../src/procurement/index.ts'

/** How the cycle selects: a method of 22.1 (竞价 under its everyday name), or a framework and one call-off of it (22.2). */
export const cycleMethods = ['random', 'direct', 'merit', 'average', 'auction', 'other', 'framework'] as const
export type CycleMethod = (typeof cycleMethods)[number]

export interface CycleOptions {
  method: CycleMethod
  json: boolean
  url?: string
}

/** The code by which a draft names the method of a cycle. */
export const methodCodeOf = (method: CycleMethod): MethodCode =>
  method === 'auction' ? 'bidding' : method === 'framework' ? 'random' : method

/** What the arguments ask for, or in one sentence what is wrong with them. */
export function cycleOptions(argv: readonly string[]): CycleOptions | { error: string } {
  let values: { method?: string; json?: boolean; url?: string }
  try {
    values = parseArgs({
      args: [...argv],
      options: { method: { type: 'string' }, json: { type: 'boolean' }, url: { type: 'string' } },
    }).values
  } catch (error) {
    return { error: `${(error as Error).message} 用法 usage: ${usage}` }
  }
  const { method = 'random', json = false, url } = values
  const known = cycleMethods.find((m) => m === method)
  if (!known) {
    const all = cycleMethods.map(
      (m) => `${m}（${m === 'framework' ? '批量采购' : methodWords[methodCodeOf(m)].zh}）`,
    )
    return { error: `没有这种选取方式 no such method: ${method}。可选 choose one of ${all.join('、')}` }
  }
  if (url !== undefined && !isAddress(url))
    return { error: `不是网址 not an address: ${url}，例如 for example http://localhost:8080` }
  return { method: known, json, ...(url === undefined ? {} : { url: url.replace(/\/$/, '') }) }
}

const usage = `npm run cycle -- [--method ${cycleMethods.join('|')}] [--url http://localhost:8080] [--json]`

const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text)
