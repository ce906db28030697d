import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MailInbox, startMailInbox } from "./start";

let mail: MailInbox;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bellwire-mail-"));
  mail = await startMailInbox({ port: 0, smtpPort: 0, stateFile: join(folder, "mail.json") });
});

afterEach(async () => {
  await mail.stop();
  await rm(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${mail.port}${path}`, init);
type Mail = { to: string | string[]; subject: string; text?: string; html?: string };
const send = (message: Mail, who = "") =>
  createTransport(`smtp://${who}127.0.0.1:${mail.smtpPort}`).sendMail({
    from: "Bellwire <no@bellwire.test>",
    ...message,
  });

describe("the local inbox", () => {
  it("shows every mail that was handed over, oldest first", async () => {
    await send({ to: "kim@acme.test", subject: "Grüße ✓", text: "Hällo", html: "<b>Hällo</b>" });
    await send({ to: ["a@x.test", "b@x.test"], subject: "Second", text: "two" });
    const messages = await (await get("/messages")).json();
    expect(messages).toEqual([
      {
        to: "kim@acme.test",
        from: "Bellwire <no@bellwire.test>",
        subject: "Grüße ✓",
        text: "Hällo",
        html: "<b>Hällo</b>",
        receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        headers: expect.arrayContaining([{ name: "Subject", value: "Grüße ✓" }]),
      },
      expect.objectContaining({ to: "a@x.test, b@x.test", subject: "Second", html: null }),
    ]);
  });

  it("takes mail from whoever signs in, and keeps no password", async () => {
    await send({ to: "kim@acme.test", subject: "Signed in", text: "x" }, "bellwire:secret-of-the-test@");
    const shown = await (await get("/messages")).text();
    expect(shown).toContain("Signed in");
    expect(shown).not.toContain("secret-of-the-test");
  });

  it("keeps its mails over a restart", async () => {
    await send({ to: "kim@acme.test", subject: "Kept", text: "x" });
    await mail.stop();
    mail = await startMailInbox({ port: 0, smtpPort: 0, stateFile: join(folder, "mail.json") });
    expect(await (await get("/messages")).json()).toMatchObject([{ subject: "Kept" }]);
  });

  it("forgets all mails when asked to", async () => {
    await send({ to: "kim@acme.test", subject: "Gone", text: "x" });
    expect((await get("/messages", { method: "DELETE" })).status).toBe(204);
    expect(await (await get("/messages")).json()).toEqual([]);
  });

  it("shows what a mail says as text, and its HTML only inside a sandbox", async () => {
    const html = `<p title='"'>Hi</p><script>alert(1)</script>`;
    await send({ to: "kim@acme.test", subject: "<script>alert(2)</script>", text: "plain & simple", html });
    const response = await get("/");
    const page = await response.text();
    expect(page).toContain("&lt;script&gt;alert(2)&lt;/script&gt;");
    expect(page).toContain("plain &amp; simple");
    expect(page).toContain("<dt>Subject</dt><dd>&lt;script&gt;alert(2)&lt;/script&gt;</dd>");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toMatch(
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"[^>]*srcdoc="[^"]*"><\/iframe>/,
    );
    expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'nonce-/);
  });

  it("tells open pages about a new mail", async () => {
    const changes = (await get("/changes")).body?.pipeThrough(new TextDecoderStream()).getReader();
    await changes?.read();
    await send({ to: "kim@acme.test", subject: "New", text: "x" });
    expect((await changes?.read())?.value).toContain("event: changed");
    await changes?.cancel();
  });

  it("answers 404 for a mail that is not there", async () => {
    expect((await get("/mail/99")).status).toBe(404);
    expect((await get("/elsewhere")).status).toBe(404);
  });
});
