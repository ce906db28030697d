import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { createApiKey } from "@/lib/projects/commands";
import { recordReceipts } from "@/lib/sources/receipts/commands";
import { GET as receipts } from "./[sourceId]/receipts/route";
import { POST as rotate } from "./[sourceId]/rotate/route";
import { DELETE, GET as getOne, PATCH } from "./[sourceId]/route";
import { GET, POST } from "./route";

const { sql } = await testDatabase();

let scope: Scope;
let key: string;
let reader: string;
let stranger: string;

beforeAll(async () => {
  const keyOf = async (place: Scope, scopes: ("read" | "config:write")[]) =>
    (await createApiKey(place, { name: "Test", mode: "live", scopes })).secretOnce;
  scope = (await createProject()).scope;
  key = await keyOf(scope, ["read", "config:write"]);
  reader = await keyOf(scope, ["read"]);
  stranger = await keyOf((await createProject()).scope, ["read", "config:write"]);
});

function request(bearer: string, body?: unknown, query = ""): Request {
  const headers = { authorization: `Bearer ${bearer}` };
  const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  return new Request(`http://127.0.0.1/api/v1/sources${query}`, init);
}
const at = (sourceId: string) => ({ params: Promise.resolve({ sourceId }) });
const made = z.looseObject({ id: z.string(), secretOnce: z.string().nullable() });
const refused = z.looseObject({ code: z.string(), errors: z.array(z.object({ pointer: z.string() })) });

async function create(name: string, rest: object = {}) {
  const response = await POST(request(key, { kind: "revenuecat", name, ...rest }));
  expect(response.status).toBe(201);
  return made.parse(await response.json());
}

