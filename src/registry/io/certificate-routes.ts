import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf, type PlainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { messageOf } from '../../platform/messages.ts'
import { notify } from '../../platform/notices.ts'
import {
  type Column,
  problemText,
  readSheet,
  sheetRefusal,
  writeSheet,
} from '../../platform/spreadsheet/index.ts'
import { type Json, type Refusal, refuse } from '../../workflow/index.ts'
import {
  certificateFaults,
  certificateFileSchema,
  certificateNotices,
  certificateSchema,
  comparedPartWords,
  formOf,
  isFiled,
  type LibraryCertificate,
  numberKey,
  plainLine,
  qualificationId,
  serviceTypeName,
  verdicts,
} from '../index.ts'
import { no } from '../refusals.ts'
import { admissionStore } from './admissions.ts'
import {
  type CertificateLibrary,
  type Comparison,
  compare,
  heldUnder,
  importCertificates,
  importedLibrary,
  importsOf,
  insertDecision,
} from './certificates.ts'
import { qualificationStore } from './qualifications.ts'

const cites = art('111', '18')

const columns = [
  { name: 'holderCode', header: comparedPartWords.holderCode, type: 'code', required: true, max: 40 },
  { name: 'holderName', header: comparedPartWords.holderName, type: 'text', required: true, max: 120 },
  { name: 'number', header: { zh: '证书编号', en: 'Number' }, type: 'text', required: true, max: 80 },
  { name: 'name', header: comparedPartWords.name, type: 'text', required: true, max: 120 },
  { name: 'grade', header: comparedPartWords.grade, type: 'text', max: 60 },
  { name: 'scope', header: comparedPartWords.scope, type: 'text', max: 500 },
  { name: 'issuer', header: comparedPartWords.issuer, type: 'text', required: true, max: 120 },
  { name: 'validFrom', header: comparedPartWords.validFrom, type: 'date', required: true },
  { name: 'validTo', header: comparedPartWords.validTo, type: 'date' },
  {
    name: 'status',
    header: { zh: '状态', en: 'Status' },
    type: 'choice',
    choices: [
      { value: 'valid', words: { zh: '有效', en: 'Valid' } },
      { value: 'revoked', words: { zh: '吊销、撤销或注销', en: 'Revoked' } },
    ],
  },
] as const satisfies readonly Column[]

/** One fault of a file: where, and why in both languages. */
interface RowProblem {
  row: number
  field: string
  message: { zh: string; en: string }
}

/** Every fault of every row; a number that is there twice is one. */
function problemsOf(rows: readonly { n: number; certificate: LibraryCertificate }[]): RowProblem[] {
  const seen = new Set<string>()
  return rows.flatMap(({ n, certificate }) => {
    const key = numberKey(certificate.number)
    const twice = seen.has(key) ? [refuse('certificate-twice', cites, {}, 'number')] : []
    seen.add(key)
    return [...certificateFaults(certificate), ...twice].map((f: Refusal) => ({
      ...{ row: n, field: f.field ?? '', message: messageOf(f) },
    }))
  })
}

function wrong(problems: readonly RowProblem[]): Refused {
  const [first] = problems
  return new Refused(
    refuse(
      'certificates-wrong',
      cites,
      {
        ...{ row: first?.row, field: first?.field, why: first?.message.zh, whyEn: first?.message.en },
        ...{ n: problems.length, problems: problems.slice(0, 500) as unknown as Json },
      },
      first ? `certificates.${first.row - 1}.${first.field}` : 'certificates',
    ),
  )
}

