-- The procedures. Every change of the queue happens inside engine.turn, under one advisory lock, so the
-- turns of several engines are serial: concurrency, pacing and crons are exact, and nothing can deadlock.

-- Lets the first in line at a full key be claimed again.
create or replace function engine.unblock(k text) returns void language plpgsql as $$
begin
  update engine.items set blocked = null where id = (select id from engine.items where blocked = k order by rank, id limit 1);
end $$;

-- Frees the places of items and wakes the next in line for each.
create or replace function engine.free(ids bigint[]) returns void language plpgsql as $$
declare k text;
begin
  for k in delete from engine.slots where item = any (ids) returning key loop
    perform engine.unblock(k);
  end loop;
end $$;

-- A waiting item with keys may be the one that was let through: when it goes away, the next one is let through.
create or replace function engine.drop_items(of_run text) returns void language plpgsql as $$
declare r record; k text;
begin
  for r in delete from engine.items where run = of_run returning id, owner, blocked, keys loop
    perform engine.free(array[r.id]);
    if r.owner is null and r.blocked is null then
      foreach k in array r.keys loop perform engine.unblock(k); end loop;
    end if;
  end loop;
end $$;

create or replace function engine.add_call(of_run text, of_step text, due bigint) returns void language plpgsql as $$
begin
  insert into engine.items (kind, fn, run, step, due_at, rank, keys, limits)
  select 'call', fn, id, of_step, due, due - rank_lead, keys, limits from engine.runs where id = of_run and status = 'active';
end $$;

-- Memoises a step that was pending; when it was the last one, the function is called again.
create or replace function engine.settle(of_run text, of_step text, memo text, t bigint) returns void language plpgsql as $$
declare left_over text[];
begin
  update engine.runs set pending = array_remove(pending, of_step), stack = stack || of_step
  where id = of_run and status = 'active' and of_step = any (pending) returning pending into left_over;
  if not found then return; end if;
  insert into engine.steps (run, id, value) values (of_run, of_step, memo) on conflict do nothing;
  if cardinality(left_over) = 0 then perform engine.add_call(of_run, null, t); end if;
end $$;

-- Ends runs that are still active. Returns how many ended.
create or replace function engine.end_run(of_run text, how text, res text, began bigint, t bigint, keep bigint, memo text)
returns boolean language plpgsql as $$
declare p_run text; p_step text;
begin
  update engine.runs r set status = how, result = left(res, 4000), started_at = began, ended_at = t,
    expires_at = t + coalesce(end_run.keep, r.keep), events = case how when 'failed' then events else '' end
  where id = of_run and status = 'active' returning parent_run, parent_step into p_run, p_step;
  if not found then return false; end if;
  delete from engine.steps where run = of_run;
  delete from engine.pauses where run = of_run;
  perform engine.drop_items(of_run);
  if p_run is not null then perform engine.settle(p_run, p_step, memo, t); end if;
  return true;
end $$;

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
-- throttle?, singleton?, cancels?, parent_run?, parent_step?}.
create or replace function engine.start(s json, t bigint) returns void language plpgsql as $$
declare
  c json; due bigint := greatest((s->>'due')::bigint, t); lead bigint := (s->>'lead')::bigint; n int; old text;
  ks text[] := array(select json_array_elements_text(s->'keys')); ls int[] := array(select json_array_elements_text(s->'limits')::int);
