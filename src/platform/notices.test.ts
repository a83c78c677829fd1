import { randomUUID } from 'node:crypto'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp, type Visitor } from '../../tests/app.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { art } from '../gazette/index.ts'
import { actorOf, addMembership, createOrganisation, createPerson } from '../registry/server.ts'
import { hashPassword } from './auth.ts'
import type { Deps, Mode } from './deps.ts'
import { declareMail, mountDemoOutbox } from './mail.ts'
import { mountNotices, type NoticeToSend, notify, unreadCount } from './notices.ts'

/** A mail server that keeps what it gets, and refuses when it is told to. */
class Sink {
  readonly got: string[] = []
  refuse: number | undefined
  readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(this.refuse ? Object.assign(new Error('refused'), { responseCode: this.refuse }) : undefined),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        this.got.push(Buffer.concat(parts).toString())
        done()
      })
    },
  })
  listen = () => new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
  url = () => `smtp://127.0.0.1:${(this.server.server.address() as { port: number }).port}`
  close = () => new Promise<void>((resolve) => this.server.close(() => resolve()))
}

const words = {
  subject: { zh: '提醒：{{title}}', en: 'Reminder: {{title}}' },
  body: { zh: '“{{title}}”将于{{due}}届满。', en: '“{{title}}” is due before {{due}}.' },
}
const aNotice = (key: string = randomUUID(), change: Partial<NoticeToSend> = {}): NoticeToSend => ({
  ...{ key, to: ['o1'], words, article: art('111', '32.1'), link: '/desk/engagements/e1' },
  params: {
    title: '河道整治',
    due: { zh: '2026年9月30日（星期三）24时', en: 'Wednesday 2026-09-30, 24:00' },
  },
  ...change,
})

let database: TestDatabase
let server: TestApp
let wang: Visitor
let li: Visitor
const sink = new Sink()

beforeAll(async () => {
  database = await testDatabase({ at: '2026-09-29T09:00' })
  server = await testApp(database, actorOf)
  await sink.listen()
  mountNotices(server.app, server.deps)
  mountDemoOutbox(server.app, server.deps, { publicUrl: 'https://market.example' })
  declareMail(server.deps, { smtpUrl: sink.url(), publicUrl: 'https://market.example' })
  await server.deps.jobs.start()
  const passwordHash = await hashPassword('correct horse battery')
  await database.db.transaction().execute(async (tx) => {
    await createOrganisation(tx, {
      id: 'o1',
      kind: 'agency',
      name: '江西赣北水保工程咨询有限公司',
      region: '360400',
    })
    await createOrganisation(tx, { id: 'o2', kind: 'owner', name: '修水县水利局', region: '360424' })
    for (const [id, name, email] of [
      ['wang', '王建国', 'wang@agency.example'],
      ['li', '李敏', undefined],
    ] as const) {
      await createPerson(tx, { id, name, account: id, email })
      await addMembership(tx, id, 'o1', id === 'wang' ? ['admin'] : ['member'])
      await server.auth.createAccount(tx, { id, name, account: id, passwordHash })
    }
  })
  wang = server.visitor()
  li = server.visitor()
  await wang.post('/api/auth/sign-in', { account: 'wang', password: 'correct horse battery' })
  await li.post('/api/auth/sign-in', { account: 'li', password: 'correct horse battery' })
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
  await sink.close()
})
beforeEach(async () => {
  sink.got.length = 0
  sink.refuse = undefined
  await database.asOwner('truncate mail, notice_inbox')
})

const send = (notice: NoticeToSend, mode: Mode = 'demonstration') => {
  const deps: Deps = { ...server.deps, mode }
  return database.db.transaction().execute((tx) => notify(tx, deps, notice))
}
const mails = async () => (await database.asOwner('select * from mail order by address')).rows

