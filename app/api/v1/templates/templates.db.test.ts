import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey } from "@/lib/projects/commands";
import { GET as getBrand, PUT as putBrand } from "../brand/route";
import { DELETE, GET as getOne, PATCH } from "./[templateId]/route";
import { POST as preview } from "./preview/route";
import { GET, POST } from "./route";

await testDatabase();

let ours: string;
let reader: string;
let theirs: string;

beforeAll(async () => {
  const [{ scope }, { scope: other }] = await Promise.all([createProject(), createProject()]);
  const keyOf = async (of: typeof scope, scopes: ("read" | "config:write")[]) =>
    (await createApiKey(of, { name: "Test", mode: "live", scopes })).secretOnce;
  [ours, reader, theirs] = await Promise.all([
    keyOf(scope, ["read", "config:write"]),
    keyOf(scope, ["read"]),
    keyOf(other, ["read", "config:write"]),
  ]);
});

function request(key: string, body?: unknown, query = ""): Request {
  const url = `http://127.0.0.1/api/v1/templates${query}`;
  const headers = { authorization: `Bearer ${key}` };
  return new Request(
    url,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
}
const at = (templateId: string) => ({ params: Promise.resolve({ templateId }) });
const made = z.looseObject({ id: z.string(), revision: z.number() });
const refused = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});

const input = (eventType: string) => ({ eventType, body: { headline: "Hello {{ customer-name }}" } });

async function create(eventType: string): Promise<string> {
  const response = await POST(request(ours, input(eventType)));
  expect(response.status).toBe(201);
  return made.parse(await response.json()).id;
}

describe("/api/v1/templates", () => {
  test("adds, shows, changes, lists and deletes a template", async () => {
    const id = await create("customer.created");
    const shown = await (await getOne(request(reader), at(id))).json();
    expect(shown).toMatchObject({
      id,
      ...input("customer.created"),
      enabled: true,
      revision: 1,
      lastError: null,
    });
    const changed = await PATCH(request(ours, { body: { headline: "Hi" }, revision: 1 }), at(id));
    expect(await changed.json()).toMatchObject({ body: { headline: "Hi" }, revision: 2 });
    const list = z.object({ templates: z.array(made), hasMore: z.literal(false) });
    expect(list.parse(await (await GET(request(reader))).json()).templates.map((one) => one.id)).toContain(
      id,
    );
    expect((await DELETE(request(ours), at(id))).status).toBe(204);
    expect((await getOne(request(ours), at(id))).status).toBe(404);
  });

  test("says where a wording is wrong, with line and column", async () => {
    const body = { headline: "ok", fields: [{ label: "A", value: "one\n{{ data.x | shout }}" }] };
    const response = await POST(request(ours, { eventType: "a.b", body }));
    expect(response.status).toBe(422);
    expect(refused.parse(await response.json()).errors).toEqual([
      {
        pointer: "/body/fields/0/value",
        message: expect.stringMatching(/^Line 2, column 13: There is no filter “shout”/),
      },
    ]);
    expect((await POST(request(ours, input("invoice.*")))).status).toBe(422);
  });

  test("refuses a second one, an older revision, and who may not write", async () => {
    const id = await create("invoice.paid");
    expect(refused.parse(await (await POST(request(ours, input("invoice.paid")))).json()).code).toBe(
      "template_exists",
    );
    await PATCH(request(ours, { body: { headline: "Two" } }), at(id));
    const late = await PATCH(request(ours, { body: { headline: "Late" }, revision: 1 }), at(id));
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      code: "changed_meanwhile",
      detail: expect.stringContaining("API key “Test”"),
    });
    expect((await POST(request(reader, input("x.y")))).status).toBe(403);
    expect((await PATCH(request(reader, { enabled: false }), at(id))).status).toBe(403);
  });

  test("keeps one project's from another", async () => {
    const id = await create("tenant.wall");
    for (const answer of [
      await getOne(request(theirs), at(id)),
      await PATCH(request(theirs, { enabled: false }), at(id)),
      await DELETE(request(theirs), at(id)),
    ])
      expect(answer.status).toBe(404);
  });

  test("previews a wording on the sample, as a destination would see it, and tells its defects", async () => {
    const ask = async (body: unknown) => (await preview(request(reader, body))).json();
    const good = { eventType: "invoice.generated", body: { headline: "Due {{ data.amountDue | money }}" } };
    expect(await ask(good)).toMatchObject({
      message: { text: "Due $1,299.00" },
      errors: [],
      fault: null,
      slack: { channel: { text: expect.stringContaining("Due $1,299.00") } },
      email: { subject: "Due $1,299.00" },
    });
    const redaction = [{ path: "amounts", mode: "mask" }];
    expect(await ask({ ...good, redaction })).toMatchObject({ message: { text: "Due •••" } });
    expect(await ask({ ...good, body: { headline: "{{ due }}" } })).toMatchObject({
      message: { text: expect.stringContaining("Invoice for Acme") },
      errors: [{ pointer: "/headline", line: 1, column: 4 }],
    });
    expect(await ask({ ...good, body: { headline: "{{ data.number | money }}" } })).toMatchObject({
      errors: [],
      fault: expect.stringContaining("needs an amount"),
    });
    expect((await preview(request(reader, { ...good, eventId: "evt_none" }))).status).toBe(404);
  });
});

describe("/api/v1/brand", () => {
  test("is read and replaced as a whole", async () => {
    expect(await (await getBrand(request(theirs))).json()).toMatchObject({
      name: null,
      tone: "neutral",
      locale: "en-US",
    });
    const answer = await putBrand(request(theirs, { name: "Acme", tone: "formal", customerUrl: "" }));
    expect(await answer.json()).toMatchObject({
      name: "Acme",
      tone: "formal",
      customerUrl: null,
      locale: "en-US",
    });
    const bad = await putBrand(
      request(theirs, {
        iconUrl: "http://x.test/i.png",
        locale: "xx-invalid-tag-",
        customerUrl: "https://x.test",
      }),
    );
    expect(bad.status).toBe(422);
    expect(refused.parse(await bad.json()).errors.map(({ pointer }) => pointer)).toEqual([
      "/iconUrl",
      "/locale",
      "/customerUrl",
    ]);
    expect((await putBrand(request(reader, {}))).status).toBe(403);
  });
});
