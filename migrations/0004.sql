-- Registry: organisations, people, what agencies may serve, admission (111/2, 7-9, 14-21, 36).

create table organisation (
  id text primary key,
  kind text not null check (kind in ('owner', 'agency', 'department', 'operator', 'management', 'finance', 'audit',
    'credit', 'price', 'market-supervision')),
  name text not null,
  -- 统一社会信用代码; natural persons have none
  code text,
  -- GB/T 2260 code of its place; for bodies, of the level at which they act
  region text not null,
  demo boolean not null default false,
  profile jsonb not null default '{}',
  -- name, initials of its pinyin and code in lower case, and their one- and two-letter pieces
  search text not null,
  grams text[] not null,
  created_at timestamptz not null default now(),
  unique (kind, code)
);
create index organisation_grams on organisation using gin (grams);
create index organisation_body on organisation (region, kind) where kind not in ('owner', 'agency');

create table person (
  id text primary key,
  name text not null,
  -- the name used to sign in
  account text not null unique,
  phone text,
  email text,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table membership (
  person text not null references person,
  organisation text not null references organisation,
  roles text[] not null default '{}',
  primary key (person, organisation)
);
create index membership_organisation on membership (organisation);
