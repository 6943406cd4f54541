-- People who use Kith, what they may do, and the walls between them and the record.
--
-- Three database roles. None can log in, none owns a table, none can bypass row security:
--   kith_app      every request of a signed-in person; sees what that person may see
--   kith_system   imports, recomputes, jobs; sees its authority
--   kith_guard    owns the few functions that policies call; sees allocations and restrictions only
do $$ begin
  if not exists (select from pg_roles where rolname = 'kith_app') then create role kith_app nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'kith_system') then create role kith_system nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'kith_guard') then create role kith_guard nologin noinherit; end if;
  execute format('grant kith_app, kith_system, kith_guard to %I', current_user);
end $$;

create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

grant usage, create on schema public to kith_guard;
grant usage on schema public to kith_app, kith_system;

-- ---------------------------------------------------------------------------------------------------------------- settings of a request
create function kith_authority() returns int language sql stable as $$ select nullif(current_setting('kith.authority', true), '')::int $$;
create function kith_account() returns int language sql stable as $$ select nullif(current_setting('kith.account', true), '')::int $$;
create function kith_scope() returns text language sql stable as $$ select coalesce(nullif(current_setting('kith.scope', true), ''), 'none') $$;
create function kith_worker() returns text language sql stable as $$ select nullif(current_setting('kith.worker', true), '') $$;
create function kith_today() returns date language sql stable as $$ select coalesce(nullif(current_setting('kith.today', true), '')::date, current_date) $$;
create function kith_teams() returns text[] language sql stable as $$ select coalesce(nullif(current_setting('kith.teams', true), ''), '{}')::text[] $$;

-- ---------------------------------------------------------------------------------------------------------------- the installation
create table authority (
  id int generated always as identity primary key,
  code text,
  name text not null,
  created_at timestamptz not null default now()
);

-- One row. `kind`: demonstration, trial or service; undecided until somebody says.
create table installation (
  id int primary key default 1 check (id = 1),
  kind text not null default 'undecided' check (kind in ('undecided', 'demonstration', 'trial', 'service')),
  authority_id int references authority,
  setup_code_hash text,
  created_at timestamptz not null default now()
);
insert into installation default values;

-- ---------------------------------------------------------------------------------------------------------------- accounts
-- Roles are data (rulebook, section 3). `scope`: which children's records a holder may open; `rights`: what they may do.
create table role (
  id text primary key,
  name text not null,
  about text not null,
  scope text not null check (scope in ('none', 'own', 'team', 'all')),
  rights text[] not null default '{}',
  position int not null
);

create table team (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  ref text not null,
  name text not null,
  parent_ref text,
  manager_ref text,
  unique (authority_id, ref)
);

-- Somebody who holds children, with or without an account here.
create table worker (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  ref text not null,
  name text not null,
  title text,
  registered boolean,
  team_ref text,
  left_on date,
  unique (authority_id, ref)
);

create table absence (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  worker_ref text not null,
  from_on date not null,
  to_on date,
  cover_ref text,
  reason text,
  recorded_at timestamptz not null default now(),
  recorded_by int
);
create index absence_worker on absence (authority_id, worker_ref);

