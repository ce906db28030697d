import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { hotSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { GET as firings } from "./[ruleId]/firings/route";
import { DELETE, GET as getOne, PATCH } from "./[ruleId]/route";
import { POST as dryRun } from "./dry-run/route";
import { GET as noise } from "./noise/route";
import { GET, POST } from "./route";

// What goes on after the answer is waited for before the database is taken away.
const { works } = vi.hoisted(() => ({ works: [] as Promise<unknown>[] }));
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: Promise<unknown>) => works.push(work),
}));

await testDatabase();
// Hooks run backwards: this one before the database's.
afterAll(() => Promise.allSettled(works));

type Caller = { scope: Scope; all: string; read: string; destinationId: string };
let ours: Caller;
let theirs: Caller;

async function caller(): Promise<Caller> {
  const { scope } = await createProject();
  const keyOf = async (scopes: ("read" | "config:write")[]) =>
    (await createApiKey(scope, { name: "Test", mode: "live", scopes })).secretOnce;
  const url = "https://hooks.slack.com/services/T0AAAA/B0BBBB/SECRETofRules";
  const { id: destinationId } = await createWebhookDestination(scope, { name: "Ops", url });
  return { scope, destinationId, all: await keyOf(["read", "config:write"]), read: await keyOf(["read"]) };
}

beforeAll(async () => {
  [ours, theirs] = await Promise.all([caller(), caller()]);
});

function request(key: string, body?: unknown, query = ""): Request {
  const headers = { authorization: `Bearer ${key}`, "x-request-id": "req_test" };
  const url = `http://127.0.0.1/api/v1/rules${query}`;
  return new Request(
    url,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
}
const at = (ruleId: string) => ({ params: Promise.resolve({ ruleId }) });

const made = z.looseObject({ id: z.string() });
const refused = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});
const input = (name: string) => ({
  name,
  signal: { kind: "meter", meter: "api-hours" },
  scope: { kind: "each" },
  window: "week",
  condition: { kind: "above", value: 1000 },
  destinations: [{ destinationId: ours.destinationId }],
});

async function create(name: string, more: Record<string, unknown> = {}): Promise<string> {
  const response = await POST(request(ours.all, { ...input(name), ...more }));
  expect(response.status).toBe(201);
  return made.parse(await response.json()).id;
}
const list = z.object({ rules: z.array(made), nextCursor: z.string().nullable(), hasMore: z.boolean() });
const idsBy = async (query: string) =>
  list.parse(await (await GET(request(ours.read, undefined, query))).json()).rules.map(({ id }) => id);

