import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Instant } from '../calendar/index.ts'
import { type Article, art, fullLabel } from '../gazette/index.ts'
import { type Refusal, type Role, refuse } from '../workflow/index.ts'
import { newId } from './act.ts'
import type { Deps, Tx } from './deps.ts'
import { type HttpDeps, Refused, route } from './http.ts'
import { fill, type Words } from './messages.ts'

/** Telling people is part of managing the whole process (28); 20.4 asks for it by name (系统通知). */
const cites = art('111', '28')

/** What a message says, in both languages, with `{{name}}` for its parameters. */
export interface NoticeWords {
  subject: Words
  body: Words
}

/** Plain values and texts in both languages. */
export type NoticeParams = Readonly<Record<string, string | number | Words | undefined>>

export interface NoticeToSend {
  /** Names the message: the same key reaches a person of an organisation once. The id of the fact behind it is a good one. */
  key: string
  /** Organisations whose people are told. */
  to: readonly string[]
  /** Only people with one of these roles; everyone of the organisation unless told. */
  roles?: readonly Role[]
  words: NoticeWords
  params?: NoticeParams
  /** The paragraph behind it. */
  article: Article
  /** Page to open, `/desk/engagements/42`. */
  link?: string
}

interface Member {
  person: string
  organisation: string
  name: string
  account: string
  email: string | null
}

/**
 * Tells people: a message in the inbox of each, and a mail to each who has an address, in the caller's transaction. No
 * commit, no message; a message is not sent twice by asking twice.
 */
export async function notify(tx: Tx, deps: Deps, notice: NoticeToSend): Promise<void> {
  const text = (words: Words): Words => ({
    zh: fill(words.zh, inLanguage(notice.params, 'zh')),
    en: fill(words.en, inLanguage(notice.params, 'en')),
  })
  const subject = text(notice.words.subject)
  const body = text(notice.words.body)
  const at = await deps.now(tx)
  for (const member of await membersOf(tx, notice.to, notice.roles)) {
    const id = newId()
    const { rows } = await sql<{ id: string }>`
      insert into notice_inbox (id, key, person, organisation, subject, body, article, link, at)
      values (${id}, ${notice.key}, ${member.person}, ${member.organisation}, ${JSON.stringify(subject)},
        ${JSON.stringify(body)}, ${notice.article}, ${notice.link ?? null}, ${at})
      on conflict (key, person, organisation) do nothing returning id`.execute(tx)
    const address = rows[0] && addressOf(member, deps.mode)
    if (!address) continue
    const words = `${member.name}，您好：\n\n${body.zh}\n\n依据：${fullLabel(notice.article)}`
    await sql`insert into mail (id, address, subject, text, at)
      values (${id}, ${address}, ${subject.zh}, ${words}, ${at})`.execute(tx)
    if (deps.mode === 'production') await deps.jobs.enqueue(tx, 'mail.send', { id })
  }
}

function inLanguage(params: NoticeParams = {}, language: 'zh' | 'en'): Refusal['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? value[language] : value,
    ]),
  )
}

async function membersOf(
  tx: Tx,
  organisations: readonly string[],
  roles?: readonly Role[],
): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select m.person, m.organisation, p.name, p.account, p.email
    from membership m join person p on p.id = m.person
    where m.organisation = any(${[...organisations]})
      and (${roles === undefined} or m.roles && ${[...(roles ?? [])]}::text[])
    order by m.organisation, m.person`.execute(tx)
  return rows
}

/** The demonstration's people have no mailbox; the outbox page shows what they would get. */
const addressOf = (member: Member, mode: Deps['mode']): string | undefined =>
  member.email ?? (mode === 'demonstration' ? `${member.account}@demo.invalid` : undefined)

/** How many messages of an organisation a person has not read yet, for `/api/me`. */
export async function unreadCount(tx: Tx, person: string, organisation: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from notice_inbox
    where person = ${person} and organisation = ${organisation} and read_at is null`.execute(tx)
  return rows[0]!.count
}

/** A message of the inbox, in the language that was asked for. */
export interface InboxNotice {
  id: string
  at: Instant
  title: string
  body: string
  article?: Article
  link?: string
  read: boolean
}

/** `GET /api/notices`, `POST /api/notices/:id/read`, `POST /api/notices/read`. */
export function mountNotices(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/notices',
    summary: 'My messages, newest first',
    cites,
    who: 'signed-in',
    query: z.object({
      language: z.enum(['zh', 'en']).default('zh'),
      unread: z.enum(['true', 'false']).default('false'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      before: z.string().max(40).optional(),
    }),
    handler: async ({ tx, actor, query }) => {
      const { rows } = await sql<InboxNotice>`
        select id, at, subject ->> ${query.language}::text as title, body ->> ${query.language}::text as body,
          article, link, read_at is not null as read
        from notice_inbox
        where person = ${actor.person} and organisation = ${actor.organisation}
          and (${query.unread} = 'false' or read_at is null)
          and (${query.before ?? null}::text is null or (at, id) <
            (select at, id from notice_inbox where id = ${query.before ?? null}))
        order by at desc, id desc limit ${query.limit}`.execute(tx)
      return { items: rows, unread: await unreadCount(tx, actor.person, actor.organisation) }
    },
  })
  route(app, deps, {
    method: 'POST',
    url: '/api/notices/:id/read',
    summary: 'Mark a message as read',
    cites,
    who: 'signed-in',
    params: z.object({ id: z.uuid() }),
    handler: async ({ tx, actor, params }) => {
      const now = await deps.now(tx)
      const { rows } = await sql<{ id: string }>`
        update notice_inbox set read_at = coalesce(read_at, ${now})
        where id = ${params.id} and person = ${actor.person} and organisation = ${actor.organisation}
        returning id`.execute(tx)
      if (!rows[0]) throw new Refused(refuse('unknown-subject', cites, { id: params.id }))
      return { unread: await unreadCount(tx, actor.person, actor.organisation) }
    },
  })
  route(app, deps, {
    method: 'POST',
    url: '/api/notices/read',
    summary: 'Mark all my messages as read',
    cites,
    who: 'signed-in',
    handler: async ({ tx, actor }) => {
      const now = await deps.now(tx)
      await sql`update notice_inbox set read_at = ${now}
        where person = ${actor.person} and organisation = ${actor.organisation} and read_at is null`.execute(
        tx,
      )
      return { unread: 0 }
    },
  })
}
