-- Registry: people join, leave and hand over (111/2, 19.1); natural persons as owners (111/2.2); identity numbers shown on
-- a recorded request; what an auditor has read (111/13).

create table invitation (
  id text primary key,
  organisation text not null references organisation,
  name text not null,
  -- the account that alone may accept, where one was named
  account text not null default '',
  -- sealed
  phone bytea not null,
  roles text[] not null,
  -- keyed digest of the one-time code, which itself is kept nowhere
  code text not null unique,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  status text not null check (status in ('open', 'accepted', 'withdrawn'))
);
create index invitation_organisation on invitation (organisation, invited_at);
-- the people of an organisation change apart from its entry
alter table organisation add column staff_version int not null default 1;

create table natural_person (
  organisation text primary key references organisation,
  -- sealed
  identity bytea not null,
  masked text not null,
  -- keyed digest: one entry for one person; null once the entry has ended
  digest text unique
);

create table identity_reveal (
  id text primary key,
  -- what was at hand, `admission/<id>`, and whose number of it, `people.0`
  subject text not null,
  place text not null,
  name text not null,
  party text not null references organisation,
  person text not null references person,
  person_name text not null,
  organisation text not null references organisation,
  reason text not null,
  at timestamptz not null
);
create index identity_reveal_person on identity_reveal (person, at);
create index identity_reveal_organisation on identity_reveal (organisation, at);
create index identity_reveal_party on identity_reveal (party, at);

create table reading (
  id text primary key,
  person text not null references person,
  person_name text not null,
  organisation text not null references organisation,
  what text not null check (what in ('read', 'export')),
  subject text not null,
  at timestamptz not null
);
create index reading_organisation on reading (organisation, at);
create index reading_person on reading (person, subject, at);
