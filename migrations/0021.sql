-- Fulfilment: materials told once (111/33.2), payments (12), non-recognition (5.2).

-- The finance authority that watches over the engagement; null where the money is not fiscal.
alter table engagement add column finance text;
-- 分; null until a contract is filed.
alter table engagement add column fee bigint;
alter table engagement add column paid bigint not null default 0;

update engagement e set
  state = jsonb_set(
    e.state || '{"plans": [], "payments": [], "nonRecognitions": []}',
    '{award,money}', coalesce(p.state -> 'draft' -> 'money', '"non-fiscal"')),
  fee = (e.state -> 'contracts' -> -1 ->> 'fee')::bigint
from procurement p where p.id = e.procurement;

update engagement e set
  finance = f.id,
  state = jsonb_set(e.state, '{award,finance}', jsonb_build_object('id', f.id, 'name', f.name))
from organisation o cross join lateral (
  select id, name from organisation where kind = 'finance'
  order by region = o.region desc, id limit 1
) f
where o.id = e.owner and e.state -> 'award' ->> 'money' = 'fiscal';

-- 12: no payment above the contract, whoever writes.
alter table engagement add constraint engagement_paid check (paid >= 0 and paid <= coalesce(fee, 0));
create index engagement_finance on engagement (finance, changed_at desc) where finance is not null;
