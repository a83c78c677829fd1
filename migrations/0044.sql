-- Frameworks (111/22.2): several agencies for one type of service, called off up to a ceiling.

-- One row per framework, with the id of the procurement that chose its members. Whoever calls off holds the row, so that
-- two call-offs at once cannot pass the ceiling together.
create table framework (
  id text primary key references procurement,
  version int not null,
  state jsonb not null,
  status text not null,
  owner text not null,
  operator text not null,
  -- Organisations of the members.
  members text[] not null,
  title text not null,
  -- 分: what is called off and not declined by all
  used bigint not null check (used >= 0),
  ceiling bigint not null check (ceiling > 0 and used <= ceiling),
  changed_at timestamptz not null default market_now()
);
create index framework_owner on framework (owner, changed_at desc);
create index framework_operator on framework (operator, changed_at desc);
create index framework_members on framework using gin (members);

-- A procurement may lead to many engagements now: one for each call-off. Its own still has its id.
alter table engagement drop constraint engagement_procurement_key;
create index engagement_procurement on engagement (procurement);
