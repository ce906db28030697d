import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { startInbox } from "@/lib/email/testing/inbox";
import { requestLink } from "./sign-in-link";

await testDatabase();
const inbox = await startInbox({ refuse: true });
process.env.SMTP_URL = inbox.url;

const ask = () =>
  requestLink({ email: "kim@example.test", returnTo: "/", client: "203.0.113.1" }, new Date());

test("a mail server that refuses, and one that is gone, are both “try again in a minute”", async () => {
  const refusal = {
    kind: "unavailable",
    code: "mail_unavailable",
    message: expect.stringContaining("Try again"),
  };
  await expect(ask()).rejects.toMatchObject(refusal);
  await inbox.stop();
  await expect(ask()).rejects.toMatchObject(refusal);
});
