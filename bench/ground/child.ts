import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** What a server tells when it is ready. */
export interface Prepared {
  port: number
  /** id of an open announcement */
  announcement: string
  /** owner's connection to its database */
  url: string
}

export interface Child extends Prepared {
  /** Microseconds of processor time that the process has used. */
  cpu(): Promise<number>
  stop(): Promise<void>
}

/** Starts one of the servers of this folder in a process of its own. */
export async function serve(
  script: 'serve' | 'bare' | 'auction',
  env: Record<string, string>,
): Promise<Child> {
  const child: ChildProcess = fork(join(import.meta.dirname, `${script}.ts`), {
    env: { ...process.env, ...env },
    // `BENCH_PROFILE=folder` leaves a CPU profile of the server there.
    execArgv: process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [],
  })
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  const prepared = await Promise.race([
    new Promise<Prepared>((done) => child.once('message', (message) => done(message as Prepared))),
    exited.then(() => Promise.reject(new Error(`${script} did not start`))),
  ])
  return {
    ...prepared,
    cpu() {
      child.send('cpu')
      return new Promise((done) => child.once('message', (used) => done(used as number)))
    },
    async stop() {
      child.send('stop')
      await exited
    },
  }
}

/** In the child: tells the processor time when asked, and stops. */
export function answerParent(stop: () => Promise<void>): void {
  process.on('message', (message) => {
    if (message !== 'cpu') return void stop()
    const { user, system } = process.cpuUsage()
    process.send?.(user + system)
  })
}
