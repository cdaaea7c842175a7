-- The tables of Refport Embed. Run it by hand, or let Flyway do it.
--
-- Instants are milliseconds since 1970-01-01T00:00:00Z. A column *_key holds the SHA-256 of the text
-- beside it, as 64 lower-case hexadecimal digits of its UTF-8: uniqueness and look-ups go by it, so
-- that text is equal code point by code point under any collation, and no message of the database
-- about a duplicate quotes an email or a tenant id. Who changes the text changes its key:
-- rawtohex(hash('SHA-256', email)).

create table refport_program (
  id varchar(64) not null,
  organization_id varchar(64) not null,
  -- the organization while the program is active, otherwise null: at most one active program each
  active_organization_id varchar(64),
  created_at bigint not null,
  constraint refport_program_pk primary key (id),
  constraint refport_program_active_uq unique (active_organization_id),
  constraint refport_program_active_ck check (active_organization_id = organization_id)
);

create table refport_partner (
  id varchar(64) not null,
  organization_id varchar(64) not null,
  email_key varchar(64) not null,
  email varchar(254) not null,
  typed_email varchar(512) not null,
  name varchar(255),
  created_at bigint not null,
  constraint refport_partner_pk primary key (id),
  constraint refport_partner_email_uq unique (organization_id, email_key)
);

create table refport_enrollment (
  id varchar(64) not null,
  program_id varchar(64) not null,
  partner_id varchar(64) not null,
  tenant_key varchar(64),
  tenant_id varchar(255),
  active boolean not null,
  revision integer not null,
  created_at bigint not null,
  constraint refport_enrollment_pk primary key (id),
  constraint refport_enrollment_partner_uq unique (program_id, partner_id),
  constraint refport_enrollment_tenant_uq unique (program_id, tenant_key),
  constraint refport_enrollment_program_fk foreign key (program_id) references refport_program (id),
  constraint refport_enrollment_partner_fk foreign key (partner_id) references refport_partner (id)
);

create index refport_enrollment_partner_ix on refport_enrollment (partner_id);

create table refport_api_key (
  id varchar(64) not null,
  organization_id varchar(64) not null,
  -- of the key; the key itself is stored nowhere
  sha256 varchar(64) not null,
  created_at bigint not null,
  expires_at bigint,
  revoked_at bigint,
  constraint refport_api_key_pk primary key (id),
  constraint refport_api_key_sha256_uq unique (sha256)
);

create table refport_signing_key (
  id varchar(64) not null,
  generation integer not null,
  -- the secret or private key, encrypted if the host has configured a key for that
  jwk varchar(4000) not null,
  created_at bigint not null,
  constraint refport_signing_key_pk primary key (id),
  constraint refport_signing_key_generation_uq unique (generation)
);
