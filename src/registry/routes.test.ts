import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { creditCode, emptyForm, identityNumber, type Registration } from './index.ts'
import { ownerProfile, seedRegistry } from './server.ts'
import { aForm } from './testing.ts'

let market: RegistryMarket
let visitor: Visitor
let agency: string
let clerk: Visitor

beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  visitor = market.visitor()
  const whole = await market.submitted('九江恒信水利咨询有限公司')
  agency = whole.agency
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  const official = await market.signedIn('jj-water', '周正', ['member'])
  const consistent = ['subject', 'representative', 'people', 'services', 'commitment']
  await clerk.post(`/api/admissions/${whole.id}/pass-check`, { consistent })
  await official.post(`/api/admissions/${whole.id}/confirm-qualification`, { serviceType: '1.06' })
  await market.submitted('九江未准测绘有限公司')
})
afterAll(() => market.close())

describe(art('111', '14'), () => {
  test('five categories and the sixty-seven types of the text', async () => {
    const { body } = await visitor.get('/api/service-items')
    expect(body.categories.length).toBe(5)
    expect(body.items.length).toBe(67)
    expect(body.items[5]).toMatchObject({
      ...{
        code: '1.06',
        version: 1,
        from: '2022-12-01',
        name: '水土保持方案编制',
        categoryName: '咨询评估类',
      },
      ...{ departmentName: '九江市水利局', priceManagement: 'market', article: '111/14.1' },
    })
  })

  test.each([
    ['?q=测绘', ['3.01']],
    ['?category=4&q=服务', ['4.02', '4.03', '4.04', '4.05']],
    ['?q=%25', []],
    ['?q=nothing-like-it', []],
  ])('%s', async (query, codes) => {
    const { body } = await visitor.get(`/api/service-items${query}`)
    expect(body.items.map((i: { code: string }) => i.code)).toEqual(codes)
  })

  test('a second seeding changes nothing', async () => {
    await market.inTx(seedRegistry)
    expect((await visitor.get('/api/service-items')).body.items.length).toBe(67)
  })
})

describe(art('111', '6'), () => {
  test('the tree of province, city and counties', async () => {
    const { regions } = (await visitor.get('/api/regions')).body
    expect(regions.filter((r: { parent?: string }) => r.parent === '360400').length).toBe(16)
  })
})

describe(art('111', '33.1'), () => {
  // 向项目业主公开基本情况、经营范围、资质等级、从业人员…: admitted agencies, found in the ways in which people look.
  test.each([
    ['a part of the name', 'q=恒信', 1],
    ['two characters across words', 'q=江恒', 1],
    ['one character', 'q=信', 1],
    ['initials', 'q=hxsl', 1],
    ['initials in capitals', 'q=JJHX', 1],
    ['the beginning of the code', 'q=91360402', 1],
    ['spaces between', 'q=恒信 水利', 1],
    ['a wildcard is a character', 'q=%25', 0],
    ['not admitted yet', 'q=未准', 0],
    ['its county', 'region=360402', 1],
    ['the city holds its counties', 'region=360400', 1],
    ['another county', 'region=360424', 0],
    ['outside', 'region=outside', 0],
    ['its service', 'serviceType=1.06', 1],
    ['another service', 'serviceType=1.02', 0],
    ['its category', 'category=1', 1],
    ['another category', 'category=3', 0],
    ['past the end', 'page=2', 0],
  ])('%s', async (_, query, found) => {
    const { status, body } = await visitor.get(`/api/agencies?${query}`)
    expect([status, body.items.length]).toEqual([200, found])
    if (found)
      expect(body.items[0]).toMatchObject({ id: agency, regionName: '濂溪区', services: [{ code: '1.06' }] })
  })

  test('an agency that only applies has no public page', async () => {
    const { rows } = await market.database.asOwner(
      `select id from organisation where name = '九江未准测绘有限公司'`,
    )
    expect((await visitor.get(`/api/agencies/${rows[0]?.id}`)).status).toBe(404)
  })
})

const registration = (change: Partial<Registration> = {}): Registration => ({
  ...{ kind: 'owner', name: '修水县水利局', code: creditCode('11', '360424', 7), region: '360424' },
  ...{ ownerKind: 'state-organ', fiscal: true, legalRepresentative: '吴江', identity: '' },
  ...{ certificateName: '修水县水利局', ...change },
  person: {
    ...{ name: '周小川', phone: '13807921234', email: 'a@b.cn', account: 'xiushui', password: 'long enough' },
    ...change.person,
  },
})

