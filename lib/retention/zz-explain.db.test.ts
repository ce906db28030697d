import { appendFileSync, writeFileSync } from "node:fs";
import postgres from "postgres";
import { test } from "vitest";
import { hotSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { newId } from "@/lib/id";
import { listMutes } from "@/lib/mutes/queries";
import { reportEffects, reportHandling } from "@/lib/reports/interventions/queries";
import { noiseReport } from "@/lib/rules/noise/queries";
import { listRuleFirings, listRules } from "@/lib/rules/queries";
import { pruneBatch } from "./commands";
import { kinds } from "./policy";

const out = "/tmp/upkeep-explain.txt";
const { url, sql } = await testDatabase();
writeFileSync(out, "");
const now = new Date();
const N = 100_000;
const day = 86_400_000;

test("explain", { timeout: 500_000 }, async () => {
  const one = await createProject();
  const two = await createProject();
  const rules = Array.from({ length: 100 }, () => newId("rule"));
  for (const p of [one, two]) {
    const pid = p.id;
    for (const [i, r] of rules.entries())
      await sql`insert into rules (project_id,id,name,definition,signal_key) values (${pid},${r},${"R" + i},${sql.json(
        {
          environment: "production",
          signal: { kind: "meter", meter: "api" },
          scope: { kind: "each" },
          window: "day",
          condition: { kind: "above", value: "5" },
          severity: "warning",
          destinations: [],
        },
      )},${i % 2 ? "meter:api" : "field:healthScore"})`;
    await sql`insert into customers (project_id,environment,id,owner_email,owner_name) select ${pid},'production','c'||g,'o'||(g%50)||'@x.test','O' from generate_series(1,5000) g`;
    const step = (120 * day) / N;
    for (let from = 0; from < N; from += 5000) {
      const rows = Array.from({ length: 5000 }, (_, k) => {
        const i = from + k;
        const t = now.getTime() - 120 * day + i * step;
        return {
          t: new Date(t).toISOString(),
          f: newId("firing", t),
          n: newId("notification", t),
          c: newId("case", t),
          e: newId("event", t),
          m: newId("mute", t),
          r: rules[i % 100],
          cu: `c${((i * 7) % 5000) + 1}`,
          i,
        };
      });
      const j = JSON.stringify(rows);
      const as = sql`json_to_recordset(${j}::text::json) as i(t timestamptz, f text, n text, c text, e text, m text, r text, cu text, i int)`;
      await sql`insert into rule_firings (project_id,id,rule_id,rule_name,environment,customer_id,key,kind,severity,value,compared,at,event,event_id)
        select ${pid},f,r,'Rule','production',cu,f,'triggered','warning',5,4,t,'{"type":"rule.triggered","data":{"reason":"x"}}',e from ${as}`;
      await sql`insert into notifications (project_id,id,dedupe_key,kind,event_id,event_type,customer_id,route_id,destination_id,destination_name,destination_kind,lane,environment,severity,state,reason,message,case_id)
        select ${pid},n,n,'event',e,'rule.triggered',cu,r,'dst_1','D','slack_channel','l','production','warning',case when i%5=0 then 'suppressed' else 'sent' end,
          case when i%5=0 then '{"code":"muted","muteId":"mut_'||(i%500)||'"}' else '{"code":"matched"}' end::jsonb,jsonb_build_object('text',repeat('x',800)),c from ${as}`;
      await sql`insert into cases (project_id,id,key,environment,customer_id,state,severity,text,lead_event_id,lead_event_type,lead_at,lead_rank,opened_at,updated_at,acknowledged_at)
        select ${pid},c,c,'production',cu,'open','warning','w',e,'rule.triggered',t,1,t,t,case when i%3=0 then t + interval '1 hour' end from ${as}`;
      await sql`insert into case_steps (project_id,case_id,event_id,event_type,phase,rank,severity,text,occurred_at)
        select ${pid},c,e,'rule.triggered','opens',1,'warning','w',t from ${as}`;
      await sql`insert into message_votes (project_id,notification_id,voter,vote,route_id,at) select ${pid},n,'u','noise',r,t from ${as}`;
      await sql`insert into mutes (project_id,id,customer_id,rule_id,until,by) select ${pid},m,cu,f,t + interval '15 days','kim' from ${as}`;
      await sql`insert into customer_history (project_id,environment,customer_id,field,at,source,value) select ${pid},'production',cu,'healthScore',t,n,50 from ${as}`;
      await sql`insert into measurement_buckets (project_id,environment,meter,customer_id,hour,sum,count,min,max,last,last_at,last_id)
        select ${pid},'production','api',cu,t,1,1,1,1,1,t,'x' from ${as}`;
      await sql`insert into event_buckets (project_id,environment,event_type,customer_id,currency,hour,count,amount,last_at) select ${pid},'production','a',cu,'',t,1,0,t from ${as}`;
      await sql`insert into rule_states (project_id,rule_id,environment,customer_id,status,state,updated_at) select ${pid},r,'production',cu||i,'ok','{}',t from ${as}`;
    }
    await sql`insert into meters (project_id,environment,name,first_read_at,last_read_at) values (${pid},'production','api',now(),now())`;
  }
  await sql`vacuum analyze`;
  hotSql();
  const seen: { query: string; params: unknown[] }[] = [];
  const spy = postgres(url, {
    max: 1,
    debug: (_c, query, params) => void seen.push({ query, params: [...params] }),
    onnotice: () => {},
  });
  if (globalThis.bellwirePools) globalThis.bellwirePools.hot = spy;
  const look = async (name: string, run: () => Promise<unknown>) => {
    await run();
    seen.length = 0;
    const start = performance.now();
    const result = await run();
    const ms = performance.now() - start;
    const calls = [...seen];
    appendFileSync(out, `\n=== ${name}: ${ms.toFixed(1)} ms; ${JSON.stringify(result)?.slice(0, 120)}\n`);
    for (const { query, params } of calls) {
      if (!/^\s*(with|select|delete|insert|update)/i.test(query) || /set_config/.test(query)) continue;
      const plan = await sql
        .begin(async (tx) => {
          const rows = await tx.unsafe(
            `explain (analyze, buffers off, costs off, summary on) ${query}`,
            params as never[],
          );
          await tx`savepoint x`;
          throw Object.assign(new Error("back"), { rows });
        })
        .catch((error) =>
          error.rows
            ? error.rows.map((row: Record<string, string>) => row["QUERY PLAN"]).join("\n")
            : String(error),
        );
      appendFileSync(out, `${plan}\n---\n`);
    }
  };
  const rule = rules[3] ?? "";
  const page = await listRuleFirings(one.scope, rule);
  await look("firings first", () => listRuleFirings(one.scope, rule));
  await look("firings cursor", () =>
    listRuleFirings(one.scope, rule, { cursor: page.nextCursor ?? undefined }),
  );
  await look("firings of customer", () =>
    listRuleFirings(one.scope, rule, { customerId: page.items[3]?.customerId ?? "" }),
  );
  await look("firings of nobody", () => listRuleFirings(one.scope, rule, { customerId: "none" }));
  await look("noise all", () => noiseReport(one.scope, { days: 30, now }));
  await look("noise one", () => noiseReport(one.scope, { days: 30, now, only: rule }));
  const stretch = { from: new Date(now.getTime() - 30 * day), to: now, environment: "production" } as const;
  await look("handling", () => reportHandling(one.scope, stretch));
  await look("effects", () => reportEffects(one.scope, stretch, now));
  const mutes = await listMutes(one.scope, {}, now);
  await look("mutes first", () => listMutes(one.scope, {}, now));
  await look("mutes cursor", () => listMutes(one.scope, { cursor: mutes.nextCursor ?? undefined }, now));
  await look("mutes customer", () => listMutes(one.scope, { customerId: "c8" }, now));
  await look("rules", () => listRules(one.scope, {}));
  for (const kind of kinds)
    await look(`prune ${kind}`, () =>
      pruneBatch({ actor: { kind: "system", job: "t" } } as never, kind, { now }),
    );
  await spy.end();
});
