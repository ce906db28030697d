import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EmailTarget, Ledger } from "@/lib/destinations/transport";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { from, type Rig, site, startRig, target, urlOf } from "./testing/rig";
import { createEmailTransport } from "./transport";

const now = new Date("2026-11-21T09:00:00Z");
const messageOf = (name: string, more: Partial<Message> = {}): Message => ({
  ...compose(
    {
      type: "payment.failed",
      externalId: "pay_7",
      occurredAt: now,
      environment: "production",
      customer: { id: "cus_acme", name },
      data: { amount: { amount: "4200.00", currency: "USD" }, reason: "Declined" },
    },
    { now },
  ),
  ...more,
});

describe("email", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig();
  });
  beforeEach(() => {
    rig.server.reset();
    rig.wire.spoilNext(null);
  });
  afterAll(() => rig.stop());

  type More = Partial<EmailTarget> & {
    message?: Message;
    id?: string;
    goesOnFrom?: string;
    withinMs?: number;
  };

  function ledger() {
    const done = new Map<string, "accepted" | "refused">();
    const kept: Ledger = {
      done,
      note: async ({ address, fate }) => {
        done.set(address, fate);
      },
    };
    return kept;
  }

  const send = (
    { message = messageOf("Acme"), id = "ntf_1", goesOnFrom, withinMs = 5_000, ...more }: More = {},
    kept?: Ledger,
  ) =>
    createEmailTransport({ smtpUrl: rig.url, from, site, withinMs })({
      target: { ...target, ...more },
      message,
      notificationId: id,
      ...(goesOnFrom && { goesOnFrom }),
      ...(kept && { ledger: kept }),
    });

  const headersOf = (index = 0) =>
    new Map(rig.server.taken[index]?.mail.headers.map(({ key, value }) => [key, value]));

  it("writes one mail to each, with a way out of its own, and says who has it", async () => {
    const recipients = ["kim@acme.test", "sam@acme.test"];
    expect(await send({ recipients })).toEqual({
      status: "sent",
      receipt: { kind: "mail", accepted: recipients, refused: [] },
    });
    expect(rig.server.taken.map(({ to }) => to)).toEqual(recipients);
    const ways = [0, 1].map((index) => headersOf(index).get("list-unsubscribe"));
    expect(new Set(ways).size).toBe(2);
    for (const [index, way = ""] of ways.entries()) {
      const [, token = ""] = /^<https?:\/\/[^>]+\/api\/unsubscribe\/([^>]+)>$/.exec(way) ?? [];
      expect(token).not.toBe("");
      expect(rig.server.taken[index]?.mail.html).toContain(`/unsubscribe/${token}`);
      expect(rig.server.taken[index]?.mail.text).toContain(`/unsubscribe/${token}`);
    }
  });

  it("carries the headers that mail programs go by", async () => {
    await send({ replyTo: "billing@acme.test", subjectPrefix: "[Billing]" });
    const headers = headersOf();
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    const [first] = rig.server.taken;
    expect(first?.mail).toMatchObject({
      subject: "[Billing] Payment failed: Acme $4,200.00".replace(".00", ""),
      replyTo: [{ address: "billing@acme.test" }],
      from: { name: "Bellwire", address: "notifications@bellwire.test" },
    });
    expect([...headers.keys()].filter((key) => key.startsWith("x-"))).toEqual([]);
  });

  it("names a notification in the same way in every try, and otherwise for every mailbox", async () => {
    await send();
    await send();
    await send({ recipients: ["sam@acme.test"] });
    await send({ id: "ntf_2" });
    const ids = rig.server.taken.map(({ mail }) => mail.messageId);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it("goes on from what told the beginning of a story, so that mail programs keep them together", async () => {
    await send({ id: "ntf_1" });
    await send({ id: "ntf_2", goesOnFrom: "ntf_1" });
    const [began, wentOn] = rig.server.taken.map(({ mail }) => mail);
    expect(wentOn?.inReplyTo).toBe(began?.messageId);
    expect(wentOn?.references).toBe(began?.messageId);
  });

  it("keeps nobody from their mail because another's mailbox is gone", async () => {
    rig.server.unknown.add("gone@acme.test");
    const kept = ledger();
    expect(await send({ recipients: ["gone@acme.test", "kim@acme.test"] }, kept)).toEqual({
      status: "sent",
      receipt: { kind: "mail", accepted: ["kim@acme.test"], refused: ["gone@acme.test"] },
    });
    expect(kept.done).toEqual(
      new Map([
        ["gone@acme.test", "refused"],
        ["kim@acme.test", "accepted"],
      ]),
    );
  });

  it("does not take a destination for broken because one customer's owner has no mailbox", async () => {
    rig.server.unknown.add("kim@acme.test");
    expect(await send({ isPersonal: true })).toMatchObject({ status: "rejected", scope: "message" });
    expect(await send()).toMatchObject({ status: "rejected", scope: "destination" });
  });

  it("writes in a further try to those alone who have nothing yet", async () => {
    const recipients = ["kim@acme.test", "sam@acme.test", "lee@acme.test"];
    const kept = ledger();
    rig.server.refuse({ at: "recipient", status: 450, text: "4.2.1 Mailbox busy" }, 1);
    expect(await send({ recipients }, kept)).toMatchObject({
      status: "retry",
      ambiguous: false,
      detail: expect.stringContaining("2 of 3 mailboxes have it."),
    });
    expect(await send({ recipients }, kept)).toMatchObject({
      status: "sent",
      receipt: { accepted: expect.arrayContaining(recipients) },
    });
    expect(rig.server.taken.map(({ to }) => to).sort()).toEqual([...recipients].sort());
  });

  it("leaves the rest for the next try when the line breaks after one of several", async () => {
    const recipients = ["kim@acme.test", "sam@acme.test", "lee@acme.test"];
    const kept = ledger();
    rig.wire.spoilNext({ kind: "breaks", after: "", keepsMail: true });
    expect(await send({ recipients }, kept)).toMatchObject({ status: "retry", ambiguous: true });
    expect(kept.done.size).toBe(0);
    expect(await send({ recipients }, kept)).toMatchObject({ status: "sent" });
    // The first may have it twice, which is what ambiguous says; the others have it once.
    expect(rig.server.taken.map(({ to }) => to)).toEqual(["kim@acme.test", ...recipients]);
  });

  it("sends nothing at all when everybody has it", async () => {
    const kept = ledger();
    await send({}, kept);
    expect(await send({}, kept)).toMatchObject({ status: "sent" });
    expect(rig.server.taken).toHaveLength(1);
  });

  it("comes back for those that it had no time for", async () => {
    const recipients = Array.from({ length: 50 }, (_, index) => `person${index}@acme.test`);
    const kept = ledger();
    const first = await send({ recipients, withinMs: 1_400 }, kept);
    expect(first).toMatchObject({ status: "wait", code: "smtp_more_mailboxes" });
    expect(kept.done.size).toBeGreaterThan(0);
    expect(await send({ recipients }, kept)).toMatchObject({ status: "sent" });
    expect(rig.server.taken.map(({ to }) => to).sort()).toEqual([...recipients].sort());
  });

  it.each([
    ["Acme\r\nBcc: eve@evil.example", "a subject"],
    ["Acme\nX-Evil: 1\n\n<script>alert(1)</script>", "a body"],
    ["Acme\u2028Bcc: eve@evil.example", "a line separator"],
  ])("lets no data turn into a header: %j", async (name) => {
    const sender = { name: `Evil\r\nBcc: eve@evil.example` };
    await send({
      message: messageOf(name, { sender }),
      subjectPrefix: "[A]\r\nX-Evil: 1",
      replyTo: "billing@acme.test\r\nBcc: eve@evil.example",
    });
    for (const { source, mail, to } of rig.server.taken) {
      const head = source.slice(0, source.indexOf("\r\n\r\n"));
      expect(head).not.toMatch(/^(?:bcc|x-evil)\s*:/im);
      expect(to).toBe("kim@acme.test");
      expect(mail.bcc ?? []).toEqual([]);
      expect(mail.html).not.toContain("<script>");
    }
  });

  it("writes to nobody whose address could end the command", async () => {
    const outcome = await send({ recipients: ["kim@acme.test>\r\nRCPT TO:<eve@evil.example"] });
    expect(outcome.status).not.toBe("sent");
    expect(rig.server.taken).toEqual([]);
  });

  it("says that no mail server is set up", async () => {
    const outcome = await createEmailTransport({ smtpUrl: undefined, from, site })({
      target,
      message: messageOf("Acme"),
      notificationId: "ntf_1",
    });
    expect(outcome).toMatchObject({ status: "rejected", code: "smtp_not_configured", scope: "destination" });
  });

  it("is not taken in by something that is no mail server", async () => {
    const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n<html></html>"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const outcome = await createEmailTransport({ smtpUrl: urlOf(port), from, site, withinMs: 2_000 })({
      target,
      message: messageOf("Acme"),
      notificationId: "ntf_1",
    });
    other.close();
    expect(outcome).toMatchObject({ status: "retry", ambiguous: false });
  });
});
