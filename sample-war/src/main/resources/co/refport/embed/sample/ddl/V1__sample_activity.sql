-- What the sample's product counts for each of its tenants, a row a week; for H2 and PostgreSQL.

create table sample_activity (
  tenant_id varchar(255) not null,
  -- a Monday
  week_start date not null,
  clicks integer not null,
  leads integer not null,
  earnings_cents bigint not null,
  constraint sample_activity_pk primary key (tenant_id, week_start)
);
