-- Procurement: the central procurement catalogue of a year (111/4); entering it again makes the next version.
create table central_catalogue (
  year int not null,
  version int not null,
  document_number text not null,
  entries jsonb not null,
  entered_by text not null references organisation,
  at timestamptz not null,
  primary key (year, version)
);
