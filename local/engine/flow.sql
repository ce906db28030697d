-- How a run starts: pacing, limits, debounce, batches, singletons; and the short way for those that have none of it.

-- GCRA: the instant from which a start may happen, `slack` milliseconds of burst allowed. Reserves it.
create or replace function engine.pace(k text, at bigint, emission double precision, slack double precision) returns bigint
language plpgsql as $$
declare tat double precision;
begin
  insert into engine.rates as r (key, tat) values (k, at + emission)
  on conflict (key) do update set tat = greatest(r.tat, at) + emission returning r.tat - emission into tat;
  return greatest(at, ceil(tat - slack)::bigint);
end $$;

-- GCRA as a gate: false when the start must be dropped.
create or replace function engine.admit(k text, at bigint, emission double precision, slack double precision) returns boolean
language plpgsql as $$
declare cur double precision;
begin
  select tat into cur from engine.rates where key = k;
  if cur is not null and cur - slack > at then return false; end if;
  insert into engine.rates (key, tat) values (k, greatest(coalesce(cur, at), at) + emission)
  on conflict (key) do update set tat = excluded.tat;
  return true;
end $$;

-- One start with flow control: {run, fn, event_name, idem, events, due, lead, keys, limits, rate?, debounce?, batch?,
-- throttle?, singleton?, cancels?, parent_run?, parent_step?}. False when it was dropped.
create or replace function engine.start(s json, t bigint) returns boolean language plpgsql as $$
declare
  c json; due bigint := greatest((s->>'due')::bigint, t); lead bigint := (s->>'lead')::bigint; n int; old text;
  ks text[] := array(select json_array_elements_text(s->'keys')); ls int[] := array(select json_array_elements_text(s->'limits')::int);
begin
  if s->>'idem' is not null and exists (select 1 from engine.runs where fn = s->>'fn' and idem = s->>'idem') then return false; end if;
  c := s->'rate';
  if c is not null and not engine.admit(c->>'key', t, (c->>'emission')::float8, (c->>'slack')::float8) then return false; end if;
  c := s->'debounce';
  if c is not null then
    due := t + (c->>'period')::bigint;
    insert into engine.items as i (kind, fn, tag, due_at, rank, payload, bound)
    values ('debounce', s->>'fn', c->>'tag', due, due, c->>'start', t + (c->>'timeout')::bigint)
    on conflict (tag) where tag is not null do update set payload = excluded.payload, gen = i.gen + 1, owner = null,
      lease_until = null, due_at = least(excluded.due_at, i.bound), rank = least(excluded.due_at, i.bound);
    return true;
  end if;
  c := s->'batch';
  if c is not null then
    insert into engine.batch_events (tag, event_key, run, event) values (c->>'tag', c->>'event_key', s->>'run', c->>'event')
    on conflict do nothing;
    insert into engine.items (kind, fn, tag, due_at, rank, payload, keys, limits)
    values ('batch', s->>'fn', c->>'tag', t + (c->>'timeout')::bigint, t + (c->>'timeout')::bigint, s::text, ks, ls)
    on conflict (tag) where tag is not null do nothing;
    select count(*) into n from engine.batch_events where tag = c->>'tag';
    if n >= (c->>'max')::int then update engine.items set due_at = t, rank = t where tag = c->>'tag'; end if;
    return true;
  end if;
  c := s->'singleton';
  if c is not null then
    select id into old from engine.runs where singleton = c->>'key' and status = 'active';
    if found and c->>'mode' = 'skip' then return false; end if;
    if found then perform engine.end_run(old, 'cancelled', null, null, t, (c->>'keep')::bigint, c->>'memo'); end if;
  end if;
  c := s->'throttle';
  if c is not null then due := engine.pace(c->>'key', due, (c->>'emission')::float8, (c->>'slack')::float8); end if;
  insert into engine.runs (id, fn, event_name, idem, events, keys, limits, rank_lead, singleton, parent_run, parent_step,
    keep, created_at)
  values (s->>'run', s->>'fn', s->>'event_name', s->>'idem', s->>'events', ks, ls, lead, s->'singleton'->>'key',
    s->>'parent_run', s->>'parent_step', (s->>'keep')::bigint, t)
  on conflict do nothing;
  if not found then return false; end if;
  insert into engine.items (kind, fn, run, due_at, rank, keys, limits)
  values ('call', s->>'fn', s->>'run', due, case when due > t then due else due - lead end, ks, ls);
  for c in select json_array_elements(s->'cancels') loop
    insert into engine.pauses (kind, run, event, expr, match_path, match_value, expires_at)
    values ('cancel', s->>'run', c->>'event', c->>'expr', c->>'path', c->>'value', (c->>'until')::bigint);
  end loop;
  return true;
end $$;

-- Starts without flow control but concurrency. While nothing older waits and there is room, the items are leased as
-- they are inserted: the engine that took the event in calls the app without another look at the queue.
create or replace function engine.start_plain(plain json, me text, t bigint, lease bigint, room int) returns bigint[]
language plpgsql as $$
declare x record; i int; full_key text; take boolean; new_item bigint; taken bigint[] := '{}'; backlog boolean;
begin
  select exists (select 1 from engine.items where owner is null and blocked is null and rank <= t and kind not in ('wake', 'batch'))
  into backlog;
  for x in select * from json_to_recordset(plain) as s(run text, fn text, event_name text, idem text, events text, due bigint,
    lead bigint, keys text[], limits int[], keep bigint)
  loop
    insert into engine.runs (id, fn, event_name, idem, events, keys, limits, rank_lead, keep, created_at)
    values (x.run, x.fn, x.event_name, x.idem, x.events, x.keys, x.limits, x.lead, x.keep, t) on conflict do nothing;
    continue when not found;
    take := not backlog and x.due <= t and cardinality(taken) < room;
    full_key := null;
    if x.due <= t then
      for i in 1 .. cardinality(x.keys) loop
        if (select count(*) from engine.slots where key = x.keys[i]) >= x.limits[i] then full_key := x.keys[i]; exit; end if;
      end loop;
    end if;
    take := take and full_key is null;
    insert into engine.items (kind, fn, run, due_at, rank, keys, limits, blocked, owner, gen, lease_until)
    values ('call', x.fn, x.run, greatest(x.due, t), case when x.due > t then x.due else t - x.lead end, x.keys, x.limits, full_key,
      case when take then me end, case when take then 1 else 0 end, case when take then t + lease end)
    returning id into new_item;
    if take then
      taken := taken || new_item;
      if cardinality(x.keys) > 0 then insert into engine.slots (key, item) select distinct unnest(x.keys), new_item; end if;
    end if;
  end loop;
  return taken;
end $$;
