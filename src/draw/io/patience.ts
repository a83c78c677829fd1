import { Later } from '../../platform/jobs.ts'

/** Thrown to have the job tried again: fewer trustees than needed could be reached. Nothing else stands in for them. */
export class Waiting extends Later {}

/** Milliseconds that a trustee is waited for unless told. */
export const patienceDefault = 10_000

/** The answer, or undefined when it does not come in time or the trustee cannot be reached. */
export async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  return Promise.race([answer.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}
