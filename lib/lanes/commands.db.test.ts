import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { newId } from "@/lib/id";
import type { Message } from "@/lib/messages/message";
import { planTestMessage } from "@/lib/notifications/commands";
import { getNotification } from "@/lib/notifications/queries";
import { beginDrain, claim, findForgottenLanes, nextDue, planWake, record } from "./commands";
import { settle } from "./settle";

const { sql } = await testDatabase();
const system = systemScope("test");
const one = { size: 1, urgentOnly: false };
const three = { size: 3, urgentOnly: false };
const receipt = { kind: "accepted", status: 200 } as const;

const message: Message = {
  version: 1,
  layout: "standard",
  severity: "info",
  emoji: ":bell:",
  color: "#888888",
  text: "Hello",
  headline: [{ kind: "text", text: "Hello" }],
  fields: [],
  links: [],
  environment: "production",
  isTest: true,
  eventType: "test",
  reference: "test",
  occurredAt: 1,
};

async function destinationIn(scope: Scope, lane = `lane-${newId("destination")}`) {
  const id = newId("destination");
  await sql`insert into destinations (project_id, id, kind, name, config, lane)
            values (${scope.projectId}, ${id}, 'slack_webhook', ${id}, ${sql.json({ hint: "x" })}, ${lane})`;
  return { id, name: id, kind: "slack_webhook" as const, lane };
}

/** As if the process that holds the lane had died a while ago. */
async function expire(lane: string) {
  await sql`update notifications set lease_until = now() - interval '1 second' where lane = ${lane} and state = 'sending'`;
  await sql`update lanes set busy_until = now() - interval '1 second' where key = ${lane}`;
}

async function sent(lane: string, claimed: Awaited<ReturnType<typeof claim>>[number], spacing = 0) {
  const now = new Date();
  const settlement = settle(
    { status: "sent", receipt },
    {
      failures: 0,
      ambiguousFailures: 0,
      createdAt: claimed.createdAt,
      now,
      jitter: 0.5,
      isTest: false,
      suspicion: null,
      kind: "slack_channel" as const,
    },
  );
  const nextAt = new Date(now.getTime() + spacing);
  return (await record(system, { lane, claimed, settlement, startedAt: now, endedAt: now, nextAt })).dueAt;
}

describe("a lane", () => {
  test("is drained in the order in which things were decided, and says when it is empty", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    const planned: string[] = [];
    for (let n = 0; n < 3; n++)
      planned.push((await planTestMessage(scope, destination, message)).notificationId);
    await beginDrain(system, destination.lane);
    const order: string[] = [];
    let due: Date | null = new Date();
    while (due) {
      const [claimed] = await claim(system, destination.lane, one);
      if (!claimed) break;
      order.push(claimed.id);
      due = await sent(destination.lane, claimed);
    }
    expect(order).toEqual(planned);
    expect(due).toBeNull();
    expect(await nextDue(system, destination.lane)).toBeNull();
  });

  test("asks for one drain, however many notifications are planned before it begins", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    const wakes = [];
    for (let n = 0; n < 3; n++) wakes.push(...(await planTestMessage(scope, destination, message)).wakes);
    expect(wakes).toHaveLength(1);
    await beginDrain(system, destination.lane);
    expect((await planTestMessage(scope, destination, message)).wakes).toHaveLength(1);
  });

  test("is claimed by one of two drains at once, never by both", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    for (let n = 0; n < 10; n++) await planTestMessage(scope, destination, message);
    const claims = await Promise.all([
      claim(system, destination.lane, three),
      claim(system, destination.lane, three),
      claim(system, destination.lane, three),
    ]);
    expect(claims.filter((claimed) => claimed.length > 0)).toHaveLength(1);
    const ids = claims.flat().map((claimed) => claimed.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await claim(system, destination.lane, three)).toEqual([]);
  });

  test("gives out again what a dead process held, marked as possibly doubled, with the lost try in the log", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    const { notificationId } = await planTestMessage(scope, destination, message);
    await claim(system, destination.lane, one);
    expect(await claim(system, destination.lane, one)).toEqual([]);
    await expire(destination.lane);
    const [again] = await claim(system, destination.lane, one);
    expect(again).toMatchObject({ id: notificationId, attempt: 2 });
    if (again) await sent(destination.lane, again);
    const stored = await getNotification(scope, notificationId);
    expect(stored).toMatchObject({ state: "sent", possiblyDuplicated: true, receipt });
    expect(stored.tries.map(({ number, outcome, ambiguous }) => ({ number, outcome, ambiguous }))).toEqual([
      { number: 1, outcome: "unknown", ambiguous: true },
      { number: 2, outcome: "sent", ambiguous: false },
    ]);
  });

  test("ignores the record of a holder whose lease ran out and was given to another", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    const { notificationId } = await planTestMessage(scope, destination, message);
    const [late] = await claim(system, destination.lane, one);
    await expire(destination.lane);
    await claim(system, destination.lane, one);
    if (late) await sent(destination.lane, late);
    expect((await getNotification(scope, notificationId)).state).toBe("sending");
  });

  test("waits for its pace: the next drain is asked for at the instant at which it may go on", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    await planTestMessage(scope, destination, message);
    await planTestMessage(scope, destination, message);
    await beginDrain(system, destination.lane);
    const [first] = await claim(system, destination.lane, one);
    const before = Date.now();
    const due = first ? await sent(destination.lane, first, 60_000) : null;
    expect(due?.getTime()).toBeGreaterThanOrEqual(before + 60_000);
    expect((await beginDrain(system, destination.lane)).readyAt?.getTime()).toBe(due?.getTime());
    const { wakes } = await planTestMessage(scope, destination, message);
    expect(wakes[0]?.at.getTime()).toBe(due?.getTime());
  });

  test("keeps its pace too with a drain that looked at it before another drain sent", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    for (let n = 0; n < 2; n++) await planTestMessage(scope, destination, message);
    const looks = [await beginDrain(system, destination.lane), await beginDrain(system, destination.lane)];
    expect(looks.map(({ readyAt }) => readyAt)).toEqual([null, null]);
    const [first] = await claim(system, destination.lane, one);
    if (first) await sent(destination.lane, first, 60_000);
    expect(await claim(system, destination.lane, one)).toEqual([]);
    await sql`update lanes set next_at = now() - interval '1 second' where key = ${destination.lane}`;
    expect(await claim(system, destination.lane, one)).toHaveLength(1);
  });

  test("that was forgotten is found by the sweep, once", async () => {
    const { scope } = await createProject();
    const destination = await destinationIn(scope);
    await planTestMessage(scope, destination, message);
    const forgotten = async () =>
      (await findForgottenLanes(system, 20)).filter(({ lane }) => lane === destination.lane);
    expect(await forgotten()).toEqual([]);
    await planWake(system, { lane: destination.lane, at: new Date(Date.now() - 60_000) });
    expect(await forgotten()).toHaveLength(1);
    expect(await forgotten()).toEqual([]);
    await beginDrain(system, destination.lane);
    expect(await forgotten()).toHaveLength(1);
  });
});
