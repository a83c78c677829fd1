-- Sealed offers (111/22.1.3, 22.1.4, 53.2): quotes and response plans, encrypted in the browser to the announcement's key.

-- Every row carries one of the same length, noise where no quote is asked: by its row a registration for one method is
-- not told from one for another.
alter table registration add column offer bytea;
update registration set offer = decode(repeat('00', 304), 'hex');
alter table registration alter column offer set not null, add constraint registration_offer check (length(offer) = 304);

-- Response plans, filled up to one of a few lengths. `handle` and `slot` are keyed digests as in `registration`.
create table sealed_plan (
  handle bytea primary key check (length(handle) = 32),
  slot bytea not null check (length(slot) = 32),
  box bytea not null
);
create index sealed_plan_slot on sealed_plan (slot);

-- As in 0005.sql, with the offer and, where there is one, the plan.
drop function register_sealed;
create function register_sealed(
  announced text, row_handle bytea, row_slot bytea, row_box bytea, row_secret bytea, row_controllers bytea[],
  row_offer bytea, plan_handle bytea, plan_box bytea,
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
end $$;

drop function withdraw_sealed;
create function withdraw_sealed(
  announced text, row_handle bytea, plan_handle bytea,
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
  delete from sealed_plan where handle = plan_handle;
  insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf, mac)
  values (fact_id, fact_subject, 1, fact_kind, fact_at, fact_article, fact_actor, 'sealed', fact_body, fact_salt,
    fact_prev, fact_leaf, fact_mac);
  outcome := 'withdrawn';
end $$;
