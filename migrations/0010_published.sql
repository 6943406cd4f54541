-- Published figures of every authority: what the Department, Ofsted, Cafcass and the statistics office say of England, its regions and its authorities, and what inspectors judged.
-- About no child and nobody's secret: there is no wall of rows here, only who may write. Nothing is overwritten: a newer edition is read in place of an older one.

-- A file of published figures. It waits, then is loaded whole or refused whole.
create table published_source (
  id int generated always as identity primary key,
  state text not null default 'waiting' check (state in ('waiting', 'loaded', 'refused')),
  file_name text not null,
  -- Its name in the uploads folder until it has been read.
  stored_as text,
  bytes bigint not null,
  content_hash text not null,
  -- Which table it is, by its columns; null until read.
  kind text,
  title text,
  publisher text,
  licence text,
  -- When it was published, where somebody told.
  published_on date,
  -- The last period it speaks of: the later edition of two is the one that goes further.
  edition text not null default '',
  notes text[] not null default '{}',
  figures int not null default 0,
  -- Figures that are not given: suppressed, not available, of low quality.
  not_given int not null default 0,
  problem jsonb,
  added_at timestamptz not null,
  account_id int,
  by_name text not null,
  loaded_at timestamptz
);
create index published_source_hash on published_source (content_hash);

-- England, its regions and its authorities. An authority goes by the Department's three digits, which stay when only its legal form changes; the statistics office's codes, which do
-- not, stand beside. `members`: a return made by several authorities together.
create table area (
  code text primary key,
  kind text not null check (kind in ('country', 'region', 'authority', 'joint')),
  name text not null,
  ons_codes text[] not null default '{}',
  region_code text,
  abolished_on date,
  successors text[] not null default '{}',
  members text[] not null default '{}',
  -- What the name was taken from: a later one replaces it.
  named_in text not null default ''
);

-- Ten authorities most like each, as a set published in some year has them. `nearest` is how like, and says nothing of how well.
create table area_neighbour (
  edition text not null,
  area_code text not null,
  nearest int not null,
  neighbour_code text not null,
  closeness text not null default '',
  source_id int not null references published_source,
  primary key (edition, area_code, nearest, source_id)
);

-- What a published list of measures says of each: words only. The figures' measures that Kith knows by itself are in the code.
create table published_measure (
  id text primary key,
  name text not null,
  topic text not null,
  unit text not null,
  polarity text not null,
  description text not null,
  methodology text not null,
  link text not null,
  year_type text not null,
  source_id int not null references published_source
);

-- One figure as printed, so that nothing is rounded on the way. `period`: 2025 for a year, 2025-03 for a month. `status` says why there is no value, in place of the letter printed.
create table published_figure (
  measure text not null,
  area_code text not null,
  period text not null,
  source_id int not null references published_source,
  value text,
  numerator text,
  denominator text,
  status text not null default 'known'
    check (status in ('known', 'suppressed', 'not-applicable', 'not-available', 'low-quality', 'rounds-to-zero', 'not-given')),
  -- Where this one figure was read, where the file says so of each.
  said_by text,
  primary key (measure, area_code, period, source_id)
);

-- An inspection as its report has it. `judgements` are the lines and words of its own framework, never recoded; `code_then` is the authority's code as the file gives it.
create table inspection (
  id int generated always as identity primary key,
  source_id int not null references published_source,
  area_code text not null,
  code_then text not null,
  framework text not null check (framework in ('SIF', 'ILACS', 'visit')),
  version text not null,
  type text not null,
  started_on date,
  dates_said text,
  published_on date not null,
  judgements jsonb not null,
  theme text,
  link text
);
create index inspection_of on inspection (area_code, published_on);

grant select on published_source, area, area_neighbour, published_measure, published_figure, inspection to kith_app;
grant select, insert, update on published_source, area, published_measure to kith_system;
grant select, insert on area_neighbour, published_figure, inspection to kith_system;
grant usage on all sequences in schema public to kith_system;
