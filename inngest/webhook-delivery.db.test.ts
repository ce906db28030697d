import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { systemScope } from "@/lib/auth/system";
import { updateDestination } from "@/lib/destinations/commands";
import { getDestination } from "@/lib/destinations/queries";
import { planTest } from "@/lib/notifications/commands";
import { getNotification } from "@/lib/notifications/queries";
import { findFailingNotice } from "@/lib/repairs/queries";
import { rotateSecret } from "@/lib/webhooks/commands";
import { topicSchemas } from "@/lib/webhooks/topics";
import { webhookStage } from "./testing/webhook-stage";

const { sql, open } = await webhookStage();

const failed = { amount: { amount: "4200.00", currency: "USD" }, invoiceNumber: "INV-1", reason: "Declined" };
const bodySchema = z.looseObject({ type: z.string(), timestamp: z.string(), data: z.looseObject({}) });
const bodyOf = (text: string) => bodySchema.parse(JSON.parse(text));

describe("a webhook", () => {
  test("is told of an event once, signed, and the log keeps what went over the wire without its secrets", async () => {
    const { plan, add, rows, scope } = await open();
    const hook = await add("Hook", {
      takes: ["*"],
      headers: [{ name: "authorization", value: "Bearer of-the-tenant", isSecret: true }],
    });
    await plan("payment.failed", failed);
    await hook.deliver();
    expect(hook.received).toHaveLength(1);
    const [{ headers, body }] = hook.received as [(typeof hook.received)[number]];
    new Webhook(hook.signingSecret).verify(body, headers);
    const [row] = await rows();
    expect(headers).toMatchObject({ "webhook-id": row?.id, authorization: "Bearer of-the-tenant" });
    expect(bodyOf(body)).toMatchObject({
      type: "payment.failed",
      data: {
        event: { externalId: "e1", data: failed },
        case: { key: "invoice:INV-1" },
        route: { name: "Hook" },
      },
    });
    const { tries } = await getNotification(scope, String(row?.id));
    const [kept] = await sql`select exchange from attempts where notification_id = ${String(row?.id)}`;
    expect(tries).toHaveLength(1);
    expect(kept?.exchange).toMatchObject({ request: { body }, answer: { status: 204 } });
    const everything = JSON.stringify([
      await rows(),
      kept,
      await sql`select * from destinations`,
      await sql`select * from audit_entries`,
    ]);
    expect(everything).not.toMatch(/of-the-tenant|whsec_|v1,/);
  });

  test("sees no more of the event than its redaction lets it", async () => {
    const { plan, add, scope } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    await updateDestination(scope, hook.id, { redaction: [{ path: "amounts", mode: "hide" }] });
    await plan("payment.failed", failed);
    await hook.deliver();
    expect(hook.received[0]?.body).not.toMatch(/4,?200/);
  });

  test("is told of every event of a case by itself", async () => {
    const { plan, add } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    await plan("payment.failed", failed);
    await plan("payment.succeeded", { ...failed, reason: undefined });
    await hook.deliver();
    await hook.deliver();
    expect(hook.received.map(({ body }) => bodyOf(body).type).sort()).toEqual([
      "payment.failed",
      "payment.succeeded",
    ]);
  });

  test("is asked again by its schedule with the same id, while other messages pass by", async () => {
    const { plan, add, rows, hurry } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    hook.answer({ status: 500, body: "out of order" });
    await plan("order.shipped", {});
    const expected = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];
    for (const seconds of expected) {
      const before = Date.now();
      await hook.deliver();
      const [row] = await rows();
      const waitMs = z.date().parse(row?.due_at).getTime() - before;
      expect(waitMs).toBeGreaterThan(seconds * 790);
      expect(waitMs).toBeLessThan(seconds * 1_210 + 5_000);
      await hurry();
    }
    await hook.deliver();
    expect(await rows()).toMatchObject([{ state: "failed", attempts: 8, last_error: { code: "http_500" } }]);
    expect(new Set(hook.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    hook.answer({ status: 202 });
    await plan("order.shipped", {});
    await hook.deliver();
    expect((await rows()).at(-1)).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("that hangs for one message keeps no other waiting", async () => {
    const { plan, add, rows } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    hook.answer("hang");
    for (let n = 0; n < 3; n++) await plan("order.shipped", {});
    const startedAt = Date.now();
    await hook.deliver();
    expect(Date.now() - startedAt).toBeLessThan(19_000);
    expect(hook.received).toHaveLength(3);
    expect(await rows()).toMatchObject(Array(3).fill({ state: "pending", last_error: { code: "timeout" } }));
  });

  test("that asks for time gets it, and uses up no try", async () => {
    const { plan, add, rows } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    hook.answer({ status: 429, headers: { "retry-after": "120" } });
    await plan("order.shipped", {});
    const before = Date.now();
    await hook.deliver();
    const [row] = await rows();
    expect(row).toMatchObject({ state: "pending", failures: 0, last_error: { code: "rate_limited" } });
    expect(z.date().parse(row?.due_at).getTime()).toBeGreaterThanOrEqual(before + 119_000);
    await hook.deliver();
    expect(hook.received).toHaveLength(1);
  });

  test("that is gone is switched off at once, and a good test mends it", async () => {
    const { plan, add, rows, scope } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    hook.answer({ status: 410 });
    await plan("order.shipped", {});
    await hook.deliver();
    expect(await getDestination(scope, hook.id)).toMatchObject({
      status: "broken",
      lastError: { code: "endpoint_gone" },
    });
    expect(await rows()).toMatchObject([{ state: "held" }]);
    hook.answer({ status: 200 });
    await planTest(scope, hook.id, { now: new Date() });
    await hook.deliver();
    expect(await getDestination(scope, hook.id)).toMatchObject({ status: "active", lastError: null });
  });

  test("that fails for a day has its owners warned once, and after five days it is switched off", async () => {
    const { plan, add, scope } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    hook.answer({ status: 500 });
    const tryAfter = async (hours: number) => {
      await sql`update destinations set failing_since = now() - make_interval(hours => ${hours}) where id = ${hook.id} and failing_since is not null`;
      await plan("order.shipped", {});
      await hook.deliver();
      const [row] =
        await sql`select status, warned_at, failing_since, last_error ->> 'code' as code from destinations where id = ${hook.id}`;
      return row;
    };
    expect(await tryAfter(0)).toMatchObject({
      status: "active",
      warned_at: null,
      failing_since: expect.any(Date),
    });
    expect(await tryAfter(23)).toMatchObject({ status: "active", warned_at: null });
    expect(await tryAfter(25)).toMatchObject({ status: "active", warned_at: expect.any(Date) });
    const mark = { organizationId: scope.organizationId, projectId: scope.projectId, destinationId: hook.id };
    expect(await findFailingNotice(systemScope("test"), mark)).toMatchObject({
      lastCode: "http_500",
      emails: [expect.any(String)],
    });
    expect(await tryAfter(119)).toMatchObject({ status: "active" });
    expect(await tryAfter(121)).toMatchObject({ status: "broken", code: "endpoint_failing" });
    hook.answer({ status: 200 });
    await planTest(scope, hook.id, { now: new Date() });
    await hook.deliver();
    const [after] =
      await sql`select status, warned_at, failing_since from destinations where id = ${hook.id}`;
    expect(after).toMatchObject({ status: "active", warned_at: null, failing_since: null });
  });

  test("is signed with both secrets while one replaces the other, and with the new one alone afterwards", async () => {
    const { plan, add, scope } = await open();
    const hook = await add("Hook", { takes: ["*"] });
    const next = await rotateSecret(scope, hook.id, { overlapHours: 24, now: new Date() });
    await plan("order.shipped", {});
    await hook.deliver();
    const third = await rotateSecret(scope, hook.id, { overlapHours: 24, now: new Date() });
    await plan("order.shipped", {});
    await hook.deliver();
    const last = await rotateSecret(scope, hook.id, { overlapHours: 0, now: new Date() });
    await plan("order.shipped", {});
    await hook.deliver();
    const verifies = ({ body, headers }: (typeof hook.received)[number]) =>
      [hook.signingSecret, next.signingSecret, third.signingSecret, last.signingSecret].map((secret) => {
        try {
          new Webhook(secret).verify(body, headers);
          return true;
        } catch {
          return false;
        }
      });
    expect(hook.received.map(verifies)).toEqual([
      [true, true, false, false],
      [false, true, true, false],
      [false, false, false, true],
    ]);
  });
});

describe("what Bellwire tells of itself", () => {
  test("comes from the very statement that did it, in its topic's form, and never of itself", async () => {
    const { plan, add, rows, scope } = await open();
    const topics = [
      "notification.sent",
      "notification.failed",
      "case.opened",
      "case.resolved",
      "destination.disabled",
    ] as const;
    const watcher = await add("Watcher", { topics: [...topics] });
    const hook = await add("Hook", { takes: ["payment.*"] });
    await plan("payment.failed", failed);
    await watcher.deliver();
    await hook.deliver();
    await watcher.deliver();
    await plan("payment.succeeded", { ...failed, reason: undefined });
    hook.answer({ status: 410 });
    await hook.deliver();
    await watcher.deliver();
    await watcher.deliver();
    const told = watcher.received.map(({ body, headers }) => {
      new Webhook(watcher.signingSecret).verify(body, headers);
      return bodyOf(body);
    });
    expect(told.map(({ type }) => type)).toEqual([
      "case.opened",
      "notification.sent",
      "case.resolved",
      "destination.disabled",
    ]);
    for (const { type, data } of told) {
      const schema = Object.entries(topicSchemas).find(([topic]) => topic === type)?.[1];
      expect(schema?.strict().safeParse(data).error, type).toBeUndefined();
    }
    expect((await rows()).filter(({ kind }) => kind === "signal")).toMatchObject(
      Array(4).fill({ state: "sent", case_id: null }),
    );
    expect(
      await getNotification(scope, String((await rows()).find(({ kind }) => kind === "signal")?.id)),
    ).toMatchObject({
      text: expect.any(String),
    });
  });

  test("is told to those that subscribe, each topic to its own, and of sandbox only where that is accepted", async () => {
    const { plan, add } = await open();
    const sandbox = await add("Sandbox", { topics: ["case.opened"], acceptsSandbox: true });
    const live = await add("Live", { topics: ["case.opened"] });
    const other = await add("Other", { topics: ["case.resolved"] });
    await add("Hook", { takes: ["payment.*"], acceptsSandbox: true });
    await plan("payment.failed", failed, { environment: "sandbox" });
    for (const one of [sandbox, live, other]) await one.deliver();
    expect([sandbox, live, other].map(({ received }) => received.length)).toEqual([1, 0, 0]);
  });
});
