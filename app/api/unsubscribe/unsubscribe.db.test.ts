import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { systemScope } from "@/lib/auth/system";
import { createEmailDestination } from "@/lib/destinations/mail/commands";
import { listOptOuts, readPreferences } from "@/lib/email/opt-outs/queries";
import { mailboxToken } from "@/lib/email/unsubscribe-token";
import { env } from "@/lib/env";
import { GET, POST } from "./[token]/route";

const { sql } = await testDatabase();
const system = systemScope("test");

let scope: Awaited<ReturnType<typeof createProject>>["scope"];
beforeAll(async () => {
  scope = (await createProject()).scope;
});

async function mailbox() {
  const address = `kim${Math.random().toString(36).slice(2)}@acme.test`;
  const input = { name: `Mail ${address}`, recipients: { recipients: [address], toOwner: false } };
  const { id: destinationId } = await createEmailDestination(scope, input);
  const box = { projectId: scope.projectId, destinationId, address };
  const token = mailboxToken(box, env().NEXTAUTH_SECRET);
  const context = { params: Promise.resolve({ token }) };
  const url = `http://127.0.0.1/api/unsubscribe/${token}`;
  const form = (body: string) =>
    POST(
      new Request(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body,
      }),
      context,
    );
  return {
    token,
    form,
    open: () => GET(new Request(url), context),
    post: (body: string, type: string) =>
      POST(new Request(url, { method: "POST", headers: { "content-type": type }, body }), context),
    isOut: async () => (await readPreferences(system, box))?.isOut,
    listed: () => listOptOuts(scope, destinationId),
    address,
  };
}

const inBoth = { destination: false, project: false };

describe("a mail's way out", () => {
  test("is not taken by opening it", async () => {
    const { open, isOut, token } = await mailbox();
    const response = await open();
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`${env().NEXTAUTH_URL}/unsubscribe/${token}`);
    expect(await isOut()).toEqual(inBoth);
  });

  test.each([
    ["List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"],
    [
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
    ["", "text/plain"],
  ])("is taken by one click of a mail program, which is led nowhere: %j", async (body, type) => {
    const { post, isOut, listed, address } = await mailbox();
    const response = await post(body, type);
    expect(response.status).toBe(200);
    expect(await isOut()).toEqual({ destination: true, project: false });
    expect(await listed()).toMatchObject([{ email: address, isOfProject: false }]);
  });

  test("is taken once, however often it is pressed, and can be taken back", async () => {
    const { form, isOut } = await mailbox();
    for (const _ of [1, 2]) expect((await form("choice=destination")).status).toBe(303);
    expect(await isOut()).toEqual({ destination: true, project: false });
    await form("choice=project");
    expect(await isOut()).toEqual({ destination: true, project: true });
    await form("choice=everything");
    expect(await isOut()).toEqual(inBoth);
  });

  test("is nobody else's: a changed link changes nothing", async () => {
    const { token, isOut } = await mailbox();
    const other = `${token.slice(0, -2)}xx`;
    const response = await POST(
      new Request(`http://127.0.0.1/api/unsubscribe/${other}`, { method: "POST" }),
      { params: Promise.resolve({ token: other }) },
    );
    expect(response.status).toBe(404);
    expect(await isOut()).toEqual(inBoth);
  });

  test("leads out of one project, and not out of another", async () => {
    const { form, address } = await mailbox();
    await form("choice=project");
    const elsewhere = (await createProject()).scope;
    const input = { name: "Elsewhere", recipients: { recipients: [address], toOwner: false } };
    const { id } = await createEmailDestination(elsewhere, input);
    expect(await listOptOuts(elsewhere, id)).toEqual([]);
    const [row] = await sql`select count(*)::int as count from email_opt_outs where email = ${address}`;
    expect(row?.count).toBe(1);
  });

  test("takes in no more than a form can be", async () => {
    const { post, isOut } = await mailbox();
    expect((await post("x".repeat(20_000), "text/plain")).status).toBe(413);
    expect(await isOut()).toEqual(inBoth);
  });
});
