import { randomBytes } from 'node:crypto'
import { seal } from '../draw/index.ts'
import {
  offerContext,
  offerNonce,
  type Plan,
  planContext,
  planText,
  quoteText,
} from '../procurement/index.ts'

/** What `GET /api/procurements/:id/registration` tells of the seal. */
export interface Sealing {
  key: string
  spec: string
}

const closed = (sealing: Sealing, plain: Uint8Array, context: string): Uint8Array =>
  seal(Buffer.from(sealing.key, 'hex'), plain, context, randomBytes(32))

/** The body of a registration with an offer, sealed as the browser does it. @param agency its id */
export function sealedRegistration(sealing: Sealing, agency: string, offer: { quote?: number; plan?: Plan }) {
  const quote =
    offer.quote === undefined
      ? undefined
      : closed(sealing, quoteText(offer.quote), offerContext(sealing.spec, agency))
  const plan = offer.plan && closed(sealing, planText(offer.plan)!, planContext(sealing.spec, agency))
  return {
    nonce: offerNonce(quote, plan),
    commitment: true,
    offer: {
      ...(quote ? { quote: Buffer.from(quote).toString('base64') } : {}),
      ...(plan ? { plan: Buffer.from(plan).toString('base64') } : {}),
    },
  }
}
