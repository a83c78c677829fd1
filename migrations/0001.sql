-- The ground: the application's role, the market's clock, the clocks that run on subjects, idempotency, files, settings.

do $$
begin
  create role xunshi_app nologin;
exception when duplicate_object then null;
end $$;

do $$
begin
  execute format('grant xunshi_app to %I with inherit false, set true', current_user);
exception when invalid_grant_operation or insufficient_privilege or syntax_error then null;
end $$;

grant usage on schema public to xunshi_app;
alter default privileges in schema public grant select, insert, update, delete on tables to xunshi_app;
alter default privileges in schema public grant usage, select on sequences to xunshi_app;

create extension if not exists pg_trgm;

-- The one clock of the market. Demonstration mode replaces it by one that can be moved; production never does.
create function market_now() returns timestamptz
language sql volatile
as $$ select date_trunc('milliseconds', clock_timestamp()) $$;

-- Every deadline of every subject, derived from its state by `deadlines()` and rewritten with each change.
-- Desks, calendars, boards of overdue work and the tick all read this table: a lost job harms nothing.
create table clock (
  subject text not null,
  id text not null,
  action text not null,
  article text not null,
  since timestamptz,
  due timestamptz,
  who text not null,
  title text not null,
  seq int not null default 0,
  primary key (subject, id, action, who, seq)
);
create index clock_system_due on clock (due, subject, id) where who = 'system';
create index clock_who_due on clock (who, due);

-- Clocks that were met or missed: what "done within the statutory time" is counted from.
create table clock_past (
  subject text not null,
  id text not null,
  action text not null,
  article text not null,
  since timestamptz,
  due timestamptz not null,
  ended timestamptz not null,
  who text not null
);
create index clock_past_who on clock_past (who, ended);

-- A command that was answered is answered the same way again.
create table idempotency (
  person text not null,
  key text not null,
  fingerprint text not null,
  status int,
  response jsonb,
  at timestamptz not null default now(),
  primary key (person, key)
);
create index idempotency_at on idempotency (at);

create table file (
  id text primary key,
  name text not null,
  type text not null,
  size int not null,
  sha256 text not null,
  owner text not null,
  bytes bytea not null,
  at timestamptz not null default now()
);

-- Figures that the measure leaves open; the city may set them, with the number of the document that does.
create table setting (
  key text not null,
  value jsonb not null,
  valid_from date not null,
  document_number text not null,
  set_by text not null,
  at timestamptz not null default now(),
  primary key (key, valid_from)
);

-- Numbers that count up inside a scope: announcements of a day, notices of a year.
create table counter (
  scope text primary key,
  value int not null
);

-- What this installation last worked with, for example the digest of its calendar: when a year's schedule arrives, every
-- open clock is derived anew.
create table installation (
  key text primary key,
  value text not null
);

-- Jobs live in pg-boss's own schema, which the application's role owns.
create schema if not exists pgboss authorization xunshi_app;

-- Sign-in, in the tables and with the column names of better-auth. A user's id is the person's id in the registry.
create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  username text unique,
  "displayUsername" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth_session (
  id text primary key,
  "userId" text not null references auth_user (id) on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "activeOrganisation" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_session_user on auth_session ("userId");
create table auth_account (
  id text primary key,
  "userId" text not null references auth_user (id) on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_account_user on auth_account ("userId");
create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);
