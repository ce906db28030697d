import { beforeEach, describe, expect, test } from "vitest";
import { someApproval } from "@/inngest/testing/approval";
import { type CaseStage, caseStage } from "@/inngest/testing/case-stage";
import { living } from "@/inngest/testing/channel-view";
import { keepAfter, sendAll } from "@/inngest/testing/interactions";
import { pressOf } from "@/inngest/testing/press";
import { decideApproval } from "@/lib/approvals/commands";
import { createEndpoint } from "@/lib/webhooks/commands";
import { newEndpoint } from "@/lib/webhooks/schema";
import { demoUsers } from "@/local/slack/demo-world";

keepAfter();
const { open, sql, slack } = await caseStage();
const { POST } = await import("./route");
const { planBatch } = await import("@/inngest/functions/fan-out");

let count = 0;
let name = "";
let stage: CaseStage;
beforeEach(async () => {
  stage = await open();
  name = `a${++count}`;
  await stage.plan(someApproval("approval.created", name, { requestedBy: "ci" }));
  await stage.deliver();
});

const decisions = () =>
  sql`select data ->> 'action' as action, data ->> 'decidedBy' as by, data ->> 'decidedVia' as via, data ->> 'decidedBySlackUser' as "slackUser"
    from events where project_id = ${stage.scope.projectId} and type = 'approval.decided'`;
const theCase = async () => {
  const [row] = await sql<
    { id: string; state: string; status: string | null }[]
  >`select id, state, status from cases where project_id = ${stage.scope.projectId}`;
  if (!row) throw new Error("there is no case");
  return row;
};
const whispers = () =>
  slack.state.messages
    .inChannel("C0BILLALRT")
    .flatMap(({ ephemeralFor, text }) => (ephemeralFor === null ? [] : [text]));
const shown = () => living(stage)[0]?.whole ?? "";

describe("an approval in Slack", () => {
  test("offers to approve and to decline, each with a question first, and one link", () => {
    const whole = shown();
    expect(whole).toContain('"action_id":"approve"');
    expect(whole).toContain('"action_id":"decline"');
    expect(whole.match(/"confirm":\{"title"/g)).toHaveLength(2);
    expect(whole.match(/"type":"button"/g)).toHaveLength(3);
    expect(whole).not.toContain('"action_id":"snooze"');
  });

  test.each([
    ["approve", "Approved"],
    ["decline", "Declined"],
  ])(
    "%s is recorded once, with who, and stamped on the message, whose buttons go",
    async (actionId, word) => {
      await sendAll(POST, [pressOf(stage, actionId)]);
      expect(await decisions()).toEqual([
        { action: actionId, by: "kim", via: "slack", slackUser: demoUsers.kim.id },
      ]);
      expect(await theCase()).toMatchObject({ state: "resolved", status: word });
      await stage.deliver();
      expect(shown()).toContain(word);
      expect(shown()).toMatch(/kim, <!date\^/);
      expect(shown()).not.toContain('"approve"');
      expect(shown()).not.toContain('"overflow"');
      expect(whispers()).toEqual([expect.stringContaining("No webhook of this project listens")]);
    },
  );

  test("by many at once has one winner; the others are told who", async () => {
    const users = ["kim", "sam", "priya", "viewer"] as const;
    const presses = users.flatMap((user) => [
      pressOf(stage, "approve", { user }),
      pressOf(stage, "decline", { user }),
    ]);
    await sendAll(POST, presses);
    const made = await decisions();
    expect(made).toHaveLength(1);
    const refusals = whispers().filter((text) => !text.includes("listens"));
    expect(refusals).toHaveLength(7);
    expect(new Set(refusals)).toEqual(new Set([`This was already decided by ${made[0]?.by}.`]));
  });

  test("after its time has run out is refused, before the expiry is recorded as well", async () => {
    const payload = pressOf(stage, "approve");
    await sql`update cases set expires_at = now() - interval '1 second' where project_id = ${stage.scope.projectId}`;
    await sendAll(POST, [payload]);
    expect(whispers()).toEqual(["The time to answer has run out."]);
    expect(await decisions()).toEqual([]);
  });

  test("after it was decided elsewhere changes nothing, and says so", async () => {
    const payload = pressOf(stage, "decline");
    await stage.plan(someApproval("approval.executed", name, { action: "approve" }));
    await sendAll(POST, [payload]);
    expect(whispers()).toEqual(["This is over already: approved."]);
    expect(await decisions()).toEqual([]);
  });

  test("of an older request does not answer a newer one of the same name", async () => {
    const asked = (id: string) => ({
      id,
      type: "approval.created",
      occurredAt: new Date().toISOString(),
      data: { project: "myapp", key: "same" },
    });
    const other = await open();
    stage = other;
    await other.plan(asked("one"));
    await other.deliver();
    const old = pressOf(other, "approve");
    await other.plan(asked("two"));
    await sendAll(POST, [old]);
    expect(await decisions()).toEqual([]);
    expect(whispers()).toEqual(["This was asked anew meanwhile. Look at the newest message of it."]);
    await other.deliver();
    await sendAll(POST, [pressOf(other, "approve")]);
    expect(await decisions()).toHaveLength(1);
  });

  test("is locked after too many wrong PINs", async () => {
    const payload = pressOf(stage, "approve");
    await stage.plan(someApproval("approval.locked", name, { attempts: 5, maxAttempts: 5 }));
    await sendAll(POST, [payload]);
    expect(whispers()).toEqual(["This is locked: too many wrong PINs."]);
    await stage.deliver();
    expect(shown()).not.toContain('"approve"');
  });
});

describe("webhooks", () => {
  test.each(["taken in", "not yet"])(
    "are told of a decision that is %s once, also when the process died before it was told",
    async (how) => {
      const input = {
        kind: "webhook",
        name: "Ours",
        url: "https://hooks.example/bellwire",
        topics: ["approval.decided"],
      };
      await createEndpoint(stage.scope, newEndpoint.parse(input));
      const { id } = await theCase();
      const first = await decideApproval(stage.scope, { caseId: id, decision: "approve" }, new Date());
      expect(first.ok).toBe(true);
      const signals = () =>
        sql<{ topic: string; decision: string; by: string }[]>`
        select event_type as topic, message -> 'signal' ->> 'decision' as decision, message #>> '{signal,by,name}' as by
        from notifications where project_id = ${stage.scope.projectId} and kind = 'signal'`;
      expect(await signals()).toEqual([
        { topic: "approval.decided", decision: "approved", by: "Test Person" },
      ]);
      // The case has taken the decision in meanwhile, or not yet: both find it.
      if (first.ok && how === "taken in") await planBatch(stage.scope, first.eventIds);
      await sql`delete from notifications where project_id = ${stage.scope.projectId} and kind = 'signal'`;
      const again = await decideApproval(stage.scope, { caseId: id, decision: "decline" }, new Date());
      expect(again).toMatchObject({ ok: false, why: "already", by: "Test Person" });
      expect(await signals()).toEqual([
        { topic: "approval.decided", decision: "approved", by: "Test Person" },
      ]);
    },
  );
});
