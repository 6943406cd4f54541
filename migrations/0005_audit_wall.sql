-- The log of who did what is behind a wall too: a person reads what their authority's people did, and nothing about a child who is hidden from them. Writing is open to every act.
-- Not forced: the owner verifies and keeps it.
alter table audit_event enable row level security;
create policy staff_reads on audit_event for select to kith_app
  using (authority_id = (select kith_authority()) and (person_id is null or person_id not in (select kith_hidden())));
create policy staff_writes on audit_event for insert to kith_app with check (true);
create policy system on audit_event for all to kith_system using (true) with check (true);
call kith_backup_reads('audit_event');
