-- The draw: rules that were published, rosters that were frozen, what the trustees gave, and the one result (111/22.1.1).

create table draw (
  id text primary key,
  purpose text not null,
  subject text not null,
  article text not null,
  deadline timestamptz not null,
  status text not null default 'announced'
    check (status in ('announced', 'abandoned', 'frozen', 'signing', 'complete')),
  version int not null default 1,
  announced_at timestamptz not null,
  -- The rules as they were logged.
  spec jsonb not null,
  spec_hash text not null unique,
  spec_fact text not null references fact,
  -- The frozen roster.
  roster text,
  entries int,
  frozen_at timestamptz,
  freeze_fact text references fact,
  -- What the trustees sign, and the log's note that it names.
  transcript jsonb,
  checkpoint text,
  -- When the opening was asked for, and the private half of the sealing key after it, under the market's own key.
  opening_at timestamptz,
  opened bytea,
  opened_at timestamptz,
  -- The result.
  signature text,
  signers int[],
  beacon text,
  seed text,
  completed_at timestamptz,
  bundle text,
  -- By the machine's clock: when its job last tried.
  tried_at timestamptz,
  unique (purpose, subject)
);
create index draw_unfinished on draw (tried_at)
  where status in ('frozen', 'signing') or (opening_at is not null and opened is null);
create index draw_deadline on draw (deadline desc, id);

create table draw_entry (
  draw text not null references draw,
  leaf text not null,
  fact text not null references fact,
  -- The party, sealed until the opening; in the clear from the completion on.
  sealed bytea,
  party jsonb,
  ticket text,
  rank int,
  primary key (draw, leaf),
  unique (draw, rank)
);

create table draw_trustee (
  draw text not null references draw,
  number int not null,
  name text not null,
  -- Its share of the sealing key, encrypted to it.
  share bytea,
  status text not null default 'waiting' check (status in ('waiting', 'signed', 'silent', 'refused', 'wrong')),
  refusal text,
  partial text,
  at timestamptz,
  primary key (draw, number)
);

-- 111/53.3: nobody sets a result or draws again. What is once written of a draw stays, whoever writes.
create function draw_once() returns trigger language plpgsql as $$
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
end $$;
create trigger draw_once before update on draw for each row execute function draw_once(
  'id', 'purpose', 'subject', 'article', 'deadline', 'spec', 'spec_hash', 'roster', 'entries', 'freeze_fact',
  'transcript', 'checkpoint', 'opened', 'signature', 'signers', 'beacon', 'seed', 'bundle');
create trigger draw_once before update on draw_entry for each row execute function draw_once(
  'draw', 'leaf', 'fact', 'ticket', 'rank');
create trigger draw_once before update on draw_trustee for each row execute function draw_once(
  'draw', 'number', 'name', 'share', 'partial');
revoke delete on draw, draw_entry, draw_trustee from xunshi_app;
