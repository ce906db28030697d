import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { systemScope } from "@/lib/auth/system";
import type { Outcome } from "@/lib/destinations/transport";
import { newId } from "@/lib/id";
import { beginDrain, claim } from "@/lib/lanes/commands";
import { settle } from "@/lib/lanes/settle";
import { getNotification, listNotifications } from "@/lib/notifications/queries";
import { backlogOf, claimFold, type Folded, recordFold } from "./commands";
import { composeFold } from "./message";

const { sql } = await testDatabase();
const system = systemScope("test");
const receipt = { kind: "slack_message", channel: "C1", ts: "1.000001" } as const;

/** A project whose destination has a lane of its own, with events waiting: `severities` one each. */
async function waiting(severities: readonly string[]) {
  const { scope } = await createProject();
  const id = newId("destination");
  const lane = `slackhook:${id}`;
  await sql`insert into destinations (project_id, id, kind, name, config, lane)
            values (${scope.projectId}, ${id}, 'slack_webhook', 'Ops', ${sql.json({ hint: "x" })}, ${lane})`;
  for (const [n, severity] of severities.entries()) {
    await sql`
      insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
        environment, severity, state, reason, message, due_at)
      values (${scope.projectId}, ${newId("notification")}, ${`e${n}`}, 'event', ${n % 3 === 0 ? "payment.failed" : "order.placed"}, ${id}, 'Ops',
        'slack_webhook', ${lane}, 'production', ${severity}, 'pending', '{"code":"matched","text":"x"}', '{"text":"x"}', now())`;
  }
  return { scope, lane, destinationId: id };
}

async function tell(lane: string, folded: Folded, result: Outcome) {
  const now = new Date();
  const context = {
    failures: 0,
    ambiguousFailures: 0,
    createdAt: folded.since,
    now,
    jitter: 0.5,
    isTest: false,
    suspicion: null,
    kind: "slack_channel" as const,
  };
  const message = composeFold(folded, { consoleUrl: "https://bellwire.example", now });
  const mood = { foldLevel: 1, quietUntil: new Date(now.getTime() + 5_000) };
  await recordFold(system, {
    lane,
    folded,
    message,
    mood,
    settlement: settle(result, context),
    startedAt: now,
    endedAt: now,
    nextAt: now,
  });
  return message;
}

const infos = (count: number) => Array.from({ length: count }, () => "info");

describe("an overflow", () => {
  test("is counted just far enough to decide, and critical ones are seen apart", async () => {
    const { lane } = await waiting([...infos(30), "critical"]);
    expect(await backlogOf(system, lane)).toEqual({ hasCritical: true, foldable: 21 });
  });

  test("sees what is critical whose process died while it was sending, although nothing else waits", async () => {
    const { scope, lane } = await waiting(["critical"]);
    expect(await claim(system, lane, { size: 1, urgentOnly: true })).toHaveLength(1);
    expect(await backlogOf(system, lane)).toEqual({ hasCritical: false, foldable: 0 });
    await sql`update notifications set lease_until = now() - interval '1 second' where project_id = ${scope.projectId}`;
    await sql`update lanes set busy_until = now() - interval '1 second' where key = ${lane}`;
    expect(await backlogOf(system, lane)).toEqual({ hasCritical: true, foldable: 0 });
    expect(await claim(system, lane, { size: 1, urgentOnly: true })).toHaveLength(1);
  });

  test("is none where one case has much to tell: that is one message", async () => {
    const { scope, lane } = await waiting(infos(30));
    await sql`update notifications set case_id = 'cas_1' where project_id = ${scope.projectId}`;
    expect(await backlogOf(system, lane)).toEqual({ hasCritical: false, foldable: 1 });
  });

  test("becomes one message with its own row, and each that it stands for has its receipt", async () => {
    const { scope, lane } = await waiting([...infos(30), "critical"]);
    await beginDrain(system, lane);
    const folded = await claimFold(system, lane);
    if (!folded) throw new Error("nothing was folded");
    expect(folded).toMatchObject({ total: 30 });
    const message = await tell(lane, folded, { status: "sent", receipt });
    expect(message.text).toContain("30 notifications");
    expect(message.text).toContain("20 × ");
    const own = await getNotification(scope, folded.id);
    expect(own).toMatchObject({ kind: "fold", state: "sent", receipt, tries: [{ outcome: "sent" }] });
    const states = await sql`select state, folded_into, receipt, count(*)::int from notifications
                             where project_id = ${scope.projectId} and kind = 'event' group by 1, 2, 3 order by 1`;
    expect(states).toEqual([
      { state: "pending", folded_into: null, receipt: null, count: 1 },
      { state: "sent", folded_into: folded.id, receipt, count: 30 },
    ]);
    expect((await beginDrain(system, lane)).mood.foldLevel).toBe(1);
    expect((await listNotifications(scope, { foldedInto: folded.id })).items).toHaveLength(30);
  });

  test("that Slack asks to wait for goes back to waiting, whole, and is counted anew", async () => {
    const { scope, lane } = await waiting(infos(25));
    const folded = await claimFold(system, lane);
    if (!folded) throw new Error("nothing was folded");
    await tell(lane, folded, { status: "wait", code: "rate_limited", afterSeconds: 30 });
    const [row] = await sql`select count(*)::int as waiting, max(failures) as failures from notifications
                            where project_id = ${scope.projectId} and kind = 'event' and state = 'pending' and folded_into is null`;
    expect(row).toEqual({ waiting: 25, failures: 0 });
    expect((await beginDrain(system, lane)).mood.foldLevel).toBe(0);
  });

  test("whose process died is folded again, all of it marked as possibly doubled", async () => {
    const { scope, lane } = await waiting(infos(25));
    await claimFold(system, lane);
    expect(await claimFold(system, lane)).toBeUndefined();
    await sql`update notifications set lease_until = now() - interval '1 second' where project_id = ${scope.projectId}`;
    await sql`update lanes set busy_until = now() - interval '1 second' where key = ${lane}`;
    const again = await claimFold(system, lane);
    if (!again) throw new Error("nothing was folded");
    expect(again.total).toBe(25);
    await tell(lane, again, { status: "sent", receipt });
    expect(await getNotification(scope, again.id)).toMatchObject({ state: "sent", possiblyDuplicated: true });
  });

  test("for a destination that turns out broken is held, nothing of it lost", async () => {
    const { scope, lane } = await waiting(infos(25));
    const folded = await claimFold(system, lane);
    if (!folded) throw new Error("nothing was folded");
    await tell(lane, folded, { status: "rejected", code: "is_archived", scope: "destination" });
    expect((await listNotifications(scope, { state: "held" })).items).toHaveLength(25);
  });
});
