-- The indicators: what each child adds to each, the months made of it, and what people say of a chart.

-- ---------------------------------------------------------------------------------------------------------------- what has changed
-- Children whose measures may have changed. One row for each transaction and child, and never shared between transactions: whoever counts them again removes what it can see
-- before it reads the record, so what is committed later leaves a row of its own.
create table insight_due (
  tx bigint not null,
  person_id bigint not null,
  authority_id int not null,
  primary key (tx, person_id)
);
alter table insight_due enable row level security;
alter table insight_due force row level security;
create policy system on insight_due for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()));
grant select, insert, delete on insight_due to kith_system;
call kith_backup_reads('insight_due');

-- A restore puts rows back that somebody else wrote; only what the system writes is news.
create function kith_insight_told() returns trigger language plpgsql set search_path = public as $$
begin
  if current_user = 'kith_system' then
    insert into insight_due (tx, person_id, authority_id)
      select txid_current(), person_id, min(authority_id) from fresh group by person_id on conflict do nothing;
  end if;
  return null;
end $$;
-- An entry is only ever closed. A duty taken away shows a rule that changed; a duty that is new comes with the entry that started it, or in place of one taken away.
create trigger insight_told after insert on timeline_event referencing new table as fresh for each statement execute function kith_insight_told();
create trigger insight_closed after update on timeline_event referencing new table as fresh for each statement execute function kith_insight_told();
create trigger insight_ruled after delete on duty referencing old table as fresh for each statement execute function kith_insight_told();

-- A measure is cut by sex and ethnicity, which are the person's and on no timeline.
create function kith_insight_person() returns trigger language plpgsql set search_path = public as $$
begin
  if current_user = 'kith_system' then
    insert into insight_due (tx, person_id, authority_id)
      select txid_current(), n.id, n.authority_id from fresh n join stale o on o.id = n.id
      where (n.sex, n.ethnicity) is distinct from (o.sex, o.ethnicity) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger insight_person after update on person referencing old table as stale new table as fresh for each statement execute function kith_insight_person();

-- Whether a holder is qualified, and when they left, decides who is unallocated.
create function kith_insight_worker() returns trigger language plpgsql set search_path = public as $$
begin
  if current_user = 'kith_system' then
    insert into insight_due (tx, person_id, authority_id)
      select distinct txid_current(), s.person_id, s.authority_id from fresh n join stale o on o.id = n.id
        join span s on s.authority_id = n.authority_id and s.status = 'held' and s.worker_ref = n.ref
      where (n.registered, n.left_on) is distinct from (o.registered, o.left_on) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger insight_worker after update on worker referencing old table as stale new table as fresh for each statement execute function kith_insight_worker();

-- ---------------------------------------------------------------------------------------------------------------- what each child adds
-- One row for each thing that counts in a measure: a day on which something happened (`on_date`, counted from `from_on`, when its outcome is settled), or, where `on_date` is
-- null, the days from `from_on` to before `until_on` through which something stood. `measure` is the indicator's number times ten, plus which of its measures.
create table contribution (
  authority_id int not null,
  person_id bigint not null,
  measure int not null,
  part text not null check (part in ('both', 'den', 'num', 'twin', 'unknown')),
  on_date date,
  from_on date not null,
  until_on date,
  value int,
  code text,
  subject text not null,
  team_ref text,
  age text,
  need text,
  sex text,
  ethnicity text
);
create index contribution_child on contribution (person_id);
create index contribution_measure on contribution (authority_id, measure, on_date, person_id);
-- What has happened and is not settled yet: few rows among many, asked for by every picture.
create index contribution_waiting on contribution (authority_id, from_on) where on_date is not null;
call kith_wall('contribution', false);
grant delete on contribution to kith_system;
revoke update on contribution from kith_system;

-- What a child's rows come to, so that a child whose rows are the same is left alone.
create table contribution_print (
  authority_id int not null,
  person_id bigint primary key,
  print text not null
);
call kith_wall('contribution_print', false);
revoke select on contribution_print from kith_app;
grant delete on contribution_print to kith_system;

-- The rows by month, for the authority ('*') and each team ('' where nobody held): what happened in it, and for what stood how many began less how many ended. About nobody, but
-- small cells show somebody: read only by the system, which leaves out and rounds.
create table contribution_month (
  authority_id int not null,
  measure int not null,
  part text not null,
  code text not null,
  team_ref text not null,
  month date not null,
  n int not null,
  total bigint not null,
  primary key (authority_id, team_ref, measure, part, code, month)
);
alter table contribution_month enable row level security;
alter table contribution_month force row level security;
create policy system on contribution_month for all to kith_system using (authority_id = (select kith_authority())) with check (authority_id = (select kith_authority()));
grant select, insert, update, delete on contribution_month to kith_system;
call kith_backup_reads('contribution_month');

-- The version of the definitions an authority was last counted under in full.
create table insight_state (
  authority_id int primary key,
  version text not null,
  counted_at timestamptz not null
);
call kith_authority_wall('insight_state');
grant update on insight_state to kith_system;

-- ---------------------------------------------------------------------------------------------------------------- what people say of it
-- What somebody says a chart shows, and why. Nothing is edited: the last word stands and those before it are kept.
create table insight_narrative (
  id bigint generated by default as identity primary key,
  authority_id int not null,
  indicator int not null,
  words text not null check (length(words) between 10 and 4000),
  at timestamptz not null,
  account_id int not null,
  by_name text not null
);
create index insight_narrative_of on insight_narrative (authority_id, indicator, id desc);
call kith_authority_wall('insight_narrative');

-- A day from which a chart's limits start afresh, because the work changed. Withdrawn, never removed.
create table insight_rebase (
  id bigint generated by default as identity primary key,
  authority_id int not null,
  indicator int not null,
  on_date date not null,
  reason text not null check (length(reason) >= 10),
  at timestamptz not null,
  account_id int not null,
  by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text
);
create unique index insight_rebase_standing on insight_rebase (authority_id, indicator, on_date) where withdrawn_at is null;
call kith_authority_wall('insight_rebase');
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on insight_rebase to kith_system;

-- Children aged 0 to 17 at the middle of a year, by authority: what rates divide by. Published, about nobody.
create table population (
  authority_code text not null,
  year int not null,
  population int not null check (population >= 0),
  source text not null default '',
  primary key (authority_code, year)
);
grant select on population to kith_app;
grant select, insert, update, delete on population to kith_system;

grant usage on all sequences in schema public to kith_system;
