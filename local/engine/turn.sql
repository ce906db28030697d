-- The procedures. Every change of the queue happens inside engine.turn, under one advisory lock, so the
-- turns of several engines are serial: concurrency, pacing and crons are exact, and nothing can deadlock.

-- Due timers become calls: sleeps and timeouts settle their step, full or ripe batches become runs.
-- True when it stopped at its bound.
create or replace function engine.ripen(t bigint) returns boolean language plpgsql as $$
declare it record; s json; c json; evs text; n int; rid text; due bigint; seen int := 0;
begin
  for it in select * from engine.items
    where kind in ('wake', 'batch') and due_at <= t order by due_at limit 200
  loop
    seen := seen + 1;
    if it.kind = 'wake' then
      delete from engine.items where id = it.id;
      delete from engine.pauses where run = it.run and step = it.step;
      perform engine.settle(it.run, it.step, it.payload, t);
      continue;
    end if;
    s := it.payload::json; c := s->'batch';
    with taken as (
      delete from engine.batch_events where (tag, event_key) in (
        select tag, event_key from engine.batch_events where tag = it.tag order by seq limit (c->>'max')::int)
      returning seq, run, event)
    select min(run), '[' || string_agg(event, ',' order by seq) || ']', count(*) into rid, evs, n from taken;
    if n > 0 then
      due := t;
      if s->'throttle' is not null then
        due := engine.pace(s->'throttle'->>'key', t, (s->'throttle'->>'emission')::float8, (s->'throttle'->>'slack')::float8);
      end if;
      insert into engine.runs (id, fn, event_name, events, keys, limits, keep, created_at)
      values (rid, it.fn, s->>'event_name', evs, it.keys, it.limits, (s->>'keep')::bigint, t);
      insert into engine.items (kind, fn, run, due_at, rank, keys, limits)
      values ('call', it.fn, rid, due, due, it.keys, it.limits);
    end if;
    select count(*) into n from engine.batch_events where tag = it.tag;
    if n = 0 then delete from engine.items where id = it.id;
    else
      due := case when n >= (c->>'max')::int then t else t + (c->>'timeout')::bigint end;
      update engine.items set due_at = due, rank = due where id = it.id;
    end if;
  end loop;
  return seen >= 200;
end $$;

-- Takes a place under each of an item's keys, or none: then the item waits at the first full key.
create or replace function engine.acquire(it engine.items) returns boolean language plpgsql as $$
declare i int; k text;
begin
  for i in 1 .. cardinality(it.keys) loop
    if (select count(*) from engine.slots where key = it.keys[i]) >= it.limits[i] then
      update engine.items set blocked = it.keys[i] where id = it.id;
      foreach k in array it.keys loop
        if k <> it.keys[i] then perform engine.unblock(k); end if;
      end loop;
      return false;
    end if;
  end loop;
  insert into engine.slots (key, item) select distinct unnest(it.keys), it.id;
  return true;
end $$;

-- Leases up to `room` due items to an engine. Looks at a bounded number of them; `more` says that it stopped early.
create or replace function engine.claim(me text, t bigint, lease bigint, room int, out claimed bigint[], out more boolean)
language plpgsql as $$
declare it engine.items; seen int := 0;
begin
  claimed := '{}'; more := false;
  if room <= 0 then return; end if;
  for it in select * from engine.items where owner is null and blocked is null and rank <= t
    and kind not in ('wake', 'batch') order by rank, id limit room * 4 + 64
  loop
    seen := seen + 1;
    if cardinality(it.keys) = 0 or engine.acquire(it) then claimed := claimed || it.id;
    elsif cardinality(it.keys) > 1 then more := true;
    end if;
    exit when cardinality(claimed) >= room;
  end loop;
  more := cardinality(claimed) < room and (more or seen >= room * 4 + 64);
  if cardinality(claimed) > 0 then
    update engine.items set owner = me, gen = gen + 1, lease_until = t + lease where id = any (claimed);
  end if;
end $$;