create table account (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  sign_in text not null,
  name text not null,
  password_hash text,
  has_password boolean generated always as (password_hash is not null) stored,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  recovery_hashes text[] not null default '{}',
  roles text[] not null default '{}',
  worker_ref text,
  team_refs text[] not null default '{}',
  demonstration boolean not null default false,
  invite_hash text,
  invite_until timestamptz,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index account_sign_in on account (lower(sign_in));

create table session (
  id text primary key,
  account_id int not null references account,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  strong_at timestamptz,
  device text,
  ended_at timestamptz
);
create index session_account on session (account_id) where ended_at is null;

-- Failed tries, by account name and by network, so that guessing is slow and a stranger cannot lock a person out of their own device.
create table sign_in_try (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  sign_in text not null,
  network text not null,
  device_known boolean not null default false
);
create index sign_in_try_name on sign_in_try (sign_in, at desc);
create index sign_in_try_network on sign_in_try (network, at desc);

-- ---------------------------------------------------------------------------------------------------------------- sources
-- Each file or feed that told us something. `rank` orders the files of one format by the day they speak for.
create table source (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  format text not null,
  title text not null,
  file_name text not null,
  content_hash text not null,
  bytes bigint not null,
  as_at date not null,
  rank text not null,
  scope_from date,
  scope_to date,
  scope_tables text[] not null default '{}',
  received_at timestamptz not null default now(),
  received_by int,
  applied_at timestamptz,
  children int not null default 0,
  summary jsonb not null default '{}',
  unique (authority_id, content_hash)
);
create index source_format on source (authority_id, format, rank);

-- A file on its way in: kept in the data folder until applied or set aside.
create table import_run (
  id int generated always as identity primary key,
  authority_id int not null references authority,
  batch text not null,
  file_name text not null,
  stored_as text not null,
  bytes bigint not null,
  content_hash text not null,
  state text not null check (state in ('waiting', 'reading', 'ready', 'unreadable', 'applying', 'applied', 'set aside', 'failed', 'same')),
  as_at date,
  done int not null default 0,
  preview jsonb,
  problem jsonb,
  source_id int references source,
  created_at timestamptz not null default now(),
  created_by int,
  updated_at timestamptz not null default now()
);
create index import_run_batch on import_run (batch);

-- ---------------------------------------------------------------------------------------------------------------- people
-- No foreign keys from here on: files bring these rows by the hundred thousand, and each check is a query. Rows about a person are written in the transaction that has made or locked the
-- person, and nothing deletes one.
create table person (
  id bigint generated by default as identity primary key,
  authority_id int not null,
  local_id text,
  name text,
  birth_date date,
  expected_birth_date date,
  death_date date,
  sex text,
  ethnicity text,
  created_at timestamptz not null default now()
);
create index person_birth on person (authority_id, birth_date);

create table identifier (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  type text not null,
  value text not null,
  issuer text not null,
  source_id int,
  recorded_at timestamptz not null default now(),
  superseded_at timestamptz
);
-- Begins with the value, so that it also finds whose number this is.
create unique index identifier_own on identifier (authority_id, value, type, issuer, person_id) where superseded_at is null;
create index identifier_person on identifier (person_id);

-- ---------------------------------------------------------------------------------------------------------------- timeline
-- Two clocks: `on_date` when it happened, `recorded_at` when we knew. Only ever closed by `superseded_at`; never edited, never deleted.
create table timeline_event (
  id bigint generated by default as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  on_date date not null,
  at timestamptz,
  kind text not null,
  subject text not null,
  -- The row that says so, `table:key`, and whose account it is.
  origin text not null,
  issuer text not null,
  detail jsonb not null,
  source_id int not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz
);
create index timeline_child on timeline_event (person_id, on_date desc, id desc) include (kind) where superseded_at is null;
create index timeline_child_all on timeline_event (person_id) where superseded_at is not null;

-- The kinds of event anything told to this authority has carried: what it has not, cannot be called late or clear.
create table carried_kind (
  authority_id int not null references authority,
  kind text not null,
  primary key (authority_id, kind)
);

create table span (
  authority_id int not null,
  person_id bigint not null,
  status text not null,
  key text not null,
  from_on date not null,
  until_on date,
  worker_ref text,
  team_ref text,
  detail jsonb not null,
  primary key (person_id, status, key, from_on)
);
create index span_open on span (authority_id, status, from_on, until_on);
create index span_worker on span (authority_id, worker_ref) where status = 'held';
create index span_team on span (authority_id, team_ref) where status = 'held';

create table duty (
  authority_id int not null,
  person_id bigint not null,
  rule_id text not null,
  key text collate "C" not null,
  from_on date not null,
  due_on date not null,
  due_at timestamptz,
  act_by date not null,
  done_on date,
  ended_on date,
  flag boolean not null,
  primary key (person_id, key)
);
-- `ended_on` may lie ahead (an eighteenth birthday): a duty is open while it is null or after today. A row goes into one of these two, which hold all that is counted of it: an import
-- writes half a dozen duties for each child, and each index more is a quarter more to write.
create index duty_undone on duty (authority_id, rule_id, due_on) include (person_id, from_on, ended_on, flag, done_on) where done_on is null;
create index duty_done on duty (authority_id, rule_id, done_on) include (person_id, from_on, due_on, flag) where done_on is not null;

create table breach (
  authority_id int not null,
  person_id bigint not null,
  invariant_id text not null,
  key text not null,
  from_on date not null,
  until_on date,
  detail jsonb not null,
  primary key (person_id, invariant_id, key)
);
create index breach_holding on breach (authority_id, invariant_id, from_on, until_on);

-- A breach taken up: by whom, when and why. It is an answer, not a dismissal: the breach goes when the fact changes.
create table take_up (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  invariant_id text not null,
  key text not null,
  account_id int not null,
  by_name text not null,
  note text not null,
  at timestamptz not null default now()
);
create index take_up_breach on take_up (person_id, invariant_id, key);

create table finding (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  issuer text not null,
  source_id int not null,
  code text not null,
  table_name text,
  column_name text,
  said text,
  message text not null,
  place text not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz
);
create index finding_child on finding (person_id) where superseded_at is null;

create table note (
  id bigint generated by default as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  on_date date not null,
  at timestamptz,
  kind text not null,
  words text not null,
  childs_words text,
  worker_ref text,
  recorded_at timestamptz not null default now(),
  recorded_by int
);
create index note_child on note (person_id, on_date desc, id desc);

-- Adults around a child who are not themselves children on the record; enough to draw a family.
create table family_member (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  ref text not null,
  name text,
  sex text,
  born date,
  died date,
  relation text not null,
  same_household boolean,
  unknown boolean not null default false,
  recorded_at timestamptz not null default now()
);
create index family_member_child on family_member (person_id);

-- ---------------------------------------------------------------------------------------------------------------- holding a child
-- An offer of a child to a worker. Until it is accepted the sender holds.
create table handover (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  to_worker_ref text not null,
  from_worker_ref text,
  from_on date not null,
  reason text not null,
  offered_at timestamptz not null default now(),
  offered_by int not null,
  answered_at timestamptz,
  answered_by int,
  accepted boolean,
  answer_note text
);
create index handover_waiting on handover (authority_id, to_worker_ref) where answered_at is null;
create index handover_child on handover (person_id);

-- ---------------------------------------------------------------------------------------------------------------- walls
create table restriction (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  reason text not null,
  placed_at timestamptz not null default now(),
  placed_by int,
  lifted_at timestamptz,
  lifted_by int
);
create index restriction_child on restriction (authority_id, person_id) where lifted_at is null;

-- Leave to open one record for a while: by break-glass (an hour, reviewed), or by name on a restricted record (until withdrawn).
create table access_grant (
  id bigint generated always as identity primary key,
  authority_id int not null,
  person_id bigint not null,
  account_id int not null,
  kind text not null check (kind in ('break-glass', 'named')),
  reason_code text not null,
  reason text not null,
  from_at timestamptz not null default now(),
  until_at timestamptz not null,
  review_due date,
  reviewed_at timestamptz,
  reviewed_by int,
  review_note text,
  review_upheld boolean
);
create index access_grant_account on access_grant (account_id, until_at);
create index access_grant_review on access_grant (authority_id) where kind = 'break-glass' and reviewed_at is null;

-- ---------------------------------------------------------------------------------------------------------------- rules
-- A local change to a rule the shipped rows mark as local policy. The author may not approve it.
create table rule_change (
  id int generated always as identity primary key,
  authority_id int not null,
  rule_id text not null,
  effective_from date not null,
  offset_value int not null check (offset_value between 0 and 3650),
  unit text not null check (unit in ('workingDays', 'days', 'weeks', 'months', 'hours')),
  count_mode text not null check (count_mode in ('exclusive', 'inclusive')),
  reason text not null check (length(reason) >= 10),
  replay jsonb not null,
  proposed_at timestamptz not null default now(),
  proposed_by int not null,
  decided_at timestamptz,
  decided_by int,
  approved boolean,
  check (decided_by is null or decided_by <> proposed_by)
);

-- A bank holiday proclaimed after this version was made.
create table proclaimed_day (
  on_date date primary key,
  instead_of date,
  name text not null
);

-- ---------------------------------------------------------------------------------------------------------------- audit
-- One row for every act and every view, written in the transaction of the act. `mac` is keyed outside the database.
create table audit_event (
  seq bigint generated always as identity primary key,
  id text not null unique,
  at timestamptz not null,
  authority_id int,
  account_id int,
  who text not null,
  act text not null,
  person_id bigint,
  request_id text,
  detail jsonb not null,
  mac text not null
);
create index audit_person on audit_event (person_id, seq desc) where person_id is not null;
create index audit_account on audit_event (account_id, seq desc);

-- Rows sealed in the background into a chain: each seal covers its leaves and the seal before.
create table audit_seal (
  no bigint primary key,
  at timestamptz not null,
  leaves int not null,
  previous text not null,
  hash text not null
);
create table audit_leaf (
  seq bigint primary key,
  seal_no bigint not null references audit_seal,
  position int not null,
  id text not null,
  mac text not null
);
create index audit_leaf_seal on audit_leaf (seal_no, position);

-- ---------------------------------------------------------------------------------------------------------------- jobs
create table job (
  id bigint generated always as identity primary key,
  kind text not null,
  payload jsonb not null,
  run_after timestamptz not null default now(),
  attempts int not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  failed_at timestamptz,
  problem text,
  created_at timestamptz not null default now()
);
create index job_waiting on job (run_after) where finished_at is null and failed_at is null;

-- ---------------------------------------------------------------------------------------------------------------- the walls themselves
-- Owned by kith_guard, which may read just these tables, and only while it is itself: whoever owns the database is a member of the role and must see no more for it.
create policy guard_reads on span for select to kith_guard using (current_user = 'kith_guard');
create policy guard_reads on restriction for select to kith_guard using (current_user = 'kith_guard');
create policy guard_reads on access_grant for select to kith_guard using (current_user = 'kith_guard');
create policy guard_reads on absence for select to kith_guard using (current_user = 'kith_guard');
grant select on span, restriction, access_grant, absence to kith_guard;

-- Restricted children this person has no leave to see.
create function kith_hidden() returns setof bigint language sql stable security definer set search_path = public as $$
  select r.person_id from restriction r
  where r.lifted_at is null and r.authority_id = kith_authority()
    and not exists (select from access_grant g
      where g.person_id = r.person_id and g.account_id = kith_account() and g.from_at <= now() and g.until_at > now())
$$;

-- Children this person holds, covers, has in a team they lead, or has broken glass for.
create function kith_mine() returns setof bigint language sql stable security definer set search_path = public as $$
  select s.person_id from span s
    where s.status = 'held' and s.from_on <= kith_today() and s.authority_id = kith_authority() and (s.until_on is null or s.until_on > kith_today()) and s.worker_ref = kith_worker()
  union
  select s.person_id from span s join absence a on a.authority_id = s.authority_id and a.worker_ref = s.worker_ref
    where s.status = 'held' and s.from_on <= kith_today() and s.authority_id = kith_authority() and (s.until_on is null or s.until_on > kith_today()) and a.cover_ref = kith_worker()
      and a.from_on <= kith_today() and (a.to_on is null or a.to_on >= kith_today())
  union
  select s.person_id from span s
    where kith_scope() = 'team' and s.status = 'held' and s.from_on <= kith_today() and s.authority_id = kith_authority() and (s.until_on is null or s.until_on > kith_today()) and s.team_ref = any (kith_teams())
  union
  -- An open child whom nobody holds belongs to everybody who leads a team, until one of them allocates.
  select o.person_id from span o
    where kith_scope() = 'team' and o.status in ('open', 'protection-plan', 'looked-after') and o.authority_id = kith_authority() and (o.until_on is null or o.until_on > kith_today())
      and not exists (select from span h where h.person_id = o.person_id and h.status = 'held' and h.from_on <= kith_today() and (h.until_on is null or h.until_on > kith_today()))
  union
  select g.person_id from access_grant g
    where g.account_id = kith_account() and g.from_at <= now() and g.until_at > now()
$$;
alter function kith_hidden() owner to kith_guard;
alter function kith_mine() owner to kith_guard;
revoke create on schema public from kith_guard;
revoke all on function kith_hidden(), kith_mine() from public;
grant execute on function kith_hidden(), kith_mine() to kith_app;

-- Puts the walls around a child table. `searchable` tables answer "is this child known?" for the whole authority; the others open only
-- to those whose scope covers the child. A restricted child is absent from both.
create procedure kith_wall(name text, searchable boolean) language plpgsql as $$
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
end $$;

call kith_wall('person', true);
call kith_wall('identifier', true);
call kith_wall('timeline_event', false);
call kith_wall('span', false);
call kith_wall('duty', false);
call kith_wall('breach', false);
call kith_wall('take_up', false);
call kith_wall('finding', false);
call kith_wall('note', false);
call kith_wall('family_member', false);
call kith_wall('handover', false);
-- A signed-in person reads; what they do is written by the system role in the same transaction, after the command has seen that they may see the child.
-- What is derived may be recomputed; what happened may not be removed.
grant delete on span, duty, breach to kith_system;
revoke update on note, take_up from kith_system;
-- A timeline entry may only be closed, a finding likewise.
revoke update on timeline_event, finding, identifier from kith_system;
grant update (superseded_at) on timeline_event, finding, identifier to kith_system;

-- Restrictions and grants are themselves secret: a person sees their own grants; those who keep the walls work as system.
alter table restriction enable row level security;
alter table restriction force row level security;
create policy system on restriction for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()));
grant select, insert, update on restriction to kith_system;
alter table access_grant enable row level security;
alter table access_grant force row level security;
create policy own on access_grant for select to kith_app using (account_id = (select kith_account()));
create policy system on access_grant for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()));
grant select on access_grant to kith_app;
grant select, insert, update on access_grant to kith_system;

grant select on authority, role, carried_kind, team, worker, absence, source, rule_change, proclaimed_day to kith_app;
-- Never a secret: no password, second factor, recovery code or invitation can be read in a person's name.
grant select (id, kind, authority_id, created_at) on installation to kith_app;
grant select (id, authority_id, sign_in, name, roles, worker_ref, team_refs, demonstration, disabled_at, last_seen_at, created_at, has_password) on account to kith_app;
grant select, insert, update on authority, installation, carried_kind, team, worker, absence, account, session, sign_in_try, source, import_run, rule_change, proclaimed_day, job to kith_system;
grant select on role to kith_system;
grant select on import_run, job to kith_app;
grant delete on sign_in_try, import_run, job to kith_system;

-- Nobody edits or removes audit rows: not the application, not the system.
grant select, insert on audit_event to kith_app, kith_system;
grant select, insert on audit_seal, audit_leaf to kith_system;

grant usage on all sequences in schema public to kith_system;
