import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Mode } from './deps.ts'

/** Everything that the environment decides, read once at start. */
export interface Environment {
  mode: Mode
  port: number
  host: string
  /** A server of one's own; absent: the embedded one in `data/pg`. */
  databaseUrl?: string
  /** Owner's connection for migrations, where it differs from DATABASE_URL. */
  migrationUrl?: string
  data: string
  keys: string
  /** What this process does. */
  work: 'web' | 'worker' | 'both'
  /** Address under which people reach the market: in mails and QR codes. */
  publicUrl: string
  smtpUrl?: string
  /** Certificate and key (PKCS #12) with which documents are signed; absent: one of the market's own making. */
  signing?: { path: string; passphrase: string }
  /** A file that names the trustees and where they are reached; absent: the five embedded ones, marked 演示. */
  trustees?: string
  /** A file that names the witnesses of the log; absent: two in this process in demonstration mode, none in production. */
  witnesses?: string
  /** A file that names a chain of drand; absent: no public beacon goes into the draws. */
  drand?: string
  /** Demonstration: `short` has the people and the admissions but no procurement. */
  history: 'full' | 'short'
}

/** Reads the environment; throws one line that says what is wrong. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const mode = env.XUNSHI_MODE ?? 'demonstration'
  if (mode !== 'demonstration' && mode !== 'production') {
    throw new Error(`XUNSHI_MODE must be demonstration or production, not ${mode}`)
  }
  const port = Number(env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a port number, not ${env.PORT}`)
  const work = env.XUNSHI_WORK ?? 'both'
  if (work !== 'web' && work !== 'worker' && work !== 'both') {
    throw new Error(`XUNSHI_WORK must be web, worker or both, not ${work}`)
  }
  const data = resolve(env.XUNSHI_DATA ?? join(import.meta.dirname, '../../data'))
  mkdirSync(data, { recursive: true })
  return {
    mode,
    port,
    host: env.HOST ?? (mode === 'production' ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl: env.DATABASE_URL || undefined,
    migrationUrl: env.MIGRATION_URL || undefined,
    data,
    keys: resolve(env.XUNSHI_KEYS ?? join(data, 'keys')),
    drand: env.XUNSHI_DRAND ? resolve(env.XUNSHI_DRAND) : undefined,
    witnesses: env.XUNSHI_WITNESSES ? resolve(env.XUNSHI_WITNESSES) : undefined,
    work,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
    smtpUrl: env.SMTP_URL || undefined,
    signing: env.SIGNING_P12
      ? { path: resolve(env.SIGNING_P12), passphrase: env.SIGNING_PASSPHRASE ?? '' }
      : undefined,
    trustees: env.XUNSHI_TRUSTEES ? resolve(env.XUNSHI_TRUSTEES) : undefined,
    history: env.XUNSHI_HISTORY === 'short' ? 'short' : 'full',
  }
}