describe("/api/v1/rules", () => {
  test("adds, shows, changes, lists and deletes a rule", async () => {
    const response = await POST(request(ours.all, input("Cycle")));
    const rule = made.parse(await response.json());
    expect(rule).toMatchObject({ name: "Cycle", enabled: true, revision: 1, severity: "warning", firing: 0 });
    expect(response.headers.get("location")).toBe(`/api/v1/rules/${rule.id}`);
    expect(await (await getOne(request(ours.read), at(rule.id))).json()).toEqual(rule);
    const change = { condition: { kind: "above", value: "12.50" }, cooldownMinutes: 60 };
    const changed = await PATCH(request(ours.all, change), at(rule.id));
    expect(await changed.json()).toMatchObject({
      id: rule.id,
      revision: 2,
      condition: { value: "12.5" },
      cooldownMinutes: 60,
    });
    expect(await idsBy("")).toContain(rule.id);
    expect((await DELETE(request(ours.all), at(rule.id))).status).toBe(204);
    expect((await getOne(request(ours.read), at(rule.id))).status).toBe(404);
  });

  test("finds by name, destination, signal, state, and pages", async () => {
    const off = await create("Findable off", { enabled: false });
    const events = await create("Findable events", {
      signal: { kind: "events", eventType: "payment.failed" },
      destinations: [],
    });
    await hotSql()`
      insert into rule_states (project_id, rule_id, environment, customer_id, status, state)
      values (${ours.scope.projectId}, ${events}, 'production', 'c', 'firing', '{}')`;
    expect(await idsBy("?query=FINDABLE")).toEqual([events, off]);
    expect(await idsBy(`?query=findable&destination=${ours.destinationId}`)).toEqual([off]);
    expect(await idsBy("?query=findable&signal=events")).toEqual([events]);
    expect(await idsBy("?query=findable&signal=meter:api-hours")).toEqual([off]);
    expect(await idsBy("?query=findable&enabled=false")).toEqual([off]);
    expect(await idsBy("?query=findable&firing=true")).toEqual([events]);
    expect(await idsBy("?query=findable&firing=false")).toEqual([off]);
    expect(await idsBy(`?query=findable&limit=1&cursor=${events}`)).toEqual([off]);
    expect(await idsBy("?query=100%25")).toEqual([]);
    expect(await (await getOne(request(ours.read), at(events))).json()).toMatchObject({
      firing: 1,
      pending: 0,
    });
  });

  test.each([
    ["a key we do not know", { colour: "red" }, "/colour"],
    ["no name", { name: "  " }, "/name"],
    ["a name with NUL", { name: "a\u0000" }, "/name"],
    ["no window for what is summed up", { window: undefined }, "/window"],
    ["a bound that is no number", { condition: { kind: "above", value: "many" } }, "/condition/value"],
    ["a condition that there is not", { condition: { kind: "odd" } }, "/condition/kind"],
    ["a zone of a meter", { condition: { kind: "zone", zones: ["red"] } }, "/condition/kind"],
    [
      "another project's destination",
      { destinations: [{ destinationId: newId("destination") }] },
      "/destinations/0/destinationId",
    ],
    ["a filter with a prototype's key", { filter: JSON.parse('{"__proto__": []}') }, "/filter/__proto__"],
  ])("refuses %s, saying where", async (_, change, pointer) => {
    const response = await POST(request(ours.all, { ...input("Refused"), ...change }));
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(refused.parse(await response.json()).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test("answers a name that is taken with 409", async () => {
    await create("Taken");
    const response = await POST(request(ours.all, input("taken")));
    expect([response.status, refused.parse(await response.json()).code]).toEqual([409, "name_taken"]);
  });

  test("asks for config:write where something changes", async () => {
    const id = await create("Guarded");
    const answers = [
      await POST(request(ours.read, input("Nope"))),
      await PATCH(request(ours.read, { enabled: false }), at(id)),
      await DELETE(request(ours.read), at(id)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test("answers another project's rule with the very bytes of a missing one", async () => {
    const id = await create("Private");
    const bodies = async (ruleId: string) => {
      const answers = [
        await getOne(request(theirs.all), at(ruleId)),
        await PATCH(request(theirs.all, { enabled: false }), at(ruleId)),
        await DELETE(request(theirs.all), at(ruleId)),
        await firings(request(theirs.all), at(ruleId)),
        await dryRun(request(theirs.all, { ruleId: ruleId.replace("\u0000", "") })),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      return Promise.all(answers.map((answer) => answer.text()));
    };
    const foreign = await bodies(id);
    expect(foreign).toEqual(await bodies(newId("rule")));
    expect(foreign).toEqual(await bodies("nonsense\u0000"));
  });

  test.each(["?limit=0", "?limit=many", "?cursor=%00", "?destination='", "?enabled=perhaps", "?query=%00"])(
    "refuses %s",
    async (query) => {
      expect((await GET(request(ours.read, undefined, query))).status).toBe(422);
    },
  );
});

describe("/api/v1/rules/{ruleId}/firings", () => {
  test("lists what was told, newest first, by page and customer", async () => {
    const id = await create("Fired");
    const ids = [newId("firing"), newId("firing"), newId("firing")];
    for (const [index, firing] of ids.entries()) {
      const event = { type: "rule.triggered", data: { reason: `Sentence ${index}` } };
      await hotSql()`
        insert into rule_firings (project_id, id, rule_id, rule_name, environment, customer_id, key, kind, severity, value, at, event)
        values (${ours.scope.projectId}, ${firing}, ${id}, 'Fired', 'production', ${index === 1 ? "" : "cus_1"}, ${firing}, 'triggered',
                'warning', 10.50, ${new Date(1_700_000_000_000 + index)}, ${JSON.stringify(event)}::text::jsonb)`;
    }
    const page = z.object({
      firings: z.array(made),
      nextCursor: z.string().nullable(),
      hasMore: z.boolean(),
    });
    const ask = async (query: string) =>
      page.parse(await (await firings(request(ours.read, undefined, query), at(id))).json());
    const first = await ask("?limit=2");
    expect(first.firings).toMatchObject([
      { id: ids[2], text: "Sentence 2", customerId: "cus_1", value: "10.5", eventType: "rule.triggered" },
      { id: ids[1], customerId: null },
    ]);
    expect((await ask(`?limit=2&cursor=${first.nextCursor}`)).firings.map((one) => one.id)).toEqual([ids[0]]);
    expect((await ask("?customer=cus_1")).firings.map((one) => one.id)).toEqual([ids[2], ids[0]]);
  });
});

describe("/api/v1/rules/dry-run", () => {
  test("tries a rule that is kept and one that is not; neither is changed nor told", async () => {
    await hotSql()`
      insert into measurement_buckets (project_id, environment, meter, customer_id, hour, sum, count, min, max, last, last_at, last_id)
      select ${ours.scope.projectId}, 'production', 'tried', c, date_trunc('hour', now()) - interval '3 days', 1042, 1, 1042, 1042, 1042,
             now() - interval '3 days', 'r' from unnest(array['', 'cus_1']) as c`;
    const tried = { ...input("Tried"), signal: { kind: "meter", meter: "tried" } };
    const id = await create("Tried", { signal: tried.signal, enabled: false });
    const answers = [
      await dryRun(request(ours.read, { rule: tried, days: 7 })),
      await dryRun(request(ours.read, { ruleId: id, days: 7 })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const answer of answers) {
      expect(await answer.json()).toMatchObject({
        ...{
          days: 7,
          count: 1,
          customerCount: 1,
          perCustomer: [{ customerId: "cus_1", name: null, count: 1 }],
        },
        messages: [
          {
            customerId: "cus_1",
            severity: "warning",
            message: { text: expect.stringMatching(/^cus_1 passed 1,000 of tried .+ \(1,042\)$/) },
            destinations: [{ id: ours.destinationId, name: "Ops" }],
          },
        ],
      });
    }
    expect(await hotSql()`select 1 from rule_firings where rule_id = ${id}`).toEqual([]);
  });

  test.each([
    [{}, "/rule"],
    [{ rule: 5 }, "/rule"],
    [{ rule: { name: "x" } }, "/rule/signal"],
    [{ ruleId: "rul_x", days: 8 }, "/days"],
    [{ ruleId: "rul_x", more: 1 }, "/more"],
  ])("refuses %j at %s", async (body, pointer) => {
    const response = await dryRun(request(ours.read, body));
    expect(response.status).toBe(422);
    expect(refused.parse(await response.json()).errors.map((error) => error.pointer)).toContain(pointer);
  });
});

describe("/api/v1/rules/noise", () => {
  test("tells what rules told", async () => {
    const id = await create("Heard");
    const firing = newId("firing");
    await hotSql()`
      insert into rule_firings (project_id, id, rule_id, rule_name, environment, customer_id, key, kind, severity, at, event, event_id)
      values (${ours.scope.projectId}, ${firing}, ${id}, 'Heard', 'production', 'c', ${firing}, 'triggered', 'warning', now(), '{}', '')`;
    const reported = z.object({ days: z.literal(7), report: z.array(made) });
    const ask = async (key: string) =>
      reported.parse(await (await noise(request(key, undefined, "?days=7"))).json()).report;
    expect((await ask(ours.read)).find((line) => line.id === id)).toMatchObject({
      ...{ kind: "rule", name: "Heard", fired: 1, told: 0, noisiness: null, suggestions: [] },
    });
    expect(await ask(theirs.read)).toEqual([]);
  });

  test.each(["?days=8", "?days=many", "?limit=0", "?colour=red"])("refuses %s", async (query) => {
    expect((await noise(request(ours.read, undefined, query))).status).toBe(422);
  });
});
