import pg from 'pg'

/** Single inserts per second, each its own commit, on 16 connections: what the same database server does at best. */
export async function commits(url: string, spell: { warm: number; run: number }): Promise<number> {
  const first = new pg.Client({ connectionString: url })
  await first.connect()
  await first.query('create table if not exists bench_insert (id uuid primary key, text text not null)')
  await first.end()
  const begin = performance.now() + spell.warm
  const end = begin + spell.run
  let count = 0
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      for (let now = performance.now(); now < end; now = performance.now()) {
        await client.query(`insert into bench_insert values (gen_random_uuid(), 'a registration')`)
        if (now >= begin) count++
      }
      await client.end()
    }),
  )
  return count / (spell.run / 1000)
}
