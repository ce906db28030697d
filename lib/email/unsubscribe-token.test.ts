import { expect, test } from "vitest";
import { mailboxToken, preferenceLinks, readMailboxToken } from "./unsubscribe-token";

const secret = "0123456789abcdef0123456789abcdef";
const mailbox = { projectId: "prj_1", destinationId: "dst_1", address: "kim@acme.test" };

test("a token names the mailbox that it was made for", () => {
  expect(readMailboxToken(mailboxToken(mailbox, secret), secret)).toEqual(mailbox);
});

test("a token of another's, a changed one and no token at all name nobody", () => {
  const token = mailboxToken(mailbox, secret);
  const [payload = "", signature = ""] = token.split(".");
  const other = mailboxToken({ ...mailbox, address: "sam@acme.test" }, secret);
  const forged = [
    "",
    ".",
    payload,
    `${payload}.`,
    `${token}.${signature}`,
    `${other.split(".")[0]}.${signature}`,
    `${payload}.${signature.slice(0, -1)}A${"x"}`,
    mailboxToken(mailbox, `${secret}!`),
    "x".repeat(10_000),
  ];
  for (const text of forged) expect(readMailboxToken(text, secret), text).toBeUndefined();
});

test("its links lead to this installation and can be pasted as they are", () => {
  const { page, oneClick } = preferenceLinks(mailbox, { origin: "https://bellwire.example", secret });
  expect(page).toMatch(/^https:\/\/bellwire\.example\/unsubscribe\/[\w-]+\.[\w-]+$/);
  expect(oneClick).toMatch(/^https:\/\/bellwire\.example\/api\/unsubscribe\/[\w-]+\.[\w-]+$/);
});
