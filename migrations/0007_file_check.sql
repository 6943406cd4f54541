-- Checking a file before it is sent. What is found in it is nobody's but the person's who added it, is kept for some days and is never part of the record: so no policy lets
-- a backup read it (an archive would outlive the promise), and nothing else in the database points at it.
create table file_check (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  account_id int not null references account,
  -- Its name in addresses: not to be guessed.
  token text not null unique,
  file_name text not null,
  -- Its name in the uploads folder; null once the file is gone, which is when it has been read.
  stored_as text,
  bytes bigint not null,
  -- The rules asked for, by the March the year ends in; null: as the file's header says.
  rules_year int,
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'done', 'unreadable', 'failed')),
  -- Bytes read so far; the file is read twice.
  done bigint not null default 0,
  problem jsonb,
  ruleset text,
  children int,
  created_at timestamptz not null,
  ended_at timestamptz,
  expires_at timestamptz not null
);
create index file_check_account on file_check (account_id, id desc);
create index file_check_expires on file_check (expires_at);

-- One thing wrong in a checked file. `remedy`: the kind of fix. `facts`: a hash of the values it stands on. `born`: the birth date the file gives, so that a number is not taken for another child's.
create table file_check_issue (
  check_id int not null,
  seq int not null,
  authority_id int not null,
  account_id int not null,
  rule text not null,
  severity text not null check (severity in ('structure', 'error', 'query')),
  scope text not null check (scope in ('child', 'return')),
  child text,
  born date,
  message text not null,
  remedy text not null,
  facts text not null,
  places jsonb not null,
  primary key (check_id, seq)
);
create index file_check_issue_rule on file_check_issue (check_id, rule, seq);
create index file_check_issue_child on file_check_issue (check_id, child, seq);

do $$
declare name text;
begin
  foreach name in array array['file_check', 'file_check_issue'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I for select to kith_app using (authority_id = (select kith_authority()) and account_id = (select kith_account()))', name);
    execute format('create policy system on %I for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()))', name);
    execute format('grant select on %I to kith_app', name);
    execute format('grant select, insert, update, delete on %I to kith_system', name);
  end loop;
end $$;

-- A query somebody looked into and found right, with why: a decision, and so kept, and in the backup. It holds for as long as the facts are the same, for everybody who checks a file, except
-- where the child is not theirs to see. `child`: the authority's own number, empty for the return as a whole.
create table accepted_query (
  id bigint generated always as identity primary key,
  authority_id int not null references authority,
  person_id bigint references person,
  rule text not null,
  child text not null,
  facts text not null,
  note text not null check (length(btrim(note)) >= 10),
  accepted_at timestamptz not null,
  accepted_by int not null references account,
  withdrawn_at timestamptz,
  withdrawn_by int references account
);
create unique index accepted_query_once on accepted_query (authority_id, rule, child, facts, accepted_by) where withdrawn_at is null;
create index accepted_query_child on accepted_query (authority_id, rule, child);
create index accepted_query_person on accepted_query (person_id);
alter table accepted_query enable row level security;
alter table accepted_query force row level security;
create policy staff on accepted_query for select to kith_app using (
  authority_id = (select kith_authority())
  and (person_id is null or person_id not in (select kith_hidden()))
  and ((select kith_scope()) = 'all' or accepted_by = (select kith_account()) or person_id in (select kith_mine()))
);
create policy system on accepted_query for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()));
grant select on accepted_query to kith_app;
grant select, insert on accepted_query to kith_system;
-- What was said and why is never rewritten; it is only withdrawn.
grant update (withdrawn_at, withdrawn_by) on accepted_query to kith_system;
call kith_backup_reads('accepted_query');
