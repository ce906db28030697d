import { describe, expect, test } from "vitest";
import { updateDestination } from "@/lib/destinations/commands";
import { createEscalation } from "@/lib/escalations/commands";
import { escalationInput } from "@/lib/escalations/schema";
import { demoUsers } from "@/local/slack/demo-world";
import { type CaseStage, caseStage } from "./testing/case-stage";
import { standing } from "./testing/channel-view";

const { open, sql, slack } = await caseStage();
const { escalateCases } = await import("./functions/escalate");

const inAnHour = () => new Date(Date.now() + 3_600_000);
let count = 0;

const failed = (customer: object = {}) => ({
  id: `esc_${++count}`,
  type: "payment.failed",
  occurredAt: "2026-11-21T09:10:00Z",
  customer: { id: "cus_acme", name: "Acme", owner: { email: "priya@acme.test" }, ...customer },
  data: { amount: { amount: "42.00", currency: "USD" }, invoiceNumber: `INV-E-${count}`, attempt: 1 },
});

/** A failed payment that nobody acknowledges, and the one step that is taken for it. */
async function climbed(stage: CaseStage, step: object, event = failed()): Promise<void> {
  const { scope, destinationId } = stage;
  const steps = [{ afterMinutes: 15, destinationId, ...step }];
  await createEscalation(
    scope,
    escalationInput.parse({ name: "On call", severities: ["warning", "critical"], steps }),
  );
  await stage.plan(event);
  await stage.deliver();
  await escalateCases(inAnHour());
  await stage.deliver();
}

const toldAt = (stage: CaseStage) =>
  standing(stage)
    .map(({ text }) => text)
    .filter((text) => text.includes("Nobody has acknowledged"));
const inDirect = (userId: string) =>
  [...slack.state.channels.values()]
    .filter(({ kind, members }) => kind === "im" && members.includes(userId))
    .flatMap(({ id }) => slack.state.messages.inChannel(id));
const toldTo = (userId: string) =>
  inDirect(userId)
    .map(({ text }) => text)
    .filter((text) => text.includes("Nobody has acknowledged"));
async function reasonOf({ scope }: CaseStage): Promise<string> {
  const [row] = await sql<{ text: string }[]>`
    select reason ->> 'text' as text from notifications where project_id = ${scope.projectId} and kind = 'escalation'`;
  return row?.text ?? "";
}

describe("a step", () => {
  test("to the customer's owner is told to them alone", async () => {
    const stage = await open();
    await climbed(stage, { person: "owner" });
    expect(toldTo(demoUsers.priya.id)).toHaveLength(1);
    expect(toldAt(stage)).toEqual([]);
    expect(await reasonOf(stage)).toBe(
      "Nobody has acknowledged the case, so it goes on to the customer’s owner by “On call”.",
    );
  });

  test("to the owner, where no message of the case stands yet, goes on in their own conversation", async () => {
    const stage = await open();
    const event = failed();
    const { scope, destinationId } = stage;
    const steps = [{ afterMinutes: 15, destinationId, person: "owner" }];
    await createEscalation(scope, escalationInput.parse({ name: "On call", severities: ["warning"], steps }));
    await stage.plan(event);
    await stage.deliver();
    // As if it had been told elsewhere so far.
    await escalateCases(new Date());
    await sql`delete from case_messages where project_id = ${scope.projectId}`;
    await sql`delete from notifications where project_id = ${scope.projectId}`;
    const before = stage.channel().length;
    await escalateCases(inAnHour());
    await stage.deliver();
    expect(toldTo(demoUsers.priya.id)).toHaveLength(1);
    const paid = { id: `${event.id}_paid`, type: "payment.succeeded", occurredAt: "2026-11-21T09:30:00Z" };
    await stage.plan({ ...event, ...paid });
    await stage.deliver();
    const [root] = inDirect(demoUsers.priya.id);
    expect(root?.text).toContain("paid $42");
    expect(root?.editedTs).not.toBeNull();
    expect(stage.channel()).toHaveLength(before);
  });

  test.each(["event", "profile"] as const)("to the owner's manager finds them by the %s", async (place) => {
    const stage = await open();
    const attributes = { ownerManagerEmail: "SAM@acme.test" };
    if (place === "profile")
      await sql`insert into customers (project_id, environment, id, attributes)
        values (${stage.scope.projectId}, 'production', 'cus_acme', ${JSON.stringify(attributes)}::text::jsonb)`;
    await climbed(stage, { person: "manager" }, failed(place === "event" ? { attributes } : {}));
    expect(toldTo(demoUsers.sam.id)).toHaveLength(1);
    expect(toldTo(demoUsers.priya.id)).toEqual([]);
    expect(toldAt(stage)).toEqual([]);
  });

  test.each<[string, object, object, string]>([
    [
      "an owner whom Slack does not know",
      { person: "owner" },
      { owner: { email: "gone@nowhere.test" } },
      "The customer's owner gone@nowhere.test is not known in this Slack workspace, so this went to the step's own channel.",
    ],
    [
      "a manager who is not named",
      { person: "manager" },
      {},
      "Nobody is named as the customer's owner's manager, so this went to the step's own channel.",
    ],
  ])("to %s goes to its destination, and says why", async (_, step, customer, why) => {
    const stage = await open();
    await climbed(stage, { ...step, mentionGroupId: "S0123ABC" }, failed(customer));
    expect(toldAt(stage)).toEqual([expect.stringMatching(/^<!subteam\^S0123ABC> /)]);
    expect(await reasonOf(stage)).toContain(why);
    expect(toldTo(demoUsers.priya.id)).toEqual([]);
  });

  test("to an owner whom the destination may not see goes to the destination, and says so", async () => {
    const stage = await open();
    await updateDestination(stage.scope, stage.destinationId, {
      redaction: [{ path: "customer.owner", mode: "hide" }],
    });
    await climbed(stage, { person: "owner" });
    expect(toldAt(stage)).toHaveLength(1);
    expect(toldTo(demoUsers.priya.id)).toEqual([]);
    expect(await reasonOf(stage)).toContain("may not see who looks after a customer");
  });

  test("to an owner by way of a webhook goes to its channel, and says why", async () => {
    const stage = await open({ kind: "webhook" });
    await climbed(stage, { person: "owner" });
    expect(toldAt(stage)).toHaveLength(1);
    expect(await reasonOf(stage)).toContain("cannot be written to by way of “Hook”");
  });

  test("names a user group at its destination", async () => {
    const stage = await open();
    await climbed(stage, { mentionGroupId: "S0123ABC" });
    expect(toldAt(stage)).toEqual([expect.stringMatching(/^<!subteam\^S0123ABC> /)]);
  });
});

test.each([{ person: "everybody" }, { mentionGroupId: "@team" }])("a step with %j is refused", (more) => {
  const steps = [{ afterMinutes: 15, destinationId: "dst_1", ...more }];
  expect(escalationInput.safeParse({ name: "On call", steps }).success).toBe(false);
});
