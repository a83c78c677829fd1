-- Spot checks of contracts and performance (111/37): the pool is published, chance draws from it, findings are kept.

create table spot_check (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  operator text not null,
  region text not null,
  period_from date not null,
  period_to date not null,
  changed_at timestamptz not null default market_now()
);
create index spot_check_operator on spot_check (operator, changed_at desc);
-- No contract is in two pools of its operator.
create unique index spot_check_period on spot_check (operator, period_from);

-- An entry of the pool: the fact that stands for it in the draw; a drawn one with what was found.
create table spot_check_entry (
  spot_check text not null references spot_check,
  notice text not null,
  engagement text not null,
  agency text not null,
  owner text not null,
  fact text,
  salt text,
  drawn boolean not null default false,
  consistency text,
  performance text,
  found_at timestamptz,
  primary key (spot_check, notice)
);
create index spot_check_entry_agency on spot_check_entry (agency, found_at desc) where drawn;
create index spot_check_entry_owner on spot_check_entry (owner) where drawn;
create unique index spot_check_entry_engagement on spot_check_entry (engagement);
