import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey } from "@/lib/projects/commands";
import { GET as getSettings, PATCH as patchSettings } from "../customer-settings/route";
import { GET as getHistory } from "./[customerId]/history/route";
import { GET as getOne, PATCH, PUT } from "./[customerId]/route";
import { GET as getImport, POST as importFile, PUT as putImport } from "./import/route";
import { GET } from "./route";

// What goes on after the answer is waited for before the database is taken away.
const { works } = vi.hoisted(() => ({ works: [] as Promise<unknown>[] }));
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: Promise<unknown>) => works.push(work),
}));

await testDatabase();
// Hooks run backwards: this one before the database's.
afterAll(() => Promise.allSettled(works));

type Caller = { live: string; sandbox: string };

async function caller(): Promise<Caller> {
  const { scope } = await createProject();
  const scopes = ["read", "events:write", "config:write"] as const;
  const keyOf = async (mode: "live" | "test") =>
    (await createApiKey(scope, { name: "Test", mode, scopes })).secretOnce;
  return { live: await keyOf("live"), sandbox: await keyOf("test") };
}

let ours: Caller;
let theirs: Caller;
beforeAll(async () => {
  [ours, theirs] = await Promise.all([caller(), caller()]);
});

const at = (customerId: string) => ({ params: Promise.resolve({ customerId }) });

function request(key: string, { query = "", body }: { query?: string; body?: unknown } = {}): Request {
  const headers = { authorization: `Bearer ${key}` };
  const sent =
    body === undefined
      ? {}
      : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
  return new Request(`http://127.0.0.1/api/v1/customers${query}`, { headers, ...sent });
}

const listed = z.object({
  customers: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullable(),
  hasMore: z.boolean(),
});
const idsOf = async (key: string, query: string) =>
  listed.parse(await (await GET(request(key, { query }))).json()).customers.map(({ id }) => id);

const acme = {
  name: "Acme",
  email: "ap@acme.test",
  tier: "enterprise",
  mrr: { amount: "1299.00", currency: "usd" },
  owner: { email: "Kim@example.com", name: "Kim" },
  healthScore: 39.9,
  churnProbability: 0.25,
  renewalOn: "2026-12-31",
  lastInteractionAt: "2026-11-21T10:00:00+01:00",
  attributes: { seats: 12, plan: "pro" },
};

describe("/api/v1/customers/{id}", () => {
  test("PUT makes and replaces, PATCH merges, null clears", async () => {
    const made = await PUT(request(ours.live, { body: acme }), at("cus_put"));
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({
      ...acme,
      id: "cus_put",
      environment: "production",
      mrr: { amount: "1299", currency: "USD" },
      owner: { email: "kim@example.com", name: "Kim" },
      lastInteractionAt: "2026-11-21T09:00:00.000Z",
      zone: "red",
      domain: null,
      excluded: false,
      completeness: { percent: 85, missing: ["url", "engagement"] },
    });
    const body = { healthScore: 40, tier: null, attributes: { seats: null, region: "eu" } };
    const patched = await PATCH(request(ours.live, { body }), at("cus_put"));
    expect(await patched.json()).toMatchObject({
      name: "Acme",
      healthScore: 40,
      zone: "yellow",
      tier: null,
      attributes: { plan: "pro", region: "eu" },
    });
    const replaced = await PUT(request(ours.live, { body: { name: "New" } }), at("cus_put"));
    expect(replaced.status).toBe(200);
    expect(await replaced.json()).toMatchObject({
      name: "New",
      mrr: null,
      owner: null,
      healthScore: null,
      zone: null,
      attributes: {},
    });
  });

  test("every change of a number is kept with what it was before", async () => {
    await PUT(request(ours.live, { body: { healthScore: 80, attributes: { seats: 1 } } }), at("cus_numbers"));
    await PATCH(request(ours.live, { body: { healthScore: 80 } }), at("cus_numbers"));
    await PATCH(request(ours.live, { body: { healthScore: 70 } }), at("cus_numbers"));
    await PUT(request(ours.live, { body: { name: "Only a name" } }), at("cus_numbers"));
    const historyOf = async (query: string) => {
      const response = await getHistory(request(ours.live, { query }), at("cus_numbers"));
      const { history } = z
        .object({ history: z.array(z.looseObject({ value: z.string().nullable() })) })
        .parse(await response.json());
      return history;
    };
    expect(await historyOf("?field=healthScore")).toMatchObject([
      { value: null, previous: "70", source: "api" },
      { value: "70", previous: "80" },
      { value: "80", previous: null },
    ]);
    expect((await historyOf("")).map(({ field }) => field)).toContain("attributes.seats");
  });

  test("says what is wrong, and knows nothing of another project or of the sandbox", async () => {
    const wrong = await PUT(
      request(ours.live, {
        body: { healthScore: 101, colour: "red", mrr: { amount: 1e21, currency: "USD" } },
      }),
      at("cus_wrong"),
    );
    expect(wrong.status).toBe(422);
    const { errors } = z
      .object({ errors: z.array(z.object({ pointer: z.string() })) })
      .parse(await wrong.json());
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(["/colour", "/healthScore", "/mrr"]);
    expect((await PATCH(request(ours.live, { body: {} }), at("cus_wrong"))).status).toBe(404);
    await PUT(request(ours.live, { body: {} }), at("cus_ours"));
    expect((await getOne(request(ours.live), at("cus_ours"))).status).toBe(200);
    expect((await getOne(request(theirs.live), at("cus_ours"))).status).toBe(404);
    expect(
      (await getOne(request(ours.sandbox, { query: "?environment=production" }), at("cus_ours"))).status,
    ).toBe(404);
    await PUT(request(ours.sandbox, { body: { name: "Trial" } }), at("cus_ours"));
    const sandboxed = await getOne(request(ours.live, { query: "?environment=sandbox" }), at("cus_ours"));
    expect(await sandboxed.json()).toMatchObject({ name: "Trial", environment: "sandbox" });
  });
});

