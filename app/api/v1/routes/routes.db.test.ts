import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { DELETE, GET as getOne, PATCH } from "./[routeId]/route";
import { POST as preview } from "./preview/route";
import { GET, POST } from "./route";

await testDatabase();

type Caller = { all: string; read: string; sandbox: string; destinationId: string };
let ours: Caller;
let theirs: Caller;

async function caller(): Promise<Caller> {
  const { scope } = await createProject();
  const keyOf = async (mode: "live" | "test", scopes: ("read" | "config:write")[]) =>
    (await createApiKey(scope, { name: "Test", mode, scopes })).secretOnce;
  const url = "https://hooks.slack.com/services/T0AAAA/B0BBBB/SECRETofApi";
  const { id: destinationId } = await createWebhookDestination(scope, { name: "Ops", url });
  const [all, read, sandbox] = await Promise.all([
    keyOf("live", ["read", "config:write"]),
    keyOf("live", ["read"]),
    keyOf("test", ["read", "config:write"]),
  ]);
  return { all, read, sandbox, destinationId };
}

beforeAll(async () => {
  [ours, theirs] = await Promise.all([caller(), caller()]);
});

function request(key: string, body?: unknown, query = ""): Request {
  const url = `http://127.0.0.1/api/v1/routes${query}`;
  const headers = { authorization: `Bearer ${key}`, "x-request-id": "req_test" };
  return new Request(
    url,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
}
const at = (routeId: string) => ({ params: Promise.resolve({ routeId }) });

const made = z.looseObject({ id: z.string() });
const refused = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});
const filter = { all: [{ field: "customer.tier", operator: "in", value: ["growth", "enterprise"] }] };
const input = (name: string) => ({
  name,
  eventTypes: ["invoice.*"],
  filter,
  destinationId: ours.destinationId,
});

async function create(name: string): Promise<string> {
  const response = await POST(request(ours.all, input(name)));
  expect(response.status).toBe(201);
  return made.parse(await response.json()).id;
}

describe("/api/v1/routes", () => {
  test("adds, shows, changes, lists and deletes a route", async () => {
    const response = await POST(request(ours.all, input("Cycle")));
    const route = made.parse(await response.json());
    expect(route).toMatchObject({ ...input("Cycle"), enabled: true, destinationName: "Ops" });
    expect(response.headers.get("location")).toBe(`/api/v1/routes/${route.id}`);
    expect(await (await getOne(request(ours.read), at(route.id))).json()).toEqual(route);
    const changed = await PATCH(request(ours.all, { enabled: false, filter: null }), at(route.id));
    expect(await changed.json()).toMatchObject({ id: route.id, name: "Cycle", enabled: false, filter: null });
    const list = z.object({ routes: z.array(made), nextCursor: z.null(), hasMore: z.literal(false) });
    expect(list.parse(await (await GET(request(ours.read))).json()).routes.map(({ id }) => id)).toContain(
      route.id,
    );
    expect((await DELETE(request(ours.all), at(route.id))).status).toBe(204);
    expect((await getOne(request(ours.read), at(route.id))).status).toBe(404);
  });

  test.each([
    ["a key we do not know", { colour: "red" }, "/colour"],
    ["no event type", { eventTypes: [] }, "/eventTypes"],
    ["a wrong event type", { eventTypes: ["invoice.*", "in*"] }, "/eventTypes/1"],
    ["no name", { name: "  " }, "/name"],
    ["a name with NUL", { name: "a\u0000" }, "/name"],
    [
      "a filter that is none",
      { filter: { all: [{ field: "data.x", operator: "like", value: 1 }] } },
      "/filter/all/0/operator",
    ],
    ["a filter with a prototype's key", { filter: JSON.parse('{"__proto__": []}') }, "/filter/__proto__"],
    ["another project's destination", { destinationId: newId("destination") }, "/destinationId"],
  ])("refuses %s, saying where", async (_, change, pointer) => {
    const response = await POST(request(ours.all, { ...input("Refused"), ...change }));
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(refused.parse(await response.json()).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test("answers a name that is taken with 409", async () => {
    await create("Taken");
    const response = await POST(request(ours.all, input("taken")));
    expect(response.status).toBe(409);
    expect(refused.parse(await response.json())).toMatchObject({
      code: "name_taken",
      errors: [{ pointer: "/name" }],
    });
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

  test("answers another project's route with the very bytes of a missing one", async () => {
    const id = await create("Private");
    const bodies = async (routeId: string) => {
      const answers = [
        await getOne(request(theirs.all), at(routeId)),
        await PATCH(request(theirs.all, { enabled: false }), at(routeId)),
        await DELETE(request(theirs.all), at(routeId)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      return Promise.all(answers.map((answer) => answer.text()));
    };
    const foreign = await bodies(id);
    expect(foreign).toEqual(await bodies(newId("route")));
    expect(foreign).toEqual(await bodies("nonsense\u0000"));
  });

  test.each(["?limit=0", "?limit=many", "?cursor=%00", "?destination='", "?colour=red"])(
    "refuses %s",
    async (query) => {
      expect((await GET(request(ours.read, undefined, query))).status).toBe(422);
    },
  );
});

describe("/api/v1/routes/preview", () => {
  const event = { type: "invoice.previewed", data: { text: "x" }, customer: { id: "cus_1", tier: "growth" } };
  const answer = z.looseObject({
    decisions: z.array(
      z.looseObject({
        routeId: z.string(),
        verdict: z.string(),
        reason: z.object({ code: z.string(), text: z.string() }),
      }),
    ),
    notifications: z.array(
      z.looseObject({ routeId: z.string(), payload: z.looseObject({ text: z.string() }) }),
    ),
  });
  const ask = async (key: string, given: unknown) =>
    answer.parse(await (await preview(request(key, { event: given }))).json());

  test("tells where an event would go, what would be sent there, and why the others would not", async () => {
    const id = await create("Previewed");
    const { decisions, notifications } = await ask(ours.read, event);
    expect(decisions.find(({ routeId }) => routeId === id)).toMatchObject({
      verdict: "send",
      reason: { code: "matched" },
    });
    expect(notifications.find(({ routeId }) => routeId === id)).toMatchObject({
      destinationId: ours.destinationId,
      destinationKind: "slack_webhook",
    });
    const small = await ask(ours.read, { ...event, customer: { id: "cus_1", tier: "starter" } });
    expect(small.decisions.find(({ routeId }) => routeId === id)).toMatchObject({
      verdict: "skip",
      reason: {
        text: "Route “Previewed” did not match: customer.tier is “starter”, not one of growth, enterprise.",
      },
    });
    expect(small.notifications.filter(({ routeId }) => routeId === id)).toEqual([]);
  });

  test("treats what a test key asks as a sandbox event", async () => {
    const id = await create("Sandboxed");
    const { decisions } = await ask(ours.sandbox, event);
    expect(decisions.find(({ routeId }) => routeId === id)).toMatchObject({
      verdict: "suppress",
      reason: { code: "sandbox_not_accepted" },
    });
  });

  test.each([
    [{ event: { ...event, type: "no good" } }, "/event/type"],
    [{ event: 5 }, "/event"],
    [{}, "/event"],
    [{ event, more: 1 }, "/more"],
  ])("refuses %j at %s", async (body, pointer) => {
    const response = await preview(request(ours.read, body));
    expect(response.status).toBe(422);
    expect(refused.parse(await response.json()).errors).toMatchObject([{ pointer }]);
  });
});
