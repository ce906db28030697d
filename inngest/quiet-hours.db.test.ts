import { describe, expect, test } from "vitest";
import { listNotifications } from "@/lib/notifications/queries";
import { createQuietHours, deleteQuietHours, updateQuietHours } from "@/lib/quiet-hours/commands";
import { quietHoursInput } from "@/lib/quiet-hours/schema";
import { type CaseStage, caseStage } from "./testing/case-stage";
import { standing } from "./testing/channel-view";
import { digestOf, failedPayment } from "./testing/digest-stage";

const { open, sql } = await caseStage();
const { tellRounds } = await import("./functions/tell-rounds");

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const hourMs = 3_600_000;
const clock = (at: Date) => at.toISOString().slice(11, 16);

/** Quiet from an hour ago until in two hours, so that it is quiet now whenever this runs. */
function quietNow(change: object = {}) {
  const now = Date.now();
  const spans = [
    { days: everyDay, from: clock(new Date(now - hourMs)), until: clock(new Date(now + 2 * hourMs)) },
  ];
  return quietHoursInput.parse({
    name: "Night",
    hours: { mode: "quiet", timeZone: "UTC", spans },
    ...change,
  });
}
const morning = () => new Date(Date.now() + 2 * hourMs + 1_000);

async function heldUntil({ scope }: CaseStage): Promise<(Date | null)[]> {
  const rows = await sql<
    { held_until: Date | null }[]
  >`select held_until from notifications where project_id = ${scope.projectId} and state = 'held'`;
  return rows.map((row) => row.held_until);
}

describe("quiet hours", () => {
  test("hold what comes, and their end brings one message with how things stand by then", async () => {
    const stage = await open();
    await createQuietHours(stage.scope, quietNow());
    const about = {
      customer: { id: "acme", name: "Acme" },
      data: { amount: { amount: "42.00", currency: "USD" }, invoiceNumber: "Q-1" },
    };
    const at = (ago: number) => ({ occurredAt: new Date(Date.now() - ago * 60_000).toISOString() });
    await stage.plan({ type: "payment.failed", ...about, ...at(9) }, failedPayment(), failedPayment(at(8)));
    await stage.plan({ type: "payment.succeeded", ...about, ...at(5) });
    await stage.deliver();
    expect(standing(stage)).toEqual([]);
    expect((await listNotifications(stage.scope, {})).items[0]?.reason.text).toContain(
      "It is quiet by “Night”",
    );
    expect(await tellRounds(new Date())).toBe(0);
    expect(await tellRounds(morning())).toBe(1);
    expect(await tellRounds(morning())).toBe(0);
    await stage.deliver();
    const [message, ...more] = standing(stage);
    expect(more).toEqual([]);
    expect(message?.text).toContain("While it was quiet: 2 still open, 1 resolved meanwhile");
    expect(message?.whole).toContain("Resolved meanwhile");
    const { items } = await listNotifications(stage.scope, {});
    expect(items.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      "catch_up sent",
      ...Array.from({ length: 4 }, () => "event sent"),
    ]);
  });

  test("that held a single message give it back as it is", async () => {
    const stage = await open();
    await createQuietHours(stage.scope, quietNow());
    await stage.plan(failedPayment());
    await tellRounds(morning());
    await stage.deliver();
    const [message, ...more] = standing(stage);
    expect(more).toEqual([]);
    expect(message?.text).toContain("Payment failed: Acme");
  });

  test("let what is critical pass", async () => {
    const stage = await open();
    await createQuietHours(stage.scope, quietNow());
    await stage.plan(
      failedPayment({
        data: { amount: { amount: "42000.00", currency: "USD" }, attempt: 4, maxAttempts: 4 },
      }),
    );
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
  });

  test("of another destination or route hold nothing here; of this route they do", async () => {
    const stage = await open();
    const [{ id: routeId = "" } = {}] = await sql<
      { id: string }[]
    >`select id from routes where project_id = ${stage.scope.projectId}`;
    const { id } = await createQuietHours(stage.scope, quietNow({ routeId }));
    await stage.plan(failedPayment());
    expect(await heldUntil(stage)).toHaveLength(1);
    await sql`update quiet_hours set route_id = null, hours = hours || '{"mode":"active"}' where id = ${id}`;
    await sql`update projects set playbook_version = playbook_version + 1`;
    await stage.plan(failedPayment());
    expect(await heldUntil(stage)).toHaveLength(1);
  });

  test("that are switched off or changed let go of what they held, and of nothing that others hold", async () => {
    const stage = await open();
    const first = await createQuietHours(stage.scope, quietNow());
    const second = await createQuietHours(
      stage.scope,
      quietNow({ name: "Also", destinationId: stage.destinationId }),
    );
    await stage.plan(failedPayment());
    const now = new Date();
    await updateQuietHours(stage.scope, first.id, { enabled: false }, now);
    const [still] = await heldUntil(stage);
    expect(still && still > now).toBe(true);
    await deleteQuietHours(stage.scope, second.id, now);
    expect(await heldUntil(stage)).toEqual([now]);
    await tellRounds(new Date(now.getTime() + 1_000));
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
  });

  test("do not hold back a digest, which comes at its own hour", async () => {
    const stage = await open();
    await createQuietHours(stage.scope, quietNow());
    const { dueAt } = await digestOf(stage, { cadence: { every: "hour", minute: 0 } });
    await stage.plan(failedPayment());
    expect(await heldUntil(stage)).toEqual([null]);
    await sql`update notifications set created_at = ${new Date(dueAt.getTime() - 60_000)} where project_id = ${stage.scope.projectId}`;
    await tellRounds(new Date(dueAt.getTime() + 1_000));
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
  });

  test("end once, however many look for it", async () => {
    const stage = await open();
    await createQuietHours(stage.scope, quietNow());
    await stage.plan(failedPayment(), failedPayment(), failedPayment());
    await Promise.all(Array.from({ length: 8 }, () => tellRounds(morning())));
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
  });
});