-- Runs that completed with nothing depending on them, all in one stroke.
create or replace function engine.finish(ends json, me text, t bigint) returns void language plpgsql as $$
declare items_done bigint[]; runs_done text[];
begin
  with f as (select * from json_to_recordset(ends) as f(item bigint, gen int, run text, result text, began bigint)),
  gone as (
    delete from engine.items i using f where i.id = f.item and i.gen = f.gen and i.owner = me
    returning i.id, f.run, f.result, f.began),
  ended as (
    update engine.runs r set status = 'completed', result = left(g.result, 4000), started_at = g.began, ended_at = t,
      expires_at = t + r.keep, events = ''
    from gone g where r.id = g.run and r.status = 'active')
  select array_agg(id), array_agg(run) into items_done, runs_done from gone;
  if items_done is null then return; end if;
  delete from engine.steps where run = any (runs_done);
  delete from engine.pauses where run = any (runs_done);
  perform engine.free(items_done);
end $$;

-- Leased items with all that is needed to act on them.
create or replace function engine.describe(ids bigint[]) returns json language plpgsql as $$
declare answer json;
begin
  select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'fn', i.fn, 'run', i.run, 'step', i.step, 'gen', i.gen,
    'attempt', i.attempt, 'lost', i.lost, 'due', i.due_at, 'tag', i.tag, 'bound', i.bound, 'payload', i.payload,
    'nested', r.parent_run is not null, 'events', r.events, 'version', r.version, 'stack', r.stack,
    'steps', (select json_object_agg(s.id, s.value) from engine.steps s where s.run = r.id)) order by i.rank, i.id)
  into answer from engine.items i left join engine.runs r on r.id = i.run where i.id = any (ids);
  return answer;
end $$;

-- One turn of an engine: what finished, what arrived, what is due. Everything in one transaction.
--   ends_in    [{item, gen, run, result, began}]      see engine.finish
--   ops_in     [...]                                  see engine.apply
--   plain_in   [...]                                  see engine.start_plain
--   starts_in  [...]                                  see engine.start
--   events_in  [{name, text}]                         what came in, for those who wait
-- Answers {stale: [index of ops whose lease was gone], claimed: [...], next: earliest instant of a waiting item, more: go again now}.
create or replace function engine.turn(me text, t bigint, lease bigint, room int,
  ends_in text, ops_in text, plain_in text, starts_in text, events_in text)
returns text language plpgsql
-- The tables grow and shrink faster than their statistics: every look-up goes by its index.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare x json; i int := 0; stale int[] := '{}'; taken bigint[] := '{}'; got record; ripe boolean; next_at bigint; claimed json := '[]';
begin
  perform pg_advisory_xact_lock(7301, 1);
  if ends_in <> '[]' then perform engine.finish(ends_in::json, me, t); end if;
  if ops_in <> '[]' then
    for x in select json_array_elements(ops_in::json) loop
      if not engine.apply(x, me, t) then stale := stale || i; end if;
      i := i + 1;
    end loop;
  end if;
  if plain_in <> '[]' then taken := engine.start_plain(plain_in::json, me, t, lease, room); end if;
  if starts_in <> '[]' then
    for x in select json_array_elements(starts_in::json) loop perform engine.start(x, t); end loop;
  end if;
  if events_in <> '[]' then
    insert into engine.items (kind, fn, due_at, rank, payload, bound)
    select 'match', e.name, t, t, e.text, (select max(id) from engine.pauses)
    from json_to_recordset(events_in::json) as e(name text, text text)
    where exists (select 1 from engine.pauses where event = e.name);
  end if;
  ripe := engine.ripen(t);
  select * into got from engine.claim(me, t, lease, room - cardinality(taken));
  taken := taken || got.claimed;
  if cardinality(taken) > 0 then claimed := engine.describe(taken); end if;
  select least(
    (select rank from engine.items where owner is null and blocked is null and rank > t and kind not in ('wake', 'batch')
      order by rank, id limit 1),
    (select due_at from engine.items where kind in ('wake', 'batch') and due_at > t order by due_at limit 1)) into next_at;
  return json_build_object('stale', stale, 'claimed', claimed, 'next', next_at, 'more', got.more or ripe);
end $$;
