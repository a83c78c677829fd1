-- The ledger: facts that are never changed, and the Merkle tree over them (111/28: the whole process is recorded).

-- One row per fact, the record that is hashed: src/ledger/record.ts. `leaf` is its leaf hash (RFC 6962), `prev` that of
-- the subject's previous fact. Numbers in `body` are safe integers, so jsonb gives back what was hashed. `mac` is made
-- with a key that never enters the database: whoever can write here by SQL can still not add a fact.
create table fact (
  id text primary key,
  subject text not null,
  seq int not null check (seq >= 1),
  kind text not null,
  at timestamptz not null,
  article text not null,
  actor text not null,
  visibility text not null check (visibility in ('public', 'parties', 'sealed')),
  body jsonb not null,
  salt bytea not null check (length(salt) = 16),
  prev bytea not null check (length(prev) = 32),
  leaf bytea not null check (length(leaf) = 32),
  mac bytea not null check (length(mac) = 32),
  unique (subject, seq)
);

-- Facts that the tree does not hold yet. Writers only add here, so they never wait for each other.
create table ledger_pending (
  place bigint generated always as identity primary key,
  fact text not null
);

-- The leaves of the tree in order; the single sequencer writes them.
create table ledger_leaf (
  index bigint primary key check (index >= 0),
  fact text not null unique references fact,
  hash bytea not null unique check (length(hash) = 32)
);

-- Roots of complete subtrees above the leaves: (level, index) covers the 2^level leaves from index · 2^level on.
create table ledger_node (
  level smallint not null check (level >= 1),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

-- What the log has committed to: signed notes as of c2sp.org/tlog-checkpoint. `previous` is the size of the one before.
create table ledger_checkpoint (
  size bigint primary key check (size >= 1),
  previous bigint not null unique check (previous >= 0 and previous < size),
  root bytea not null check (length(root) = 32),
  note text not null,
  at timestamptz not null default clock_timestamp()
);

-- Sealed facts whose hour has come: from then on anyone may read the record behind the leaf.
create table fact_opening (
  fact text primary key references fact,
  at timestamptz not null
);

-- No fact without its place in the queue, whoever inserts it.
create function fact_queue() returns trigger language plpgsql as $$
begin
  insert into ledger_pending (fact) values (new.id);
  return null;
end $$;
create trigger fact_queue after insert on fact for each row execute function fact_queue();

-- The application's role may add and read, nothing else; the triggers stop whoever else comes along by mistake.
create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['fact', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint', 'fact_opening'] loop
    execute format('create trigger append_only before update or delete or truncate on %I execute function append_only()', name);
    execute format('revoke all on %I from xunshi_app', name);
    execute format('grant select, insert on %I to xunshi_app', name);
  end loop;
end $$;
revoke all on ledger_pending from xunshi_app;
grant select, insert, delete on ledger_pending to xunshi_app;
