-- Witnesses: others who looked at the log and cosigned its checkpoints (C2SP tlog-witness). The line is self-verifying.
create table ledger_cosignature (
  size bigint not null references ledger_checkpoint,
  witness text not null,
  -- the line of a signed note
  line text not null,
  -- seconds since 1970-01-01T00:00Z, by the witness's clock
  time bigint not null,
  primary key (witness, size)
);
create index ledger_cosignature_size on ledger_cosignature (size desc);
create trigger append_only before update or delete or truncate on ledger_cosignature execute function append_only();
revoke all on ledger_cosignature from xunshi_app;
grant select, insert on ledger_cosignature to xunshi_app;
