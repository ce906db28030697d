import { beforeEach, describe, expect, test } from "vitest";
import type { OwnerRouting } from "@/db/enums";
import { systemScope } from "@/lib/auth/system";
import { forgetUnresolvedOwners } from "@/lib/installations/owners/commands";
import { findKnownOwner, listUnresolvedOwners } from "@/lib/installations/owners/queries";
import { updateRoute } from "@/lib/routing/commands";
import { listRoutes } from "@/lib/routing/queries";
import { demoUsers } from "@/local/slack/demo-world";
import { type CaseStage, caseStage } from "./testing/case-stage";

const { open, sql, slack } = await caseStage();

let stage: CaseStage;
let count = 0;

async function route(ownerRouting: OwnerRouting, mentionGroupId: string | null = null): Promise<void> {
  const { items } = await listRoutes(stage.scope);
  for (const { id } of items) await updateRoute(stage.scope, id, { ownerRouting, mentionGroupId });
}

beforeEach(async () => {
  stage = await open();
  for (const id of slack.state.users.keys()) {
    const user = slack.state.users.get(id);
    if (user && id !== demoUsers.deactivated.id) slack.state.users.set(id, { ...user, deleted: false });
  }
});

const failed = (email: string | null, more: object = {}) => ({
  id: `own_${++count}`,
  type: "payment.failed",
  occurredAt: "2026-11-21T09:10:00Z",
  customer: { id: "cus_acme", name: "Acme", ...(email && { owner: { email } }), ...more },
  data: { amount: { amount: "42.00", currency: "USD" }, invoiceNumber: `INV-O-${count}`, attempt: 1 },
});

async function tell(...events: object[]): Promise<void> {
  await stage.plan(...events);
  await stage.deliver();
}

const texts = () => stage.channel().map(({ text }) => text);
const asked = (method: string) =>
  slack.state.requests.list().filter((one) => one.path.endsWith(`/${method}`)).length;
const reasons = async () =>
  (
    await sql<{ text: string }[]>`
      select reason ->> 'text' as text from notifications where project_id = ${stage.scope.projectId} order by sequence`
  ).map(({ text }) => text);
const direct = (userId: string) =>
  [...slack.state.channels.values()]
    .filter(({ kind, members }) => kind === "im" && members.includes(userId))
    .flatMap(({ id }) => slack.state.messages.inChannel(id));

describe("an owner who is mentioned", () => {
  test("stands at the head of the text, found by address, asked of Slack once", async () => {
    await route("mention");
    const before = asked("users.lookupByEmail");
    await tell(failed("KIM@acme.test"));
    await tell(failed("kim@acme.test"));
    expect(texts()).toEqual([
      expect.stringMatching(/^<@U0KIMPARK1> :warning: /),
      expect.stringMatching(/^<@U0KIMPARK1> :warning: /),
    ]);
    expect(asked("users.lookupByEmail") - before).toBe(1);
  });

  test("is taken from the profile where the event names nobody", async () => {
    await route("mention");
    await sql`insert into customers (project_id, environment, id, owner_email)
      values (${stage.scope.projectId}, 'production', 'cus_acme', 'sam@acme.test')`;
    await tell(failed(null));
    expect(texts()[0]).toMatch(/^<@U0SAMOSEI1> /);
  });

  test("is nobody whom the event itself writes into its words", async () => {
    await route("mention");
    await tell(failed("kim@acme.test", { name: "<@U0SAMOSEI1> <!channel>" }));
    expect(texts()[0]?.match(/<@\w+>/g)).toEqual(["<@U0KIMPARK1>"]);
    expect(texts()[0]).not.toContain("<!channel>");
  });

  test("comes before a user group of the route; a route without either names nobody", async () => {
    await route("mention", "S0123ABC");
    await tell(failed("kim@acme.test"));
    await route("none", "S0123ABC");
    await tell(failed("kim@acme.test"));
    await route("none");
    await tell(failed("kim@acme.test"));
    expect(texts()).toEqual([
      expect.stringMatching(/^<@U0KIMPARK1> <!subteam\^S0123ABC> /),
      expect.stringMatching(/^<!subteam\^S0123ABC> /),
      expect.stringMatching(/^:warning: /),
    ]);
  });
});