describe("GET /api/v1/customers", () => {
  test("finds by part of a name, tier, owner and zone, page by page", async () => {
    const { live } = await caller();
    const put = (id: string, body: unknown) => PUT(request(live, { body }), at(id));
    await put("c1", { ...acme, name: "100% Acme_Co" });
    await put("c2", { ...acme, name: "Beta", email: null, tier: "growth", healthScore: 70 });
    await put("c3", { ...acme, name: "Acme Two", owner: null, healthScore: null });
    expect(await idsOf(live, "?query=ACME")).toEqual(["c1", "c3"]);
    expect(await idsOf(live, `?query=${encodeURIComponent("0% acme_")}`)).toEqual(["c1"]);
    expect(await idsOf(live, "?query=%25")).toEqual(["c1"]);
    expect(await idsOf(live, "?tier=growth")).toEqual(["c2"]);
    expect(await idsOf(live, "?owner=KIM@example.com")).toEqual(["c1", "c2"]);
    expect(await idsOf(live, "?zone=red")).toEqual(["c1"]);
    expect(await idsOf(live, "?zone=green")).toEqual(["c2"]);
    expect(listed.parse(await (await GET(request(live, { query: "?limit=2" }))).json())).toMatchObject({
      customers: [{ id: "c1" }, { id: "c2" }],
      nextCursor: "c2",
      hasMore: true,
    });
    expect(await idsOf(live, "?limit=2&cursor=c2")).toEqual(["c3"]);
    expect((await GET(request(live, { query: "?colour=red" }))).status).toBe(422);
    expect((await GET(request(live, { query: "?query=%00" }))).status).toBe(422);
    expect((await getOne(request(live), at("c\u0000"))).status).toBe(404);
    const settings = request(live, { body: { zones: { redBelow: 30, yellowBelow: 50 } } });
    expect((await patchSettings(settings)).status).toBe(200);
    expect(await idsOf(live, "?zone=red")).toEqual([]);
    expect(await (await getSettings(request(live))).json()).toMatchObject({
      zones: { redBelow: 30 },
      tiers: ["enterprise", "growth", "starter"],
    });
  });
});

describe("POST /api/v1/customers/import", () => {
  test("a dry run changes nothing; the import adds, merges and tells the lines that it left out", async () => {
    const { live } = await caller();
    await PUT(request(live, { body: { name: "Acme", tier: "growth" } }), at("i1"));
    const body = "id,healthScore,name\ni1,55,\ni2,66,Beta\ni3,never,\n";
    const expected = { created: 1, updated: 1, rejected: 1, errors: [{ line: 4, column: "healthScore" }] };
    const dry = await importFile(request(live, { body, query: "/import?dryRun=true" }));
    expect(await dry.json()).toMatchObject({ ...expected, dryRun: true });
    expect(await idsOf(live, "")).toEqual(["i1"]);
    expect(await (await importFile(request(live, { body }))).json()).toMatchObject({
      ...expected,
      dryRun: false,
    });
    const merged = await getOne(request(live), at("i1"));
    expect(await merged.json()).toMatchObject({ name: "Acme", tier: "growth", healthScore: 55 });
    expect(await idsOf(live, "")).toEqual(["i1", "i2"]);
    expect((await importFile(request(live, { body: "id,healthScore\na,x" }))).status).toBe(422);
  });

  test("“import” is a customer's id as any other", async () => {
    expect((await putImport(request(ours.live, { body: { name: "Odd" } }))).status).toBe(201);
    expect(await (await getImport(request(ours.live))).json()).toMatchObject({ id: "import", name: "Odd" });
  });
});
