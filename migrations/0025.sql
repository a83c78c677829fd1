-- Keys without a dealer: the ceremonies of the trustees, and the sealing keys that are in stock (111/53.2, 53.3).

-- One ceremony among the trustees, held or broken off in public; what was said in it, and the fact that tells it.
create table ceremony (
  digest text primary key,
  curve text not null check (curve in ('bls12-381-g2', 'ed25519')),
  status text not null check (status in ('held', 'aborted')),
  -- Hash of its members and their threshold.
  roll text not null,
  transcript jsonb not null,
  -- per key its verification vector
  keys jsonb not null,
  fact text not null references fact,
  at timestamptz not null
);
-- The same members sign with one key.
create unique index ceremony_signing on ceremony (roll) where curve = 'bls12-381-g2' and status = 'held';

-- Public keys to which nothing is sealed yet, one for each announcement to come.
create table sealing_key (
  public text primary key,
  ceremony text not null references ceremony,
  place int not null,
  -- The key with which its trustees sign: its first commitment.
  signing text not null,
  draw text unique,
  unique (ceremony, place)
);
create index sealing_key_stock on sealing_key (signing, ceremony, place) where draw is null;

-- 111/53.2: the trustees' signature that ties a draw's sealing key to it.
alter table draw add column bound text;
alter table draw add column bound_at timestamptz;
alter table draw_trustee drop column share;

drop trigger draw_once on draw;
create trigger draw_once before update on draw for each row execute function draw_once(
  'id', 'purpose', 'subject', 'article', 'deadline', 'spec', 'spec_hash', 'roster', 'entries', 'freeze_fact',
  'transcript', 'checkpoint', 'opened', 'signature', 'signers', 'beacon', 'seed', 'bundle', 'bound');
drop trigger draw_once on draw_trustee;
create trigger draw_once before update on draw_trustee for each row execute function draw_once(
  'draw', 'number', 'name', 'partial');

create trigger draw_once before update on ceremony for each row execute function draw_once(
  'digest', 'curve', 'status', 'roll', 'transcript', 'keys', 'fact', 'at');
create trigger draw_once before update on sealing_key for each row execute function draw_once(
  'public', 'ceremony', 'place', 'signing', 'draw');
revoke delete on ceremony, sealing_key from xunshi_app;
