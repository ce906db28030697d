import { describe, expect, test } from "vitest";
import { changeCase } from "@/lib/cases/actions/commands";
import { listCases } from "@/lib/cases/queries";
import { climb } from "@/lib/escalations/climb/commands";
import { createEscalation } from "@/lib/escalations/commands";
import { listClimbing } from "@/lib/escalations/queries";
import { escalationInput } from "@/lib/escalations/schema";
import { newId } from "@/lib/id";
import { tones } from "@/lib/messages/tone";
import type { Planned } from "@/lib/notifications/commands";
import { type CaseStage, caseStage } from "./testing/case-stage";
import { standing } from "./testing/channel-view";
import { failedPayment } from "./testing/digest-stage";

const { open, sql } = await caseStage();
const { escalateCases } = await import("./functions/escalate");

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

/** Two steps to the stage's own destination, where each is a message of its own. */
async function policyOf({ scope, destinationId }: CaseStage, change: object = {}) {
  const steps = [
    { afterMinutes: 15, destinationId },
    { afterMinutes: 30, destinationId },
  ];
  const input = escalationInput.parse({
    name: "On call",
    severities: ["warning", "critical"],
    steps,
    ...change,
  });
  return createEscalation(scope, input);
}

async function onlyCase({ scope }: CaseStage): Promise<string> {
  const { items } = await listCases(scope, {});
  return items[0]?.id ?? "";
}

describe("what nobody acknowledges", () => {
  test("is told on, step by step, and each step once", async () => {
    const stage = await open();
    await policyOf(stage);
    await stage.plan(failedPayment());
    await stage.deliver();
    expect(await escalateCases(minutes(14))).toBe(0);
    expect(await listClimbing(stage.scope)).toMatchObject([{ policyName: "On call", steps: 0 }]);
    await Promise.all(Array.from({ length: 6 }, () => escalateCases(minutes(16))));
    await stage.deliver();
    expect(
      standing(stage)
        .map(({ text }) => text)
        .filter((text) => text.includes("Nobody has acknowledged")),
    ).toHaveLength(1);
    await escalateCases(minutes(40));
    await escalateCases(minutes(50));
    await escalateCases(minutes(500));
    await stage.deliver();
    const told = standing(stage).filter(({ text }) => text.includes("Nobody has acknowledged this for"));
    expect(told).toHaveLength(2);
    expect(told.some(({ whole }) => whole.includes("Escalated by “On call”."))).toBe(true);
  });

  test.each(["acknowledge", "resolve"] as const)("stops at %s", async (action) => {
    const stage = await open();
    await policyOf(stage);
    await stage.plan(failedPayment());
    await stage.deliver();
    await escalateCases(new Date());
    const change = action === "acknowledge" ? ({ action, undo: false } as const) : ({ action } as const);
    await changeCase(stage.scope, await onlyCase(stage), change, new Date());
    await escalateCases(minutes(60));
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(await sql`select state from escalations where project_id = ${stage.scope.projectId}`).toEqual([
      { state: "stopped" },
    ]);
  });

  test("climbs only by its severity and kind, and only from when it was told", async () => {
    const stage = await open();
    await policyOf(stage, { severities: ["critical"] });
    await policyOf(stage, { name: "Approvals", eventTypes: ["approval.*"] });
    await stage.plan(failedPayment());
    await escalateCases(minutes(60));
    await stage.deliver();
    await escalateCases(minutes(60));
    expect(await sql`select 1 from escalations where project_id = ${stage.scope.projectId}`).toHaveLength(0);
  });
});

/** The message of a step, in a lane of its own that nobody drains. */
function stepMessage(stage: CaseStage, caseId: string): Planned {
  const id = newId("notification");
  return {
    ...{
      id,
      dedupeKey: `escalation|${caseId}`,
      kind: "escalation",
      eventId: null,
      eventType: "payment.failed",
      customerId: null,
    },
    ...{
      routeId: null,
      routeName: null,
      destinationId: stage.destinationId,
      destinationName: "x",
      destinationKind: "slack_channel",
    },
    ...{
      lane: "race",
      environment: "production",
      severity: "warning",
      state: "pending",
      fallbackFor: null,
      caseId,
    },
    reason: { code: "escalated", text: "x" },
    message: {
      ...{
        version: 1,
        layout: "standard",
        severity: "warning",
        emoji: ":warning:",
        color: tones.warning.color,
        text: "x",
      },
      ...{
        headline: [],
        fields: [],
        links: [],
        environment: "production",
        isTest: false,
        eventType: "x",
        reference: "x",
        occurredAt: 0,
      },
    },
  };
}

test("1,000 races between an acknowledgement and a step have one first, and after an acknowledgement nobody is told", async () => {
  const stage = await open();
  const { id: policyId } = await policyOf(stage);
  const { projectId } = stage.scope;
  const ids = Array.from({ length: 1_000 }, () => newId("case"));
  await sql`
    insert into cases (project_id, id, key, environment, state, severity, text, lead_event_id, lead_event_type, lead_at, lead_rank, opened_at, updated_at)
    select ${projectId}, id, id, 'production', 'open', 'warning', 'x', 'e', 'payment.failed', now(), 0, now(), now() from unnest(${ids}::text[]) id`;
  await sql`
    insert into escalations (project_id, policy_id, case_id, opened_by, state, steps, started_at, due_at)
    select ${projectId}, ${policyId}, id, 'e', 'waiting', 0, now(), now() from unnest(${ids}::text[]) id`;

  /** Acknowledges, and looks in the same transaction whether the step came first. */
  const acknowledge = (caseId: string) =>
    sql.begin(async (tx) => {
      await tx`update cases set acknowledged_at = now() where project_id = ${projectId} and id = ${caseId} and acknowledged_at is null`;
      const [row] = await tx<
        { steps: number }[]
      >`select steps from escalations where project_id = ${projectId} and case_id = ${caseId}`;
      return row?.steps ?? -1;
    });
  const take = (caseId: string) =>
    climb(stage.scope, { policyId, caseId, openedBy: "e", steps: 0, nextAt: null }, [
      stepMessage(stage, caseId),
    ]);

  const seen: number[] = [];
  for (let at = 0; at < ids.length; at += 20) {
    const races = ids.slice(at, at + 20).map(async (caseId, place) => {
      const [first, second] =
        place % 2 === 0 ? [acknowledge(caseId), take(caseId)] : [take(caseId), acknowledge(caseId)];
      const [one, other] = await Promise.all([first, second]);
      const acknowledgedAfter = typeof one === "number" ? one : other;
      const [told] = await sql<{ steps: number; told: number }[]>`
        select e.steps, (select count(*)::int from notifications n where n.project_id = e.project_id and n.case_id = e.case_id) as told
        from escalations e where e.project_id = ${projectId} and e.case_id = ${caseId}`;
      // What the acknowledgement saw is how it stayed: whoever was first has decided it.
      expect(told).toEqual({ steps: acknowledgedAfter, told: acknowledgedAfter });
      seen.push(Number(acknowledgedAfter));
    });
    await Promise.all(races);
  }
  expect(seen).toHaveLength(1_000);
  // Both ways have to have been seen, or it was no race.
  expect(new Set(seen)).toEqual(new Set([0, 1]));
}, 60_000);