/** The departments' library (111/18): import, compare, decide. `library` is the port; imported files stand behind it by default. */
export function mountCertificates(
  app: FastifyInstance,
  deps: HttpDeps,
  library: CertificateLibrary = importedLibrary,
): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/certificates/schema.json',
    summary: 'The JSON Schema of a file of certificates',
    cites,
    who: 'public',
    handler: async () => z.toJSONSchema(certificateFileSchema, { io: 'input' }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/certificates/template.xlsx',
    summary: 'The spreadsheet to fill in with certificates',
    cites,
    who: ['department'],
    handler: async ({ reply }) => {
      const sheet = await writeSheet(columns, [], {
        title: { zh: '资质（资格）证书', en: 'Certificates' },
        cites: '第十八条',
      })
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent('证书库模板.xlsx')}`,
        )
        .send(sheet)
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/certificates/imports',
    summary: 'Import certificates of my department, from JSON or from a filed spreadsheet: all rows or none',
    cites,
    who: ['department'],
    bodyLimit: 8 * 1024 * 1024,
    body: z.object({
      fileName: plainLine(200).default(''),
      certificates: z.array(z.record(z.string(), z.json())).min(1).max(10_000).optional(),
      /** Id of a filed .xlsx. */
      file: plainLine(80).optional(),
    }),
    handler: async ({ tx, actor, body, reply }) => {
      const rows = body.file
        ? await fromSheet(tx, deps, body.file, actor.organisation)
        : fromJson((body.certificates ?? []) as Json[])
      if (rows.length === 0) throw new Refused(refuse('certificates-missing', cites, {}, 'certificates'))
      const problems = problemsOf(rows)
      if (problems.length > 0) throw wrong(problems)
      const at = await deps.now(tx)
      const { organisation: department, person } = actor
      const certificates = rows.map((r) => r.certificate)
      const done = await importCertificates(tx, {
        department,
        person,
        at,
        fileName: body.fileName,
        certificates,
      })
      const told = { department, import: done.id, sha256: done.sha256, certificates: done.certificates }
      await deps.ledger.append(tx, {
        ...{ subject: `certificate-library/${department}`, actor: department, at },
        facts: [{ kind: 'certificates.imported', article: cites, visibility: 'public', body: told }],
      })
      reply.code(201)
      return done
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/certificates',
    summary: 'My imports, and what agencies claim beside my library; differences first',
    cites,
    who: ['department'],
    handler: async ({ tx, actor }) => {
      const today = dateOf(await deps.now(tx))
      const comparisons: (Comparison & {
        agency: { id: string; name: string }
        serviceType: string
        number: string
      })[] = []
      for (const { agency, code, name, serviceType } of await heldUnder(tx, actor.organisation)) {
        const compared = await compared_(
          tx,
          library,
          actor.organisation,
          { id: agency, code, name },
          serviceType,
          today,
        )
        if (compared) comparisons.push({ agency: { id: agency, name }, serviceType, ...compared })
      }
      const weight = (c: (typeof comparisons)[number]) =>
        c.decision
          ? 2
          : c.match.result === 'differs' || c.match.result === 'revoked'
            ? 0
            : c.match.result === 'same'
              ? 3
              : 1
      comparisons.sort((a, b) => weight(a) - weight(b))
      return { imports: await importsOf(tx, actor.organisation), comparisons }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/certificates/decisions',
    summary:
      'Decide on a difference: the library is right, and the agency is told; or the claim is, with the reason',
    cites,
    who: ['department'],
    body: z.object({
      agency: plainLine(80),
      serviceType: plainLine(20),
      /** The application that claims it, while the department has not decided on it. */
      admission: plainLine(80).optional(),
      about: plainLine(64),
      verdict: z.enum(verdicts),
      reason: plainLine(2000),
    }),
    handler: async ({ tx, actor, body, reply }) => {
      const { agency, serviceType, admission, about, verdict, reason } = body
      const at = await deps.now(tx)
      const found = admission
        ? await claimed(tx, admission, agency, serviceType, actor.organisation, dateOf(at))
        : await held(tx, agency, serviceType, actor.organisation, dateOf(at))
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id: admission ?? agency }))
      const differs = found.match.result === 'differs' || found.match.result === 'revoked'
      if (!differs || found.about !== about)
        throw new Refused(refuse('nothing-to-decide', cites, {}, 'about'))
      if (reason.trim() === '') throw new Refused(no('reason-missing', cites, {}, 'reason'))
      const { organisation: department, organisationName, person, personName } = actor
      await insertDecision(
        tx,
        { agency, serviceType, about, department, verdict, reason },
        { person, name: personName, at },
      )
      const [record] = await deps.ledger.append(tx, {
        ...{ subject: subjectOf(body), actor: department, at },
        facts: [
          {
            ...{
              kind: admission ? 'admission.compared' : 'qualification.compared',
              article: cites,
              visibility: 'parties',
            },
            body: { agency, serviceType, verdict, reason, department: organisationName },
          },
        ],
      })
      // Of a claim that is not confirmed yet the agency hears by the decision on its application.
      if (verdict === 'library' && admission === undefined) {
        const params = {
          department: organisationName,
          reason,
          service: serviceTypeName(serviceType),
          number: found.number,
        }
        await notify(tx, deps, {
          ...{ key: record!.id, to: [agency], words: certificateNotices.library, params, article: cites },
          link: `/desk/qualifications/${encodeURIComponent(qualificationId(agency, serviceType))}`,
        })
      }
      reply.code(201)
      return { verdict, reason, personName, at }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/certificates/of-admission/:id',
    summary: 'What an application claims beside the libraries of the departments in charge',
    cites,
    who: ['department', 'operator'],
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = (await admissionStore(deps.keys).read(tx, id))?.state
      const hidden = new Refused(refuse('unknown-subject', cites, { id }))
      if (!found || !isFiled(found)) throw hidden
      const mine = found.reviews.filter(
        (r) => r.department.id === actor.organisation || found.operator.id === actor.organisation,
      )
      if (mine.length === 0) throw hidden
      const { subject, services } = formOf(found)
      const holder = { id: found.agency, code: subject.code, name: subject.name }
      const items = []
      const today = dateOf(await deps.now(tx))
      for (const { serviceType, department } of mine) {
        const claim = services.find((s) => s.serviceType === serviceType)
        if (!claim || claim.number === '') continue
        const compared = await compare(tx, library, department.id, holder, claim, today)
        items.push({ serviceType, number: claim.number, ...compared })
      }
      return { items }
    },
  })

  const compared_ = async (
    tx: Tx,
    from: CertificateLibrary,
    department: string,
    holder: { id: string; code: string; name: string },
    serviceType: string,
    today: PlainDate,
  ) => {
    const found = (await qualificationStore.read(tx, qualificationId(holder.id, serviceType)))?.state
    if (!found || found.status === 'new' || found.certificate.number === '') return undefined
    const { certificate } = found
    return {
      number: certificate.number,
      ...(await compare(tx, from, department, holder, certificate, today)),
    }
  }

  /** The qualification that an agency holds under a department, beside its library. */
  const held = async (tx: Tx, agency: string, serviceType: string, department: string, today: PlainDate) => {
    const row = (await heldUnder(tx, department)).find(
      (h) => h.agency === agency && h.serviceType === serviceType,
    )
    if (!row) return undefined
    return compared_(
      tx,
      library,
      department,
      { id: agency, code: row.code, name: row.name },
      serviceType,
      today,
    )
  }

  /** What an application claims and a department has still to decide on, beside its library. */
  const claimed = async (
    tx: Tx,
    admission: string,
    agency: string,
    serviceType: string,
    department: string,
    today: PlainDate,
  ) => {
    const found = (await admissionStore(deps.keys).read(tx, admission))?.state
    if (!found || !isFiled(found) || found.agency !== agency) return undefined
    const review = found.reviews.find((r) => r.serviceType === serviceType)
    const { subject, services } = formOf(found)
    const claim = services.find((s) => s.serviceType === serviceType)
    if (review?.department.id !== department || review.decision || !claim || claim.number === '')
      return undefined
    const holder = { id: agency, code: subject.code, name: subject.name }
    return { number: claim.number, ...(await compare(tx, library, department, holder, claim, today)) }
  }
}

const subjectOf = (of: { agency: string; serviceType: string; admission?: string | undefined }): string =>
  of.admission ? `admission/${of.admission}` : `qualification/${qualificationId(of.agency, of.serviceType)}`

function fromJson(given: readonly Json[]): { n: number; certificate: LibraryCertificate }[] {
  const problems: RowProblem[] = []
  const rows = given.flatMap((row, i) => {
    const parsed = certificateSchema.safeParse(row)
    if (parsed.success) return [{ n: i + 1, certificate: parsed.data }]
    for (const issue of parsed.error.issues) {
      const field = issue.path.join('.')
      problems.push({ row: i + 1, field, message: { zh: '不是所要求的内容。', en: issue.message } })
    }
    return []
  })
  if (problems.length > 0) throw wrong(problems)
  return rows
}

async function fromSheet(
  tx: Tx,
  deps: HttpDeps,
  id: string,
  department: string,
): Promise<{ n: number; certificate: LibraryCertificate }[]> {
  const file = await deps.files.get(tx, id)
  if (!file || file.owner !== department) throw new Refused(no('file-unknown', cites, {}, 'file'))
  const read = await readSheet(file.bytes, columns)
  if (!read.ok) {
    // What is wrong with the file as a whole has no row to be named by.
    if (read.problems.some((p) => p.row === undefined && p.code !== 'too-many-problems'))
      throw new Refused(sheetRefusal(read.problems, cites))
    throw wrong(
      read.problems.map((p) => ({ row: p.row ?? 0, field: p.column ?? 'file', message: problemText(p) })),
    )
  }
  return read.rows.map(({ n, values }) => ({
    n,
    certificate: { ...values, status: values.status === 'revoked' ? 'revoked' : 'valid' },
  }))
}
