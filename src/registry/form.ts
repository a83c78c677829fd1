import { z } from 'zod'

/**
 * What an agency files to come in (111/15-19), as it is typed: an empty text is a field not filled yet. One shape from
 * the first keystroke to the archive, so that the screen and the server ask the same rules of it.
 */

/** The posts of 111/19: authorised agent 业务授权人, account administrator 账户管理员, practitioner 执业人员. */
export const posts = ['authorised-agent', 'admin', 'practitioner'] as const
export type Post = (typeof posts)[number]

export const legalForms = ['legal-person', 'unincorporated'] as const
export type LegalForm = (typeof legalForms)[number]

/** Text that the database and the log can keep: no NUL, no half of a surrogate pair. */
export const plainLine = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'not plain text')

const many = 60

export const fileSchema = z.object({
  id: plainLine(80),
  name: plainLine(200),
  type: plainLine(120),
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export const subjectSchema = z.object({
  name: plainLine(120),
  /** 统一社会信用代码 */
  code: plainLine(40),
  legalForm: z.enum(legalForms),
  /** Place of registration: a region of this city, or `outside`. */
  region: plainLine(20),
  address: plainLine(200),
  established: plainLine(20),
  /** Last day of the term of business; empty: 长期. */
  termTo: plainLine(20),
  /** 经营范围 */
  scope: plainLine(2000),
  phone: plainLine(30),
  email: plainLine(120),
  /** 营业执照 or another certificate of the legal subject. */
  licence: fileSchema.optional(),
})

export const partySchema = z.object({ name: plainLine(60), identity: plainLine(40) })

export const personSchema = z.object({
  name: plainLine(60),
  /** 公民身份号码 */
  identity: plainLine(40),
  phone: plainLine(30),
  posts: z.array(z.enum(posts)).max(3),
  /** 本机构在职人员 */
  employed: z.boolean(),
  /** Practising certificate, where the trade has one. */
  certificate: plainLine(120),
})

export const serviceSchema = z.object({
  serviceType: plainLine(20),
  /** Name of the qualification. */
  qualification: plainLine(120),
  grade: plainLine(60),
  number: plainLine(80),
  scope: plainLine(500),
  issuer: plainLine(120),
  validFrom: plainLine(20),
  /** Empty: without end. */
  validTo: plainLine(20),
  file: fileSchema.optional(),
})

export const formSchema = z.object({
  subject: subjectSchema,
  representative: partySchema.extend({ phone: plainLine(30) }),
  /** 实际控制人 */
  controllers: z.array(partySchema).max(10),
  people: z.array(personSchema).max(many),
  services: z.array(serviceSchema).max(many),
})

export type AdmissionForm = z.infer<typeof formSchema>
export type FiledFile = z.infer<typeof fileSchema>
export type KeyPerson = z.infer<typeof personSchema>
export type ServiceClaim = z.infer<typeof serviceSchema>

export const emptyPerson = (): KeyPerson => ({
  name: '',
  identity: '',
  phone: '',
  posts: [],
  employed: false,
  certificate: '',
})

export const emptyService = (): ServiceClaim => ({
  serviceType: '',
  qualification: '',
  grade: '',
  number: '',
  scope: '',
  issuer: '',
  validFrom: '',
  validTo: '',
})

/** A form with nothing filled but what the organisation's registration already says. */
export const emptyForm = (known: { name?: string; code?: string; region?: string } = {}): AdmissionForm => ({
  subject: {
    name: known.name ?? '',
    code: known.code ?? '',
    legalForm: 'legal-person',
    region: known.region ?? '',
    address: '',
    established: '',
    termTo: '',
    scope: '',
    phone: '',
    email: '',
  },
  representative: { name: '', identity: '', phone: '' },
  controllers: [],
  people: [],
  services: [],
})
