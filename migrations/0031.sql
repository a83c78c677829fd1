-- 111/22.1.2.4: contracts that can be followed on, as fulfilment tells them, and what follows each. Whoever asks for more
-- locks the contract's row first, so that requests at the same time cannot exceed the tenth together.
create table original_contract (
  engagement text primary key,
  owner text not null references organisation,
  agency text not null references organisation,
  agency_name text not null,
  title text not null,
  -- 分
  amount bigint not null check (amount > 0)
);
create index original_contract_owner on original_contract (owner);

create table follow_on (
  procurement text primary key references procurement,
  original text not null references original_contract,
  -- 分
  amount bigint not null check (amount > 0)
);
create index follow_on_original on follow_on (original);
