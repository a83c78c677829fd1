import { sql } from 'kysely'
import { parseArticle } from '../../src/gazette/index.ts'
import type { Answered } from '../app.ts'
import type { TestDatabase } from '../database.ts'

/** What is wrong with an answer: a refusal must say what, why, and in both languages, and is never our own fault. */
export function faultsOf({ status, body }: Answered): string[] {
  if (status >= 500) return [`${status}: ${excerpt(body)}`]
  if (status < 400) return []
  const error = body?.error
  if (typeof error?.code !== 'string' || error.code === '')
    return [`${status} without a code: ${excerpt(body)}`]
  const said = (text: unknown) =>
    typeof text === 'string' && text.trim() !== '' && !/undefined|\[object/.test(text)
  return [
    ...(parseArticle(error.article) ? [] : [`${error.code} cites no paragraph: ${error.article}`]),
    ...(said(error.message?.zh) ? [] : [`${error.code} says nothing in Chinese: ${error.message?.zh}`]),
    ...(said(error.message?.en) ? [] : [`${error.code} says nothing in English: ${error.message?.en}`]),
    ...(error.code !== 'bad-input' || error.field ? [] : ['bad-input names no field']),
  ]
}

/** What is wrong with the answer to a body that is wrong at one field. */
export function faultsOfRefusal(answer: Answered, field: string): string[] {
  if (answer.status < 400) return [`${answer.status}: taken`]
  const named = String(answer.body?.error?.field ?? '')
  const nested = (a: string, b: string) => a === b || a.startsWith(`${b}.`)
  const told = field === '' ? named !== '' : nested(named, field) || nested(field, named)
  return told ? [] : [`names the field ${named || 'nowhere'}, not ${field}: ${excerpt(answer.body)}`]
}

export const excerpt = (body: unknown): string => (JSON.stringify(body) ?? 'nothing').slice(0, 300)

/** Everything of an answer but the id that was asked for and what changes from one second to the next. */
export const sameAs = ({ status, body }: Answered, id: string): string =>
  `${status} ${JSON.stringify(body).replaceAll(id, '⟨id⟩')}`

/** Counts every row that is written, so that a refused call can be shown to have written none. */
export interface Watch {
  /** What was written since the last look. */
  look(): Promise<string[]>
}

export async function watchRows(database: TestDatabase): Promise<Watch> {
  await database.asOwner(`
    create table touched (n bigint generated always as identity primary key, what text not null);
    create function touch() returns trigger language plpgsql security definer as $$
      begin insert into touched (what) values (tg_op || ' ' || tg_table_name); return null; end $$;
    do $$ declare t regclass; begin
      for t in select c.oid::regclass from pg_class c where c.relkind in ('r', 'p') and c.relname <> 'touched'
        and (c.relnamespace = 'public'::regnamespace or c.oid = to_regclass('pgboss.job')) loop
        execute format('create trigger touched after insert or update or delete on %s for each row execute function touch()', t);
      end loop; end $$`)
  await database.asOwner('grant select on touched to xunshi_app')
  let seen = 0
  return {
    async look() {
      const { rows } = await sql<{ n: number; what: string }>`
        select n, what from touched where n > ${seen} order by n`.execute(database.db)
      seen = rows.at(-1)?.n ?? seen
      return rows.map((row) => row.what)
    },
  }
}
