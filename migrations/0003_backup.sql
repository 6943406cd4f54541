-- A backup reads everything in one consistent look. kith_system sees one authority at a time, and a row of an authority nobody knows of would silently be left
-- out; so there is a role that reads every row and can write nothing. It cannot log in and nothing of a signed-in person's request runs as it.
do $$ begin
  if not exists (select from pg_roles where rolname = 'kith_backup') then create role kith_backup nologin noinherit; end if;
  execute format('grant kith_backup to %I', current_user);
end $$;

grant usage on schema public to kith_backup;
grant select on all tables in schema public to kith_backup;
grant select on all sequences in schema public to kith_backup;
-- Sessions and tries to sign in are of the moment: a restored one would let somebody in.
revoke select on session, sign_in_try from kith_backup;
-- What later migrations add is in the backup without their saying so.
alter default privileges in schema public grant select on tables to kith_backup;
alter default privileges in schema public grant select on sequences to kith_backup;

-- The database's user is a member of the role, and a member inherits the policies of its roles: `current_user` keeps this one to those who have become kith_backup.
create procedure kith_backup_reads(name text) language plpgsql as $$
begin
  execute format('create policy backup on %I for select to kith_backup using (current_user = ''kith_backup'')', name);
end $$;

do $$
declare walled text;
begin
  for walled in select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relrowsecurity loop
    call kith_backup_reads(walled);
  end loop;
end $$;

-- The walls as before, and with them the backup's way in.
create or replace procedure kith_wall(name text, searchable boolean) language plpgsql as $$
declare
  child text := case when name = 'person' then 'id' else 'person_id' end;
  visible text := format('authority_id = (select kith_authority()) and %I not in (select kith_hidden())', child);
begin
  if not searchable then
    visible := visible || format(' and ((select kith_scope()) = ''all'' or %I in (select kith_mine()))', child);
  end if;
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy staff on %I for select to kith_app using (%s)', name, visible);
  execute format('create policy system on %I for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()))', name);
  execute format('grant select on %I to kith_app', name);
  execute format('grant select, insert, update on %I to kith_system', name);
  call kith_backup_reads(name);
end $$;
