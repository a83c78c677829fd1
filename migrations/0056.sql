-- Consults (111/46).

create table consult (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  -- what the enquirer keeps
  number text not null unique,
  region text not null,
  body text not null,
  enquirer text,
  -- keyed digest of number and code; the code itself is nowhere
  digest text unique,
  changed_at timestamptz not null default market_now()
);
create index consult_body on consult (body, changed_at desc);
create index consult_enquirer on consult (enquirer, changed_at desc);
create index consult_region on consult (region, changed_at desc);
create index consult_published on consult (changed_at desc) where status = 'published';