describe(art('111', '21.1'), () => {
  // 财政性资金项目业主按照名称规范自行注册项目业主账号，并按要求填报有关信息。
  test('registered, signed in, and never twice under the same code or account', async () => {
    const person = registration().person
    const made = await visitor.post('/api/registrations', registration())
    expect(made.status).toBe(201)
    expect(await market.inTx((tx) => ownerProfile(tx, made.body.organisation))).toEqual({
      ...{ id: made.body.organisation, name: '修水县水利局', code: creditCode('11', '360424', 7) },
      ...{ kind: 'state-organ', fiscal: true, region: '360424', legalRepresentative: '吴江' },
    })
    const signIn = { account: 'XiuShui', password: person.password }
    expect((await market.visitor().post('/api/auth/sign-in', signIn)).status).toBe(200)
    const again = await visitor.post(
      '/api/registrations',
      registration({ person: { ...person, account: 'other' } }),
    )
    expect(again.body.error).toMatchObject({ code: 'code-registered', field: 'code', article: '111/21.1' })
    const code = creditCode('11', '360424', 8)
    const taken = await visitor.post('/api/registrations', registration({ code }))
    expect(taken.body.error).toMatchObject({ code: 'account-taken', field: 'person.account' })
  })

  test.each([
    ['an abbreviation', { name: '水利局' }, 'name-not-full', 'name'],
    ['a space in the name', { name: '修水县 水利局' }, 'name-not-full', 'name'],
    [
      'an enterprise with a code of state organs',
      { ownerKind: 'enterprise' as const },
      'code-of-another-kind',
      'code',
    ],
    ['another name than the certificate’s', { name: '修水县水务水利局' }, 'name-not-as-certified', 'name'],
    ['no name of the certificate', { certificateName: '' }, 'field-missing', 'certificateName'],
    ['no kind', { ownerKind: undefined }, 'owner-kind-missing', 'ownerKind'],
    ['a wrong code', { code: '113604240000000X00' }, 'credit-code-checksum', 'code'],
    ['a place that is not here', { region: '110000' }, 'place-unknown', 'region'],
    ['an owner from outside', { region: 'outside' }, 'place-unknown', 'region'],
    ['a short password', { person: { password: '123456789' } }, 'password-short', 'person.password'],
    ['a strange account', { person: { account: 'a b' } }, 'account-invalid', 'person.account'],
    ['no phone', { person: { phone: '' } }, 'field-missing', 'person.phone'],
  ])('%s', async (_, change, code, field) => {
    const person = {
      ...registration().person,
      account: 'fresh',
      ...('person' in change ? change.person : {}),
    }
    const body = { ...registration({ code: creditCode('11', '360424', 9) }), ...change, person }
    const answer = await visitor.raw({
      ...{
        method: 'POST',
        url: '/api/registrations',
        payload: body,
        remoteAddress: `10.9.0.${field.length}`,
      },
    })
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([422, code, field])
  })

  test('two at once under one code: one is made', async () => {
    const code = creditCode('11', '360424', 11)
    const made = await Promise.all(
      ['first', 'second', 'third'].map((account, i) =>
        visitor.raw({
          method: 'POST',
          url: '/api/registrations',
          payload: registration({ code, person: { ...registration().person, account } }),
          remoteAddress: `10.9.2.${i}`,
        }),
      ),
    )
    expect(made.map((m) => m.status).toSorted()).toEqual([201, 422, 422])
  })

  test.each([
    ['no person', { person: undefined }, 'person'],
    ['a kind that does not register itself', { kind: 'operator' }, 'kind'],
    ['over-long', { name: '长'.repeat(121) }, 'name'],
    ['a number for a text', { code: 1 }, 'code'],
  ])('schema: %s', async (_, change, field) => {
    const payload = { ...registration(), ...change }
    const answer = await visitor.raw({
      ...{ method: 'POST', url: '/api/registrations', payload, remoteAddress: `10.9.3.${field.length}` },
    })
    expect([answer.status, answer.body.error.field, answer.body.error.article]).toEqual([
      400,
      field,
      '111/21.1',
    ])
  })

  test('a natural person needs no code', async () => {
    const change = {
      ownerKind: 'natural-person' as const,
      code: '',
      name: '欧阳建民',
      fiscal: false,
      legalRepresentative: '欧阳建民',
      identity: identityNumber('360424', '1971-03-08', 617),
    }
    const person = { ...registration().person, account: 'ouyang' }
    const payload = { ...registration(change), person }
    const answer = await visitor.raw({
      ...{ method: 'POST', url: '/api/registrations', payload, remoteAddress: '10.9.1.1' },
    })
    expect(answer.status).toBe(201)
  })
})

