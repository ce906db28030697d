import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { createApiKey } from "@/lib/projects/commands";
import { GET, PATCH } from "./[destinationId]/route";
import { POST } from "./route";

const { sql } = await testDatabase();

let key: string;
let count = 0;

beforeAll(async () => {
  const { scope } = await createProject();
  key = (await createApiKey(scope, { name: "Test", mode: "live", scopes: ["read", "config:write"] }))
    .secretOnce;
});

const answer = z.looseObject({ id: z.string().optional(), code: z.string().optional() });

const request = (method: string, body?: unknown) =>
  new Request("http://127.0.0.1/api/v1/destinations", {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function post(more: object) {
  const response = await POST(request("POST", { kind: "email", name: `Mail ${++count}`, ...more }));
  return { status: response.status, body: answer.parse(await response.json()) };
}

const at = (destinationId: string) => ({ params: Promise.resolve({ destinationId }) });

async function patch(id: string, body: object) {
  const response = await PATCH(request("PATCH", body), at(id));
  return { status: response.status, body: answer.parse(await response.json()) };
}

describe("mailboxes by the API", () => {
  test("are kept each once, in lower case, with a lane of their own", async () => {
    const recipients = ["Kim@Acme.test", "sam@acme.test", "kim@acme.test", "OWNER"];
    const { status, body } = await post({
      recipients,
      subjectPrefix: " [Billing] ",
      replyTo: "Help@acme.test",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: "email",
      target: "kim@acme.test and 1 more, the customer's owner",
      recipients: ["kim@acme.test", "sam@acme.test", "owner"],
      subjectPrefix: "[Billing]",
      replyTo: "help@acme.test",
    });
    const shown = answer.parse(await (await GET(request("GET"), at(body.id ?? ""))).json());
    expect(shown).toEqual(body);
    const [row] = await sql`select lane, secret from destinations where id = ${body.id ?? ""}`;
    expect(row).toEqual({ lane: `email:${body.id}`, secret: null });
  });

  test("may be the customer's owner alone, and fifty addresses besides", async () => {
    expect((await post({ recipients: ["owner"] })).body).toMatchObject({ target: "the customer's owner" });
    const fifty = Array.from({ length: 50 }, (_, index) => `person${index}@acme.test`);
    expect((await post({ recipients: [...fifty, "owner", fifty[0]] })).status).toBe(201);
    expect(await post({ recipients: [...fifty, "one-more@acme.test"] })).toMatchObject({ status: 422 });
  });

  test.each([
    [{ recipients: [] }, "/recipients"],
    [{}, "/recipients"],
    [{ recipients: ["kim@acme.test", "nobody"] }, "/recipients/1"],
    [{ recipients: ["kim@acme.test\r\nBcc: eve@evil.example"] }, "/recipients/0"],
    [{ recipients: ["kim@acme.test, sam@acme.test"] }, "/recipients/0"],
    [{ recipients: ["Kim <kim@acme.test>"] }, "/recipients/0"],
    [{ recipients: ["kim@acme.test"], subjectPrefix: "[A]\r\nX-Evil: 1" }, "/subjectPrefix"],
    [{ recipients: ["kim@acme.test"], subjectPrefix: "x".repeat(41) }, "/subjectPrefix"],
    [{ recipients: ["kim@acme.test"], replyTo: "a@b.test\nBcc: c@d.test" }, "/replyTo"],
    [{ recipients: ["kim@acme.test"], url: "https://hooks.slack.com/x" }, "/url"],
  ])("are refused with a pointer: %j", async (more, pointer) => {
    const { status, body } = await post(more);
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  test("are changed in part, and what is left out stays", async () => {
    const { body } = await post({
      recipients: ["kim@acme.test"],
      subjectPrefix: "[A]",
      replyTo: "help@acme.test",
    });
    const id = body.id ?? "";
    expect((await patch(id, { recipients: ["sam@acme.test", "owner"] })).body).toMatchObject({
      recipients: ["sam@acme.test", "owner"],
      subjectPrefix: "[A]",
      replyTo: "help@acme.test",
    });
    expect((await patch(id, { subjectPrefix: null, replyTo: "" })).body).toMatchObject({
      recipients: ["sam@acme.test", "owner"],
      subjectPrefix: null,
      replyTo: null,
    });
    expect(await patch(id, { recipients: [] })).toMatchObject({ status: 422 });
    const audit = await sql`select action from audit_entries where target_id = ${id}`;
    expect(audit.map(({ action }) => action).sort()).toEqual([
      "destination.create",
      "destination.update",
      "destination.update",
    ]);
  });

  test("give a broken destination another chance when the addresses change, and not when only its look does", async () => {
    const { body } = await post({ recipients: ["kim@acme.test"] });
    const id = body.id ?? "";
    const error = sql.json({
      code: "smtp_recipient_refused",
      message: "x",
      fix: "y",
      at: "2026-11-21T09:00:00Z",
    });
    await sql`update destinations set status = 'broken', last_error = ${error} where id = ${id}`;
    expect((await patch(id, { subjectPrefix: "[A]" })).body).toMatchObject({ status: "broken" });
    expect((await patch(id, { recipients: ["sam@acme.test"] })).body).toMatchObject({
      status: "active",
      lastError: null,
    });
  });

  test("belong to mail destinations alone", async () => {
    const made = await POST(
      request("POST", {
        kind: "slack_webhook",
        name: "Hook",
        url: "https://hooks.slack.com/services/T0AAAA/B0BBBB/SECRETSECRETSECRETSECRET",
      }),
    );
    const { id = "" } = answer.parse(await made.json());
    expect(await patch(id, { recipients: ["kim@acme.test"] })).toMatchObject({
      status: 422,
      body: { code: "no_mailboxes" },
    });
  });
});
