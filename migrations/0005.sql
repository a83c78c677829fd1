-- Procurement: announcements, registrations, selection, award (111/22-29).

create table procurement (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  owner text not null references organisation,
  operator text not null references organisation,
  -- 27: what it follows; each is followed once
  previous text unique references procurement,
  number text unique,
  title text not null,
  changed_at timestamptz not null
);
create index procurement_owner on procurement (owner, changed_at desc);
create index procurement_operator on procurement (operator, changed_at desc);

-- What the public hall shows and filters by: narrow rows beside the state, written with it.
create table announcement (
  id text primary key references procurement,
  state text not null,
  method text not null,
  region text not null,
  category text not null,
  service_type text not null,
  money text not null,
  amount bigint,
  published_at timestamptz not null,
  deadline timestamptz not null,
  -- open ones by their deadline, nearest first, then the others by theirs, latest first
  nearness bigint not null,
  -- title, owner and service cut into words by jieba, and the number
  words tsvector not null,
  -- the answer's JSON, made once
  card text not null
);
create index announcement_nearness on announcement (nearness, id);
create index announcement_published on announcement (published_at desc, id);
create index announcement_amount on announcement (amount desc nulls last, id);
create index announcement_state on announcement (state, method, region, nearness, id);
create index announcement_filters on announcement (state, method, region, category, service_type, money);
create index announcement_words on announcement using gin (words);

-- What was published or issued at each step, as data (24, 25.1, 26, 27, 28).
create table notice (
  procurement text not null references procurement,
  seq int not null,
  kind text not null,
  number text not null,
  title text not null,
  at timestamptz not null,
  params jsonb not null,
  primary key (procurement, seq)
);

-- Registrations until they are opened (23.2, 25.2, 53.2). Nothing in a row says who registered, or for what: `handle`
-- and `slot` are keyed digests whose key is not in the database, `box` is sealed to the announcement's key, whose
-- private half the trustees hold, `secret` is sealed under the market's key and names nobody. Some rows are decoys.
create table registration (
  -- digest of announcement and agency: nobody registers twice
  handle bytea primary key check (length(handle) = 32),
  -- digest of announcement and one of many numbers: finds the rows of an announcement at its opening
  slot bytea not null check (length(slot) = 32),
  box bytea not null,
  secret bytea not null,
  -- 29.1: the digests that it holds in `registration_controller`
  controllers bytea[] not null
);
create index registration_slot on registration (slot);

-- 29.1: digests of announcement and representative or controller, to find the same person behind two agencies.
-- No foreign key and no second index: those who register in the last minute pay for each.
create table registration_controller (
  digest bytea primary key check (length(digest) = 32)
);

-- Registers in one statement, so in one round trip and one commit. Takes no lock on the announcement's row: registrants
-- share an advisory lock, which whoever changes the announcement takes for itself. Each statement of the function sees
-- what was committed before it, so the state and the time are read under the lock.
-- Answers `registered`, `registered-already`, `same-controller`, `registration-closed`, or `clock` when the time that
-- the fact names is not the present one; and the time.
create function register_sealed(
  announced text, row_handle bytea, row_slot bytea, row_box bytea, row_secret bytea, row_controllers bytea[],
  fact_id text, fact_subject text, fact_kind text, fact_at timestamptz, fact_article text, fact_actor text,
  fact_body jsonb, fact_salt bytea, fact_prev bytea, fact_leaf bytea, fact_mac bytea,
  out outcome text, out at timestamptz
) language plpgsql as $$
declare
  until timestamptz;
  held bytea[];
begin
  perform pg_advisory_xact_lock_shared(5301, hashtext(announced));
  select deadline into until from announcement where id = announced and state = 'open';
  at := market_now();
  if until is null or at >= until then outcome := 'registration-closed'; return; end if;
  if fact_at >= until or abs(extract(epoch from at - fact_at)) > 2 then outcome := 'clock'; return; end if;

  insert into registration (handle, slot, box, secret, controllers)
  values (row_handle, row_slot, row_box, row_secret, row_controllers) on conflict (handle) do nothing;
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

  insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf, mac)
  values (fact_id, fact_subject, 1, fact_kind, fact_at, fact_article, fact_actor, 'sealed', fact_body, fact_salt,
    fact_prev, fact_leaf, fact_mac);
  outcome := 'registered';
end $$;

-- Withdraws likewise. The row goes; the fact that says so looks like any other sealed one.
create function withdraw_sealed(
  announced text, row_handle bytea,
  fact_id text, fact_subject text, fact_kind text, fact_at timestamptz, fact_article text, fact_actor text,
  fact_body jsonb, fact_salt bytea, fact_prev bytea, fact_leaf bytea, fact_mac bytea,
  out outcome text, out at timestamptz
) language plpgsql as $$
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
  insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf, mac)
  values (fact_id, fact_subject, 1, fact_kind, fact_at, fact_article, fact_actor, 'sealed', fact_body, fact_salt,
    fact_prev, fact_leaf, fact_mac);
  outcome := 'withdrawn';
end $$;
