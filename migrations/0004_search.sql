-- Finding a child by name, behind the walls. Row security will not let an index answer a comparison that could leak what it compares (trigrams, sounds), so under a
-- wall every search would read every person. This function reads as kith_guard, by index, and gives only the numbers of children who may be found; what is
-- shown of them is read through the walls as ever.
create index person_name_sound_last on person (authority_id, dmetaphone(split_part(name, ' ', -1)));
create policy guard_reads on person for select to kith_guard using (current_user = 'kith_guard');
grant select (id, authority_id, name) on person to kith_guard;
grant execute on function kith_hidden() to kith_guard;

create function kith_named_like(asked text, sounds text[]) returns setof bigint language sql stable security definer
  -- The planner takes a comparison of letters to be as cheap as any other, and would read every name.
  set search_path = public set enable_seqscan = off set pg_trgm.similarity_threshold = 0.22 set pg_trgm.word_similarity_threshold = 0.62 as $$
  select id from (
    select id from person where authority_id = kith_authority() and name is not null and lower(name) % asked
    union
    select id from person where authority_id = kith_authority() and name is not null and lower(name) %> asked
    union
    select id from person where authority_id = kith_authority() and dmetaphone(split_part(name, ' ', 1)) = any (sounds)
    union
    select id from person where authority_id = kith_authority() and dmetaphone(split_part(name, ' ', -1)) = any (sounds)
  ) near where id not in (select kith_hidden())
$$;
grant create on schema public to kith_guard;
alter function kith_named_like(text, text[]) owner to kith_guard;
revoke create on schema public from kith_guard;
revoke all on function kith_named_like(text, text[]) from public;
grant execute on function kith_named_like(text, text[]) to kith_app;

-- Who leads a team sees every open child whom nobody holds; the walls ask that on every page.
create index span_held_now on span (authority_id, person_id) include (worker_ref, team_ref) where status = 'held' and until_on is null;
create index span_open_now on span (authority_id, person_id) where status in ('open', 'protection-plan', 'looked-after') and until_on is null;
