-- Registry: suspension and expulsion (111/35, 36).

create table standing_case (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  agency text not null references agency,
  operator text not null references organisation,
  management text not null references organisation,
  -- the department that reported it (111/9.2)
  reporter text references organisation,
  measure text not null check (measure in ('suspension', 'expulsion')),
  -- service types that a suspension touches; empty: all of them
  services text[] not null default '{}',
  -- set while the measure holds
  in_force_since timestamptz,
  changed_at timestamptz not null
);
create index standing_case_agency on standing_case (agency, changed_at desc);
create index standing_case_operator on standing_case (operator, changed_at desc);
create index standing_case_management on standing_case (management, changed_at desc);
create index standing_case_reporter on standing_case (reporter, changed_at desc) where reporter is not null;
create index standing_case_in_force on standing_case (agency) where in_force_since is not null;
create unique index standing_case_one_expulsion on standing_case (agency)
  where measure = 'expulsion' and status in ('reported', 'opened', 'confirmed');

-- 36.4: 法律法规另有规定的除外
alter table admission_bar add column standing_case text references standing_case;
alter table admission_bar add column lifted_at timestamptz;

-- An expulsion ends the admission; after the bar the agency may apply anew.
alter table admission add column ended_at timestamptz;
drop index admission_one_open;
create unique index admission_one_open on admission (agency)
  where status not in ('refused', 'withdrawn') and ended_at is null;
