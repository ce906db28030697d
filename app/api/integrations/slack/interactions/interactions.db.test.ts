import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CaseStage, caseStage } from "@/inngest/testing/case-stage";
import { living } from "@/inngest/testing/channel-view";
import { pressOf, signedBySlack } from "@/inngest/testing/press";
import { getCase, listCases } from "@/lib/cases/queries";
import { demoTeam, demoUsers, secondTeam } from "@/local/slack/demo-world";
import type { JsonObject } from "@/local/slack/world/json";

const later: Promise<unknown>[] = [];
vi.mock("next/server", async (original) => ({
  ...(await original<object>()),
  after: (work: Promise<unknown> | (() => Promise<unknown>)) =>
    later.push(typeof work === "function" ? work() : work),
}));

const { open, sql, slack } = await caseStage();
const { POST } = await import("./route");

/** What the app does after its answer. */
async function settle(): Promise<void> {
  while (later.length > 0) await Promise.all(later.splice(0));
}

async function press(payload: JsonObject, how = {}): Promise<Response> {
  const answer = await POST(signedBySlack(payload, how));
  await settle();
  return answer;
}

let count = 0;
const failedPayment = (more = {}) => ({
  id: `pay_${++count}`,
  type: "payment.failed",
  occurredAt: "2026-11-21T09:10:00Z",
  customer: { id: "cus_acme", name: "Acme", url: "https://app.example/acme" },
  data: {
    amount: { amount: "42.00", currency: "USD" },
    invoiceNumber: `INV-P-${count}`,
    attempt: 1,
    maxAttempts: 4,
  },
  ...more,
});

let stage: CaseStage;
beforeEach(async () => {
  stage = await open();
  await stage.plan(failedPayment());
  await stage.deliver();
});
afterEach(settle);

async function theCase() {
  const { items } = await listCases(stage.scope, {});
  const [only] = items;
  if (!only) throw new Error("there is no case");
  return getCase(stage.scope, only.id);
}
const audits = () =>
  sql`select action, actor_kind, actor_id from audit_entries where project_id = ${stage.scope.projectId} and action like 'case.%'`;
const whispers = () =>
  slack.state.messages.inChannel("C0BILLALRT").filter(({ ephemeralFor }) => ephemeralFor !== null);
const shown = () => living(stage)[0]?.whole ?? "";

describe("a press of Acknowledge", () => {
  test("is answered empty, recorded with the person, and shown in the message, whose button goes", async () => {
    expect(shown()).toContain("Acknowledge");
    const answer = await press(pressOf(stage, "acknowledge"));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(await theCase()).toMatchObject({ acknowledgedBy: "kim", acknowledgedAt: expect.any(Date) });
    expect(await audits()).toEqual([
      {
        action: "case.acknowledge",
        actor_kind: "slack_user",
        actor_id: `${demoTeam.id}/${demoUsers.kim.id}`,
      },
    ]);
    await stage.deliver();
    expect(shown()).toContain("Acknowledged by kim");
    expect(shown()).not.toContain('"acknowledge"');
    expect(shown()).toContain('"snooze"');
  });

  test("by two at once has one winner, and the other is told who", async () => {
    const both = [pressOf(stage, "acknowledge"), pressOf(stage, "acknowledge", { user: "sam" })];
    const answers = await Promise.all(both.map((payload) => POST(signedBySlack(payload))));
    await settle();
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { acknowledgedBy } = await theCase();
    expect(await audits()).toHaveLength(1);
    expect(whispers()).toHaveLength(1);
    const [whisper] = whispers();
    expect(whisper?.text).toBe(`This was already acknowledged by ${acknowledgedBy}.`);
    expect(whisper?.ephemeralFor).toBe(acknowledgedBy === "kim" ? demoUsers.sam.id : demoUsers.kim.id);
  });

  test("that comes twice counts once, even after it was taken back", async () => {
    const payload = pressOf(stage, "acknowledge");
    await press(payload);
    await sql`update cases set acknowledged_at = null, acknowledged_by = null where project_id = ${stage.scope.projectId}`;
    expect((await press(payload)).status).toBe(200);
    expect(await theCase()).toMatchObject({ acknowledgedAt: null });
  });
});

describe("what changes nothing", () => {
  const untouched = async () => {
    expect(await theCase()).toMatchObject({
      acknowledgedAt: null,
      assignedTo: null,
      snoozedUntil: null,
      state: "open",
    });
    expect(await audits()).toEqual([]);
  };

  test("a press from another workspace", async () => {
    const team = { id: secondTeam.id, domain: secondTeam.domain };
    expect((await press({ ...pressOf(stage, "acknowledge"), team })).status).toBe(200);
    await untouched();
    expect(whispers()).toEqual([]);
  });

  test("a press of another app", async () => {
    await press({ ...pressOf(stage, "acknowledge"), api_app_id: "A0SOMEBODY" });
    await untouched();
  });

  test.each(["", "made up", "v1.k1.AAAA.AAAA.AAAA"])("a press with the reference “%s”", async (value) => {
    const payload = pressOf(stage, "acknowledge");
    const [action] = Array.isArray(payload.actions) ? payload.actions : [];
    await press({ ...payload, actions: [{ ...(action as JsonObject), value, block_id: value }] });
    await untouched();
  });

  test("a reference of another organization's case", async () => {
    const other = await open();
    await other.plan(failedPayment());
    await other.deliver();
    const payload = pressOf(other, "acknowledge");
    await sql`update slack_installations set holder_id = 'T0OTHER', team_id = 'T0OTHER'
      where organization_id = ${other.scope.organizationId}`;
    await press(payload);
    const { items } = await listCases(other.scope, {});
    expect(items[0]).toMatchObject({ acknowledgedAt: null });
    await untouched();
  });

  test("a press after the app was removed, whoever presses", async () => {
    const payload = pressOf(stage, "acknowledge");
    await sql`update slack_installations set status = 'uninstalled' where organization_id = ${stage.scope.organizationId}`;
    await press(payload);
    await untouched();
  });

  test.each([
    ["an old request", { at: new Date(Date.now() - 330_000) }],
    ["a request from the future", { at: new Date(Date.now() + 330_000) }],
    ["a wrong secret", { secret: "0000000000000000000000000000000f" }],
  ])("%s", async (_, how) => {
    expect((await press(pressOf(stage, "acknowledge"), how)).status).toBe(401);
    await untouched();
  });

  test("a button of a case that is over: the person is told", async () => {
    const payloads = [pressOf(stage, "acknowledge"), pressOf(stage, "snooze", { value: "1h" })];
    await sql`update cases set state = 'resolved' where project_id = ${stage.scope.projectId}`;
    for (const payload of payloads) await press(payload);
    expect(whispers().map(({ text }) => text)).toEqual([
      "This is resolved already.",
      "This is resolved already.",
    ]);
    expect(await audits()).toEqual([]);
  });

  test("a link", async () => {
    expect((await press(pressOf(stage, "open_0"))).status).toBe(200);
    await untouched();
  });
});

