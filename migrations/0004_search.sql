-- Finding a child by name, behind the walls. Row security lets no index answer a comparison that could leak what it compares (trigrams, sounds), so on a walled table every search
-- reads every person. The names to be compared are therefore kept a second time in a schema of their own, which belongs to kith_guard and which no other role may use: behind a wall of
-- privilege and not of rows. The one function that reads it gives only the numbers of children who may be found; what is shown of them is read through the walls as ever.
create schema kith_names authorization kith_guard;
create table kith_names.known (
  person_id bigint primary key,
  authority_id int not null,
  name text not null,
  first_sound text not null,
  last_sound text not null
);
create index known_name on kith_names.known using gin (name gin_trgm_ops);
create index known_first on kith_names.known (authority_id, first_sound);
create index known_last on kith_names.known (authority_id, last_sound);
alter table kith_names.known owner to kith_guard;
grant execute on function kith_hidden() to kith_guard;

-- Kept in step by the database itself, whoever writes a person.
create function kith_keep_names() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into kith_names.known (person_id, authority_id, name, first_sound, last_sound)
    select id, authority_id, lower(name), coalesce(dmetaphone(split_part(name, ' ', 1)), ''), coalesce(dmetaphone(split_part(name, ' ', -1)), '') from written where name is not null
    on conflict (person_id) do update set name = excluded.name, first_sound = excluded.first_sound, last_sound = excluded.last_sound
      where known.name <> excluded.name;
  delete from kith_names.known where person_id in (select id from written where name is null);
  return null;
end $$;
create trigger names_added after insert on person referencing new table as written for each statement execute function kith_keep_names();
create trigger names_changed after update on person referencing new table as written for each statement execute function kith_keep_names();

create function kith_named_like(asked text, sounds text[]) returns setof bigint language sql stable security definer
  set search_path = public set pg_trgm.similarity_threshold = 0.22 set pg_trgm.word_similarity_threshold = 0.62 as $$
  select person_id from (
    select person_id, authority_id from kith_names.known where name % asked
    union
    select person_id, authority_id from kith_names.known where name %> asked
    union
    select person_id, authority_id from kith_names.known where authority_id = kith_authority() and first_sound = any (sounds)
    union
    select person_id, authority_id from kith_names.known where authority_id = kith_authority() and last_sound = any (sounds)
  ) near where authority_id = kith_authority() and person_id not in (select kith_hidden())
$$;
grant create on schema public to kith_guard;
alter function kith_keep_names() owner to kith_guard;
alter function kith_named_like(text, text[]) owner to kith_guard;
revoke create on schema public from kith_guard;
revoke all on function kith_keep_names(), kith_named_like(text, text[]) from public;
grant execute on function kith_named_like(text, text[]) to kith_app;

-- Who leads a team sees every open child whom nobody holds; the walls ask that on every page.
create index span_held_now on span (authority_id, person_id) include (worker_ref, team_ref) where status = 'held' and until_on is null;
create index span_open_now on span (authority_id, person_id) where status in ('open', 'protection-plan', 'looked-after') and until_on is null;
