-- Registry: objections against an admission during its publicity (111/20.3).

create table objection (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  admission text not null references admission,
  agency text not null references organisation,
  operator text not null references organisation,
  management text not null references organisation,
  -- the body for which its author is signed in
  objector text not null references organisation,
  changed_at timestamptz not null
);
create index objection_admission on objection (admission);
create index objection_agency on objection (agency, changed_at desc);
create index objection_operator on objection (operator, changed_at desc);
create index objection_management on objection (management, changed_at desc);
create index objection_objector on objection (objector, changed_at desc);
create unique index objection_open on objection (admission, objector) where status in ('filed', 'raised');