describe("a menu", () => {
  test("snoozes until tomorrow at nine, on the project's clocks", async () => {
    await sql`update projects set time_zone = 'Asia/Kathmandu' where id = ${stage.scope.projectId}`;
    await press(pressOf(stage, "snooze", { value: "tomorrow" }));
    const { snoozedUntil } = await theCase();
    const time = snoozedUntil?.toLocaleTimeString("en-GB", { timeZone: "Asia/Kathmandu" });
    expect(time).toBe("09:00:00");
  });

  test("assigns to whoever pressed", async () => {
    await press(pressOf(stage, "more", { value: "mine", user: "sam" }));
    expect(await theCase()).toMatchObject({ assignedTo: "sam" });
  });

  test("takes votes, one a person, the last counts", async () => {
    for (const value of ["useful", "noise"]) await press(pressOf(stage, "more", { value }));
    await press(pressOf(stage, "more", { value: "useful", user: "sam" }));
    const votes =
      await sql`select vote, route_id is not null as "isRouted" from message_votes where project_id = ${stage.scope.projectId} order by vote`;
    expect(votes).toEqual([
      { vote: "noise", isRouted: true },
      { vote: "useful", isRouted: true },
    ]);
  });
});

describe("a modal", () => {
  const view = () => [...slack.state.views.values()].at(-1);
  function submission(values: object, user: keyof typeof demoUsers = "kim"): JsonObject {
    const opened = view();
    if (!opened) throw new Error("no modal was opened");
    const { id, name } = demoUsers[user];
    return {
      type: "view_submission",
      team: { id: demoTeam.id, domain: demoTeam.domain },
      user: { id, name, username: name, team_id: demoTeam.id },
      api_app_id: opened.appId,
      view: {
        ...opened.view,
        id: opened.id,
        hash: opened.hash,
        state: { values: JSON.parse(JSON.stringify(values)) },
      },
    };
  }

  test("mutes the customer of the case, with its end, for all that follows", async () => {
    await press(pressOf(stage, "more", { value: "mute" }));
    expect(view()?.view).toMatchObject({ callback_id: "mute", title: { text: "Mute this customer" } });
    const days = { mute: { days: { type: "static_select", selected_option: { value: "7" } } } };
    await press(submission(days));
    const [mute] =
      await sql`select customer_id, by, until - now() > interval '6 days' as long from mutes where project_id = ${stage.scope.projectId}`;
    expect(mute).toEqual({ customer_id: "cus_acme", by: "kim", long: true });
    expect(whispers()[0]?.text).toMatch(/^The customer is muted until .* Undo it at http/);
    await stage.plan(failedPayment({ data: { invoiceNumber: "INV-OTHER", attempt: 4, maxAttempts: 4 } }));
    const kept =
      await sql`select state, reason ->> 'code' as code from notifications where project_id = ${stage.scope.projectId} and state <> 'sent'`;
    expect(kept).toEqual([{ state: "suppressed", code: "muted" }]);
  });

  test("snoozes until a day, and says so in the modal when that is past", async () => {
    await press(pressOf(stage, "snooze", { value: "date" }));
    const past = await press(submission({ snooze: { day: { selected_date: "2020-01-01" } } }));
    expect(await past.json()).toEqual({
      response_action: "errors",
      errors: { snooze: "Choose a day ahead." },
    });
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await press(submission({ snooze: { day: { selected_date: day } } }));
    expect((await theCase()).snoozedUntil?.toISOString()).toBe(`${day}T09:00:00.000Z`);
  });

  test("assigns to somebody, by their name", async () => {
    await sql`insert into slack_people (installation_id, id, name, handle, listed_at)
      select id, ${demoUsers.priya.id}, 'Priya Nair', 'priya', now() from slack_installations where organization_id = ${stage.scope.organizationId}`;
    await press(pressOf(stage, "more", { value: "assign" }));
    await press(submission({ assign: { user: { selected_user: demoUsers.priya.id } } }));
    expect(await theCase()).toMatchObject({ assignedTo: "Priya Nair" });
  });

  test("is opened for nobody of another workspace", async () => {
    slack.state.views.clear();
    const team = { id: secondTeam.id, domain: secondTeam.domain };
    await press({ ...pressOf(stage, "more", { value: "mute" }), team });
    expect(slack.state.views.size).toBe(0);
  });
});
