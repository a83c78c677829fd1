import type { Refusal } from '../workflow/index.ts'

/** Thrown by a handler to answer a refusal; the transaction rolls back, nothing is left half done. */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly status: number
  readonly extra: Record<string, unknown>
  constructor(refusal: Refusal, status = statusOf(refusal.code), extra: Record<string, unknown> = {}) {
    super(refusal.code)
    this.refusal = refusal
    this.status = status
    this.extra = extra
  }
}

const statuses: Record<string, number> = {
  'not-signed-in': 401,
  'not-permitted': 403,
  'not-available': 409,
  'changed-meanwhile': 409,
  'acting-for-another': 409,
  'unknown-subject': 404,
  'bad-input': 400,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'too-large': 413,
  'wrong-file-type': 415,
  'too-many-attempts': 429,
  'second-factor-needed': 403,
  'second-factor-missing': 403,
  'second-factor-locked': 429,
  'too-many-reveals': 429,
  'csrf-token-missing': 403,
}

/** A refusal by a rule is 422; by who you are, what is there, or what happened meanwhile, its own status. */
export const statusOf = (code: string): number => statuses[code] ?? 422
