-- What the portal needs: who may frame it, and which tokens are revoked. Runs after V1.

-- origins as in a source list of Content-Security-Policy, one space between two
alter table refport_program add column origins varchar(6000) default '' not null;

create table refport_revoked_token (
  token_id varchar(64) not null,
  -- from then on the token is refused anyway, and the row may go
  expires_at bigint not null,
  constraint refport_revoked_token_pk primary key (token_id)
);

create index refport_revoked_token_expires_ix on refport_revoked_token (expires_at);
