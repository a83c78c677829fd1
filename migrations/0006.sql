-- Fulfilment: engagements, ratings (111/32-34, 38), the register of documents (28), notices and mails.

create table engagement (
  id text primary key,
  -- the same as the id: one engagement per procurement
  procurement text not null unique,
  owner text not null,
  agency text not null,
  operator text not null,
  region text not null,
  title text not null,
  status text not null,
  state jsonb not null,
  version int not null,
  changed_at timestamptz not null default market_now()
);
create index engagement_owner on engagement (owner, changed_at desc);
create index engagement_agency on engagement (agency, changed_at desc);
create index engagement_operator on engagement (operator, changed_at desc);
create index engagement_region on engagement (region, changed_at desc);

-- Public: 评价结果对外公示 (38). One row for each who was rated in an engagement.
create table rating (
  engagement text not null references engagement,
  of text not null check (of in ('agency', 'owner', 'operator')),
  -- organisation that is rated
  subject text not null,
  subject_name text not null,
  -- organisation that rated; null for the default by the system
  rater text,
  rater_name text,
  title text not null,
  stars int not null check (stars between 1 and 10),
  comment text,
  by_default boolean not null,
  weight_permille int not null,
  at timestamptz not null,
  primary key (engagement, of)
);
create index rating_subject on rating (subject, at desc);

-- Everything that the market issues on paper's terms. `sheet` is what it says and never changes.
create table document (
  number text primary key,
  kind text not null,
  -- the same occasion issues the same document once
  occasion text not null unique,
  -- `procurement/<id>`
  subject text not null,
  printed_number text not null,
  title text not null,
  project text not null,
  issuer text not null,
  parties jsonb not null,
  sheet jsonb not null,
  at timestamptz not null,
  file text references file,
  sha256 text,
  size int,
  fact text,
  leaf text,
  withdrawn_at timestamptz,
  withdrawn_reason text
);
create index document_subject on document (subject, at);

-- What a person of an organisation is told on screen. Texts are kept as they were said.
create table notice_inbox (
  id text primary key,
  -- the same message reaches a person once
  key text not null,
  person text not null,
  organisation text not null,
  subject jsonb not null,
  body jsonb not null,
  article text,
  link text,
  at timestamptz not null default market_now(),
  read_at timestamptz,
  unique (key, person, organisation)
);
create index notice_inbox_person on notice_inbox (person, organisation, at desc);
create index notice_inbox_unread on notice_inbox (person, organisation) where read_at is null;
create index notice_inbox_link on notice_inbox (link);

create table mail (
  id text primary key references notice_inbox,
  address text not null,
  subject text not null,
  text text not null,
  at timestamptz not null default market_now(),
  sent_at timestamptz,
  attempts int not null default 0,
  fault text
);
create index mail_at on mail (at desc);
