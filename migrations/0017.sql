-- Registry: qualifications that end by themselves and come back by fresh material (111/35.2, 35.4), and the departments'
-- library of certificates (111/18).

-- The row of a service is the row of its qualification.
alter table agency_service add column version int not null default 1;
-- days left at the warnings that were given for the present certificate
alter table agency_service add column warned int[] not null default '{}';
-- when the present certificate lapsed
alter table agency_service add column expired_at timestamptz;

-- 16, 33.1: a new certificate goes to its department first
alter table agency_change add column department text references organisation;
create index agency_change_department on agency_change (department, changed_at desc) where department is not null;
-- one service type may be renewed while another is
alter table agency_change add column about text not null default '';
drop index agency_change_open;
create unique index agency_change_open on agency_change (agency, matter, about) where status in ('submitted', 'confirming');
