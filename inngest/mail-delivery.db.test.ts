import { describe, expect, test } from "vitest";
import { systemScope } from "@/lib/auth/system";
import { replaceCustomer } from "@/lib/customers/commands";
import { saidIn } from "@/lib/customers/schema";
import { decideAbout } from "@/lib/email/opt-outs/commands";
import { claim } from "@/lib/lanes/commands";
import { noteMailbox } from "@/lib/lanes/progress/commands";
import { mailStage } from "./testing/mail-stage";

const stage = await mailStage();
const system = systemScope("test");

let count = 0;
const failed = (more: object = {}) => ({
  id: `evt_${++count}`,
  type: "payment.failed",
  customer: { id: "cus_acme", name: "Acme" },
  data: { amount: { amount: "4200.00", currency: "USD" }, invoiceId: `in_${count}` },
  ...more,
});

const to = () => stage.server.taken.map((one) => one.to);

describe("a mail destination", () => {
  test("gets each notification once, one mail for each address", async () => {
    const { plan, deliver, notifications } = await stage.open({
      recipients: ["kim@acme.test", "sam@acme.test"],
    });
    await plan(failed());
    await deliver();
    await deliver();
    expect(to()).toEqual(["kim@acme.test", "sam@acme.test"]);
    const [first] = stage.server.taken;
    expect(first?.mail.subject).toContain("Payment failed: Acme");
    expect(first?.mail.html).toContain("Payment failed");
    expect(first?.mail.text).toContain("Payment failed");
    expect(await notifications()).toMatchObject([
      { state: "sent", attempts: 1, receipt: { kind: "mail", accepted: ["kim@acme.test", "sam@acme.test"] } },
    ]);
  });

  test("comes back for those alone who had to wait", async () => {
    const recipients = ["kim@acme.test", "sam@acme.test", "lee@acme.test"];
    const { plan, drain, notifications } = await stage.open({ recipients });
    await plan(failed());
    stage.server.refuse({ at: "recipient", status: 450, text: "4.2.1 Mailbox busy" }, 1);
    await drain();
    expect(await notifications()).toMatchObject([{ state: "pending", possiblyDuplicated: false }]);
    await drain();
    expect(await notifications()).toMatchObject([{ state: "sent", attempts: 2, possiblyDuplicated: false }]);
    expect(to().sort()).toEqual([...recipients].sort());
  });

  test("writes again to nobody whom a process had written to before it died", async () => {
    const recipients = ["kim@acme.test", "sam@acme.test"];
    const { plan, drain, notifications, scope, sql } = await stage.open({ recipients });
    await plan(failed());
    const [{ id, lane } = { id: "", lane: "" }] = await notifications();
    expect(await claim(system, lane, { size: 1, urgentOnly: false })).toHaveLength(1);
    await noteMailbox(
      system,
      { projectId: scope.projectId, ids: [id] },
      { address: "kim@acme.test", fate: "accepted" },
    );
    await sql`update notifications set lease_until = now() - interval '1 second' where id = ${id}`;
    await sql`update lanes set busy_until = now() - interval '1 second' where key = ${lane}`;
    await drain();
    expect(to()).toEqual(["sam@acme.test"]);
    expect(await notifications()).toMatchObject([
      { state: "sent", possiblyDuplicated: true, receipt: { accepted: recipients } },
    ]);
  });

  test("says that it may have arrived twice when the line broke after the mail was handed over", async () => {
    const { plan, drain, notifications } = await stage.open();
    await plan(failed());
    stage.wire.spoilNext({ kind: "breaks", after: "", keepsMail: true });
    await drain();
    expect(await notifications()).toMatchObject([{ state: "pending", possiblyDuplicated: true }]);
    await drain();
    expect(await notifications()).toMatchObject([{ state: "sent", possiblyDuplicated: true }]);
    const ids = stage.server.taken.map(({ mail }) => mail.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("is held as broken, with its fix, when the mail server refuses the sender", async () => {
    const { plan, drain, notifications, destinationId, sql } = await stage.open();
    await plan(failed());
    stage.server.refuse({ at: "sender", status: 553, text: "5.7.1 Not allowed" }, 1);
    await drain();
    expect(await notifications()).toMatchObject([{ state: "held" }]);
    const [row] =
      await sql`select status, last_error as "lastError" from destinations where id = ${destinationId}`;
    expect(row).toMatchObject({
      status: "broken",
      lastError: { code: "smtp_sender_refused", fix: expect.stringContaining("EMAIL_FROM") },
    });
  });

  test("tells a story in one conversation of the mail program", async () => {
    const { plan, deliver } = await stage.open();
    await plan(failed({ data: { amount: { amount: "4200.00", currency: "USD" }, invoiceId: "in_story" } }));
    await deliver();
    await plan({
      id: `evt_${++count}`,
      type: "payment.succeeded",
      customer: { id: "cus_acme", name: "Acme" },
      data: { amount: { amount: "4200.00", currency: "USD" }, invoiceId: "in_story" },
    });
    await deliver();
    const [began, wentOn, ...more] = stage.server.taken.map(({ mail }) => mail);
    expect(more).toEqual([]);
    expect(wentOn?.inReplyTo).toBe(began?.messageId);
    expect(wentOn?.references).toBe(began?.messageId);
    expect(wentOn?.text).toContain(`Follow-up to: Payment failed: Acme`);
    expect(wentOn?.html).toContain("Follow-up to: Payment failed: Acme");
  });

  test("is told of a burst in one counted mail", async () => {
    const { plan, drain, notifications } = await stage.open({
      recipients: ["kim@acme.test", "sam@acme.test"],
    });
    await plan(
      ...Array.from({ length: 30 }, () => ({
        id: `evt_${++count}`,
        type: "order.shipped",
        data: { order: `ord_${count}` },
      })),
    );
    await drain();
    expect(to().sort()).toEqual(["kim@acme.test", "sam@acme.test"]);
    expect(stage.server.taken[0]?.mail.text).toContain("30");
    const rows = await notifications();
    expect(rows.filter(({ kind }) => kind === "fold")).toHaveLength(1);
    expect(rows.every(({ state }) => state === "sent")).toBe(true);
  });
});

describe("who unsubscribed", () => {
  test("is left out, and the others are not", async () => {
    const recipients = ["kim@acme.test", "sam@acme.test"];
    const { plan, deliver, scope, destinationId } = await stage.open({ recipients });
    const mailbox = { projectId: scope.projectId, destinationId, address: "kim@acme.test" };
    await decideAbout(system, mailbox, "destination");
    await plan(failed());
    await deliver();
    expect(to()).toEqual(["sam@acme.test"]);
    await decideAbout(system, mailbox, "everything");
    await plan(failed());
    await deliver();
    expect(to()).toEqual(["sam@acme.test", "kim@acme.test", "sam@acme.test"]);
  });

  test("leaves a notification that nobody wants suppressed, with the reason", async () => {
    const { plan, deliver, notifications, scope, destinationId } = await stage.open();
    await decideAbout(
      system,
      { projectId: scope.projectId, destinationId, address: "kim@acme.test" },
      "project",
    );
    await plan(failed());
    await deliver();
    expect(to()).toEqual([]);
    expect(await notifications()).toMatchObject([
      { state: "suppressed", reason: { code: "recipients_opted_out" } },
    ]);
  });

  test("is left out of a counted mail too", async () => {
    const { plan, drain, scope, destinationId } = await stage.open({
      recipients: ["kim@acme.test", "sam@acme.test"],
    });
    await decideAbout(
      system,
      { projectId: scope.projectId, destinationId, address: "kim@acme.test" },
      "destination",
    );
    await plan(
      ...Array.from({ length: 30 }, () => ({ id: `evt_${++count}`, type: "order.shipped", data: {} })),
    );
    await drain();
    expect(to()).toEqual(["sam@acme.test"]);
  });
});

describe("the customer's owner", () => {
  const owned = (email: string) => failed({ customer: { id: "cus_own", name: "Own", owner: { email } } });

  test("is written to as the event names them, each in a lane of their own", async () => {
    const { plan, deliver, notifications } = await stage.open({ recipients: [], toOwner: true });
    await plan(owned("Lee@acme.test"), owned("kim@acme.test"));
    const lanes = (await notifications()).map(({ lane }) => lane);
    expect(new Set(lanes).size).toBe(2);
    await deliver();
    expect(to().sort()).toEqual(["kim@acme.test", "lee@acme.test"]);
    expect(stage.server.taken[0]?.mail.text).toContain("you look after this customer");
  });

  test("is written to as the customer's profile names them", async () => {
    const { plan, deliver, scope } = await stage.open({ recipients: [], toOwner: true });
    await replaceCustomer(
      scope,
      { environment: "production", id: "cus_profile", now: new Date() },
      saidIn({ owner: { email: "lee@acme.test" } }),
    );
    await plan(failed({ customer: { id: "cus_profile", name: "Profile" } }));
    await deliver();
    expect(to()).toEqual(["lee@acme.test"]);
  });

  test("gets it besides the fixed addresses, once who is both", async () => {
    const { plan, deliver } = await stage.open({ recipients: ["kim@acme.test"], toOwner: true });
    await plan(owned("lee@acme.test"));
    await plan(owned("kim@acme.test"));
    await deliver();
    expect(to().sort()).toEqual(["kim@acme.test", "kim@acme.test", "lee@acme.test"]);
  });

  test("is unknown: the fixed addresses get it, and without any it is suppressed with the reason", async () => {
    const fixed = await stage.open({ recipients: ["kim@acme.test"], toOwner: true });
    await fixed.plan(failed());
    await fixed.deliver();
    expect(to()).toEqual(["kim@acme.test"]);
    const alone = await stage.open({ recipients: [], toOwner: true });
    await alone.plan(failed());
    await alone.deliver();
    expect(to()).toEqual([]);
    expect(await alone.notifications()).toMatchObject([
      { state: "suppressed", reason: { code: "owner_unknown" } },
    ]);
  });
});
