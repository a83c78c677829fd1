-- Sign-in: a second factor (111/19.1). Secrets and recovery codes lie under keys that are not in the database.

create table second_factor (
  person text primary key references auth_user (id) on delete cascade,
  secret bytea not null,
  -- null while its first code has not been entered
  enrolled_at timestamptz,
  -- the last step of 30 seconds whose code was taken: a code opens once
  step bigint not null default 0,
  -- keyed digests; a code that was used is taken out
  recovery text[] not null default '{}',
  failures int not null default 0,
  locked_until timestamptz
);

-- A session whose second step is still to come opens nothing.
alter table auth_session add column "factorPending" boolean not null default false;
alter table auth_session add column "factorAt" timestamptz;
