-- Registry: changes of an agency and its versions (111/33.1), key people who leave (19.2).

-- A key person is named on screens and in changes by a number of its own, never by the digest of the identity.
alter table key_person add column id text not null default gen_random_uuid()::text;
create unique index key_person_id on key_person (id);
-- Nobody reads it here: the number lies sealed in what the agency filed.
alter table key_person drop column phone;

-- A change that an agency reports. Identity numbers and phones are not in `state`: they are sealed beside it.
create table agency_change (
  id text primary key,
  version int not null,
  state jsonb not null,
  numbers bytea not null,
  status text not null,
  matter text not null,
  agency text not null references organisation,
  operator text not null,
  changed_at timestamptz not null
);
create index agency_change_agency on agency_change (agency, changed_at desc);
create index agency_change_operator on agency_change (operator, changed_at desc);
-- One change of one matter at a time
create unique index agency_change_open on agency_change (agency, matter) where status = 'submitted';

-- What was in force from when: the admission is version 1, every change that takes effect is the next.
create table agency_version (
  agency text not null references agency,
  version int not null,
  since timestamptz not null,
  -- null: the admission
  change text references agency_change,
  shown jsonb not null,
  primary key (agency, version)
);
insert into agency_version (agency, version, since, shown)
select a.organisation, 1, a.admitted_at, a.profile || jsonb_build_object('name', o.name, 'legalRepresentative',
    a.legal_representative, 'people', (select coalesce(jsonb_agg(jsonb_build_object('name',
      left(k.name, 1) || repeat('*', length(k.name) - 1), 'certificate', k.certificate) order by k.name, k.id), '[]')
      from key_person k where k.agency = a.organisation and 'practitioner' = any(k.posts)))
from agency a join organisation o on o.id = a.organisation where a.admitted_at is not null;
