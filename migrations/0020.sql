-- Registry: which of the operator's people has an application in hand (111/8.1).
alter table admission add column clerk text references person (id);
create index admission_clerk on admission (operator, clerk) where clerk is not null;
