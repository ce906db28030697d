import { describe, expect, test } from "vitest";
import { changeCase } from "@/lib/cases/actions/commands";
import { getCase, listCases } from "@/lib/cases/queries";
import { updateDestination } from "@/lib/destinations/commands";
import { someApproval } from "./testing/approval";
import { type CaseStage, caseStage } from "./testing/case-stage";
import { living, refuseOnceAfter, standing } from "./testing/channel-view";

const { open, sql } = await caseStage();
const { expireCases } = await import("./functions/expire-cases");
const { refreshCases } = await import("./functions/refresh-cases");

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const instant = (date: Date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000).toISOString();

async function onlyCase({ scope }: CaseStage): Promise<string> {
  const { items } = await listCases(scope, {});
  expect(items).toHaveLength(1);
  return items[0]?.id ?? "";
}

/** As if all that is there had been there for a while. */
async function age({ scope }: CaseStage) {
  await sql`update cases set updated_at = updated_at - interval '5 minutes' where project_id = ${scope.projectId}`;
  await sql`update case_messages set updated_at = updated_at - interval '5 minutes' where project_id = ${scope.projectId}`;
}

describe("an approval", () => {
  test("that nobody answers expires by itself, once, and its message says so without buttons", async () => {
    const stage = await open();
    await stage.plan(someApproval("approval.created", "7", { expiresAt: instant(minutes(10)) }));
    await stage.deliver();
    expect(standing(stage)[0]?.whole).toContain("Approval needed");
    expect(standing(stage)[0]?.whole).toContain("approvals.example");
    expect(await expireCases(new Date())).toBe(0);
    expect(await expireCases(minutes(11))).toBe(1);
    expect(await expireCases(minutes(12))).toBe(0);
    await stage.deliver();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.text).toContain("Expired unanswered");
    expect(message?.whole).not.toContain("approvals.example");
    expect(message?.whole).toContain("Resolved");
    expect(message?.thread).toHaveLength(2);
  });

  test("that was answered in time stays answered, even if the answer comes in after the expiry", async () => {
    const stage = await open();
    const expiresAt = minutes(-1);
    await stage.plan(someApproval("approval.created", "8", { expiresAt: instant(expiresAt) }, minutes(-10)));
    await stage.deliver();
    await expireCases(new Date());
    await stage.deliver();
    expect(standing(stage)[0]?.text).toContain("Expired");
    await stage.plan(someApproval("approval.executed", "8", { action: "approve" }, minutes(-5)));
    await stage.deliver();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.text).toContain("Approved");
  });
});

test("a store's billing issue, cancellation and expiration that come together are one message", async () => {
  const stage = await open();
  const at = "2026-11-21T09:00:00Z";
  const event = (type: string, data: object = {}) => ({
    type,
    occurredAt: at,
    customer: { id: "cus_rc", name: "Kim" },
    data: { productId: "pro_monthly", store: "APP_STORE", ...data },
  });
  await stage.plan(event("subscription.expired", { reason: "BILLING_ERROR" }));
  await stage.drain();
  expect(standing(stage)).toEqual([]);
  await stage.plan(event("payment.failed"));
  await stage.plan(event("subscription.cancelled", { reason: "BILLING_ERROR" }));
  await stage.drain();
  expect(standing(stage)).toEqual([]);
  await stage.deliver();
  const [message, ...none] = standing(stage);
  expect(none).toEqual([]);
  expect(message?.whole).toContain("3 events");
  expect(message?.thread).toHaveLength(3);
});

