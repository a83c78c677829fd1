-- Reports and what the clocks found (111/53-55), and the calendar feeds of people (111/8).

create table report (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  -- what the reporter keeps
  number text not null unique,
  situation text not null,
  reported text not null,
  receiver text not null,
  finance text,
  reporter text,
  -- engagement:what, of one that the clocks found: it is opened once
  finding text unique,
  -- keyed digest of number and code; the code itself is nowhere
  digest text unique,
  changed_at timestamptz not null default market_now()
);
create index report_receiver on report (receiver, changed_at desc);
create index report_finance on report (finance, changed_at desc);
create index report_reporter on report (reporter, changed_at desc);

-- A secret address at which a person's calendar program reads what waits for one of their organisations.
create table calendar_feed (
  person text not null,
  organisation text not null,
  -- keyed digest of the address; the address itself is told once
  digest text not null unique,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (person, organisation)
);