describe("/api/v1/sources", () => {
  test("adds, shows, changes, rotates, lists and deletes a source; its secret is told once", async () => {
    const { secretOnce, ...created } = await create("Cycle", { customerUrl: "https://app.example/c/{id}" });
    expect(secretOnce).toMatch(/^bws_[\w-]{32}$/);
    expect(created).toEqual({
      id: expect.stringMatching(/^src_/),
      kind: "revenuecat",
      name: "Cycle",
      enabled: true,
      url: `http://127.0.0.1:3000/api/sources/${created.id}`,
      secretHint: `••••${secretOnce?.slice(-4)}`,
      previousSecretUntil: null,
      customerUrl: "https://app.example/c/{id}",
      lastReceivedAt: null,
      createdAt: expect.any(String),
    });
    expect(await (await getOne(request(reader), at(created.id))).json()).toEqual(created);
    const changed = await PATCH(request(key, { name: "Renamed", customerUrl: null }), at(created.id));
    expect(await changed.json()).toEqual({ ...created, name: "Renamed", customerUrl: null });
    const rotated = made.parse(await (await rotate(request(key, {}), at(created.id))).json());
    expect(rotated.secretOnce).not.toBe(secretOnce);
    expect(rotated).toMatchObject({ previousSecretUntil: expect.any(String) });
    const list = await (await GET(request(reader))).text();
    expect(list).toContain(created.id);
    expect(list).not.toContain(rotated.secretOnce);
    expect((await DELETE(request(key), at(created.id))).status).toBe(204);
    expect((await getOne(request(reader), at(created.id))).status).toBe(404);
  });

  test("keeps secrets as ciphertext, out of the audit log, and every change in it", async () => {
    const { id, secretOnce } = await create("Sealed");
    await rotate(request(key, { secret: "a secret of my own making" }), at(id));
    await PATCH(request(key, { enabled: false }), at(id));
    await PATCH(request(key, { enabled: false }), at(id));
    await DELETE(request(key), at(id));
    const entries =
      await sql`select action, before, after from audit_entries where target_id = ${id} order by id`;
    expect(entries.map(({ action }) => action)).toEqual([
      "source.create",
      "source.rotate",
      "source.update",
      "source.delete",
    ]);
    const stored = JSON.stringify([entries, await sql`select * from sources`]);
    expect(stored).not.toContain(secretOnce);
    expect(stored).not.toContain("my own making");
  });

  test("has no secret for Stripe until Stripe's own is brought", async () => {
    const { id, secretOnce } = await create("Stripe", { kind: "stripe" });
    expect(secretOnce).toBeNull();
    for (const secret of [undefined, "not one of Stripe's secrets"]) {
      const response = await rotate(request(key, { secret }), at(id));
      expect(response.status).toBe(422);
      expect(refused.parse(await response.json()).errors).toMatchObject([{ pointer: "/secret" }]);
    }
    const response = await rotate(request(key, { secret: `whsec_${"x".repeat(32)}` }), at(id));
    expect(await response.json()).toMatchObject({ secretHint: "••••xxxx", previousSecretUntil: null });
  });

  test.each([
    ["a key we do not know", { colour: "red" }, "/colour"],
    ["another vendor", { kind: "paddle" }, "/kind"],
    ["no name", { name: "" }, "/name"],
    ["a short secret", { secret: "short" }, "/secret"],
    ["a secret of another kind for Stripe", { kind: "stripe", secret: "bws_of_our_own_making" }, "/secret"],
    ["a page without a place for the id", { customerUrl: "https://app.example" }, "/customerUrl"],
    ["a page that is none", { customerUrl: "javascript:alert({id})" }, "/customerUrl"],
  ])("refuses %s, saying where", async (_, change, pointer) => {
    const response = await POST(request(key, { kind: "octane", name: "Refused", ...change }));
    expect(response.status).toBe(422);
    expect(refused.parse(await response.json()).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test("refuses a name that is taken, in whatever case", async () => {
    const { id } = await create("Taken");
    const answers = [
      await POST(request(key, { kind: "octane", name: "tAKEN" })),
      await PATCH(request(key, { name: "taken" }), at((await create("Free")).id)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect((await PATCH(request(key, { name: "TAKEN" }), at(id))).status).toBe(200);
  });

  test("asks for config:write where something changes", async () => {
    const { id } = await create("Guarded");
    const answers = [
      await POST(request(reader, { kind: "octane", name: "Nope" })),
      await PATCH(request(reader, { enabled: false }), at(id)),
      await rotate(request(reader, {}), at(id)),
      await DELETE(request(reader), at(id)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  test("answers another project's source with the very bytes of a missing one", async () => {
    const bodies = async (id: string) => {
      const answers = [
        await getOne(request(stranger), at(id)),
        await PATCH(request(stranger, { enabled: false }), at(id)),
        await rotate(request(stranger, {}), at(id)),
        await receipts(request(stranger), at(id)),
        await DELETE(request(stranger), at(id)),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      return Promise.all(answers.map((answer) => answer.text()));
    };
    expect(await bodies((await create("Private")).id)).toEqual(await bodies(newId("source")));
  });

  test("lists what a source received, by outcome and page by page", async () => {
    const { id } = await create("Receiving");
    const receipt = { externalId: "x", eventId: null, code: null, message: null, body: '{"a":1}' };
    for (let number = 0; number < 5; number++) {
      const status = number % 2 === 0 ? "accepted" : "ignored";
      await recordReceipts(scope, id, [{ ...receipt, status, vendorType: `type.${number}` }]);
    }
    const page = z.object({
      receipts: z.array(z.looseObject({ vendorType: z.string() })),
      nextCursor: z.string().nullable(),
    });
    const seen: string[] = [];
    let query: string | undefined = "?limit=2";
    while (query !== undefined) {
      const { receipts: items, nextCursor } = page.parse(
        await (await receipts(request(reader, undefined, query), at(id))).json(),
      );
      seen.push(...items.map(({ vendorType }) => vendorType));
      query = nextCursor === null ? undefined : `?limit=2&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(["type.4", "type.3", "type.2", "type.1", "type.0"]);
    const ignored = page.parse(
      await (await receipts(request(reader, undefined, "?status=ignored"), at(id))).json(),
    );
    expect(ignored.receipts.map(({ vendorType }) => vendorType)).toEqual(["type.3", "type.1"]);
    expect((await receipts(request(reader, undefined, "?status=lost"), at(id))).status).toBe(422);
  });
});
