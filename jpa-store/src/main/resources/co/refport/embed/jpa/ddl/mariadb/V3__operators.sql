-- What operators need: when a key was last used, and what an organization has. Runs after V2.

alter table refport_api_key add column last_used_at bigint;

create index refport_api_key_organization_ix on refport_api_key (organization_id, created_at);

create index refport_program_organization_ix on refport_program (organization_id, created_at);
