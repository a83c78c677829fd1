import { type DrawSpec, type DrawView, isBound, pureSuites, specHash } from '../draw/index.ts'
import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { refuse } from './refusals.ts'

/**
 * 53.2: asked in the browser before a quote or a plan is sealed. The key is sealed to only when it is the one of the
 * announcement's logged rules and the trustees have tied it to them: a key that the server made up by itself, or one that
 * opens at another hour, is told here, while what was typed has not been sealed to anybody.
 * @param sealing what the server says the key is, and the hash of the rules (hex)
 */
export function sealingFault(
  sealing: { key: string; spec: string },
  { spec, bound }: { spec: { value: DrawSpec }; bound?: Pick<NonNullable<DrawView['bound']>, 'signature'> },
): Refusal | undefined {
  const article = art('111', '53.2')
  const { value } = spec
  if (value.sealing !== sealing.key || specHash(pureSuites[value.suite], value) !== sealing.spec)
    return refuse('sealing-key-differs', article)
  if (!bound) return refuse('sealing-key-not-bound', article)
  return signed(value, bound.signature) ? undefined : refuse('sealing-key-not-bound', article)
}

/** A signature that is none at all must not stop the page. */
function signed(spec: DrawSpec, signature: string): boolean {
  try {
    return isBound(spec, signature)
  } catch {
    return false
  }
}
