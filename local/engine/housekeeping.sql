-- What is done once a second: heartbeats, leases, lost places; and now and then: retention.

-- Takes leases back; their calls are delivered again.
create or replace function engine.take_back(ids bigint[], count_loss boolean) returns void language plpgsql as $$
begin
  update engine.items set owner = null, lease_until = null, lost = case when count_loss then lost + 1 else lost end
  where id = any (ids);
  perform engine.free(ids);
end $$;

-- `held` is what this engine has in hand; `dead` are engines whose process is known to be gone. `patience`: after how
-- many milliseconds of silence another engine counts as gone, null when this one cannot judge.
-- Answers {peers: [{id, host, pid}], taken: n}.
create or replace function engine.keep(me text, host_name text, process int, t bigint, lease bigint, held bigint[], dead text[], patience bigint)
returns text language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare gone text[]; back bigint[]; answer json;
begin
  perform pg_advisory_xact_lock(7301, 1);
  insert into engine.engines (id, host, pid, seen_at) values (me, host_name, process, t)
  on conflict (id) do update set seen_at = excluded.seen_at;
  update engine.items set lease_until = t + lease
  where owner = me and id = any (held) and lease_until < t + lease * 2 / 3;
  select array_agg(id) into back from engine.items where owner = me and not (id = any (held));
  if back is not null then perform engine.take_back(back, false); end if;

  select array_agg(id) into gone from engine.engines where id <> me and (id = any (dead) or seen_at < t - patience);
  select array_agg(id) into back from engine.items where owner is not null and (lease_until < t or owner = any (gone));
  if back is not null then perform engine.take_back(back, true); end if;
  delete from engine.engines where id = any (gone);

  select json_agg(json_build_object('id', id, 'host', host, 'pid', pid)) into answer from engine.engines where id <> me;
  return json_build_object('peers', coalesce(answer, '[]'::json), 'taken', coalesce(cardinality(back), 0));
end $$;

-- Leaves at once: an engine that drains gives nothing up but its heartbeat.
create or replace function engine.leave(me text) returns void language plpgsql as $$
declare back bigint[];
begin
  perform pg_advisory_xact_lock(7301, 1);
  select array_agg(id) into back from engine.items where owner = me;
  if back is not null then perform engine.take_back(back, false); end if;
  delete from engine.engines where id = me;
end $$;

-- Bounded retention, beside the turns. `day_old` is the smallest run id that may still stand for its event id.
create or replace function engine.prune(t bigint, day_old text) returns void language plpgsql as $$
begin
  delete from engine.runs where id in (select id from engine.runs where expires_at < t order by expires_at limit 2000);
  delete from engine.rates where key in (select key from engine.rates where tat < t order by tat limit 2000);
  update engine.runs set idem = null where id in
    (select id from engine.runs where id < day_old and idem is not null order by id limit 2000);
end $$;

-- A net under the turns: a key that nobody holds lets someone in.
create or replace function engine.mend() returns void language plpgsql as $$
declare k text;
begin
  perform pg_advisory_xact_lock(7301, 1);
  for k in select distinct i.blocked from engine.items i where i.blocked is not null
    and not exists (select 1 from engine.slots s where s.key = i.blocked) limit 100
  loop perform engine.unblock(k); end loop;
end $$;

-- Makes an app's functions and crons what they are said to be. configs: {id: config}; crons: [{tag, fn, payload, due}].
create or replace function engine.register(app_id text, configs text, crons text, t bigint) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7301, 1);
  insert into engine.functions (id, app, config, synced_at)
  select key, app_id, value::text, t from json_each(configs::json)
  on conflict (id) do update set app = excluded.app, config = excluded.config, synced_at = excluded.synced_at;
  delete from engine.functions where app = app_id and id not in (select json_object_keys(configs::json));
  insert into engine.items (kind, fn, tag, payload, due_at, rank)
  select 'cron', c.fn, c.tag, c.payload, c.due, c.due
  from json_to_recordset(crons::json) as c(fn text, tag text, payload text, due bigint)
  on conflict (tag) where tag is not null do nothing;
  delete from engine.items where kind = 'cron' and tag not in (select c.tag from json_to_recordset(crons::json) as c(tag text))
    and fn not in (select id from engine.functions where app <> app_id);
end $$;
