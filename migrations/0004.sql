-- Registry: organisations, people, what agencies may serve, admission (111/2, 7-9, 14-21, 36).

create table organisation (
  id text primary key,
  kind text not null check (kind in ('owner', 'agency', 'department', 'operator', 'management', 'finance', 'audit',
    'credit', 'price', 'market-supervision')),
  name text not null,
  -- 统一社会信用代码; natural persons have none
  code text,
  -- GB/T 2260 code of its place; for bodies, of the level at which they act
  region text not null,
  demo boolean not null default false,
  profile jsonb not null default '{}',
  -- name, initials of its pinyin and code in lower case, and their one- and two-letter pieces
  search text not null,
  grams text[] not null,
  created_at timestamptz not null default now(),
  unique (kind, code)
);
create index organisation_grams on organisation using gin (grams);
create index organisation_body on organisation (region, kind) where kind not in ('owner', 'agency');

create table person (
  id text primary key,
  name text not null,
  -- the name used to sign in
  account text not null unique,
  phone text,
  email text,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table membership (
  person text not null references person,
  organisation text not null references organisation,
  roles text[] not null default '{}',
  primary key (person, organisation)
);
create index membership_organisation on membership (organisation);

-- The published list of service items (111/9.1, 14): every version kept and dated.
create table service_item (
  code text not null,
  version int not null,
  valid_from date not null,
  category text not null,
  name text not null,
  name_en text not null,
  department text not null references organisation,
  basis text not null,
  price_management text not null check (price_management in ('market', 'government-guided', 'government-set')),
  primary key (code, version)
);

-- An application to come in (111/15-20). Identity numbers are not in `state`: they are sealed beside it.
create table admission (
  id text primary key,
  version int not null,
  state jsonb not null,
  identities bytea not null,
  status text not null,
  agency text not null references organisation,
  operator text,
  departments text[] not null default '{}',
  changed_at timestamptz not null
);
create index admission_agency on admission (agency, changed_at desc);
create index admission_operator on admission (operator, changed_at desc);
create index admission_departments on admission using gin (departments);
-- 20.1: one application at a time
create unique index admission_one_open on admission (agency) where status not in ('refused', 'withdrawn');

-- What an agency is in the market. Written by the admission; the credit module changes the standing (111/35, 36, 42).
create table agency (
  organisation text primary key references organisation,
  status text not null check (status in ('applying', 'admitted', 'suspended', 'expelled')),
  admission text references admission,
  admitted_at timestamptz,
  legal_representative text not null default '',
  -- keyed digests of the identity numbers of the legal representative and of those who control it (111/29.1)
  controllers text[] not null default '{}',
  profile jsonb not null default '{}'
);

create table agency_service (
  agency text not null references agency,
  service_type text not null,
  qualification text,
  grade text,
  number text,
  scope text,
  issuer text,
  valid_from date,
  valid_to date,
  file jsonb,
  department text not null,
  confirmed_at timestamptz,
  suspended boolean not null default false,
  primary key (agency, service_type)
);
create index agency_service_type on agency_service (service_type, agency);

-- 19.2: a key person holds posts in one agency only. The primary key says so, also to requests that come at once.
create table key_person (
  -- keyed digest of the identity number
  identity text primary key,
  agency text not null references organisation,
  name text not null,
  posts text[] not null,
  phone text not null,
  certificate text not null default ''
);
create index key_person_agency on key_person (agency);

-- 36: whom an expulsion keeps out: the agency by its code, its legal representative by the digest.
create table admission_bar (
  id text primary key,
  party text not null check (party in ('agency', 'representative')),
  key text not null,
  name text not null,
  since date not null,
  article text not null
);
create index admission_bar_key on admission_bar (key);
