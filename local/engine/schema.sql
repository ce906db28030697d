-- The engine's memory. Instants are epoch milliseconds on the engine's clock, so that tests can set it.
-- JSON is kept as canonical text: it is sent as it was signed, and a NUL escape survives.
create schema if not exists engine;

create table if not exists engine.engines (
  id text primary key,
  host text not null,
  pid int not null,
  seen_at bigint not null
);

create table if not exists engine.functions (
  id text primary key,
  app text not null,
  config text not null,
  synced_at bigint not null
);

create table if not exists engine.runs (
  id text collate "C" primary key,
  fn text not null,
  event_name text not null,
  idem text,                               -- the event id, for 24 hours
  status text not null default 'active',   -- active, completed, failed, cancelled
  events text not null,
  version int not null default -1,
  pending text[] not null default '{}',    -- steps that must settle before the next discovery call
  stack text[] not null default '{}',      -- settled steps, in order
  keys text[] not null default '{}',       -- concurrency keys and their limits
  limits int[] not null default '{}',
  rank_lead bigint not null default 0,     -- how many milliseconds of priority the run has
  singleton text,
  parent_run text,
  parent_step text,
  result text,
  keep bigint not null,                    -- how long the run stays after it completed
  created_at bigint not null,
  started_at bigint,
  ended_at bigint,
  expires_at bigint,
  unique (fn, idem)
);
create index if not exists runs_expiry on engine.runs (expires_at) where expires_at is not null;
create unique index if not exists runs_singleton on engine.runs (singleton) where status = 'active' and singleton is not null;

create table if not exists engine.steps (
  run text collate "C" not null,
  id text not null,
  value text not null,
  primary key (run, id)
);

-- Everything that is due at an instant. An item is in one of three places: waiting (owner and blocked null),
-- blocked on a full concurrency key, or leased by an engine. `gen` fences: an answer counts only with the
-- generation of the lease it was given.
create table if not exists engine.items (
  id bigint generated always as identity primary key,
  kind text not null,                      -- call, wake, batch, debounce, cron, match
  fn text,
  run text collate "C",
  step text,
  due_at bigint not null,
  rank bigint not null,                    -- the order of claims: due_at, less priority if it was due when it came
  attempt int not null default 0,
  gen int not null default 0,
  lost int not null default 0,             -- leases lost in a row
  owner text,
  lease_until bigint,
  keys text[] not null default '{}',
  limits int[] not null default '{}',
  blocked text,
  tag text,                                -- one open batch, debounce or cron of its kind
  payload text,
  bound bigint                             -- debounce: the latest due_at; match: the newest pause that may take the event
);
create unique index if not exists items_tag on engine.items (tag) where tag is not null;
create index if not exists items_ready on engine.items (rank, id)
  where owner is null and blocked is null and kind not in ('wake', 'batch');
create index if not exists items_ripening on engine.items (due_at) where kind in ('wake', 'batch');
create index if not exists items_blocked on engine.items (blocked, rank) where blocked is not null;
create index if not exists items_leased on engine.items (owner) where owner is not null;
create index if not exists items_run on engine.items (run) where run is not null;

-- Who holds a place under a concurrency key. A row lives exactly as long as the item's lease.
create table if not exists engine.slots (
  key text not null,
  item bigint not null,
  primary key (key, item)
);
create index if not exists slots_item on engine.slots (item);

create table if not exists engine.pauses (
  id bigint generated always as identity primary key,
  kind text not null,                      -- wait, cancel
  run text collate "C" not null,
  step text,
  event text not null,
  expr text,
  match_path text,                         -- set when expr is `event.a == async.b`: b, and the value of a
  match_value text,
  expires_at bigint
);
create index if not exists pauses_event on engine.pauses (event, match_path, match_value);
create index if not exists pauses_run on engine.pauses (run);

create table if not exists engine.batch_events (
  tag text not null,
  seq bigint generated always as identity,
  event_key text not null,                 -- makes a repeated POST of the same events harmless
  run text not null,
  event text not null,
  primary key (tag, event_key)
);
create index if not exists batch_events_order on engine.batch_events (tag, seq);

-- Theoretical arrival times of the rate limiters (GCRA).
create table if not exists engine.rates (
  key text primary key,
  tat double precision not null
);
create index if not exists rates_tat on engine.rates (tat);

alter table engine.items set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table engine.slots set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