begin
  if s->>'idem' is not null and exists (select 1 from engine.runs where fn = s->>'fn' and idem = s->>'idem') then return; end if;
  c := s->'rate';
  if c is not null and not engine.admit(c->>'key', t, (c->>'emission')::float8, (c->>'slack')::float8) then return; end if;
  c := s->'debounce';
  if c is not null then
    due := t + (c->>'period')::bigint;
    insert into engine.items as i (kind, fn, tag, due_at, rank, payload, bound)
    values ('debounce', s->>'fn', c->>'tag', due, due, c->>'start', t + (c->>'timeout')::bigint)
    on conflict (tag) where tag is not null do update set payload = excluded.payload, gen = i.gen + 1, owner = null, lease_until = null,
      due_at = least(excluded.due_at, i.bound), rank = least(excluded.due_at, i.bound);
    return;
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
    return;
  end if;
  c := s->'singleton';
  if c is not null then
    select id into old from engine.runs where singleton = c->>'key' and status = 'active';
    if found and c->>'mode' = 'skip' then return; end if;
    if found then perform engine.end_run(old, 'cancelled', null, null, t, (c->>'keep')::bigint, c->>'memo'); end if;
  end if;
  c := s->'throttle';
  if c is not null then due := engine.pace(c->>'key', due, (c->>'emission')::float8, (c->>'slack')::float8); end if;
  insert into engine.runs (id, fn, event_name, idem, events, keys, limits, rank_lead, singleton, parent_run, parent_step, keep, created_at)
  values (s->>'run', s->>'fn', s->>'event_name', s->>'idem', s->>'events', ks, ls, lead, s->'singleton'->>'key', s->>'parent_run', s->>'parent_step',
    (s->>'keep')::bigint, t)
  on conflict do nothing;
  if not found then return; end if;
  insert into engine.items (kind, fn, run, due_at, rank, keys, limits) values ('call', s->>'fn', s->>'run', due, case when due > t then due else due - lead end, ks, ls);
  for c in select json_array_elements(s->'cancels') loop
    insert into engine.pauses (kind, run, event, expr, match_path, match_value, expires_at)
    values ('cancel', s->>'run', c->>'event', c->>'expr', c->>'path', c->>'value', (c->>'until')::bigint);
  end loop;
end $$;

-- One change that a finished call, a checkpoint or a matched event asks for. False when the lease it speaks for is gone.
create or replace function engine.apply(op json, me text, t bigint) returns boolean language plpgsql as $$
declare
  what text := op->>'op'; item_id bigint := (op->>'item')::bigint; g int := (op->>'gen')::int; r text := op->>'run';
  x json; p record; added text[] := '{}'; saved text[] := '{}'; left_over text[]; new_item bigint;
begin
  if what = 'checkpoint' then
    perform 1 from engine.items where id = item_id and gen = g and owner is not null and run = r;
    if not found then return false; end if;
    update engine.items set attempt = 0 where id = item_id;
  elsif what in ('retry', 'release') then
    update engine.items set owner = null, lease_until = null, due_at = (op->>'due')::bigint, rank = (op->>'due')::bigint,
      attempt = case when what = 'retry' then attempt + 1 else attempt end, lost = (op->>'lost')::int
    where id = item_id and gen = g and owner = me;
    if not found then return false; end if;
    perform engine.free(array[item_id]);
    return true;
  elsif what = 'spawn' then
    if op->>'next' is not null then
      update engine.items set owner = null, lease_until = null, due_at = (op->>'next')::bigint, rank = (op->>'next')::bigint, lost = 0
      where id = item_id and gen = g and owner = me;
    else
      delete from engine.items where id = item_id and gen = g and owner = me;
    end if;
    if not found then return false; end if;
    for x in select json_array_elements(op->'starts') loop perform engine.start(x, t); end loop;
    return true;
  else
    delete from engine.items where id = item_id and gen = g and owner = me;
    if not found then return false; end if;
    perform engine.free(array[item_id]);
  end if;

  if what = 'end' then
    if engine.end_run(r, op->>'status', op->>'result', (op->>'began')::bigint, t, (op->>'keep')::bigint, op->>'memo') then
      for x in select json_array_elements(op->'starts') loop perform engine.start(x, t); end loop;
    end if;
    return true;
  elsif what = 'match' then
    for x in select json_array_elements(op->'waits') loop
      delete from engine.pauses where id = (x->>'pause')::bigint returning run, step into p;
      if found then
        delete from engine.items where run = p.run and step = p.step and kind = 'wake';
        perform engine.settle(p.run, p.step, x->>'memo', t);
      end if;
    end loop;
    for x in select json_array_elements(op->'cancels') loop
      perform engine.end_run(x->>'run', 'cancelled', null, null, t, (x->>'keep')::bigint, x->>'memo');
    end loop;
    return true;
  end if;

  -- advance, checkpoint
  for x in select json_array_elements(op->'saves') loop
    insert into engine.steps (run, id, value) values (r, x->>'id', x->>'memo') on conflict do nothing;
    if found then saved := saved || (x->>'id'); end if;
  end loop;
  if what = 'checkpoint' then
    update engine.runs set stack = stack || saved where id = r;
    return true;
  end if;
  for x in select json_array_elements(op->'plans') loop
    added := added || (x->>'id');
    perform engine.add_call(r, x->>'id', t);
  end loop;
  for x in select json_array_elements(op->'wakes') loop
    added := added || (x->>'id');
    continue when x->>'due' is null;
    insert into engine.items (kind, run, step, due_at, rank, payload)
    values ('wake', r, x->>'id', (x->>'due')::bigint, (x->>'due')::bigint, x->>'memo');
  end loop;
  for x in select json_array_elements(op->'waits') loop
    insert into engine.pauses (kind, run, step, event, expr, match_path, match_value)
    values ('wait', r, x->>'id', x->>'event', x->>'expr', x->>'path', x->>'value');
  end loop;
  update engine.runs set version = (op->>'version')::int, stack = stack || saved,
    pending = array(select unnest(pending || added) except select unnest(saved))
  where id = r and status = 'active' returning pending into left_over;
  if not found then return true; end if;
  for x in select json_array_elements(op->'starts') loop perform engine.start(x, t); end loop;
  if cardinality(left_over) = 0 then perform engine.add_call(r, null, t); end if;
  return true;
