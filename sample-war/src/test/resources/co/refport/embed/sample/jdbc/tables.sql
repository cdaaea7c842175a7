-- The tables of JdbcEmbedStore, for H2 and PostgreSQL. The unique constraints decide every race.
--
-- Texts must be equal code point by code point only. They are so in H2 and PostgreSQL, whatever the
-- collation, unless somebody chose one that is nondeterministic. MySQL, MariaDB and SQL Server
-- compare without regard to case: there, give every varchar a binary collation.
-- Instants are milliseconds since 1970-01-01T00:00:00Z.

create table embed_program (
  id varchar(64) primary key,
  organization_id varchar(64) not null,
  -- the organization while the program is active, else null: at most one active program each
  active_for varchar(64) unique,
  origins varchar(6000) not null,
  created_at bigint not null
);

create table embed_partner (
  id varchar(64) primary key,
  organization_id varchar(64) not null,
  email varchar(254) not null,
  typed_email varchar(512) not null,
  name varchar(255),
  created_at bigint not null,
  unique (organization_id, email)
);

create table embed_enrollment (
  id varchar(64) primary key,
  program_id varchar(64) not null references embed_program,
  partner_id varchar(64) not null references embed_partner,
  tenant_id varchar(255),
  active boolean not null,
  revision integer not null,
  created_at bigint not null,
  -- the partner first: a look-up by email comes from there, and must not meet all of the program
  unique (partner_id, program_id),
  -- nulls do not collide: many enrollments may have no tenant id
  unique (program_id, tenant_id)
);

create table embed_api_key (
  id varchar(64) primary key,
  organization_id varchar(64) not null,
  sha256 varchar(64) not null unique,
  created_at bigint not null,
  expires_at bigint,
  revoked_at bigint,
  last_used_at bigint
);

-- who can read these keys can make tokens: grant it to nobody else
create table embed_signing_key (
  id varchar(64) primary key,
  generation integer not null unique,
  jwk varchar(4000) not null,
  created_at bigint not null
);

create table embed_revoked_token (
  id varchar(64) primary key,
  expires_at bigint not null
);

create index embed_program_list on embed_program (organization_id, created_at);
create index embed_api_key_list on embed_api_key (organization_id, created_at);
create index embed_revoked_token_expiry on embed_revoked_token (expires_at);
