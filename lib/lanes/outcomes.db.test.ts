import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { systemScope } from "@/lib/auth/system";
import type { Outcome } from "@/lib/destinations/transport";
import { newId } from "@/lib/id";
import { breakDestinations } from "@/lib/repairs/commands";
import { claim, record } from "./commands";
import { settle } from "./settle";

const { sql } = await testDatabase();
const system = systemScope("test");

/** A destination with one event's notification due, made so many hours ago. */
async function waiting(hoursAgo = 0) {
  const { scope } = await createProject();
  const destinationId = newId("destination");
  const id = newId("notification");
  const lane = `slackhook:${destinationId}`;
  await sql`insert into destinations (project_id, id, kind, name, config, lane)
            values (${scope.projectId}, ${destinationId}, 'slack_webhook', 'Ops', ${sql.json({ hint: "x" })}, ${lane})`;
  await sql`
    insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
      environment, severity, state, reason, message, due_at, created_at)
    values (${scope.projectId}, ${id}, 'e', 'event', 'order.placed', ${destinationId}, 'Ops', 'slack_webhook', ${lane}, 'production',
      'info', 'pending', '{"code":"matched","text":"x"}', '{"text":"x"}', now(), now() - make_interval(hours => ${hoursAgo}))`;
  return { scope, destinationId, id, lane };
}

/** One try that comes to this; what it leaves waiting is due again at once. */
async function tryOnce({ lane }: { lane: string }, outcome: Outcome) {
  const [claimed] = await claim(system, lane, { size: 1, urgentOnly: false });
  if (!claimed) throw new Error("nothing was due");
  const now = new Date();
  const { failures, ambiguousFailures, createdAt } = claimed;
  const settlement = settle(outcome, {
    failures,
    ambiguousFailures,
    createdAt,
    now,
    jitter: 0.5,
    isTest: false,
    suspicion: null,
    kind: "slack_channel" as const,
  });
  await record(system, { lane, claimed, settlement, startedAt: now, endedAt: now, nextAt: now });
  await sql`update notifications set due_at = now() where lane = ${lane} and state = 'pending'`;
  return settlement;
}

describe("in the log of tries", () => {
  test("an answer that nobody knows stands three times, with its code, and the notification is failed", async () => {
    const place = await waiting();
    const outcome = { status: "retry", code: "brand_new_error", ambiguous: false, unknown: true } as const;
    for (let n = 0; n < 3; n++) await tryOnce(place, outcome);
    const [found] = await sql`select state, last_error from notifications where id = ${place.id}`;
    expect(found).toMatchObject({
      state: "failed",
      last_error: { code: "brand_new_error", fix: expect.stringContaining("stopped trying") },
    });
    const tries =
      await sql`select code, outcome from attempts where notification_id = ${place.id} order by number`;
    expect(tries).toEqual([
      { code: "brand_new_error", outcome: "retry" },
      { code: "brand_new_error", outcome: "retry" },
      { code: "brand_new_error", outcome: "rejected" },
    ]);
    expect(await claim(system, place.lane, { size: 1, urgentOnly: false })).toEqual([]);
  });

  test("what was certainly not posted leaves the two blind repeats to what perhaps was", async () => {
    const place = await waiting();
    const unposted = { status: "retry", code: "service_unavailable", ambiguous: false } as const;
    const perhaps = { status: "retry", code: "http_500", ambiguous: true } as const;
    const states = [];
    for (const outcome of [unposted, unposted, unposted, perhaps, perhaps, perhaps]) {
      states.push((await tryOnce(place, outcome)).state);
    }
    expect(states).toEqual(["pending", "pending", "pending", "pending", "pending", "failed"]);
  });

  test("a rate limit uses up no try, however often it comes", async () => {
    const place = await waiting();
    for (let n = 0; n < 12; n++) {
      expect(await tryOnce(place, { status: "wait", code: "ratelimited", afterSeconds: 1 })).toMatchObject({
        state: "pending",
        counts: false,
      });
    }
    const [row] = await sql`select attempts, failures from notifications where lane = ${place.lane}`;
    expect(row).toEqual({ attempts: 12, failures: 0 });
    const receipt = { kind: "accepted", status: 200 } as const;
    expect(await tryOnce(place, { status: "sent", receipt })).toMatchObject({ state: "sent" });
  });

  test.each([
    { hoursAgo: 22, state: "pending", status: "active" },
    { hoursAgo: 24, state: "held", status: "broken" },
  ])("a full workspace leaves it $state after $hoursAgo h, the destination $status", async (row) => {
    const place = await waiting(row.hoursAgo);
    const lasting = { stepSeconds: 3_600, hours: 24, breaks: "destination" } as const;
    const outcome = { status: "retry", code: "message_limit_exceeded", ambiguous: false, lasting } as const;
    const { breaks } = await tryOnce(place, outcome);
    if (breaks?.kind === "broken") {
      const which = { projectId: place.scope.projectId, destinationIds: [place.destinationId] };
      expect(await breakDestinations(system, which, { ...breaks, now: new Date() })).toHaveLength(1);
    }
    const [found] =
      await sql`select state, last_error ->> 'code' as code from notifications where id = ${place.id}`;
    expect(found).toEqual({ state: row.state, code: "message_limit_exceeded" });
    const [destination] = await sql`select status from destinations where id = ${place.destinationId}`;
    expect(destination).toEqual({ status: row.status });
  });
});