end $$;

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

-- One turn of an engine: what finished, what arrived, what is due. Everything in one transaction.
--   ends    [{item, gen, run, result, began}]   calls whose run completed, without anything that depends on it
--   ops     [...]                                     see engine.apply
--   plain   [{run, fn, event_name, idem, events, due, lead, keys, limits}]   starts without flow control
--   starts  [...]                                     see engine.start
--   events  [{name, text}]                            what came in, for those who wait
-- Answers {stale: [index of ops whose lease was gone], claimed: [...], next: earliest instant of a waiting item, more: go again now}.
create or replace function engine.turn(me text, t bigint, lease bigint, room int,
  ends_in text, ops_in text, plain_in text, starts_in text, events_in text)
returns text language plpgsql
-- The tables grow and shrink faster than their statistics: every look-up goes by its index.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare x json; i int := 0; stale int[] := '{}'; taken bigint[] := '{}'; done bigint[]; runs_done text[]; got record; ripe boolean; next_at bigint; answer json;
begin
  perform pg_advisory_xact_lock(7301, 1);
  if ends_in <> '[]' then
    with f as (select * from json_to_recordset(ends_in::json) as f(item bigint, gen int, run text, result text, began bigint)),
    gone as (delete from engine.items i using f where i.id = f.item and i.gen = f.gen and i.owner = me returning i.id, f.run, f.result, f.began),
    upd as (update engine.runs r set status = 'completed', result = left(g.result, 4000), started_at = g.began, ended_at = t,
      expires_at = t + r.keep, events = ''
      from gone g where r.id = g.run and r.status = 'active' returning r.id)
    select array_agg(id), array_agg(run) into done, runs_done from gone;
    if done is not null then
      delete from engine.steps where run = any (runs_done);
      delete from engine.pauses where run = any (runs_done);
      perform engine.free(done);
    end if;
  end if;
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
  if cardinality(taken) > 0 then
    select json_agg(json_build_object('id', i.id, 'kind', i.kind, 'fn', i.fn, 'run', i.run, 'step', i.step, 'gen', i.gen,
      'attempt', i.attempt, 'lost', i.lost, 'due', i.due_at, 'tag', i.tag, 'bound', i.bound, 'payload', i.payload, 'nested', r.parent_run is not null, 'events', r.events, 'version', r.version,
      'stack', r.stack, 'steps', (select json_object_agg(s.id, s.value) from engine.steps s where s.run = r.id)) order by i.rank, i.id)
    into answer from engine.items i left join engine.runs r on r.id = i.run where i.id = any (taken);
  end if;
  select least(
    (select rank from engine.items where owner is null and blocked is null and rank > t and kind not in ('wake', 'batch')
      order by rank, id limit 1),
    (select due_at from engine.items where kind in ('wake', 'batch') and due_at > t order by due_at limit 1)) into next_at;
  return json_build_object('stale', stale, 'claimed', coalesce(answer, '[]'::json), 'next', next_at, 'more', got.more or ripe);
end $$;
