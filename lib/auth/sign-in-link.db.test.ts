import { afterAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { startInbox } from "@/lib/email/testing/inbox";
import { adapter } from "./adapter";
import { requestLink, storedHash } from "./sign-in-link";

const { sql } = await testDatabase();
const inbox = await startInbox();
process.env.SMTP_URL = inbox.url;
process.env.EMAIL_FROM = "Bellwire <sign-in@bellwire.test>";
afterAll(inbox.stop);

const now = new Date("2026-11-21T09:01:00Z");
let count = 0;
let email = "";
let client = "";
beforeEach(() => {
  count += 1;
  email = `kim-${count}@example.test`;
  client = `203.0.113.${count}`;
});

const ask = (overrides: Partial<Parameters<typeof requestLink>[0]> = {}, at = now) =>
  requestLink({ email, returnTo: "/", client, ...overrides }, at);
const mailsTo = (address: string) =>
  inbox.mails.filter((mail) => mail.to?.some((to) => to.address === address));

function linkIn(text = ""): URL {
  return new URL(/^http\S+$/m.exec(text)?.[0] ?? "");
}

test("the mail brings a link to the callback, with the way back in it", async () => {
  await ask({ returnTo: "/acme/production/activity?state=failed" });
  const [mail] = mailsTo(email);
  expect(mail).toMatchObject({
    subject: "Sign in to 127.0.0.1:3000",
    from: { address: "sign-in@bellwire.test" },
  });
  const link = linkIn(mail?.text);
  expect(link.origin + link.pathname).toBe("http://127.0.0.1:3000/api/auth/callback/email");
  expect(link.searchParams.get("email")).toBe(email);
  expect(link.searchParams.get("callbackUrl")).toBe(
    "http://127.0.0.1:3000/acme/production/activity?state=failed",
  );
  expect(mail?.html).toContain(link.href.replaceAll("&", "&amp;"));
});

test("what is stored is a hash that the link's token leads to, for ten minutes", async () => {
  await ask();
  const token = linkIn(mailsTo(email)[0]?.text).searchParams.get("token") ?? "";
  const rows = await sql`select token_hash, expires_at from sign_in_tokens where email = ${email}`;
  expect(rows).toEqual([{ token_hash: storedHash(token), expires_at: new Date(now.getTime() + 600_000) }]);
  expect(token).toHaveLength(43);
});

test("an address gets five links in a quarter of an hour and the sixth request looks just the same", async () => {
  for (let position = 0; position < 6; position++) await ask({ client: `198.51.100.${position}` });
  expect(mailsTo(email)).toHaveLength(5);
  await ask({ client: "198.51.100.9" }, new Date(now.getTime() + 15 * 60_000));
  expect(mailsTo(email)).toHaveLength(6);
});

test("a client gets twenty links in a quarter of an hour, whoever they are for", async () => {
  const before = inbox.mails.length;
  const asked = Array.from({ length: 30 }, (_, position) => ask({ email: `p${position}-${email}` }));
  await Promise.all(asked);
  expect(inbox.mails.length - before).toBe(20);
});

test("the counters hold no address", async () => {
  await ask();
  const rows = await sql`select key from rate_windows`;
  expect(rows.every(({ key }) => !String(key).includes("@") && !String(key).includes("203.0.113."))).toBe(
    true,
  );
});

test("asking does not tell whether there is an account: none is looked for and none is made", async () => {
  await adapter.createUser({ email, emailVerified: new Date() });
  await ask();
  await ask({ email: `unknown-${email}` });
  const shape = (address: string) =>
    mailsTo(address)[0]
      ?.text?.replaceAll(address, "…")
      .replaceAll(encodeURIComponent(address), "…")
      .replace(/token=[\w-]+/, "");
  expect(shape(email)).toBe(shape(`unknown-${email}`));
  expect(await sql`select 1 from users where email = ${`unknown-${email}`}`).toHaveLength(0);
});
