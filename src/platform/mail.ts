import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import type { Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Deps } from './deps.ts'
import { type HttpDeps, route } from './http.ts'

export interface MailOptions {
  /** `smtp://user:password@host:587`; without it mails wait in the table until there is one. */
  smtpUrl?: string
  publicUrl: string
  /** Sender; `no-reply@` the market's own host unless told. */
  from?: string
}

interface Mail {
  id: string
  address: string
  subject: string
  text: string
  link: string | null
  at: Instant
  sent_at: Instant | null
}

/** The text with the address of the page it speaks of. */
const whole = (mail: Pick<Mail, 'text' | 'link'>, publicUrl: string): string =>
  `${mail.text}${mail.link ? `\n办理：${publicUrl}${mail.link}` : ''}\n`

/**
 * Declares the job `mail.send`. A mail goes out at least once: a crash between the server's answer and our note of it
 * sends it again, with the same Message-ID, by which mailboxes know a double. What the server refuses for good (5xx) is
 * noted and given up; everything else is tried again by the queue.
 */
export function declareMail(deps: Deps, { smtpUrl, publicUrl, from }: MailOptions): void {
  const host = new URL(publicUrl).hostname
  const transport = smtpUrl ? createTransport(smtpUrl) : undefined
  deps.jobs.handle<{ id: string }>('mail.send', async ({ id }) => {
    const { rows } = await sql<Mail>`
      select m.id, m.address, m.subject, m.text, m.at, m.sent_at, n.link
      from mail m join notice_inbox n on n.id = m.id where m.id = ${id}`.execute(deps.db)
    const mail = rows[0]
    if (!mail || mail.sent_at) return
    if (!transport) throw new Error('SMTP_URL is not set: mails wait')
    try {
      await transport.sendMail({
        messageId: `<${id}@${host}>`,
        from: from ?? `浔市 <no-reply@${host}>`,
        to: mail.address,
        subject: mail.subject,
        text: whole(mail, publicUrl),
      })
      await sql`update mail set sent_at = market_now(), attempts = attempts + 1, fault = null where id = ${id}`.execute(
        deps.db,
      )
    } catch (error) {
      const fault = String(error).slice(0, 500)
      await sql`update mail set attempts = attempts + 1, fault = ${fault} where id = ${id}`.execute(deps.db)
      const { responseCode } = error as { responseCode?: number }
      if (responseCode === undefined || responseCode < 500) throw error
    }
  })
}

/** A mail as the outbox page shows it. */
export interface DemoMail {
  id: string
  at: Instant
  to: string
  subject: string
  text: string
}

/** `GET /api/demo/mails`: what would have been sent. Mounted in demonstration mode only; throws in any other. */
export function mountDemoOutbox(
  app: FastifyInstance,
  deps: HttpDeps,
  { publicUrl }: { publicUrl: string },
): void {
  if (deps.mode !== 'demonstration') throw new Error('the outbox exists in demonstration mode only')
  route(app, deps, {
    method: 'GET',
    url: '/api/demo/mails',
    summary: 'Mails of the demonstration, newest first',
    cites: art('111', '28'),
    who: 'public',
    handler: async ({ tx }): Promise<{ items: DemoMail[] }> => {
      const { rows } = await sql<Mail>`
        select m.id, m.address, m.subject, m.text, m.at, m.sent_at, n.link
        from mail m join notice_inbox n on n.id = m.id order by m.at desc, m.id desc limit 200`.execute(tx)
      const items = rows.map((m) => ({
        id: m.id,
        at: m.at,
        to: m.address,
        subject: m.subject,
        text: whole(m, publicUrl),
      }))
      return { items }
    },
  })
}