describe("an owner who is told directly", () => {
  test("gets the message, its edits and its thread in a conversation of their own", async () => {
    await route("direct");
    const first = failed("sam@acme.test");
    await tell(first);
    await tell({
      ...first,
      id: `${first.id}_ok`,
      type: "payment.succeeded",
      occurredAt: "2026-11-21T09:30:00Z",
    });
    expect(texts()).toEqual([]);
    const [root, reply, ...none] = direct(demoUsers.sam.id);
    expect(none).toEqual([]);
    expect(root?.text).toContain("paid $42");
    expect(root?.editedTs).not.toBeNull();
    expect(reply?.threadTs).toBe(root?.ts);
  });

  test("whose conversation takes nothing leaves the message to the channel, and the destination whole", async () => {
    await route("direct");
    await tell(failed("priya@acme.test"));
    const [message] = direct(demoUsers.priya.id);
    const fault = {
      match: { method: "chat.postMessage", channel: message?.channel },
      kind: "error:channel_not_found",
      times: 1,
    };
    const set = await fetch(`${slack.url}/__sim/faults`, { method: "POST", body: JSON.stringify(fault) });
    expect(set.status).toBe(200);
    await tell(failed("priya@acme.test"));
    expect(texts()).toHaveLength(1);
    expect(
      await sql`select status, suspected_code from destinations where id = ${stage.destinationId}`,
    ).toEqual([{ status: "active", suspected_code: null }]);
  });
});

describe("an owner whom Slack does not know", () => {
  test.each(["mention", "direct"] as const)(
    "(%s) leaves the message to the channel, and is reported",
    async (how) => {
      await route(how);
      const before = asked("users.lookupByEmail");
      await tell(failed("gone@nowhere.test"));
      await tell(failed("gone@nowhere.test"));
      expect(texts()).toHaveLength(2);
      expect(texts()[0]).toMatch(/^:warning: /);
      expect(asked("users.lookupByEmail") - before).toBe(1);
      for (const reason of await reasons())
        expect(reason).toMatch(
          /matched.* The customer's owner gone@nowhere.test is not known in this Slack workspace, so this went to the route's own channel\.$/,
        );
      expect(await listUnresolvedOwners(stage.scope)).toMatchObject([
        { email: "gone@nowhere.test", problem: "unknown" },
      ]);
      expect(await forgetUnresolvedOwners(stage.scope)).toBe(1);
      expect(await listUnresolvedOwners(stage.scope)).toEqual([]);
    },
  );

  test("is told apart from one who was deactivated after Slack knew them", async () => {
    await route("mention");
    await tell(failed("sam@acme.test"));
    const sam = slack.state.users.get(demoUsers.sam.id);
    if (sam) slack.state.users.set(sam.id, { ...sam, deleted: true });
    await sql`update slack_owners set looked_up_at = now() - interval '25 hours'`;
    await tell(failed("sam@acme.test"));
    const [last] = (await reasons()).slice(-1);
    expect(last).toContain("The customer's owner sam@acme.test is deactivated in Slack");
    expect(texts()[1]).toMatch(/^:warning: /);
    const [{ id: installationId } = { id: "" }] = await sql<
      { id: string }[]
    >`select id from slack_installations where organization_id = ${stage.scope.organizationId}`;
    const known = await findKnownOwner(systemScope("test"), { installationId, email: "sam@acme.test" });
    expect(known).toMatchObject({ userId: demoUsers.sam.id, problem: "deactivated" });
  });

  test("for lack of an address or of anybody is said to be so", async () => {
    await route("mention");
    await tell(failed("Kim Park"));
    await tell(failed(null));
    expect(texts()).toHaveLength(2);
    expect(await reasons()).toEqual([
      expect.stringContaining("The customer's owner “kim park” is no e-mail address"),
      expect.stringContaining("Nobody is named as the customer's owner"),
    ]);
  });

  test("for want of an answer is asked again with the next message", async () => {
    await route("mention");
    const fault = { match: { method: "users.lookupByEmail" }, kind: "status:503", times: 1 };
    await fetch(`${slack.url}/__sim/faults`, { method: "POST", body: JSON.stringify(fault) });
    await tell(failed("kim@acme.test"));
    await tell(failed("kim@acme.test"));
    expect(texts()).toEqual([expect.stringMatching(/^:warning: /), expect.stringMatching(/^<@U0KIMPARK1> /)]);
  });
});
