import { z } from 'zod'
import { plainLine } from './form.ts'
import type { OwnerFields, Registration } from './owner.ts'

const ownerKinds = [
  'state-organ',
  'public-institution',
  'social-organisation',
  'enterprise',
  'natural-person',
] as const

export const ownerFieldsSchema = z.object({
  name: plainLine(120),
  code: plainLine(40),
  region: plainLine(20),
  ownerKind: z.enum(ownerKinds),
  fiscal: z.boolean(),
  legalRepresentative: plainLine(60),
  certificateName: plainLine(120),
}) satisfies z.ZodType<OwnerFields>

/** Apart from its rules, so that the public page that asks them does not carry the schema's library. */
export const registrationSchema = z.object({
  kind: z.enum(['owner', 'agency']),
  name: plainLine(120),
  code: plainLine(40),
  region: plainLine(20),
  ownerKind: z.enum(ownerKinds).optional(),
  fiscal: z.boolean(),
  legalRepresentative: plainLine(60),
  certificateName: plainLine(120).default(''),
  identity: plainLine(40).default(''),
  person: z.object({
    name: plainLine(60),
    phone: plainLine(30),
    email: plainLine(120),
    account: plainLine(40),
    password: plainLine(200),
  }),
}) satisfies z.ZodType<Registration>