describe("what somebody does with a case", () => {
  test("stands in its message and its thread, and is done once", async () => {
    const stage = await open();
    await stage.plan(someApproval("approval.created", "9"));
    await stage.deliver();
    const id = await onlyCase(stage);
    const acknowledge = { action: "acknowledge", undo: false } as const;
    expect((await changeCase(stage.scope, id, acknowledge, new Date())).isChanged).toBe(true);
    expect((await changeCase(stage.scope, id, acknowledge, new Date())).isChanged).toBe(false);
    await changeCase(stage.scope, id, { action: "assign", to: "Kim <!channel>" }, new Date());
    await stage.deliver();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.whole).toContain("Acknowledged by Test Person");
    expect(message?.whole).toContain("Assigned to Kim &lt;!channel&gt;");
    expect(message?.thread.join()).toContain("Acknowledged by Test Person");
    await changeCase(stage.scope, id, { action: "resolve" }, new Date());
    await stage.deliver();
    expect(standing(stage)[0]?.whole).toContain("Resolved · by hand");
    expect(await getCase(stage.scope, id)).toMatchObject({
      state: "resolved",
      messages: [{ isCurrent: true }],
    });
    const audited = await sql`select action from audit_entries where target_id = ${id} order by id`;
    expect(audited.map(({ action }) => action)).toEqual(["case.acknowledge", "case.assign", "case.resolve"]);
  });

  test("holds back all but critical news while it is snoozed, and tells them when it is woken", async () => {
    const stage = await open();
    await stage.plan(someApproval("approval.created", "10"));
    await stage.deliver();
    const id = await onlyCase(stage);
    await changeCase(stage.scope, id, { action: "snooze", until: minutes(60) }, new Date());
    await stage.drain();
    await stage.plan(someApproval("approval.pin_failed", "10", { attempts: 1, maxAttempts: 5 }, minutes(1)));
    await stage.drain();
    expect(standing(stage)[0]?.text).toContain("Approval needed");
    await changeCase(stage.scope, id, { action: "snooze", until: null }, new Date());
    await stage.drain();
    expect(standing(stage)[0]?.text).toContain("Wrong PIN");
    expect(standing(stage)).toHaveLength(1);
  });

  test("is nobody else's business", async () => {
    const stage = await open();
    await stage.plan(someApproval("approval.created", "11"));
    const id = await onlyCase(stage);
    const other = await open();
    await expect(getCase(other.scope, id)).rejects.toMatchObject({ kind: "not_found" });
    await expect(changeCase(other.scope, id, { action: "resolve" }, new Date())).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("a message that is behind", () => {
  test("is brought up to date when a counted message has swallowed what it should have said", async () => {
    const stage = await open();
    await stage.plan(someApproval("approval.created", "12"));
    await stage.deliver();
    await stage.plan(someApproval("approval.executed", "12", { action: "approve" }, minutes(1)));
    await sql`update notifications set state = 'sent', folded_into = 'ntf_fold', due_at = null where project_id = ${stage.scope.projectId}
      and state = 'pending'`;
    expect(await refreshCases(30)).toBe(0);
    await age(stage);
    expect(await refreshCases(30)).toBe(1);
    await stage.deliver();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.text).toContain("Approved");
    await age(stage);
    expect(await refreshCases(30)).toBe(0);
  });

  test("is told of what a planner at the same moment could not know it was waiting for", async () => {
    const stage = await open({ takes: ["approval.created"] });
    await stage.plan(someApproval("approval.created", "13"));
    await stage.deliver();
    await stage.plan(someApproval("approval.executed", "13", { action: "approve" }, minutes(1)));
    await sql`delete from notifications where project_id = ${stage.scope.projectId} and event_type = 'approval.executed'`;
    await age(stage);
    expect(await refreshCases(30)).toBe(1);
    await stage.deliver();
    expect(standing(stage)[0]?.text).toContain("Approved");
    expect(standing(stage)[0]?.thread).toHaveLength(2);
  });

  test("gets the reply that Slack did not take when it was posted", async () => {
    const stage = await open();
    await stage.plan(
      someApproval("approval.created", "14"),
      someApproval("approval.executed", "14", { action: "approve" }, minutes(1)),
    );
    refuseOnceAfter(stage);
    await stage.deliver();
    expect(living(stage)[0]?.thread).toEqual([]);
    await age(stage);
    expect(await refreshCases(30)).toBe(1);
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(standing(stage)[0]?.thread).toHaveLength(2);
  });
});

test("the history is shown in the channel as well where its destination says so", async () => {
  const stage = await open();
  await updateDestination(stage.scope, stage.destinationId, { caseHistory: "channel" });
  await stage.plan(someApproval("approval.created", "15"));
  await stage.deliver();
  await stage.plan(someApproval("approval.executed", "15", { action: "approve" }, minutes(1)));
  await stage.deliver();
  expect(stage.channel().filter(({ broadcast }) => broadcast)).toHaveLength(1);
});
