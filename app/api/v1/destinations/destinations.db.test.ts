import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { createRoute } from "@/lib/routing/commands";
import { DELETE, GET as getOne, PATCH } from "./[destinationId]/route";
import { POST as sendTest } from "./[destinationId]/test/route";
import { GET, POST } from "./route";

await testDatabase();

let scope: Scope;
let key: string;
let reader: string;
let stranger: string;
let count = 0;

beforeAll(async () => {
  const keyOf = async (place: Scope, scopes: ("read" | "config:write")[]) =>
    (await createApiKey(place, { name: "Test", mode: "live", scopes })).secretOnce;
  scope = (await createProject()).scope;
  key = await keyOf(scope, ["read", "config:write"]);
  reader = await keyOf(scope, ["read"]);
  stranger = await keyOf((await createProject()).scope, ["read", "config:write"]);
});

function request(bearer: string, body?: unknown, query = ""): Request {
  const url = `http://127.0.0.1/api/v1/destinations${query}`;
  const headers = { authorization: `Bearer ${bearer}` };
  return new Request(
    url,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
}
const at = (destinationId: string) => ({ params: Promise.resolve({ destinationId }) });
const made = z.looseObject({ id: z.string() });
const refused = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});

const urlOf = (secret: string) => `https://hooks.slack.com/services/T0AAAA/B0BBBB/${secret}`;
const input = (name: string) => ({ kind: "slack_webhook", name, url: urlOf(`SECRET${count++}`) });

async function create(name: string): Promise<string> {
  return made.parse(await (await POST(request(key, input(name)))).json()).id;
}

describe("/api/v1/destinations", () => {
  test("adds, shows, changes, lists and deletes a destination, never with its secret", async () => {
    const response = await POST(request(key, { ...input("Cycle"), acceptsSandbox: true }));
    expect(response.status).toBe(201);
    const created = made.parse(await response.json());
    expect(created).toEqual({
      id: expect.stringMatching(/^dst_/),
      kind: "slack_webhook",
      name: "Cycle",
      enabled: true,
      redaction: null,
      acceptsSandbox: true,
      caseHistory: "thread",
      status: "active",
      lastError: null,
      lastSuccessAt: null,
      target: "…/B0BB…/••••",
      routeCount: 0,
      createdAt: expect.any(String),
    });
    const context = () => at(created.id);
    expect(await (await getOne(request(reader), context())).json()).toEqual(created);
    const changed = await PATCH(request(key, { name: "Renamed", url: urlOf("SECRETnew") }), context());
    expect(await changed.json()).toEqual({ ...created, name: "Renamed" });
    const list = await (await GET(request(reader))).text();
    expect(list).toContain(created.id);
    expect(list).not.toMatch(/SECRET|slackhook/);
    expect((await DELETE(request(key), context())).status).toBe(204);
    expect((await getOne(request(reader), context())).status).toBe(404);
  });

  test("deletes one in use only when asked to delete its routes too", async () => {
    const id = await create("Used");
    await createRoute(scope, {
      name: "R",
      eventTypes: ["*"],
      filter: null,
      destinationId: id,
      enabled: true,
    });
    const response = await DELETE(request(key), at(id));
    expect(response.status).toBe(409);
    expect(refused.parse(await response.json()).code).toBe("destination_in_use");
    expect((await DELETE(request(key, undefined, "?withRoutes=true"), at(id))).status).toBe(204);
  });

  test.each([
    ["a key we do not know", { colour: "red" }, "/colour"],
    ["another kind", { kind: "carrier_pigeon" }, "/kind"],
    ["no name", { name: "" }, "/name"],
    ["another host", { url: "https://example.com/services/T0AAAA/B0BBBB/x" }, "/url"],
    ["text where a flag belongs", { acceptsSandbox: "yes" }, "/acceptsSandbox"],
  ])("refuses %s, saying where", async (_, change, pointer) => {
    const response = await POST(request(key, { ...input("Refused"), ...change }));
    expect(response.status).toBe(422);
    expect(refused.parse(await response.json()).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test("asks for config:write where something changes", async () => {
    const id = await create("Guarded");
    const answers = [
      await POST(request(reader, input("Nope"))),
      await PATCH(request(reader, { enabled: false }), at(id)),
      await DELETE(request(reader), at(id)),
      await sendTest(request(reader, {}), at(id)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  test("answers another project's destination with the very bytes of a missing one", async () => {
    const bodies = async (id: string) => {
      const answers = [
        await getOne(request(stranger), at(id)),
        await PATCH(request(stranger, { enabled: false }), at(id)),
        await DELETE(request(stranger), at(id)),
        await sendTest(request(stranger, {}), at(id)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      return Promise.all(answers.map((answer) => answer.text()));
    };
    expect(await bodies(await create("Private"))).toEqual(await bodies(newId("destination")));
  });
});
