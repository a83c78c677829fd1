-- Registry: departments keep the list of service items (111/9.1, 14); every version has its first and its last day.

alter table service_item
  -- the last day on which the version holds; open while nothing follows it
  add column valid_until date,
  -- 涉及的行政审批事项
  add column approvals text[] not null default '{}',
  -- range or fee in 分, unit, document; the mode is price_management
  add column price jsonb not null default '{}',
  -- all of: any of: name, grade
  add column qualifications jsonb not null default '[]',
  add check (valid_until is null or valid_until >= valid_from);
create unique index service_item_day on service_item (code, valid_from);

-- What a department is doing with an item; what it has published stands in service_item.
create table service_item_entry (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  department text not null references organisation,
  -- another department that the city's management body assigned
  editor text references organisation,
  changed_at timestamptz not null
);
create index service_item_entry_department on service_item_entry (department);
create index service_item_entry_editor on service_item_entry (editor);
