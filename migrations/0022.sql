-- Credit data in and out as files (111/10).

create table credit_transfer (
  id text primary key,
  direction text not null check (direction in ('import', 'export')),
  format text not null check (format in ('json', 'csv')),
  name text not null,
  body text not null references organisation,
  person text not null,
  at timestamptz not null,
  rows int not null,
  -- of an import: records that were not there before; cases that were drafted from them
  added int not null default 0,
  cases int not null default 0,
  -- of an export: its period
  from_day date,
  to_day date,
  sha256 text not null,
  content bytea not null
);
create index credit_transfer_at on credit_transfer (at desc);

create table credit_record (
  id text primary key,
  transfer text not null references credit_transfer,
  "row" int not null,
  kind text not null,
  party text not null check (party in ('agency', 'owner')),
  name text not null,
  code text not null,
  document text not null,
  decided_on date not null,
  valid_until date,
  source text not null,
  summary text,
  -- the draft case that it put before the operator
  standing_case text references standing_case,
  unique (source, document, code, kind)
);
create index credit_record_code on credit_record (code, decided_on desc);
create index credit_record_latest on credit_record (decided_on desc, id);
