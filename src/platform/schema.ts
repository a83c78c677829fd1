import type pg from 'pg'

/**
 * The schema as the database's own catalogue describes it, in a fixed order, so that a review sees what a migration
 * did. Rejected: pg_dump, which is not among the embedded binaries and refuses a server newer than itself.
 */
export async function dumpSchema(client: pg.ClientBase): Promise<string> {
  const parts: string[] = []
  for (const query of [tables, indexes, functions, triggers, grants]) {
    const { rows } = await client.query<{ line: string }>(query)
    parts.push(rows.map((r) => r.line).join('\n'))
  }
  return `-- Written by \`npm run codegen\` from a database with all migrations. Do not edit.\n\n${parts.join('\n\n')}\n`
}

const ours = `n.nspname = 'public'
  and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')`

const tables = `
  select format(E'create table %s (\\n%s\\n);', c.relname, string_agg('  ' || p.line, E',\\n' order by p.kind, p.place, p.line)) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select 1 as kind, a.attnum as place,
      a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ||
      case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
           when a.attidentity <> '' then ' generated as identity'
           when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end ||
      case when a.attnotnull then ' not null' else '' end as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    union all
    select 2, 0, pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
  ) p
  where c.relkind in ('r', 'p') and ${ours} group by c.relname order by c.relname`

const indexes = `
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours} and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1`

const functions = `
  select pg_get_functiondef(c.oid) || ';' as line from pg_proc c join pg_namespace n on n.oid = c.pronamespace
  where ${ours} order by c.proname, 1`

const triggers = `
  select pg_get_triggerdef(t.oid) || ';' as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours} and not t.tgisinternal order by 1`

const grants = `
  select format('grant %s on %s to xunshi_app;', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), c.relname) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
  where ${ours} and r.rolname = 'xunshi_app' and c.relkind in ('r', 'p', 'S', 'v') group by c.relname order by c.relname`
