import { beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { createApiKey } from "@/lib/projects/commands";
import { loadPlaybook } from "@/lib/routing/queries";
import { DELETE, GET as getOne } from "./[muteId]/route";
import { GET, POST } from "./route";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

const { sql } = await testDatabase();

let scope: Scope;
let key: string;
let stranger: string;
let destinationId: string;

beforeAll(async () => {
  const keyOf = async (place: Scope) =>
    (await createApiKey(place, { name: "Test", mode: "live", scopes: ["read", "config:write"] })).secretOnce;
  scope = (await createProject()).scope;
  key = await keyOf(scope);
  stranger = await keyOf((await createProject()).scope);
  const url = "https://hooks.slack.com/services/T00000000/B00000000/aaaaaaaaaaaaaaaaaaaaaaaa";
  destinationId = (await createWebhookDestination(scope, { name: "Hook", url, acceptsSandbox: false })).id;
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const request = (bearer: string, { query = "", body }: { query?: string; body?: unknown } = {}) =>
  new Request(`http://127.0.0.1/api/v1/mutes${query}`, {
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
const at = (muteId: string) => ({ params: Promise.resolve({ muteId }) });
const mute = z.looseObject({
  id: z.string(),
  customerId: z.string().nullable(),
  until: z.string(),
  by: z.string(),
});
const page = z.object({ mutes: z.array(mute), nextCursor: z.string().nullable(), hasMore: z.boolean() });
const add = (body: unknown) => POST(request(key, { body }));
const added = async (body: unknown) => mute.parse(await (await add(body)).json());
const list = async (query = "") => page.parse(await (await GET(request(key, { query }))).json());

describe("a mute", () => {
  test("is made, listed, looked at, and ended before its time; each changes the playbook", async () => {
    const response = await add({ customerId: "acme", until: inDays(7), reason: "On holiday" });
    expect(response.status).toBe(201);
    const made = mute.parse(await response.json());
    expect(made).toMatchObject({ customerId: "acme", by: "Test", reason: "On holiday", suppressed: 0 });
    expect((await list()).mutes.map(({ id }) => id)).toEqual([made.id]);
    expect((await loadPlaybook(scope)).mutes.byCustomer.get("acme")).toHaveLength(1);
    expect(mute.parse(await (await getOne(request(key), at(made.id))).json())).toEqual(made);
    expect((await DELETE(request(key), at(made.id))).status).toBe(204);
    expect((await list()).mutes).toEqual([]);
    expect((await loadPlaybook(scope)).mutes.byCustomer.get("acme")).toBeUndefined();
    expect((await DELETE(request(key), at(made.id))).status).toBe(404);
    const audits = await sql`select action from audit_entries where target_id = ${made.id} order by id`;
    expect(audits.map(({ action }) => action)).toEqual(["mute.create", "mute.delete"]);
  });

  test("of the same moves the end, and is one", async () => {
    const first = await added({ customerId: "twice", destinationId, until: inDays(1) });
    const second = await added({ customerId: "twice", destinationId, until: inDays(9) });
    expect(second.id).toBe(first.id);
    expect(new Date(second.until) > new Date(first.until)).toBe(true);
    const other = await added({ customerId: "twice", until: inDays(1) });
    expect(other.id).not.toBe(first.id);
    expect((await list("?customer=twice")).mutes).toHaveLength(2);
  });

  test("ends by itself", async () => {
    const { id } = await added({ customerId: "over", until: inDays(1) });
    await sql`update mutes set until = now() - interval '1 second' where id = ${id}`;
    expect((await list("?customer=over")).mutes).toEqual([]);
  });

  test.each([
    [{ until: inDays(1) }, 422],
    [{ customerId: "a" }, 422],
    [{ customerId: "a", until: "tomorrow" }, 422],
    [{ customerId: "a", until: inDays(-1) }, 422],
    [{ customerId: "a", until: inDays(367) }, 422],
    [{ customerId: "a", until: inDays(1), more: 1 }, 422],
    [{ routeId: "rte_00000000000000000000000000", until: inDays(1) }, 422],
    [{ ruleId: "rul_00000000000000000000000000", until: inDays(1) }, 422],
    [{ destinationId: "dst_00000000000000000000000000", until: inDays(1) }, 422],
  ])("%j is refused with %i", async (body, status) => {
    expect((await add(body)).status).toBe(status);
  });

  test("is another project's business: neither seen, nor ended, nor made of its parts", async () => {
    const { id } = await added({ customerId: "mine", until: inDays(1) });
    expect((await getOne(request(stranger), at(id))).status).toBe(404);
    expect((await DELETE(request(stranger), at(id))).status).toBe(404);
    const body = { destinationId, until: inDays(1) };
    expect((await POST(request(stranger, { body }))).status).toBe(422);
    expect((await getOne(request(key), at(id))).status).toBe(200);
  });
});
