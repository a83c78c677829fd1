import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { identityNumber } from './codes.ts'
import { type AdmissionForm, emptyForm, formSchema } from './form.ts'
import { formFaults } from './form-rules.ts'
import { aForm, aPerson, aService } from './testing.ts'

const on = (today: string) => ({ today: plainDate(today), serviceTypes: ['1.06', '1.02'] })
const faults = (form: AdmissionForm, today = '2023-03-01') =>
  formFaults(form, on(today)).map((f) => `${f.field} ${f.code} ${f.article}`)

const subject = (change: Partial<AdmissionForm['subject']>) => {
  const form = aForm()
  return { ...form, subject: { ...form.subject, ...change } }
}

test('a complete form has no fault, an empty one names every field', () => {
  expect(faults(aForm())).toEqual([])
  const empty = formFaults(emptyForm(), on('2023-03-01')).map((f) => f.field)
  for (const field of [
    'subject.name',
    'subject.code',
    'subject.licence',
    'representative.identity',
    'people',
    'services',
  ]) {
    expect(empty).toContain(field)
  }
})

describe(art('111', '16'), () => {
  // 入驻中介超市的中介服务机构应当是依法设立并有效存续的法律主体，具备法律法规规定的相关资质（资格）条件。
  test.each([
    ['established today', { established: '2023-03-01' }, []],
    [
      'established tomorrow',
      { established: '2023-03-02' },
      ['subject.established not-established-yet 111/16'],
    ],
    ['no such day', { established: '2023-02-29' }, ['subject.established not-a-day 111/16']],
    ['term ends today', { termTo: '2023-03-01' }, []],
    ['term ended yesterday', { termTo: '2023-02-28' }, ['subject.termTo term-ended 111/16']],
    ['no end of the term', { termTo: '' }, []],
    ['a wrong code', { code: '91350100M000100Y44' }, ['subject.code credit-code-checksum 111/16']],
    ['a short code', { code: '9135' }, ['subject.code credit-code-length 111/16']],
    ['blank name', { name: ' ' }, ['subject.name field-missing 111/16']],
    ['no licence', { licence: undefined }, ['subject.licence licence-missing 111/20.1']],
  ])('%s', (_, change, expected) => expect(faults(subject(change))).toEqual(expected))

  test.each([
    ['expires today', { validTo: '2023-03-01' }, []],
    ['expired yesterday', { validTo: '2023-02-28' }, ['services.0.validTo qualification-expired 111/16']],
    [
      'begins tomorrow',
      { validFrom: '2023-03-02' },
      ['services.0.validFrom qualification-not-yet-valid 111/16'],
    ],
    ['without end', { validTo: '' }, []],
    ['ends before it begins', { validTo: '2020-12-31' }, ['services.0.validTo ends-before-it-begins 111/18']],
    ['no certificate', { file: undefined }, ['services.0.file certificate-missing 111/18']],
    ['no number', { number: '' }, ['services.0.number field-missing 111/18']],
    ['a type that is not listed', { serviceType: '9.99' }, ['services.0.serviceType service-unknown 111/14']],
    ['a trade without qualifications', { qualification: '', number: '', file: undefined }, []],
  ])('%s', (_, change, expected) => expect(faults(aForm({ services: [aService(change)] }))).toEqual(expected))

  test('at least one service, each once', () => {
    expect(faults(aForm({ services: [] }))).toEqual(['services service-missing 111/16'])
    expect(faults(aForm({ services: [aService(), aService()] }))).toEqual([
      'services.1.serviceType service-twice 111/14',
    ])
  })
})

describe(art('111', '17'), () => {
  test.each([
    ['360400', []],
    ['360424', []],
    ['3604X2', []],
    ['outside', []],
    ['360000', ['subject.region place-unknown 111/17']],
    ['440100', ['subject.region place-unknown 111/17']],
    ['', ['subject.region field-missing 111/17']],
  ])('registered in %s', (region, expected) => expect(faults(subject({ region }))).toEqual(expected))
})

describe(art('111', '19.1'), () => {
  // 应指定本机构在职人员为业务授权人和账户管理员
  test.each([
    ['one person for both', [aPerson()], []],
    [
      'no administrator',
      [aPerson({ posts: ['authorised-agent'] })],
      ['people administrator-missing 111/19.1'],
    ],
    ['no agent', [aPerson({ posts: ['admin'] })], ['people authorised-agent-missing 111/19.1']],
    ['not on the staff', [aPerson({ employed: false })], ['people.0.employed not-employed 111/19.1']],
    [
      'a practitioner whose name is borrowed',
      [
        aPerson(),
        aPerson({
          name: '赵六',
          identity: identityNumber('360402', '1990-01-01', 2),
          posts: ['practitioner'],
          employed: false,
        }),
      ],
      ['people.1.employed not-employed 111/19.2'],
    ],
    ['the same person in two rows', [aPerson(), aPerson()], ['people.1.identity person-twice 111/19.1']],
    [
      'a wrong number',
      [aPerson({ identity: '110105194912310021' })],
      ['people.0.identity identity-checksum 111/19.1'],
    ],
    ['a wrong phone', [aPerson({ phone: '110' })], ['people.0.phone phone-invalid 111/15']],
  ])('%s', (_, people, expected) => expect(faults(aForm({ people }))).toEqual(expected))

  test('who controls the agency is named with a number', () => {
    const controllers = [{ name: '', identity: '1' }]
    expect(faults(aForm({ controllers }))).toEqual([
      'controllers.0.name field-missing 111/19.1',
      'controllers.0.identity identity-length 111/19.1',
    ])
  })
})

test('the schema takes what is being typed and nothing that cannot be kept', () => {
  expect(formSchema.safeParse(emptyForm()).success).toBe(true)
  expect(formSchema.safeParse(subject({ name: 'x'.repeat(121) })).success).toBe(false)
  expect(formSchema.safeParse(subject({ name: 'a\0b' })).success).toBe(false)
  expect(formSchema.safeParse(subject({ name: '\ud800' })).success).toBe(false)
  expect(formSchema.safeParse({ ...emptyForm(), people: Array(61).fill(aPerson()) }).success).toBe(false)
})
