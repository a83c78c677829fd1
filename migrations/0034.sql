-- The descending auction (111/22.1.5): its state, who stands behind a number, bids, sealed floors, the audit file.

-- One row per auction. Whoever changes it holds the row, so bids have an order that the database gives: the `seq` of
-- their facts under subject `auction/<id>`.
create table auction (
  id text primary key references procurement,
  version int not null,
  state jsonb not null,
  status text not null
);

-- Who has which number. `handle` is a keyed digest of auction and agency, whose key is not in the database: whoever reads
-- the tables does not learn from them who bids what. `leaf` is the registration's entry in the log.
create table auction_party (
  auction text not null references auction,
  number int not null check (number >= 1),
  handle bytea not null unique check (length(handle) = 32),
  leaf text not null,
  primary key (auction, number)
);

-- The bids that were taken, with what the log does not tell: the party's own mark of its request, and whether the system
-- bid for it. `seq` is that of the fact.
create table auction_bid (
  auction text not null references auction,
  seq int not null,
  bidder int not null,
  amount bigint not null check (amount > 0),
  at timestamptz not null,
  leaf bytea not null check (length(leaf) = 32),
  nonce bytea check (length(nonce) = 32),
  primary key (auction, seq)
);
create unique index auction_bid_nonce on auction_bid (auction, bidder, nonce) where nonce is not null;

-- Floors that parties left with the system, under the market's key; no fact and no answer tells one to anybody else.
create table auction_limit (
  auction text not null references auction,
  bidder int not null,
  sealed bytea not null,
  -- who left theirs first answers first
  place int generated always as identity,
  primary key (auction, bidder)
);

-- What is published between the end of bidding and the result; the text is the file, byte for byte.
create table auction_audit (
  auction text primary key references auction,
  digest text not null,
  text text not null,
  at timestamptz not null
);

-- Takes the auction for the caller's transaction and tells everything that deciding bids needs, in one round trip. Each
-- statement of the function sees what was committed before it, so all of it is read under the lock; so is the time.
create function auction_lock(
  wanted text, nonces bytea[],
  out state jsonb, out version int, out at timestamptz, out known jsonb, out limits jsonb
) language plpgsql as $$
begin
  select a.state, a.version into state, version from auction a where a.id = wanted for update;
  if not found then return; end if;
  select coalesce(jsonb_agg(jsonb_build_object('nonce', encode(b.nonce, 'hex'), 'bidder', b.bidder, 'amount', b.amount,
      'seq', b.seq, 'leaf', encode(b.leaf, 'hex'), 'at', to_char(b.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS+08:00'))), '[]')
    into known from auction_bid b where b.auction = wanted and b.nonce = any(nonces);
  select coalesce(jsonb_agg(jsonb_build_object('bidder', l.bidder, 'order', l.place, 'sealed', encode(l.sealed, 'hex'))
      order by l.place), '[]')
    into limits from auction_limit l where l.auction = wanted;
  at := market_now();
end $$;
