-- How a run moves: places under concurrency keys, steps, and the changes that finished calls ask for.

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

-- Gives an item back for another attempt (retry), or for the same one (release).
create or replace function engine.give_back(op json, me text) returns boolean language plpgsql as $$
declare item_id bigint := (op->>'item')::bigint; again bigint := (op->>'due')::bigint;
begin
  update engine.items set owner = null, lease_until = null, due_at = again, rank = again,
    attempt = case when op->>'op' = 'retry' then attempt + 1 else attempt end, lost = (op->>'lost')::int
  where id = item_id and gen = (op->>'gen')::int and owner = me;
  if not found then return false; end if;
  perform engine.free(array[item_id]);
  return true;
end $$;

-- A due cron or debounce: starts its run and is armed for the next time, or goes.
create or replace function engine.spawn(op json, me text, t bigint) returns boolean language plpgsql as $$
declare x json; item_id bigint := (op->>'item')::bigint; g int := (op->>'gen')::int; again bigint := (op->>'next')::bigint;
begin
  if again is null then
    delete from engine.items where id = item_id and gen = g and owner = me;
  else
    update engine.items set owner = null, lease_until = null, due_at = again, rank = again, lost = 0
    where id = item_id and gen = g and owner = me;
  end if;
  if not found then return false; end if;
  for x in select json_array_elements(op->'starts') loop perform engine.start(x, t); end loop;
  return true;
end $$;

-- Memoises steps of a run; returns those that were new.
create or replace function engine.save_steps(of_run text, saves json) returns text[] language plpgsql as $$
declare x json; saved text[] := '{}';
begin
  for x in select json_array_elements(saves) loop
    insert into engine.steps (run, id, value) values (of_run, x->>'id', x->>'memo') on conflict do nothing;
    if found then saved := saved || (x->>'id'); end if;
  end loop;
  return saved;
end $$;

-- Steps saved while their call goes on. Counts as progress: the attempts begin anew.
create or replace function engine.checkpoint(op json) returns boolean language plpgsql as $$
declare saved text[];
begin
  update engine.items set attempt = 0
  where id = (op->>'item')::bigint and gen = (op->>'gen')::int and owner is not null and run = op->>'run';
  if not found then return false; end if;
  saved := engine.save_steps(op->>'run', op->'saves');
  update engine.runs set stack = stack || saved where id = op->>'run';
  return true;
end $$;

-- An event that came in settles waits and cancels runs.
create or replace function engine.match(op json, t bigint) returns void language plpgsql as $$
declare x json; p record;
begin
  for x in select json_array_elements(op->'waits') loop
    delete from engine.pauses where id = (x->>'pause')::bigint returning run, step into p;
    continue when not found;
    delete from engine.items where run = p.run and step = p.step and kind = 'wake';
    perform engine.settle(p.run, p.step, x->>'memo', t);
  end loop;
  for x in select json_array_elements(op->'cancels') loop
    perform engine.end_run(x->>'run', 'cancelled', null, null, t, (x->>'keep')::bigint, x->>'memo');
  end loop;
end $$;

-- What follows from a call that reported steps: memos, planned calls, timers, pauses, invoked runs; and the next
-- discovery call when nothing is pending.
create or replace function engine.advance(op json, t bigint) returns void language plpgsql as $$
declare r text := op->>'run'; x json; saved text[]; added text[] := '{}'; left_over text[];
begin
  saved := engine.save_steps(r, op->'saves');
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
  if not found then return; end if;
  for x in select json_array_elements(op->'starts') loop
    if not engine.start(x, t) then
      perform engine.settle(r, x->>'parent_step',
        '{"error":{"message":"the invoked function did not start: its flow control dropped the run","name":"Error"},"type":"error"}', t);
    end if;
  end loop;
  if cardinality(left_over) = 0 then perform engine.add_call(r, null, t); end if;
end $$;

-- One change that a finished call, a checkpoint or a matched event asks for. False when the lease it speaks for is gone.
create or replace function engine.apply(op json, me text, t bigint) returns boolean language plpgsql as $$
declare what text := op->>'op'; item_id bigint := (op->>'item')::bigint; x json;
begin
  if what = 'checkpoint' then return engine.checkpoint(op); end if;
  if what in ('retry', 'release') then return engine.give_back(op, me); end if;
  if what = 'spawn' then return engine.spawn(op, me, t); end if;

  delete from engine.items where id = item_id and gen = (op->>'gen')::int and owner = me;
  if not found then return false; end if;
  perform engine.free(array[item_id]);
  if what = 'match' then perform engine.match(op, t);
  elsif what = 'advance' then perform engine.advance(op, t);
  elsif engine.end_run(op->>'run', op->>'status', op->>'result', (op->>'began')::bigint, t, (op->>'keep')::bigint, op->>'memo') then
    for x in select json_array_elements(op->'starts') loop perform engine.start(x, t); end loop;
  end if;
  return true;
end $$;