describe('bad input', () => {
  const long = 'x'.repeat(100_000)
  const reads: [string, number][] = [
    [`/api/service-items?q=${'x'.repeat(61)}`, 400],
    ['/api/service-items?q=%00', 400],
    ['/api/agencies?page=0', 400],
    ['/api/agencies?page=abc', 400],
    ['/api/agencies?size=1000', 400],
    ['/api/agencies?region=999999', 422],
    ["/api/agencies?q=' or 1=1 --", 200],
    ['/api/agencies/nobody', 404],
    [`/api/agencies/${'x'.repeat(90)}`, 400],
  ]
  test.each(reads)('GET %s', async (url, status) => {
    const answer = await visitor.get(url)
    expect(answer.status).toBe(status)
    if (status !== 200) expect(answer.body.error).toMatchObject({ article: expect.stringMatching(/^111\//) })
  })

  const sends: [string, string, object, number, string][] = [
    ['no body at all', '/api/admissions/:id/save', {}, 400, 'form'],
    [
      'a text for a list',
      '/api/admissions/:id/save',
      { form: { ...emptyForm(), people: 'x' } },
      400,
      'form.people',
    ],
    [
      'over-long text',
      '/api/admissions/:id/save',
      { form: { ...aForm(), subject: { ...aForm().subject, name: long } } },
      400,
      'form.subject.name',
    ],
    [
      'a hash that is none',
      '/api/admissions/:id/save',
      {
        form: {
          ...aForm(),
          subject: { ...aForm().subject, licence: { id: '1', name: 'a', type: 'b', size: 1, sha256: 'z' } },
        },
      },
      400,
      'form.subject.licence.sha256',
    ],
    ['a negative version', '/api/admissions/:id/submit', { version: -1 }, 400, 'version'],
    ['an older version', '/api/admissions/:id/submit', { version: 1 }, 409, ''],
    ['not signed', '/api/admissions/:id/submit', {}, 422, 'subject.address'],
    ['an act of the operator', '/api/admissions/:id/pass-check', { consistent: [] }, 409, ''],
    ['a part that is none', '/api/admissions/:id/pass-check', { consistent: ['x'] }, 400, 'consistent.0'],
    [
      'a situation that is none',
      '/api/admissions/:id/record-situation',
      { situation: 'x', basis: 'y' },
      400,
      'situation',
    ],
    ['NUL', '/api/admissions/:id/refuse', { reason: 'a\0b' }, 400, 'reason'],
    [
      'a list without end',
      '/api/admissions/:id/request-supplement',
      { demands: Array(41).fill({ text: 'x' }) },
      400,
      'demands',
    ],
    ['the system’s own command', '/api/admissions/:id/end-publicity', {}, 404, ''],
    ['another’s application', '/api/admissions/nobody/withdraw', {}, 404, ''],
  ]

  test.each(sends)('%s', async (_, url, body, status, field) => {
    const applicant = await anApplicant()
    const before = (await applicant.person.get(`/api/admissions/${applicant.id}`)).body
    const answer = await applicant.person.post(url.replace(':id', applicant.id), body)
    expect([answer.status, answer.body.error.field ?? '']).toEqual([status, field])
    expect(answer.body.error.article).toMatch(/^111\//)
    expect((await applicant.person.get(`/api/admissions/${applicant.id}`)).body).toEqual(before)
  })

  let shared: { person: Visitor; id: string } | undefined
  async function anApplicant() {
    if (shared) return shared
    const agency = await market.organisation('agency', '九江试错咨询有限公司')
    const person = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const { id } = (await person.post('/api/admissions')).body
    await person.post(`/api/admissions/${id}/save`, {
      form: emptyForm({
        name: '九江试错咨询有限公司',
        code: creditCode('91', '360402', 3),
        region: '360402',
      }),
    })
    shared = { person, id }
    return shared
  }

  test('the same command twice under one key is done once', async () => {
    const { person, id } = await anApplicant()
    const headers = { 'idempotency-key': 'the-same-key' }
    const body = { form: aForm() }
    const first = await person.post(`/api/admissions/${id}/save`, body, headers)
    const second = await person.post(`/api/admissions/${id}/save`, body, headers)
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotency-replayed']).toBe('true')
    const other = await person.post(`/api/admissions/${id}/save`, { form: emptyForm() }, headers)
    expect([other.status, other.body.error.code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('not without the token, not by those who have no part in admission', async () => {
    const { person, id } = await anApplicant()
    const bare = await person.raw({ method: 'POST', url: `/api/admissions/${id}/withdraw`, payload: {} })
    expect([bare.status, bare.body.error.code]).toEqual([403, 'csrf-token-missing'])
    const owner = await market.signedIn(await market.organisation('owner', '某业主单位'), '某', ['admin'])
    expect((await owner.post('/api/admissions')).body.error.code).toBe('not-permitted')
    expect((await owner.get(`/api/admissions/${id}`)).status).toBe(403)
    expect((await clerk.post('/api/admissions')).status).toBe(403)
  })

  test('certificates: what is not one by its content, and what is too large', async () => {
    const { person } = await anApplicant()
    const upload = async (name: string, bytes: Buffer) => {
      const token = (await person.get('/api/csrf')).body.token as string
      const boundary = 'b0undary'
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
      const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
      const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'x-csrf-token': token }
      const answer = await person.raw({ method: 'POST', url: '/api/files', payload, headers })
      return [answer.status, answer.body.error?.code]
    }
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
    expect(await upload('营业执照.pdf', program)).toEqual([415, 'wrong-file-type'])
    expect(await upload('营业执照.pdf', Buffer.alloc(30 * 1024 * 1024))).toEqual([413, 'too-large'])
  })
})
