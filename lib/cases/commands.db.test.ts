import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { recordEvents } from "@/lib/events/commands";
import { newId } from "@/lib/id";
import { type DecidedEvent, planNotifications } from "@/lib/notifications/commands";
import { type Step, standingAfter } from "./order";
import { someSteps, stepOf } from "./testing/steps";

const { sql } = await testDatabase();
const { scope } = await createProject();

/** Stores an event for each step, so that planning finds them undecided. @returns the steps under the events' ids. */
async function stored(owner: Scope, steps: readonly Step[]): Promise<Step[]> {
  const bodies = steps.map(({ occurredAt }) => ({
    id: newId("event"),
    type: "custom.thing",
    occurredAt: occurredAt.toISOString(),
  }));
  const { answers } = await recordEvents(owner, bodies, { now: new Date(), source: "api" });
  return steps.map((step, index) => {
    const answer = answers[index];
    if (answer?.status !== "accepted") throw new Error("an event was not taken");
    return { ...step, eventId: answer.id };
  });
}

const decided = (key: string, step: Step): DecidedEvent => ({
  eventId: step.eventId,
  trace: [],
  planned: [],
  step: {
    ...step,
    caseId: newId("case"),
    key,
    environment: "production",
    customerId: "cus_1",
    customerName: "Acme",
    expiresAt: null,
  },
});

async function rowOf(key: string) {
  const [row] = await sql`
    select state, severity, text, lead_event_id as lead, version::int as version, opened_at as opened,
      (select count(*)::int from case_steps s where s.case_id = c.id) as steps
    from cases c where project_id = ${scope.projectId} and key = ${key}`;
  return row;
}

function expectedRow(steps: readonly Step[]) {
  const { lead, state } = standingAfter(steps);
  return {
    state,
    severity: lead?.severity,
    text: lead?.text,
    lead: lead?.eventId,
    version: steps.length,
    opened: new Date(Math.min(...steps.map(({ occurredAt }) => occurredAt.getTime()))),
    steps: steps.length,
  };
}

const split = <T>(items: readonly T[], cuts: readonly number[]): T[][] => {
  const edges = [0, ...[...cuts].sort((one, other) => one - other), items.length];
  return edges.slice(1).map((edge, index) => items.slice(edges[index], edge));
};

describe("a case in the database", () => {
  test("is the same row whatever the order, the batches, and who plans at the same time", async () => {
    const scene = someSteps.chain((steps) =>
      fc.record({
        steps: fc.shuffledSubarray(steps, { minLength: steps.length }),
        cuts: fc.array(fc.nat(steps.length), { maxLength: 4 }),
        atOnce: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(scene, async ({ steps, cuts, atOnce }) => {
        const key = newId("case");
        const real = await stored(scope, steps);
        const batches = split(real, cuts).map((batch) => batch.map((step) => decided(key, step)));
        if (atOnce) await Promise.all(batches.map((batch) => planNotifications(scope, batch)));
        else for (const batch of batches) await planNotifications(scope, batch);
        expect(await rowOf(key)).toEqual(expectedRow(real));
        // Planned again, as after a lost answer: nothing changes.
        await planNotifications(scope, batches.flat());
        expect(await rowOf(key)).toEqual(expectedRow(real));
      }),
      { numRuns: 60 },
    );
  });

  test("is two where sandbox and production name the same thing", async () => {
    const key = newId("case");
    const [one, other] = await stored(scope, [stepOf("a"), stepOf("b")]);
    if (!one || !other) throw new Error("two events were to be stored");
    const first = decided(key, one);
    const second = decided(key, other);
    if (!second.step) throw new Error("it has a step");
    await planNotifications(scope, [first, { ...second, step: { ...second.step, environment: "sandbox" } }]);
    const rows =
      await sql`select environment, version::int as version from cases where key = ${key} order by 1`;
    expect(rows).toEqual([
      { environment: "production", version: 1 },
      { environment: "sandbox", version: 1 },
    ]);
  });
});
