import { faults, type Step, steps, verificationSteps } from '../../src/draw/index.ts'
import type { Text } from '../words/words.ts'

/** One finished step of the recomputation, in words, with the time it took. */
export interface Finding {
  code: string
  ok: boolean
  title: Text
  text: Text
  params: Readonly<Record<string, string | number>>
  /** milliseconds */
  ms: number
}

/**
 * Recomputes a whole draw from the text of its bundle, here, with nothing from the server but that text.
 * Gives the screen a breath after every step. This module carries the curves and is fetched when first asked for.
 */
export async function* recompute(text: string): AsyncGenerator<Finding, void> {
  const run = verificationSteps(text)
  for (;;) {
    const start = performance.now()
    const { value, done } = run.next()
    if (done || !value) return
    yield findingOf(value, performance.now() - start)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

function findingOf(step: Step, ms: number): Finding {
  const words = steps[step.step]
  return {
    code: step.step,
    ok: step.ok,
    title: words.title,
    text: step.ok ? words.done : faults[step.fault],
    params: shortened(step.params),
    ms,
  }
}

/** Hashes and keys are shown by their ends; the bundle has them whole. */
const shortened = (params: Step['params']) =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' && /^[0-9a-f]{40,}$/.test(value)
        ? `${value.slice(0, 10)}…${value.slice(-6)}`
        : value,
    ]),
  )