describe('the inbox', () => {
  test('shows each person of the organisation the message, in either language, with its article and page', async () => {
    await send(aNotice())
    const { body } = await wang.get('/api/notices')
    expect(body).toMatchObject({
      unread: 1,
      items: [
        {
          title: '提醒：河道整治',
          body: '“河道整治”将于2026年9月30日（星期三）24时届满。',
          article: art('111', '32.1'),
          link: '/desk/engagements/e1',
          at: '2026-09-29T09:00:00.000+08:00',
          read: false,
        },
      ],
    })
    expect((await li.get('/api/notices?language=en')).body.items[0].title).toBe('Reminder: 河道整治')
  })

  test('the same message reaches a person once, also when two ask at once', async () => {
    const notice = aNotice()
    await Promise.all([send(notice), send(notice), send(notice)])
    await send(notice)
    expect((await wang.get('/api/notices')).body.unread).toBe(1)
    expect(await mails()).toHaveLength(2)
  })

  test('only people with the role', async () => {
    await send(aNotice('k', { roles: ['admin'] }))
    expect((await wang.get('/api/notices')).body.unread).toBe(1)
    expect((await li.get('/api/notices')).body.unread).toBe(0)
  })

  test('no commit, no message', async () => {
    await expect(
      database.db.transaction().execute(async (tx) => {
        await notify(tx, server.deps, aNotice())
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect((await wang.get('/api/notices')).body.unread).toBe(0)
  })

  test('a message is read once; somebody else’s cannot be', async () => {
    await send(aNotice())
    const [mine] = (await wang.get('/api/notices')).body.items
    expect((await li.post(`/api/notices/${mine.id}/read`)).status).toBe(404)
    expect((await wang.post(`/api/notices/${mine.id}/read`)).body).toEqual({ unread: 0 })
    expect((await wang.post(`/api/notices/${mine.id}/read`)).body).toEqual({ unread: 0 })
    expect((await wang.get('/api/notices?unread=true')).body.items).toEqual([])
    expect(await unreadCount(database.db as never, 'li', 'o1')).toBe(1)
  })

  test('pages from the newest on', async () => {
    for (const n of [1, 2, 3]) {
      await database.setClock(`2026-09-29T1${n}:00`)
      await send(aNotice(`k${n}`, { params: { title: `第${n}`, due: '' } }))
    }
    const first = (await wang.get('/api/notices?limit=2')).body.items
    const rest = (await wang.get(`/api/notices?limit=2&before=${first[1].id}`)).body.items
    expect([...first, ...rest].map((n: { title: string }) => n.title)).toEqual([
      '提醒：第3',
      '提醒：第2',
      '提醒：第1',
    ])
  })

  test.each([
    ['/api/notices?limit=0', 'limit'],
    ['/api/notices?limit=999', 'limit'],
    ['/api/notices?language=fr', 'language'],
  ])('%s names the field', async (url, field) => {
    expect(await wang.get(url)).toMatchObject({ status: 400, body: { error: { field } } })
  })

  test('nobody’s inbox without signing in; no foreign id', async () => {
    expect((await server.visitor().get('/api/notices')).status).toBe(401)
    expect((await wang.post('/api/notices/nonsense/read')).status).toBe(400)
    expect((await wang.post(`/api/notices/${randomUUID()}/read`)).status).toBe(404)
  })
})

describe('mail in demonstration mode', () => {
  test('is shown, not sent: also for people without an address', async () => {
    await send(aNotice())
    await server.deps.jobs.drain()
    const { items } = (await server.visitor().get('/api/demo/mails')).body
    expect(items.map((m: { to: string }) => m.to).sort()).toEqual(['li@demo.invalid', 'wang@agency.example'])
    expect(items[0].text).toContain('依据：九府办字〔2022〕111号第三十二条')
    expect(items[0].text).toContain('https://market.example/desk/engagements/e1')
    expect(sink.got).toEqual([])
  })

  test('has no outbox in production', () => {
    const deps = { ...server.deps, mode: 'production' as const }
    expect(() => mountDemoOutbox(server.app, deps, { publicUrl: 'https://market.example' })).toThrow(
      'demonstration mode only',
    )
  })
})

describe('mail in production', () => {
  test('goes out once to those with an address', async () => {
    await send(aNotice(), 'production')
    await server.deps.jobs.drain()
    const [mail] = await mails()
    await server.deps.jobs.enqueue(database.db as never, 'mail.send', { id: mail.id })
    await server.deps.jobs.drain()
    expect(sink.got).toHaveLength(1)
    expect(sink.got[0]).toContain('To: wang@agency.example')
    expect(sink.got[0]).toContain(`Message-ID: <${mail.id}@market.example>`)
    expect(await mails()).toMatchObject([{ attempts: 1, fault: null }])
  })

  test('is tried again after a passing fault', async () => {
    sink.refuse = 451
    await send(aNotice(), 'production')
    await expect(server.deps.jobs.drain()).rejects.toThrow()
    expect(await mails()).toMatchObject([{ sent_at: null, attempts: 1 }])
    sink.refuse = undefined
    const [mail] = await mails()
    await server.deps.jobs.enqueue(database.db as never, 'mail.send', { id: mail.id })
    await server.deps.jobs.drain()
    expect(sink.got).toHaveLength(1)
    expect(await mails()).toMatchObject([{ attempts: 2, fault: null }])
  })

  test('is given up when the server refuses for good', async () => {
    sink.refuse = 550
    await send(aNotice(), 'production')
    await server.deps.jobs.drain()
    expect(await mails()).toMatchObject([{ sent_at: null, attempts: 1 }])
    expect((await mails())[0].fault).toContain('550')
  })
})
