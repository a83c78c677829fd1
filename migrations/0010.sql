-- Registry: owners update themselves and go (111/21.2).

alter table organisation add column version int not null default 1;
-- 注销: no account acts for it any more; its code may be registered again
alter table organisation add column ended_at timestamptz;
