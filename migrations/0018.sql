-- Procurement: recusals (111/29.2, 29.3) and findings of registrations from one place (111/40.2). Registry: certificates (18).

-- Who is whose relative is in `sealed`, under a key that is not in the database; the columns name organisations only.
create table recusal (
  id text primary key,
  version int not null,
  sealed bytea not null,
  status text not null,
  ground text not null check (ground in ('kinship', 'other')),
  -- who declared the kinship, or recorded the other ground
  declarer text not null references organisation,
  owner text references organisation,
  agency text references organisation,
  procurement text references procurement,
  operator text references organisation,
  changed_at timestamptz not null,
  check ((ground = 'kinship') = (owner is not null)),
  check ((ground = 'other') = (procurement is not null))
);
create index recusal_declarer on recusal (declarer, changed_at desc);
create index recusal_owner on recusal (owner) where owner is not null and status = 'declared';
create index recusal_procurement on recusal (procurement) where procurement is not null and status = 'in-force';
create index recusal_operator on recusal (operator, changed_at desc) where operator is not null;
create index recusal_agency on recusal (agency) where agency is not null;

-- Whom a finding is about, and where they were, is sealed likewise.
create table finding (
  id text primary key,
  version int not null,
  sealed bytea not null,
  status text not null,
  procurement text not null references procurement,
  operator text not null references organisation,
  changed_at timestamptz not null
);
create index finding_operator on finding (operator, changed_at desc);
create index finding_procurement on finding (procurement);

-- Registry: the departments' library of certificates (111/18), as it was imported. Each department brings its own.
create table certificate_import (
  id text primary key,
  department text not null references organisation,
  person text not null,
  at timestamptz not null,
  file_name text not null,
  -- of the rows that were imported, in the order of the file
  sha256 text not null,
  certificates int not null
);
create index certificate_import_department on certificate_import (department, at desc);

create table certificate (
  department text not null references organisation,
  number text not null,
  holder_code text not null,
  holder_name text not null,
  name text not null,
  grade text not null,
  scope text not null,
  issuer text not null,
  valid_from date not null,
  -- null: without end
  valid_to date,
  status text not null check (status in ('valid', 'revoked')),
  import text not null references certificate_import,
  primary key (department, number)
);
create index certificate_holder on certificate (department, holder_code);

-- What a person of the department made of a difference. `about` is the digest of both sides: when either changes, the
-- question is open again.
create table certificate_decision (
  agency text not null references agency,
  service_type text not null,
  about text not null,
  department text not null references organisation,
  verdict text not null check (verdict in ('library', 'claim')),
  reason text not null,
  person text not null,
  person_name text not null,
  at timestamptz not null,
  primary key (agency, service_type, about)
);
