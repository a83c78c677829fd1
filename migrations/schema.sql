-- Written by `npm run codegen` from a database with all migrations. Do not edit.

create table admission (
  id text not null,
  version integer not null,
  state jsonb not null,
  identities bytea not null,
  status text not null,
  agency text not null,
  operator text,
  departments text[] default '{}'::text[] not null,
  changed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  clerk text,
  FOREIGN KEY (agency) REFERENCES organisation(id),
  FOREIGN KEY (clerk) REFERENCES person(id),
  PRIMARY KEY (id)
);
create table admission_bar (
  id text not null,
  party text not null,
  key text not null,
  name text not null,
  since date not null,
  article text not null,
  standing_case text,
  lifted_at timestamp with time zone,
  CHECK ((party = ANY (ARRAY['agency'::text, 'representative'::text]))),
  FOREIGN KEY (standing_case) REFERENCES standing_case(id),
  PRIMARY KEY (id)
);
create table agency (
  organisation text not null,
  status text not null,
  admission text,
  admitted_at timestamp with time zone,
  legal_representative text default ''::text not null,
  controllers text[] default '{}'::text[] not null,
  profile jsonb default '{}'::jsonb not null,
  score_milli integer,
  CHECK ((score_milli >= 0)),
  CHECK ((status = ANY (ARRAY['applying'::text, 'admitted'::text, 'suspended'::text, 'expelled'::text]))),
  FOREIGN KEY (admission) REFERENCES admission(id),
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  PRIMARY KEY (organisation)
);
create table agency_change (
  id text not null,
  version integer not null,
  state jsonb not null,
  numbers bytea not null,
  status text not null,
  matter text not null,
  agency text not null,
  operator text not null,
  changed_at timestamp with time zone not null,
  department text,
  about text default ''::text not null,
  FOREIGN KEY (agency) REFERENCES organisation(id),
  FOREIGN KEY (department) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table agency_import (
  id text not null,
  operator text not null,
  operator_name text not null,
  person text not null,
  person_name text not null,
  source text not null,
  file_name text not null,
  sha256 text not null,
  status text not null,
  total integer not null,
  done integer default 0 not null,
  problems jsonb default '[]'::jsonb not null,
  rows bytea,
  at timestamp with time zone default market_now() not null,
  ended_at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['checking'::text, 'writing'::text, 'refused'::text, 'done'::text]))),
  FOREIGN KEY (operator) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table agency_imported (
  agency text not null,
  import text not null,
  administrator text,
  FOREIGN KEY (agency) REFERENCES agency(organisation),
  FOREIGN KEY (import) REFERENCES agency_import(id),
  PRIMARY KEY (agency)
);
create table agency_service (
  agency text not null,
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
  confirmed_at timestamp with time zone,
  suspended boolean default false not null,
  version integer default 1 not null,
  warned integer[] default '{}'::integer[] not null,
  expired_at timestamp with time zone,
  FOREIGN KEY (agency) REFERENCES agency(organisation),
  PRIMARY KEY (agency, service_type)
);
create table agency_suspension (
  id text not null,
  agency text not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  last_day date not null,
  article text not null,
  ended_at timestamp with time zone,
  CHECK ((until > since)),
  FOREIGN KEY (agency) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table agency_version (
  agency text not null,
  version integer not null,
  since timestamp with time zone not null,
  change text,
  shown jsonb not null,
  FOREIGN KEY (agency) REFERENCES agency(organisation),
  FOREIGN KEY (change) REFERENCES agency_change(id),
  PRIMARY KEY (agency, version)
);
create table announcement (
  id text not null,
  state text not null,
  method text not null,
  region text not null,
  category text not null,
  service_type text not null,
  money text not null,
  amount bigint,
  published_at timestamp with time zone not null,
  deadline timestamp with time zone not null,
  nearness bigint not null,
  words tsvector not null,
  card text not null,
  FOREIGN KEY (id) REFERENCES procurement(id),
  PRIMARY KEY (id)
);
create table auction (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  FOREIGN KEY (id) REFERENCES procurement(id),
  PRIMARY KEY (id)
);
create table auction_audit (
  auction text not null,
  digest text not null,
  text text not null,
  at timestamp with time zone not null,
  FOREIGN KEY (auction) REFERENCES auction(id),
  PRIMARY KEY (auction)
);
create table auction_bid (
  auction text not null,
  seq integer not null,
  bidder integer not null,
  amount bigint not null,
  at timestamp with time zone not null,
  leaf bytea not null,
  nonce bytea,
  CHECK ((amount > 0)),
  CHECK ((length(leaf) = 32)),
  CHECK ((length(nonce) = 32)),
  FOREIGN KEY (auction) REFERENCES auction(id),
  PRIMARY KEY (auction, seq)
);
create table auction_limit (
  auction text not null,
  bidder integer not null,
  sealed bytea not null,
  place integer generated as identity not null,
  FOREIGN KEY (auction) REFERENCES auction(id),
  PRIMARY KEY (auction, bidder)
);
create table auction_party (
  auction text not null,
  number integer not null,
  handle bytea not null,
  leaf text not null,
  CHECK ((length(handle) = 32)),
  CHECK ((number >= 1)),
  FOREIGN KEY (auction) REFERENCES auction(id),
  PRIMARY KEY (auction, number),
  UNIQUE (handle)
);
create table auth_account (
  id text not null,
  userId text not null,
  accountId text not null,
  providerId text not null,
  accessToken text,
  refreshToken text,
  idToken text,
  accessTokenExpiresAt timestamp with time zone,
  refreshTokenExpiresAt timestamp with time zone,
  scope text,
  password text,
  createdAt timestamp with time zone default now() not null,
  updatedAt timestamp with time zone default now() not null,
  FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
);
create table auth_session (
  id text not null,
  userId text not null,
  token text not null,
  expiresAt timestamp with time zone not null,
  ipAddress text,
  userAgent text,
  activeOrganisation text,
  createdAt timestamp with time zone default now() not null,
  updatedAt timestamp with time zone default now() not null,
  factorPending boolean default false not null,
  factorAt timestamp with time zone,
  FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE,
  PRIMARY KEY (id),
  UNIQUE (token)
);
create table auth_user (
  id text not null,
  name text not null,
  email text not null,
  emailVerified boolean default false not null,
  image text,
  username text,
  displayUsername text,
  createdAt timestamp with time zone default now() not null,
  updatedAt timestamp with time zone default now() not null,
  PRIMARY KEY (id),
  UNIQUE (email),
  UNIQUE (username)
);
create table auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expiresAt timestamp with time zone not null,
  createdAt timestamp with time zone default now() not null,
  updatedAt timestamp with time zone default now() not null,
  PRIMARY KEY (id)
);
create table award_hold (
  number text not null,
  complaint text not null,
  since timestamp with time zone not null,
  PRIMARY KEY (number, complaint)
);
create table breach (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  agency text not null,
  operator text not null,
  management text not null,
  departments text[] default '{}'::text[] not null,
  severity text not null,
  source text,
  since timestamp with time zone,
  public_end timestamp with time zone,
  changed_at timestamp with time zone default market_now() not null,
  FOREIGN KEY (agency) REFERENCES organisation(id),
  FOREIGN KEY (management) REFERENCES organisation(id),
  FOREIGN KEY (operator) REFERENCES organisation(id),
  PRIMARY KEY (id),
  UNIQUE (source)
);
create table calendar_feed (
  person text not null,
  organisation text not null,
  digest text not null,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  PRIMARY KEY (person, organisation),
  UNIQUE (digest)
);
create table central_catalogue (
  year integer not null,
  version integer not null,
  document_number text not null,
  entries jsonb not null,
  entered_by text not null,
  at timestamp with time zone not null,
  FOREIGN KEY (entered_by) REFERENCES organisation(id),
  PRIMARY KEY (year, version)
);
create table ceremony (
  digest text not null,
  curve text not null,
  status text not null,
  roll text not null,
  transcript jsonb not null,
  keys jsonb not null,
  fact text not null,
  at timestamp with time zone not null,
  CHECK ((curve = ANY (ARRAY['bls12-381-g2'::text, 'ed25519'::text]))),
  CHECK ((status = ANY (ARRAY['held'::text, 'aborted'::text]))),
  FOREIGN KEY (fact) REFERENCES fact(id),
  PRIMARY KEY (digest)
);
create table certificate (
  department text not null,
  number text not null,
  holder_code text not null,
  holder_name text not null,
  name text not null,
  grade text not null,
  scope text not null,
  issuer text not null,
  valid_from date not null,
  valid_to date,
  status text not null,
  import text not null,
  CHECK ((status = ANY (ARRAY['valid'::text, 'revoked'::text]))),
  FOREIGN KEY (department) REFERENCES organisation(id),
  FOREIGN KEY (import) REFERENCES certificate_import(id),
  PRIMARY KEY (department, number)
);
create table certificate_decision (
  agency text not null,
  service_type text not null,
  about text not null,
  department text not null,
  verdict text not null,
  reason text not null,
  person text not null,
  person_name text not null,
  at timestamp with time zone not null,
  CHECK ((verdict = ANY (ARRAY['library'::text, 'claim'::text]))),
  FOREIGN KEY (agency) REFERENCES agency(organisation),
  FOREIGN KEY (department) REFERENCES organisation(id),
  PRIMARY KEY (agency, service_type, about)
);
create table certificate_import (
  id text not null,
  department text not null,
  person text not null,
  at timestamp with time zone not null,
  file_name text not null,
  sha256 text not null,
  certificates integer not null,
  FOREIGN KEY (department) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table clock (
  subject text not null,
  id text not null,
  action text not null,
  article text not null,
  since timestamp with time zone,
  due timestamp with time zone,
  who text not null,
  title text not null,
  seq integer default 0 not null,
  PRIMARY KEY (subject, id, action, who, seq)
);
create table clock_past (
  subject text not null,
  id text not null,
  action text not null,
  article text not null,
  since timestamp with time zone,
  due timestamp with time zone not null,
  ended timestamp with time zone not null,
  who text not null
);
create table complaint (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  kind text not null,
  about text not null,
  complainant text,
  respondent text not null,
  receiver text not null,
  department text,
  changed_at timestamp with time zone default market_now() not null,
  PRIMARY KEY (id)
);
create table consult (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  number text not null,
  region text not null,
  body text not null,
  enquirer text,
  digest text,
  changed_at timestamp with time zone default market_now() not null,
  PRIMARY KEY (id),
  UNIQUE (digest),
  UNIQUE (number)
);
create table counter (
  scope text not null,
  value integer not null,
  PRIMARY KEY (scope)
);
create table credit_record (
  id text not null,
  transfer text not null,
  row integer not null,
  kind text not null,
  party text not null,
  name text not null,
  code text not null,
  document text not null,
  decided_on date not null,
  valid_until date,
  source text not null,
  summary text,
  standing_case text,
  CHECK ((party = ANY (ARRAY['agency'::text, 'owner'::text]))),
  FOREIGN KEY (standing_case) REFERENCES standing_case(id),
  FOREIGN KEY (transfer) REFERENCES credit_transfer(id),
  PRIMARY KEY (id),
  UNIQUE (source, document, code, kind)
);
create table credit_transfer (
  id text not null,
  direction text not null,
  format text not null,
  name text not null,
  body text not null,
  person text not null,
  at timestamp with time zone not null,
  rows integer not null,
  added integer default 0 not null,
  cases integer default 0 not null,
  from_day date,
  to_day date,
  sha256 text not null,
  content bytea not null,
  CHECK ((direction = ANY (ARRAY['import'::text, 'export'::text]))),
  CHECK ((format = ANY (ARRAY['json'::text, 'csv'::text]))),
  FOREIGN KEY (body) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table document (
  number text not null,
  kind text not null,
  occasion text not null,
  subject text not null,
  printed_number text not null,
  title text not null,
  project text not null,
  issuer text not null,
  parties jsonb not null,
  sheet jsonb not null,
  at timestamp with time zone not null,
  file text,
  sha256 text,
  size integer,
  fact text,
  leaf text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  FOREIGN KEY (file) REFERENCES file(id),
  PRIMARY KEY (number),
  UNIQUE (occasion)
);
create table draw (
  id text not null,
  purpose text not null,
  subject text not null,
  article text not null,
  deadline timestamp with time zone not null,
  status text default 'announced'::text not null,
  version integer default 1 not null,
  announced_at timestamp with time zone not null,
  spec jsonb not null,
  spec_hash text not null,
  spec_fact text not null,
  roster text,
  entries integer,
  frozen_at timestamp with time zone,
  freeze_fact text,
  transcript jsonb,
  checkpoint text,
  opening_at timestamp with time zone,
  opened bytea,
  opened_at timestamp with time zone,
  signature text,
  signers integer[],
  beacon text,
  seed text,
  completed_at timestamp with time zone,
  bundle text,
  tried_at timestamp with time zone,
  bound text,
  bound_at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['announced'::text, 'abandoned'::text, 'frozen'::text, 'signing'::text, 'complete'::text]))),
  FOREIGN KEY (freeze_fact) REFERENCES fact(id),
  FOREIGN KEY (spec_fact) REFERENCES fact(id),
  PRIMARY KEY (id),
  UNIQUE (purpose, subject),
  UNIQUE (spec_hash)
);
create table draw_entry (
  draw text not null,
  leaf text not null,
  fact text not null,
  sealed bytea,
  party jsonb,
  ticket text,
  rank integer,
  FOREIGN KEY (draw) REFERENCES draw(id),
  FOREIGN KEY (fact) REFERENCES fact(id),
  PRIMARY KEY (draw, leaf),
  UNIQUE (draw, rank)
);
create table draw_trustee (
  draw text not null,
  number integer not null,
  name text not null,
  status text default 'waiting'::text not null,
  refusal text,
  partial text,
  at timestamp with time zone,
  CHECK ((status = ANY (ARRAY['waiting'::text, 'signed'::text, 'silent'::text, 'refused'::text, 'wrong'::text]))),
  FOREIGN KEY (draw) REFERENCES draw(id),
  PRIMARY KEY (draw, number)
);
create table engagement (
  id text not null,
  procurement text not null,
  owner text not null,
  agency text not null,
  operator text not null,
  region text not null,
  title text not null,
  status text not null,
  state jsonb not null,
  version integer not null,
  changed_at timestamp with time zone default market_now() not null,
  finance text,
  fee bigint,
  paid bigint default 0 not null,
  CHECK (((paid >= 0) AND (paid <= COALESCE(fee, (0)::bigint)))),
  PRIMARY KEY (id)
);
create table fact (
  id text not null,
  subject text not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  article text not null,
  actor text not null,
  visibility text not null,
  body jsonb not null,
  salt bytea not null,
  prev bytea not null,
  leaf bytea not null,
  mac bytea not null,
  CHECK ((length(leaf) = 32)),
  CHECK ((length(mac) = 32)),
  CHECK ((length(prev) = 32)),
  CHECK ((length(salt) = 16)),
  CHECK ((seq >= 1)),
  CHECK ((visibility = ANY (ARRAY['public'::text, 'parties'::text, 'sealed'::text]))),
  PRIMARY KEY (id),
  UNIQUE (subject, seq)
);
create table fact_opening (
  fact text not null,
  at timestamp with time zone not null,
  FOREIGN KEY (fact) REFERENCES fact(id),
  PRIMARY KEY (fact)
);
create table file (
  id text not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 text not null,
  owner text not null,
  bytes bytea not null,
  at timestamp with time zone default now() not null,
  PRIMARY KEY (id)
);
create table finding (
  id text not null,
  version integer not null,
  sealed bytea not null,
  status text not null,
  procurement text not null,
  operator text not null,
  changed_at timestamp with time zone not null,
  FOREIGN KEY (operator) REFERENCES organisation(id),
  FOREIGN KEY (procurement) REFERENCES procurement(id),
  PRIMARY KEY (id)
);
create table follow_on (
  procurement text not null,
  original text not null,
  amount bigint not null,
  CHECK ((amount > 0)),
  FOREIGN KEY (original) REFERENCES original_contract(engagement),
  FOREIGN KEY (procurement) REFERENCES procurement(id),
  PRIMARY KEY (procurement)
);
create table framework (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  owner text not null,
  operator text not null,
  members text[] not null,
  title text not null,
  used bigint not null,
  ceiling bigint not null,
  changed_at timestamp with time zone default market_now() not null,
  CHECK (((ceiling > 0) AND (used <= ceiling))),
  CHECK ((used >= 0)),
  FOREIGN KEY (id) REFERENCES procurement(id),
  PRIMARY KEY (id)
);
create table idempotency (
  person text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  response jsonb,
  at timestamp with time zone default now() not null,
  PRIMARY KEY (person, key)
);
create table identity_reveal (
  id text not null,
  subject text not null,
  place text not null,
  name text not null,
  party text not null,
  person text not null,
  person_name text not null,
  organisation text not null,
  reason text not null,
  at timestamp with time zone not null,
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  FOREIGN KEY (party) REFERENCES organisation(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);
create table installation (
  key text not null,
  value text not null,
  PRIMARY KEY (key)
);
create table invitation (
  id text not null,
  organisation text not null,
  name text not null,
  account text default ''::text not null,
  phone bytea not null,
  roles text[] not null,
  code text not null,
  invited_by text not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  status text not null,
  CHECK ((status = ANY (ARRAY['open'::text, 'accepted'::text, 'withdrawn'::text]))),
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  PRIMARY KEY (id),
  UNIQUE (code)
);
create table key_person (
  identity text not null,
  agency text not null,
  name text not null,
  posts text[] not null,
  certificate text default ''::text not null,
  id text default (gen_random_uuid())::text not null,
  FOREIGN KEY (agency) REFERENCES organisation(id),
  PRIMARY KEY (identity)
);
create table ledger_checkpoint (
  size bigint not null,
  previous bigint not null,
  root bytea not null,
  note text not null,
  at timestamp with time zone default clock_timestamp() not null,
  CHECK (((previous >= 0) AND (previous < size))),
  CHECK ((length(root) = 32)),
  CHECK ((size >= 1)),
  PRIMARY KEY (size),
  UNIQUE (previous)
);
create table ledger_cosignature (
  size bigint not null,
  witness text not null,
  line text not null,
  time bigint not null,
  FOREIGN KEY (size) REFERENCES ledger_checkpoint(size),
  PRIMARY KEY (witness, size)
);
create table ledger_leaf (
  index bigint not null,
  fact text not null,
  hash bytea not null,
  CHECK ((index >= 0)),
  CHECK ((length(hash) = 32)),
  FOREIGN KEY (fact) REFERENCES fact(id),
  PRIMARY KEY (index),
  UNIQUE (fact),
  UNIQUE (hash)
);
create table ledger_node (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  CHECK ((index >= 0)),
  CHECK ((length(hash) = 32)),
  CHECK ((level >= 1)),
  PRIMARY KEY (level, index)
);
create table ledger_pending (
  place bigint generated as identity not null,
  fact text not null,
  PRIMARY KEY (place)
);
create table mail (
  id text not null,
  address text not null,
  subject text not null,
  text text not null,
  at timestamp with time zone default market_now() not null,
  sent_at timestamp with time zone,
  attempts integer default 0 not null,
  fault text,
  FOREIGN KEY (id) REFERENCES notice_inbox(id),
  PRIMARY KEY (id)
);
create table membership (
  person text not null,
  organisation text not null,
  roles text[] default '{}'::text[] not null,
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (person, organisation)
);
create table migration (
  number text not null,
  sha256 text not null,
  at timestamp with time zone default now() not null,
  PRIMARY KEY (number)
);
create table natural_person (
  organisation text not null,
  identity bytea not null,
  masked text not null,
  digest text,
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  PRIMARY KEY (organisation),
  UNIQUE (digest)
);
create table notice (
  procurement text not null,
  seq integer not null,
  kind text not null,
  number text not null,
  title text not null,
  at timestamp with time zone not null,
  params jsonb not null,
  FOREIGN KEY (procurement) REFERENCES procurement(id),
  PRIMARY KEY (procurement, seq)
);
create table notice_inbox (
  id text not null,
  key text not null,
  person text not null,
  organisation text not null,
  subject jsonb not null,
  body jsonb not null,
  article text,
  link text,
  at timestamp with time zone default market_now() not null,
  read_at timestamp with time zone,
  PRIMARY KEY (id),
  UNIQUE (key, person, organisation)
);
create table objection (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  admission text not null,
  agency text not null,
  operator text not null,
  management text not null,
  objector text not null,
  changed_at timestamp with time zone not null,
  FOREIGN KEY (admission) REFERENCES admission(id),
  FOREIGN KEY (agency) REFERENCES organisation(id),
  FOREIGN KEY (management) REFERENCES organisation(id),
  FOREIGN KEY (objector) REFERENCES organisation(id),
  FOREIGN KEY (operator) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table organisation (
  id text not null,
  kind text not null,
  name text not null,
  code text,
  region text not null,
  demo boolean default false not null,
  profile jsonb default '{}'::jsonb not null,
  search text not null,
  grams text[] not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  ended_at timestamp with time zone,
  staff_version integer default 1 not null,
  CHECK ((kind = ANY (ARRAY['owner'::text, 'agency'::text, 'department'::text, 'operator'::text, 'management'::text, 'finance'::text, 'audit'::text, 'credit'::text, 'price'::text, 'market-supervision'::text]))),
  PRIMARY KEY (id),
  UNIQUE (kind, code)
);
create table original_contract (
  engagement text not null,
  owner text not null,
  agency text not null,
  agency_name text not null,
  title text not null,
  amount bigint not null,
  CHECK ((amount > 0)),
  FOREIGN KEY (agency) REFERENCES organisation(id),
  FOREIGN KEY (owner) REFERENCES organisation(id),
  PRIMARY KEY (engagement)
);
create table person (
  id text not null,
  name text not null,
  account text not null,
  email text,
  demo boolean default false not null,
  created_at timestamp with time zone default now() not null,
  phone bytea,
  PRIMARY KEY (id),
  UNIQUE (account)
);
create table procurement (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  owner text not null,
  operator text not null,
  previous text,
  number text,
  title text not null,
  changed_at timestamp with time zone not null,
  FOREIGN KEY (operator) REFERENCES organisation(id),
  FOREIGN KEY (owner) REFERENCES organisation(id),
  FOREIGN KEY (previous) REFERENCES procurement(id),
  PRIMARY KEY (id),
  UNIQUE (number),
  UNIQUE (previous)
);
create table rating (
  engagement text not null,
  of text not null,
  subject text not null,
  subject_name text not null,
  rater text,
  rater_name text,
  title text not null,
  stars integer not null,
  comment text,
  by_default boolean not null,
  weight_permille integer not null,
  at timestamp with time zone not null,
  CHECK (((stars >= 1) AND (stars <= 10))),
  CHECK ((of = ANY (ARRAY['agency'::text, 'owner'::text, 'operator'::text]))),
  FOREIGN KEY (engagement) REFERENCES engagement(id),
  PRIMARY KEY (engagement, of)
);
create table reading (
  id text not null,
  person text not null,
  person_name text not null,
  organisation text not null,
  what text not null,
  subject text not null,
  at timestamp with time zone not null,
  CHECK ((what = ANY (ARRAY['read'::text, 'export'::text]))),
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);
create table recusal (
  id text not null,
  version integer not null,
  sealed bytea not null,
  status text not null,
  ground text not null,
  declarer text not null,
  owner text,
  agency text,
  procurement text,
  operator text,
  changed_at timestamp with time zone not null,
  CHECK (((ground = 'kinship'::text) = (owner IS NOT NULL))),
  CHECK (((ground = 'other'::text) = (procurement IS NOT NULL))),
  CHECK ((ground = ANY (ARRAY['kinship'::text, 'other'::text]))),
  FOREIGN KEY (agency) REFERENCES organisation(id),
  FOREIGN KEY (declarer) REFERENCES organisation(id),
  FOREIGN KEY (operator) REFERENCES organisation(id),
  FOREIGN KEY (owner) REFERENCES organisation(id),
  FOREIGN KEY (procurement) REFERENCES procurement(id),
  PRIMARY KEY (id)
);
create table registration (
  handle bytea not null,
  slot bytea not null,
  box bytea not null,
  secret bytea not null,
  controllers bytea[] not null,
  offer bytea not null,
  CHECK ((length(handle) = 32)),
  CHECK ((length(offer) = 304)),
  CHECK ((length(slot) = 32)),
  PRIMARY KEY (handle)
);
create table registration_controller (
  digest bytea not null,
  CHECK ((length(digest) = 32)),
  PRIMARY KEY (digest)
);
create table report (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  number text not null,
  situation text not null,
  reported text not null,
  receiver text not null,
  finance text,
  reporter text,
  finding text,
  digest text,
  changed_at timestamp with time zone default market_now() not null,
  PRIMARY KEY (id),
  UNIQUE (digest),
  UNIQUE (finding),
  UNIQUE (number)
);
create table sealed_plan (
  handle bytea not null,
  slot bytea not null,
  box bytea not null,
  CHECK ((length(handle) = 32)),
  CHECK ((length(slot) = 32)),
  PRIMARY KEY (handle)
);
create table sealing_key (
  public text not null,
  ceremony text not null,
  place integer not null,
  signing text not null,
  draw text,
  FOREIGN KEY (ceremony) REFERENCES ceremony(digest),
  PRIMARY KEY (public),
  UNIQUE (ceremony, place),
  UNIQUE (draw)
);
create table second_factor (
  person text not null,
  secret bytea not null,
  enrolled_at timestamp with time zone,
  step bigint default 0 not null,
  recovery text[] default '{}'::text[] not null,
  failures integer default 0 not null,
  locked_until timestamp with time zone,
  FOREIGN KEY (person) REFERENCES auth_user(id) ON DELETE CASCADE,
  PRIMARY KEY (person)
);
create table service_item (
  code text not null,
  version integer not null,
  valid_from date not null,
  category text not null,
  name text not null,
  name_en text not null,
  department text not null,
  basis text not null,
  price_management text not null,
  valid_until date,
  approvals text[] default '{}'::text[] not null,
  price jsonb default '{}'::jsonb not null,
  qualifications jsonb default '[]'::jsonb not null,
  CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
  CHECK ((price_management = ANY (ARRAY['market'::text, 'government-guided'::text, 'government-set'::text]))),
  FOREIGN KEY (department) REFERENCES organisation(id),
  PRIMARY KEY (code, version)
);
create table service_item_entry (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  department text not null,
  editor text,
  changed_at timestamp with time zone not null,
  FOREIGN KEY (department) REFERENCES organisation(id),
  FOREIGN KEY (editor) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table setting (
  key text not null,
  value jsonb not null,
  valid_from date not null,
  document_number text not null,
  set_by text not null,
  at timestamp with time zone default now() not null,
  PRIMARY KEY (key, valid_from)
);
create table spot_check (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  operator text not null,
  region text not null,
  period_from date not null,
  period_to date not null,
  changed_at timestamp with time zone default market_now() not null,
  PRIMARY KEY (id)
);
create table spot_check_entry (
  spot_check text not null,
  notice text not null,
  engagement text not null,
  agency text not null,
  owner text not null,
  fact text,
  salt text,
  drawn boolean default false not null,
  consistency text,
  performance text,
  found_at timestamp with time zone,
  FOREIGN KEY (spot_check) REFERENCES spot_check(id),
  PRIMARY KEY (spot_check, notice)
);
create table standing_case (
  id text not null,
  version integer not null,
  state jsonb not null,
  status text not null,
  agency text not null,
  operator text not null,
  management text not null,
  reporter text,
  measure text not null,
  services text[] default '{}'::text[] not null,
  in_force_since timestamp with time zone,
  changed_at timestamp with time zone not null,
  CHECK ((measure = ANY (ARRAY['suspension'::text, 'expulsion'::text]))),
  FOREIGN KEY (agency) REFERENCES agency(organisation),
  FOREIGN KEY (management) REFERENCES organisation(id),
  FOREIGN KEY (operator) REFERENCES organisation(id),
  FOREIGN KEY (reporter) REFERENCES organisation(id),
  PRIMARY KEY (id)
);

CREATE INDEX admission_agency ON public.admission USING btree (agency, changed_at DESC);
CREATE INDEX admission_bar_key ON public.admission_bar USING btree (key);
CREATE INDEX admission_clerk ON public.admission USING btree (operator, clerk) WHERE (clerk IS NOT NULL);
CREATE INDEX admission_departments ON public.admission USING gin (departments);
CREATE INDEX admission_operator ON public.admission USING btree (operator, changed_at DESC);
CREATE INDEX agency_change_agency ON public.agency_change USING btree (agency, changed_at DESC);
CREATE INDEX agency_change_department ON public.agency_change USING btree (department, changed_at DESC) WHERE (department IS NOT NULL);
CREATE INDEX agency_change_operator ON public.agency_change USING btree (operator, changed_at DESC);
CREATE INDEX agency_import_operator ON public.agency_import USING btree (operator, at DESC);
CREATE INDEX agency_score ON public.agency USING btree (score_milli DESC NULLS LAST);
CREATE INDEX agency_service_type ON public.agency_service USING btree (service_type, agency);
CREATE INDEX agency_suspension_agency ON public.agency_suspension USING btree (agency, since);
CREATE INDEX announcement_amount ON public.announcement USING btree (amount DESC NULLS LAST, id);
CREATE INDEX announcement_filters ON public.announcement USING btree (state, method, region, category, service_type, money);
CREATE INDEX announcement_nearness ON public.announcement USING btree (nearness, id);
CREATE INDEX announcement_published ON public.announcement USING btree (published_at DESC, id);
CREATE INDEX announcement_state ON public.announcement USING btree (state, method, region, nearness, id);
CREATE INDEX announcement_words ON public.announcement USING gin (words);
CREATE INDEX auth_account_user ON public.auth_account USING btree ("userId");
CREATE INDEX auth_session_user ON public.auth_session USING btree ("userId");
CREATE INDEX auth_verification_identifier ON public.auth_verification USING btree (identifier);
CREATE INDEX breach_agency ON public.breach USING btree (agency, since);
CREATE INDEX breach_departments ON public.breach USING gin (departments);
CREATE INDEX breach_management ON public.breach USING btree (management, changed_at DESC);
CREATE INDEX breach_operator ON public.breach USING btree (operator, changed_at DESC);
CREATE INDEX breach_public ON public.breach USING btree (public_end) WHERE (public_end IS NOT NULL);
CREATE INDEX certificate_holder ON public.certificate USING btree (department, holder_code);
CREATE INDEX certificate_import_department ON public.certificate_import USING btree (department, at DESC);
CREATE INDEX clock_past_who ON public.clock_past USING btree (who, ended);
CREATE INDEX clock_system_due ON public.clock USING btree (due, subject, id) WHERE (who = 'system'::text);
CREATE INDEX clock_who_due ON public.clock USING btree (who, due);
CREATE INDEX complaint_about ON public.complaint USING btree (about);
CREATE INDEX complaint_complainant ON public.complaint USING btree (complainant, changed_at DESC);
CREATE INDEX complaint_department ON public.complaint USING btree (department, changed_at DESC);
CREATE INDEX complaint_published ON public.complaint USING btree (changed_at DESC) WHERE (status = 'published'::text);
CREATE INDEX complaint_receiver ON public.complaint USING btree (receiver, changed_at DESC);
CREATE INDEX complaint_respondent ON public.complaint USING btree (respondent, changed_at DESC);
CREATE INDEX consult_body ON public.consult USING btree (body, changed_at DESC);
CREATE INDEX consult_enquirer ON public.consult USING btree (enquirer, changed_at DESC);
CREATE INDEX consult_published ON public.consult USING btree (changed_at DESC) WHERE (status = 'published'::text);
CREATE INDEX consult_region ON public.consult USING btree (region, changed_at DESC);
CREATE INDEX credit_record_code ON public.credit_record USING btree (code, decided_on DESC);
CREATE INDEX credit_record_latest ON public.credit_record USING btree (decided_on DESC, id);
CREATE INDEX credit_transfer_at ON public.credit_transfer USING btree (at DESC);
CREATE INDEX document_subject ON public.document USING btree (subject, at);
CREATE INDEX draw_deadline ON public.draw USING btree (deadline DESC, id);
CREATE INDEX draw_unfinished ON public.draw USING btree (tried_at) WHERE ((status = ANY (ARRAY['frozen'::text, 'signing'::text])) OR ((opening_at IS NOT NULL) AND (opened IS NULL)));
CREATE INDEX engagement_agency ON public.engagement USING btree (agency, changed_at DESC);
CREATE INDEX engagement_finance ON public.engagement USING btree (finance, changed_at DESC) WHERE (finance IS NOT NULL);
CREATE INDEX engagement_operator ON public.engagement USING btree (operator, changed_at DESC);
CREATE INDEX engagement_owner ON public.engagement USING btree (owner, changed_at DESC);
CREATE INDEX engagement_procurement ON public.engagement USING btree (procurement);
CREATE INDEX engagement_region ON public.engagement USING btree (region, changed_at DESC);
CREATE INDEX finding_operator ON public.finding USING btree (operator, changed_at DESC);
CREATE INDEX finding_procurement ON public.finding USING btree (procurement);
CREATE INDEX follow_on_original ON public.follow_on USING btree (original);
CREATE INDEX framework_members ON public.framework USING gin (members);
CREATE INDEX framework_operator ON public.framework USING btree (operator, changed_at DESC);
CREATE INDEX framework_owner ON public.framework USING btree (owner, changed_at DESC);
CREATE INDEX idempotency_at ON public.idempotency USING btree (at);
CREATE INDEX identity_reveal_organisation ON public.identity_reveal USING btree (organisation, at);
CREATE INDEX identity_reveal_party ON public.identity_reveal USING btree (party, at);
CREATE INDEX identity_reveal_person ON public.identity_reveal USING btree (person, at);
CREATE INDEX invitation_organisation ON public.invitation USING btree (organisation, invited_at);
CREATE INDEX key_person_agency ON public.key_person USING btree (agency);
CREATE INDEX ledger_cosignature_size ON public.ledger_cosignature USING btree (size DESC);
CREATE INDEX mail_at ON public.mail USING btree (at DESC);
CREATE INDEX membership_organisation ON public.membership USING btree (organisation);
CREATE INDEX notice_inbox_link ON public.notice_inbox USING btree (link);
CREATE INDEX notice_inbox_person ON public.notice_inbox USING btree (person, organisation, at DESC);
CREATE INDEX notice_inbox_unread ON public.notice_inbox USING btree (person, organisation) WHERE (read_at IS NULL);
CREATE INDEX objection_admission ON public.objection USING btree (admission);
CREATE INDEX objection_agency ON public.objection USING btree (agency, changed_at DESC);
CREATE INDEX objection_management ON public.objection USING btree (management, changed_at DESC);
CREATE INDEX objection_objector ON public.objection USING btree (objector, changed_at DESC);
CREATE INDEX objection_operator ON public.objection USING btree (operator, changed_at DESC);
CREATE INDEX organisation_body ON public.organisation USING btree (region, kind) WHERE (kind <> ALL (ARRAY['owner'::text, 'agency'::text]));
CREATE INDEX organisation_grams ON public.organisation USING gin (grams);
CREATE INDEX original_contract_owner ON public.original_contract USING btree (owner);
CREATE INDEX procurement_operator ON public.procurement USING btree (operator, changed_at DESC);
CREATE INDEX procurement_owner ON public.procurement USING btree (owner, changed_at DESC);
CREATE INDEX rating_subject ON public.rating USING btree (subject, at DESC);
CREATE INDEX reading_organisation ON public.reading USING btree (organisation, at);
CREATE INDEX reading_person ON public.reading USING btree (person, subject, at);
CREATE INDEX recusal_agency ON public.recusal USING btree (agency) WHERE (agency IS NOT NULL);
CREATE INDEX recusal_declarer ON public.recusal USING btree (declarer, changed_at DESC);
CREATE INDEX recusal_operator ON public.recusal USING btree (operator, changed_at DESC) WHERE (operator IS NOT NULL);
CREATE INDEX recusal_owner ON public.recusal USING btree (owner) WHERE ((owner IS NOT NULL) AND (status = 'declared'::text));
CREATE INDEX recusal_procurement ON public.recusal USING btree (procurement) WHERE ((procurement IS NOT NULL) AND (status = 'in-force'::text));
CREATE INDEX registration_slot ON public.registration USING btree (slot);
CREATE INDEX report_finance ON public.report USING btree (finance, changed_at DESC);
CREATE INDEX report_receiver ON public.report USING btree (receiver, changed_at DESC);
CREATE INDEX report_reporter ON public.report USING btree (reporter, changed_at DESC);
CREATE INDEX sealed_plan_slot ON public.sealed_plan USING btree (slot);
CREATE INDEX sealing_key_stock ON public.sealing_key USING btree (signing, ceremony, place) WHERE (draw IS NULL);
CREATE INDEX service_item_entry_department ON public.service_item_entry USING btree (department);
CREATE INDEX service_item_entry_editor ON public.service_item_entry USING btree (editor);
CREATE INDEX spot_check_entry_agency ON public.spot_check_entry USING btree (agency, found_at DESC) WHERE drawn;
CREATE INDEX spot_check_entry_owner ON public.spot_check_entry USING btree (owner) WHERE drawn;
CREATE INDEX spot_check_operator ON public.spot_check USING btree (operator, changed_at DESC);
CREATE INDEX standing_case_agency ON public.standing_case USING btree (agency, changed_at DESC);
CREATE INDEX standing_case_in_force ON public.standing_case USING btree (agency) WHERE (in_force_since IS NOT NULL);
CREATE INDEX standing_case_management ON public.standing_case USING btree (management, changed_at DESC);
CREATE INDEX standing_case_operator ON public.standing_case USING btree (operator, changed_at DESC);
CREATE INDEX standing_case_reporter ON public.standing_case USING btree (reporter, changed_at DESC) WHERE (reporter IS NOT NULL);
CREATE UNIQUE INDEX admission_one_open ON public.admission USING btree (agency) WHERE ((status <> ALL (ARRAY['refused'::text, 'withdrawn'::text])) AND (ended_at IS NULL));
CREATE UNIQUE INDEX agency_change_open ON public.agency_change USING btree (agency, matter, about) WHERE (status = ANY (ARRAY['submitted'::text, 'confirming'::text]));
CREATE UNIQUE INDEX auction_bid_nonce ON public.auction_bid USING btree (auction, bidder, nonce) WHERE (nonce IS NOT NULL);
CREATE UNIQUE INDEX ceremony_signing ON public.ceremony USING btree (roll) WHERE ((curve = 'bls12-381-g2'::text) AND (status = 'held'::text));
CREATE UNIQUE INDEX key_person_id ON public.key_person USING btree (id);
CREATE UNIQUE INDEX objection_open ON public.objection USING btree (admission, objector) WHERE (status = ANY (ARRAY['filed'::text, 'raised'::text]));
CREATE UNIQUE INDEX service_item_day ON public.service_item USING btree (code, valid_from);
CREATE UNIQUE INDEX spot_check_entry_engagement ON public.spot_check_entry USING btree (engagement);
CREATE UNIQUE INDEX spot_check_period ON public.spot_check USING btree (operator, period_from);
CREATE UNIQUE INDEX standing_case_one_expulsion ON public.standing_case USING btree (agency) WHERE ((measure = 'expulsion'::text) AND (status = ANY (ARRAY['reported'::text, 'opened'::text, 'confirmed'::text])));

CREATE OR REPLACE FUNCTION public.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $function$
;
CREATE OR REPLACE FUNCTION public.auction_lock(wanted text, nonces bytea[], OUT state jsonb, OUT version integer, OUT at timestamp with time zone, OUT known jsonb, OUT limits jsonb)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
begin
  select a.state, a.version into state, version from auction a where a.id = wanted for update;
  if not found then return; end if;
  select coalesce(jsonb_agg(jsonb_build_object('nonce', encode(b.nonce, 'hex'), 'bidder', b.bidder, 'amount', b.amount,
      'seq', b.seq, 'leaf', encode(b.leaf, 'hex'), 'at', to_char(b.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS+08:00'))), '[]')
    into known from auction_bid b where b.auction = wanted and b.nonce = any(nonces);
  select coalesce(jsonb_agg(jsonb_build_object('bidder', l.bidder, 'order', l.place, 'sealed', encode(l.sealed, 'hex'))
      order by l.place), '[]')
    into limits from auction_limit l where l.auction = wanted;
  at := market_now();
end $function$
;
CREATE OR REPLACE FUNCTION public.draw_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  name text;
begin
  foreach name in array tg_argv loop
    if before -> name is distinct from 'null'::jsonb and before -> name is distinct from after -> name then
      raise exception '% of a draw is written once', name using errcode = 'integrity_constraint_violation';
    end if;
  end loop;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.fact_queue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into ledger_pending (fact) values (new.id);
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.market_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select date_trunc('milliseconds', clock_timestamp()) $function$
;
CREATE OR REPLACE FUNCTION public.register_sealed(announced text, row_handle bytea, row_slot bytea, row_box bytea, row_secret bytea, row_controllers bytea[], row_offer bytea, plan_handle bytea, plan_box bytea, fact_id text, fact_subject text, fact_kind text, fact_at timestamp with time zone, fact_article text, fact_actor text, fact_body jsonb, fact_salt bytea, fact_prev bytea, fact_leaf bytea, fact_mac bytea, OUT outcome text, OUT at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  until timestamptz;
  held bytea[];
begin
  perform pg_advisory_xact_lock_shared(5301, hashtext(announced));
  select deadline into until from announcement where id = announced and state = 'open';
  at := market_now();
  if until is null or at >= until then outcome := 'registration-closed'; return; end if;
  if fact_at >= until or abs(extract(epoch from at - fact_at)) > 2 then outcome := 'clock'; return; end if;

  insert into registration (handle, slot, box, secret, controllers, offer)
  values (row_handle, row_slot, row_box, row_secret, row_controllers, row_offer) on conflict (handle) do nothing;
  if not found then outcome := 'registered-already'; return; end if;

  -- Waits for another who is just registering with the same digest; then one of them has it.
  with mine as (
    insert into registration_controller select unnest(row_controllers) on conflict (digest) do nothing returning digest)
  select coalesce(array_agg(digest), '{}') into held from mine;
  if cardinality(held) < cardinality(row_controllers) then
    delete from registration where handle = row_handle;
    delete from registration_controller where digest = any(held);
    outcome := 'same-controller';
    return;
  end if;

  if plan_box is not null then
    insert into sealed_plan (handle, slot, box) values (plan_handle, row_slot, plan_box)
    on conflict (handle) do update set slot = excluded.slot, box = excluded.box;
  end if;
  insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf, mac)
  values (fact_id, fact_subject, 1, fact_kind, fact_at, fact_article, fact_actor, 'sealed', fact_body, fact_salt,
    fact_prev, fact_leaf, fact_mac);
  outcome := 'registered';
end $function$
;
CREATE OR REPLACE FUNCTION public.withdraw_sealed(announced text, row_handle bytea, plan_handle bytea, fact_id text, fact_subject text, fact_kind text, fact_at timestamp with time zone, fact_article text, fact_actor text, fact_body jsonb, fact_salt bytea, fact_prev bytea, fact_leaf bytea, fact_mac bytea, OUT outcome text, OUT at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  until timestamptz;
  held bytea[];
begin
  perform pg_advisory_xact_lock_shared(5301, hashtext(announced));
  select deadline into until from announcement where id = announced and state = 'open';
  at := market_now();
  if until is null or at >= until then outcome := 'too-late-to-withdraw'; return; end if;
  delete from registration where handle = row_handle returning controllers into held;
  if not found then outcome := 'not-registered'; return; end if;
  delete from registration_controller where digest = any(held);
  delete from sealed_plan where handle = plan_handle;
  insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf, mac)
  values (fact_id, fact_subject, 1, fact_kind, fact_at, fact_article, fact_actor, 'sealed', fact_body, fact_salt,
    fact_prev, fact_leaf, fact_mac);
  outcome := 'withdrawn';
end $function$
;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fact FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fact_opening FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_cosignature FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_leaf FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_node FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER draw_once BEFORE UPDATE ON public.ceremony FOR EACH ROW EXECUTE FUNCTION draw_once('digest', 'curve', 'status', 'roll', 'transcript', 'keys', 'fact', 'at');
CREATE TRIGGER draw_once BEFORE UPDATE ON public.draw FOR EACH ROW EXECUTE FUNCTION draw_once('id', 'purpose', 'subject', 'article', 'deadline', 'spec', 'spec_hash', 'roster', 'entries', 'freeze_fact', 'transcript', 'checkpoint', 'opened', 'signature', 'signers', 'beacon', 'seed', 'bundle', 'bound');
CREATE TRIGGER draw_once BEFORE UPDATE ON public.draw_entry FOR EACH ROW EXECUTE FUNCTION draw_once('draw', 'leaf', 'fact', 'ticket', 'rank');
CREATE TRIGGER draw_once BEFORE UPDATE ON public.draw_trustee FOR EACH ROW EXECUTE FUNCTION draw_once('draw', 'number', 'name', 'partial');
CREATE TRIGGER draw_once BEFORE UPDATE ON public.sealing_key FOR EACH ROW EXECUTE FUNCTION draw_once('public', 'ceremony', 'place', 'signing', 'draw');
CREATE TRIGGER fact_queue AFTER INSERT ON public.fact FOR EACH ROW EXECUTE FUNCTION fact_queue();

grant delete, insert, select, update on admission to xunshi_app;
grant delete, insert, select, update on admission_bar to xunshi_app;
grant delete, insert, select, update on agency to xunshi_app;
grant delete, insert, select, update on agency_change to xunshi_app;
grant delete, insert, select, update on agency_import to xunshi_app;
grant delete, insert, select, update on agency_imported to xunshi_app;
grant delete, insert, select, update on agency_service to xunshi_app;
grant delete, insert, select, update on agency_suspension to xunshi_app;
grant delete, insert, select, update on agency_version to xunshi_app;
grant delete, insert, select, update on announcement to xunshi_app;
grant delete, insert, select, update on auction to xunshi_app;
grant delete, insert, select, update on auction_audit to xunshi_app;
grant delete, insert, select, update on auction_bid to xunshi_app;
grant delete, insert, select, update on auction_limit to xunshi_app;
grant select, usage on auction_limit_place_seq to xunshi_app;
grant delete, insert, select, update on auction_party to xunshi_app;
grant delete, insert, select, update on auth_account to xunshi_app;
grant delete, insert, select, update on auth_session to xunshi_app;
grant delete, insert, select, update on auth_user to xunshi_app;
grant delete, insert, select, update on auth_verification to xunshi_app;
grant delete, insert, select, update on award_hold to xunshi_app;
grant delete, insert, select, update on breach to xunshi_app;
grant delete, insert, select, update on calendar_feed to xunshi_app;
grant delete, insert, select, update on central_catalogue to xunshi_app;
grant insert, select, update on ceremony to xunshi_app;
grant delete, insert, select, update on certificate to xunshi_app;
grant delete, insert, select, update on certificate_decision to xunshi_app;
grant delete, insert, select, update on certificate_import to xunshi_app;
grant delete, insert, select, update on clock to xunshi_app;
grant delete, insert, select, update on clock_past to xunshi_app;
grant delete, insert, select, update on complaint to xunshi_app;
grant delete, insert, select, update on consult to xunshi_app;
grant delete, insert, select, update on counter to xunshi_app;
grant delete, insert, select, update on credit_record to xunshi_app;
grant delete, insert, select, update on credit_transfer to xunshi_app;
grant delete, insert, select, update on document to xunshi_app;
grant insert, select, update on draw to xunshi_app;
grant insert, select, update on draw_entry to xunshi_app;
grant insert, select, update on draw_trustee to xunshi_app;
grant delete, insert, select, update on engagement to xunshi_app;
grant insert, select on fact to xunshi_app;
grant insert, select on fact_opening to xunshi_app;
grant delete, insert, select, update on file to xunshi_app;
grant delete, insert, select, update on finding to xunshi_app;
grant delete, insert, select, update on follow_on to xunshi_app;
grant delete, insert, select, update on framework to xunshi_app;
grant delete, insert, select, update on idempotency to xunshi_app;
grant delete, insert, select, update on identity_reveal to xunshi_app;
grant delete, insert, select, update on installation to xunshi_app;
grant delete, insert, select, update on invitation to xunshi_app;
grant delete, insert, select, update on key_person to xunshi_app;
grant insert, select on ledger_checkpoint to xunshi_app;
grant insert, select on ledger_cosignature to xunshi_app;
grant insert, select on ledger_leaf to xunshi_app;
grant insert, select on ledger_node to xunshi_app;
grant delete, insert, select on ledger_pending to xunshi_app;
grant select, usage on ledger_pending_place_seq to xunshi_app;
grant delete, insert, select, update on mail to xunshi_app;
grant delete, insert, select, update on membership to xunshi_app;
grant delete, insert, select, update on natural_person to xunshi_app;
grant delete, insert, select, update on notice to xunshi_app;
grant delete, insert, select, update on notice_inbox to xunshi_app;
grant delete, insert, select, update on objection to xunshi_app;
grant delete, insert, select, update on organisation to xunshi_app;
grant delete, insert, select, update on original_contract to xunshi_app;
grant delete, insert, select, update on person to xunshi_app;
grant delete, insert, select, update on procurement to xunshi_app;
grant delete, insert, select, update on rating to xunshi_app;
grant delete, insert, select, update on reading to xunshi_app;
grant delete, insert, select, update on recusal to xunshi_app;
grant delete, insert, select, update on registration to xunshi_app;
grant delete, insert, select, update on registration_controller to xunshi_app;
grant delete, insert, select, update on report to xunshi_app;
grant delete, insert, select, update on sealed_plan to xunshi_app;
grant insert, select, update on sealing_key to xunshi_app;
grant delete, insert, select, update on second_factor to xunshi_app;
grant delete, insert, select, update on service_item to xunshi_app;
grant delete, insert, select, update on service_item_entry to xunshi_app;
grant delete, insert, select, update on setting to xunshi_app;
grant delete, insert, select, update on spot_check to xunshi_app;
grant delete, insert, select, update on spot_check_entry to xunshi_app;
grant delete, insert, select, update on standing_case to xunshi_app;
