import { type DrawView, seal, unhex } from '../../src/draw/index.ts'
import {
  offerContext,
  offerNonce,
  type Plan,
  planContext,
  planText,
  quoteText,
  refusalWords,
  sealingFault,
} from '../../src/procurement/index.ts'
import { get, type ServerRefusal } from '../api/client.ts'
import type { Sealing } from './view.ts'

/** The part of a registration that is closed before it leaves this browser. */
export interface SealedOffer {
  nonce: string
  offer: { quote?: string; plan?: string }
}

const closed = ({ key }: Sealing, plain: Uint8Array, context: string): Uint8Array =>
  seal(unhex(key), plain, context, crypto.getRandomValues(new Uint8Array(32)))

/** Base64 of many bytes; `btoa` takes no more than a few at once. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Why nothing is sealed to the key that the server names (53.2); undefined when the trustees stand for it. */
export async function keyFault(number: string, sealing: Sealing): Promise<ServerRefusal | undefined> {
  const fault = sealingFault(sealing, await get<DrawView>(`/api/draws/${encodeURIComponent(number)}`))
  if (!fault) return undefined
  return { ...fault, message: refusalWords[fault.code as 'sealing-key-not-bound'] }
}

/**
 * Seals a quote or a plan to the announcement's key, for this agency. @param quote 分
 * Undefined when the plan is longer than any of the lengths to which plans are filled up.
 */
export function sealOffer(
  sealing: Sealing,
  agency: string,
  { quote, plan }: { quote?: number; plan?: Plan },
): SealedOffer | undefined {
  const text = plan && planText(plan)
  if (plan && !text) return undefined
  const quoteBox =
    quote === undefined ? undefined : closed(sealing, quoteText(quote), offerContext(sealing.spec, agency))
  const planBox = text && closed(sealing, text, planContext(sealing.spec, agency))
  return {
    nonce: offerNonce(quoteBox, planBox),
    offer: {
      ...(quoteBox ? { quote: base64(quoteBox) } : {}),
      ...(planBox ? { plan: base64(planBox) } : {}),
    },
  }
}
