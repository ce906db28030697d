import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { hotSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { createApiKey } from "@/lib/projects/commands";
import { storeRules } from "@/lib/rules/commands";
import { rulePresets } from "@/lib/rules/presets/offered";
import { ruleInput } from "@/lib/rules/schema";
import { GET as exportRules } from "./export/route";
import { POST as importRules } from "./import/route";

// What goes on after the answer is waited for before the database is taken away.
const { works } = vi.hoisted(() => ({ works: [] as Promise<unknown>[] }));
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: Promise<unknown>) => works.push(work),
}));

await testDatabase();
// Hooks run backwards: this one before the database's.
afterAll(() => Promise.allSettled(works));

let scope: Scope;
let key: string;

async function keyIn(of: Scope): Promise<string> {
  return (await createApiKey(of, { name: "Test", mode: "live", scopes: ["read", "config:write"] }))
    .secretOnce;
}

beforeAll(async () => {
  scope = (await createProject()).scope;
  key = await keyIn(scope);
});

const send = (body: string, { type = "application/json", query = "", as = key } = {}) =>
  importRules(
    new Request(`http://127.0.0.1/api/v1/rules/import${query}`, {
      method: "POST",
      headers: { authorization: `Bearer ${as}`, "content-type": type },
      body,
    }),
  );
const get = (format: string, as = key) =>
  exportRules(
    new Request(`http://127.0.0.1/api/v1/rules/export?format=${format}`, {
      headers: { authorization: `Bearer ${as}` },
    }),
  );
const answer = z.looseObject({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  destinations: z.object({ created: z.number(), reused: z.number() }),
  notes: z.array(z.object({ rule: z.string(), notes: z.array(z.string()) })),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});
const read = async (response: Response) => {
  expect(response.status).toBe(200);
  return answer.parse(await response.json());
};

describe("a file of rules", () => {
  const rules = rulePresets.map(({ rule }) => ruleInput.parse(rule));

  test.each([
    ["json", "application/json"],
    ["csv", "text/csv; charset=utf-8"],
  ])(
    "that was exported as %s changes nothing when it comes back, and makes the same project elsewhere",
    async (format, type) => {
      const { scope: from } = await createProject();
      await storeRules(from, rules);
      const mine = await keyIn(from);
      const file = await (await get(format, mine)).text();
      expect(await read(await send(file, { type, as: mine }))).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: rules.length,
      });
      const elsewhere = await keyIn((await createProject()).scope);
      expect(await read(await send(file, { type, as: elsewhere }))).toMatchObject({ created: rules.length });
      expect(await (await get(format, elsewhere)).text()).toBe(file);
    },
  );

  test("is looked at without being stored with dryRun", async () => {
    const body = JSON.stringify([{ ...rules[0], name: "Only tried" }]);
    expect(await read(await send(body, { query: "?dryRun=true" }))).toMatchObject({
      dryRun: true,
      created: 1,
    });
    expect(await hotSql()`select 1 from rules where name = 'Only tried'`).toEqual([]);
  });

  test.each([
    ["not JSON", "{", "application/json", 400],
    ["nothing", "", "application/json", 400],
    ["no rules", '"x"', "application/json", 422],
    ["bad rules only", '[{"name": 5}, null]', "application/json", 422],
    ["no CSV", 'a"b', "text/csv", 422],
    ["too much", `"${"x".repeat(4 * 1024 * 1024)}"`, "application/json", 413],
    ["a currency that is none", "[]", "application/json", 422],
  ])("that is %s is refused", async (what, body, type, status) => {
    const query = what.startsWith("a currency") ? "?currency=usd" : "";
    const response = await send(body, { type, query });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });

  test("keeps its good rules when others are bad, and says which", async () => {
    const body = JSON.stringify({ rules: [{ ...rules[0], name: "Good among bad" }, { name: "Bad" }] });
    const { created, rejected, errors } = await read(await send(body));
    expect([created, rejected]).toEqual([1, 1]);
    expect(errors.map(({ pointer }) => pointer)).toContain("/rules/1/signal");
  });

  test("stores none when one of them tells a destination of another project", async () => {
    const foreign = {
      ...rules[0],
      name: "Foreign",
      destinations: [{ destinationId: "dst_0123456789abcdefghjkmnpqrs" }],
    };
    const response = await send(JSON.stringify([{ ...rules[1], name: "Beside it" }, foreign]));
    expect(response.status).toBe(422);
    expect(await hotSql()`select 1 from rules where name = 'Beside it'`).toEqual([]);
  });
});

describe("Amberflo's alerts as they are", () => {
  const alert = {
    id: "9f1b",
    name: "Hours per week",
    description: "Any customer",
    notificationType: "usage",
    meterId: "hours",
    thresholdCondition: "greater-than",
    thresholdValue: 1000,
    range: "week",
    cron: "0 * * * *",
    customerFilterMode: "per-customer",
    email: ["b@example.com", "a@example.com"],
    webhookUrl: "https://example.com/hook?token=s3cret",
    webhookHeaders: { "X-Customer": "{{customer-id}}" },
    webhookPayload: '{"text": "{{customer-name}} has used {{current-value}}"}',
    enabled: true,
    frequency: 60,
    createTime: 1_700_000_000_000,
    updateTime: 1_700_000_000_000,
  };

  test("become rules that tell the same people; the same file again changes nothing", async () => {
    const body = JSON.stringify([alert, { ...alert, name: "Again to the same", webhookUrl: undefined }]);
    const first = await read(await send(body));
    expect(first).toMatchObject({
      created: 2,
      rejected: 0,
      destinations: { created: 2, reused: 0 },
      notes: [],
      errors: [],
    });
    const told = await hotSql()<{ name: string; kinds: string }[]>`
      select r.name, string_agg(d.kind, ' ' order by d.kind) as kinds
      from rules r cross join lateral jsonb_array_elements(r.definition -> 'destinations') as t
      join destinations d on d.project_id = r.project_id and d.id = t ->> 'destinationId'
      where r.project_id = ${scope.projectId} and r.name in ('Hours per week', 'Again to the same') group by r.name order by r.name`;
    expect(told).toEqual([
      { name: "Again to the same", kinds: "email" },
      { name: "Hours per week", kinds: "email webhook" },
    ]);
    expect(await read(await send(body))).toMatchObject({
      ...{ created: 0, updated: 0, unchanged: 2 },
      destinations: { created: 0, reused: 2 },
    });
  });

  test("whose destination cannot be made are kept, and told so", async () => {
    const body = JSON.stringify([
      {
        ...alert,
        name: "Nowhere",
        email: ["nobody"],
        webhookUrl: "http://169.254.169.254/latest",
        webhookHeaders: null,
      },
      { ...alert, name: "Smuggled", email: [], webhookHeaders: { "X-A": "a\r\nHost: evil" } },
    ]);
    const { created, notes } = await read(await send(body));
    expect(created).toBe(2);
    expect(notes.map(({ rule }) => rule)).toEqual(["Nowhere", "Smuggled"]);
    expect(notes[0]?.notes).toEqual([
      expect.stringContaining("no e-mail address"),
      expect.stringContaining("could not be made"),
      expect.stringContaining("tells nobody yet"),
    ]);
    expect(JSON.stringify(notes)).not.toContain("s3cret");
  });
});
