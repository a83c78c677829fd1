import type { Instant } from '../calendar/index.ts'
import type { Market } from '../market.ts'
import { travel } from './advance.ts'

/**
 * Lets stories play side by side in the market's time: a story is an async function that waits with `until(moment)`;
 * between two moments everything that falls due happens by itself, as it would in the city.
 */
export interface Stage {
  /** Resolves when the market's clock stands at this moment. */
  until(at: Instant): Promise<void>
}

/**
 * Plays stories to their last scene or to the curtain, whichever comes first; the clock is left frozen at the curtain.
 * One scene at a time: every story waits before the clock moves.
 */
export async function play(
  market: Market,
  stories: readonly ((stage: Stage) => Promise<void>)[],
  curtain: Instant,
  onScene: (at: Instant) => void = () => {},
): Promise<void> {
  const waiting: { at: Instant; wake: () => void }[] = []
  let awake = stories.length
  let allWait = Promise.withResolvers<void>()
  const rest = () => {
    awake -= 1
    if (awake === 0) allWait.resolve()
  }
  const stage: Stage = {
    until: (at) =>
      new Promise((wake) => {
        waiting.push({ at, wake })
        rest()
      }),
  }
  const failures: unknown[] = []
  for (const story of stories)
    void story(stage)
      .catch((error: unknown) => failures.push(error))
      .finally(rest)

  for (;;) {
    await allWait.promise
    if (failures.length > 0) throw failures[0]
    waiting.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const next = waiting[0]
    if (!next || next.at > curtain) break
    waiting.shift()
    await travel(market, next.at)
    onScene(next.at)
    allWait = Promise.withResolvers<void>()
    awake = 1
    next.wake()
  }
  await travel(market, curtain)
}
