-- Credit (111/39-43): suspensions that end by themselves, and the breaches behind them.

-- 42.1: the whole service of an agency is suspended from a moment to the end of a day; earlier where the breach was
-- repaired (43) or the agency expelled.
create table agency_suspension (
  -- the breach
  id text primary key,
  agency text not null references organisation,
  since timestamptz not null,
  until timestamptz not null,
  last_day date not null,
  article text not null,
  ended_at timestamptz,
  check (until > since)
);
create index agency_suspension_agency on agency_suspension (agency, since);

create table breach (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  agency text not null references organisation,
  operator text not null references organisation,
  management text not null references organisation,
  -- who reported it, and with whom a repair is decided
  departments text[] not null default '{}',
  severity text not null,
  -- what the system saw: one case for each event
  source text unique,
  since timestamptz,
  -- 42.2, 43.5: published while it is before this moment
  public_end timestamptz,
  changed_at timestamptz not null default market_now()
);
create index breach_agency on breach (agency, since);
create index breach_operator on breach (operator, changed_at desc);
create index breach_management on breach (management, changed_at desc);
create index breach_departments on breach using gin (departments);
create index breach_public on breach (public_end) where public_end is not null;
