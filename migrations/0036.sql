-- Complaints (111/47-52), and the award notices that wait for them (28, 49.3).

create table complaint (
  id text primary key,
  version int not null,
  state jsonb not null,
  status text not null,
  kind text not null,
  -- subject/id of what it is about
  about text not null,
  complainant text,
  respondent text not null,
  receiver text not null,
  department text,
  changed_at timestamptz not null default market_now()
);
create index complaint_complainant on complaint (complainant, changed_at desc);
create index complaint_respondent on complaint (respondent, changed_at desc);
create index complaint_receiver on complaint (receiver, changed_at desc);
create index complaint_department on complaint (department, changed_at desc);
create index complaint_about on complaint (about);
create index complaint_published on complaint (changed_at desc) where status = 'published';

-- While a row is here the award notice of the procurement is not issued.
create table award_hold (
  -- 采购公告编号
  number text not null,
  complaint text not null,
  since timestamptz not null,
  primary key (number, complaint)
);
