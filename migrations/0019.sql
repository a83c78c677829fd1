-- Registry: existing agencies taken over from an operator's own records (111/8, 8.6), many at once.
create table agency_import (
  id text primary key,
  operator text not null references organisation (id),
  operator_name text not null,
  person text not null,
  person_name text not null,
  -- Number of the document by which they were admitted before.
  source text not null,
  file_name text not null,
  sha256 text not null,
  status text not null check (status in ('checking', 'writing', 'refused', 'done')),
  total integer not null,
  done integer not null default 0,
  problems jsonb not null default '[]',
  -- The rows under a key that is not in the database: they hold identity numbers. Gone when they are taken in.
  rows bytea,
  at timestamptz not null default market_now(),
  ended_at timestamptz
);
create index agency_import_operator on agency_import (operator, at desc);

create table agency_imported (
  agency text primary key references agency (organisation),
  import text not null references agency_import (id),
  -- Digest of the administrator's name and phone: who registers under the agency's code with both comes to its account.
  administrator text
);

