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
  FOREIGN KEY (agency) REFERENCES organisation(id),
  PRIMARY KEY (id)
);
create table admission_bar (
  id text not null,
  party text not null,
  key text not null,
  name text not null,
  since date not null,
  article text not null,
  CHECK ((party = ANY (ARRAY['agency'::text, 'representative'::text]))),
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
  CHECK ((status = ANY (ARRAY['applying'::text, 'admitted'::text, 'suspended'::text, 'expelled'::text]))),
  FOREIGN KEY (admission) REFERENCES admission(id),
  FOREIGN KEY (organisation) REFERENCES organisation(id),
  PRIMARY KEY (organisation)
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
  FOREIGN KEY (agency) REFERENCES agency(organisation),
  PRIMARY KEY (agency, service_type)
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
create table counter (
  scope text not null,
  value integer not null,
  PRIMARY KEY (scope)
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
  CHECK ((length(leaf) = 32)),
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
create table idempotency (
  person text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  response jsonb,
  at timestamp with time zone default now() not null,
  PRIMARY KEY (person, key)
);
create table key_person (
  identity text not null,
  agency text not null,
  name text not null,
  posts text[] not null,
  phone text not null,
  certificate text default ''::text not null,
  FOREIGN KEY (agency) REFERENCES organisation(id),
  PRIMARY KEY (identity)
);
create table ledger_checkpoint (
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamp with time zone default clock_timestamp() not null,
  CHECK ((length(root) = 32)),
  CHECK ((size >= 1)),
  PRIMARY KEY (size)
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
  CHECK ((kind = ANY (ARRAY['owner'::text, 'agency'::text, 'department'::text, 'operator'::text, 'management'::text, 'finance'::text, 'audit'::text, 'credit'::text, 'price'::text, 'market-supervision'::text]))),
  PRIMARY KEY (id),
  UNIQUE (kind, code)
);
create table person (
  id text not null,
  name text not null,
  account text not null,
  phone text,
  email text,
  demo boolean default false not null,
  created_at timestamp with time zone default now() not null,
  PRIMARY KEY (id),
  UNIQUE (account)
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
  CHECK ((price_management = ANY (ARRAY['market'::text, 'government-guided'::text, 'government-set'::text]))),
  FOREIGN KEY (department) REFERENCES organisation(id),
  PRIMARY KEY (code, version)
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

CREATE INDEX admission_agency ON public.admission USING btree (agency, changed_at DESC);
CREATE INDEX admission_bar_key ON public.admission_bar USING btree (key);
CREATE INDEX admission_departments ON public.admission USING gin (departments);
CREATE INDEX admission_operator ON public.admission USING btree (operator, changed_at DESC);
CREATE INDEX agency_service_type ON public.agency_service USING btree (service_type, agency);
CREATE INDEX auth_account_user ON public.auth_account USING btree ("userId");
CREATE INDEX auth_session_user ON public.auth_session USING btree ("userId");
CREATE INDEX auth_verification_identifier ON public.auth_verification USING btree (identifier);
CREATE INDEX clock_past_who ON public.clock_past USING btree (who, ended);
CREATE INDEX clock_system_due ON public.clock USING btree (due, subject, id) WHERE (who = 'system'::text);
CREATE INDEX clock_who_due ON public.clock USING btree (who, due);
CREATE INDEX idempotency_at ON public.idempotency USING btree (at);
CREATE INDEX key_person_agency ON public.key_person USING btree (agency);
CREATE INDEX membership_organisation ON public.membership USING btree (organisation);
CREATE INDEX organisation_body ON public.organisation USING btree (region, kind) WHERE (kind <> ALL (ARRAY['owner'::text, 'agency'::text]));
CREATE INDEX organisation_grams ON public.organisation USING gin (grams);
CREATE UNIQUE INDEX admission_one_open ON public.admission USING btree (agency) WHERE (status <> ALL (ARRAY['refused'::text, 'withdrawn'::text]));

CREATE OR REPLACE FUNCTION public.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $function$
;
CREATE OR REPLACE FUNCTION public.fact_queue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into ledger_pending (fact) select id from added order by subject, seq;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.market_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select date_trunc('milliseconds', clock_timestamp()) $function$
;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fact FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fact_opening FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_leaf FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_node FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER fact_queue AFTER INSERT ON public.fact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION fact_queue();

grant delete, insert, select, update on admission to xunshi_app;
grant delete, insert, select, update on admission_bar to xunshi_app;
grant delete, insert, select, update on agency to xunshi_app;
grant delete, insert, select, update on agency_service to xunshi_app;
grant delete, insert, select, update on auth_account to xunshi_app;
grant delete, insert, select, update on auth_session to xunshi_app;
grant delete, insert, select, update on auth_user to xunshi_app;
grant delete, insert, select, update on auth_verification to xunshi_app;
grant delete, insert, select, update on clock to xunshi_app;
grant delete, insert, select, update on clock_past to xunshi_app;
grant delete, insert, select, update on counter to xunshi_app;
grant insert, select on fact to xunshi_app;
grant insert, select on fact_opening to xunshi_app;
grant delete, insert, select, update on file to xunshi_app;
grant delete, insert, select, update on idempotency to xunshi_app;
grant delete, insert, select, update on key_person to xunshi_app;
grant insert, select on ledger_checkpoint to xunshi_app;
grant insert, select on ledger_leaf to xunshi_app;
grant insert, select on ledger_node to xunshi_app;
grant delete, insert, select on ledger_pending to xunshi_app;
grant select, usage on ledger_pending_place_seq to xunshi_app;
grant delete, insert, select, update on membership to xunshi_app;
grant delete, insert, select, update on organisation to xunshi_app;
grant delete, insert, select, update on person to xunshi_app;
grant delete, insert, select, update on service_item to xunshi_app;
grant delete, insert, select, update on setting to xunshi_app;
