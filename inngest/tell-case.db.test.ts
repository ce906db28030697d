import { describe, expect, test } from "vitest";
import { systemScope } from "@/lib/auth/system";
import { claim } from "@/lib/lanes/commands";
import { openTale } from "./tell-case";
import { caseStage } from "./testing/case-stage";
import { fault, linesWith, living, standing } from "./testing/channel-view";

const { open } = await caseStage();
const system = systemScope("test");

let count = 0;
const invoiceNumber = () => `INV-${++count}`;

/** The events of one invoice, in the order in which they happen. */
function story(number: string) {
  const event = (type: string, minute: string, data: object) => ({
    id: `${number}_${type}_${minute}`,
    type,
    occurredAt: `2026-11-21T09:${minute}:00Z`,
    customer: { id: "cus_acme", name: "Acme" },
    data: { amount: { amount: "4200.00", currency: "USD" }, invoiceNumber: number, ...data },
  });
  return {
    generated: event("invoice.generated", "00", {
      number,
      amountDue: { amount: "4200.00", currency: "USD" },
    }),
    failed1: event("payment.failed", "10", { attempt: 1, maxAttempts: 4, reason: "Declined" }),
    failed2: event("payment.failed", "20", { attempt: 2, maxAttempts: 4, reason: "Declined" }),
    failed4: event("payment.failed", "40", { attempt: 4, maxAttempts: 4, reason: "Declined" }),
    succeeded: event("payment.succeeded", "30", { attempt: 3 }),
    failedAgain: event("payment.failed", "50", { attempt: 1, maxAttempts: 4, reason: "Declined" }),
  };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("a payment that fails twice and then succeeds", () => {
  const names = ["failed1", "failed2", "succeeded"] as const;
  const cases = permutations(names).flatMap((order) =>
    (["one by one", "planned apart, told together", "in one batch"] as const).map((how) => ({ how, order })),
  );
  test.each(cases)("$order, $how, ends as one resolved message with its thread", async ({ how, order }) => {
    const stage = await open();
    const events = story(invoiceNumber());
    const posted = order.map((name) => events[name]);
    if (how === "in one batch") await stage.plan(...posted);
    else
      for (const event of posted) {
        await stage.plan(event);
        if (how === "one by one") await stage.deliver();
      }
    await stage.deliver();
    const messages = standing(stage);
    expect(messages).toHaveLength(1);
    const [{ whole, thread, text } = { whole: "", thread: [], text: "" }] = messages;
    expect(text).toContain("Acme paid $4,200");
    expect(whole).toContain("Resolved · Recovered");
    expect(whole).toContain("Recovered after 2 failed attempts");
    expect(whole).toContain("3 events");
    expect(thread).toHaveLength(3);
    expect(linesWith(thread, "attempt 1")).toBe(1);
    expect(linesWith(thread, "attempt 2")).toBe(1);
    expect(linesWith(thread, "paid")).toBe(1);
    const states =
      await stage.sql`select distinct state from notifications where project_id = ${stage.scope.projectId}`;
    expect(states).toEqual([{ state: "sent" }]);
  });

  test.each(permutations(["generated", ...names] as const).filter((_, index) => index % 3 === 0))(
    "with the invoice (%s, %s, %s, %s) ends as one living resolved message",
    async (...order) => {
      const stage = await open();
      const events = story(invoiceNumber());
      for (const name of order) {
        await stage.plan(events[name]);
        await stage.deliver();
      }
      const messages = living(stage);
      expect(messages).toHaveLength(1);
      expect(messages[0]?.whole).toContain("Resolved · Recovered");
      expect(messages[0]?.whole).toContain("4 events");
      expect(messages[0]?.thread).toHaveLength(4);
    },
  );
});

test("what is planned in one batch is told in the order in which it came in", async () => {
  const stage = await open();
  const numbers = Array.from({ length: 12 }, () => invoiceNumber());
  await stage.plan(
    ...numbers.map((number, index) => {
      const { failed1 } = story(number);
      return { ...failed1, occurredAt: `2026-11-21T08:${String(50 - index)}:00Z` };
    }),
  );
  await stage.deliver();
  const told = standing(stage).map(({ whole }) => numbers.find((number) => whole.includes(`${number}_`)));
  expect(told).toEqual(numbers);
});

describe("the living message", () => {
  test("is left for a new one when the severity rises, and when a resolved case begins anew", async () => {
    const stage = await open();
    const { failed1, failed4, succeeded, failedAgain } = story(invoiceNumber());
    for (const event of [failed1, failed4]) {
      await stage.plan(event);
      await stage.deliver();
    }
    const [first, second, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(first?.whole).toContain("Continued in a new message below");
    expect(first?.whole).not.toContain('"button"');
    expect(second?.whole).toContain("Open");
    expect(second?.thread).toHaveLength(2);
    await stage.plan({ ...succeeded, occurredAt: "2026-11-21T09:45:00Z" });
    await stage.deliver();
    expect(standing(stage)).toHaveLength(2);
    await stage.plan(failedAgain);
    await stage.deliver();
    expect(standing(stage)).toHaveLength(3);
    expect(living(stage)).toHaveLength(1);
  });

  test("is posted afresh with the whole story when somebody deleted it", async () => {
    const stage = await open();
    const { failed1, failed2 } = story(invoiceNumber());
    await stage.plan(failed1);
    await stage.deliver();
    for (const message of stage.channel()) stage.slack.state.messages.remove(message);
    await stage.plan(failed2);
    await stage.deliver();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.text).toContain("attempt 2");
    expect(message?.thread).toHaveLength(2);
  });

  test("says of what comes late that it is late, and changes nothing else", async () => {
    const stage = await open();
    const { failed1, failed4, succeeded } = story(invoiceNumber());
    await stage.plan(failed1);
    await stage.deliver();
    await stage.plan(succeeded);
    await stage.deliver();
    await stage.plan({ ...failed4, occurredAt: "2026-11-21T09:05:00Z" });
    await stage.deliver();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.text).toContain("Acme paid");
    expect(message?.whole).toContain("Resolved");
    expect(message?.thread.filter((line) => line.includes("arrived late"))).toHaveLength(1);
  });

  test("waits as long as Slack asks when it is edited, and is right after it", async () => {
    const stage = await open();
    const { failed1, succeeded } = story(invoiceNumber());
    await stage.plan(failed1);
    await stage.deliver();
    await fault(stage, "chat.update", "429:7");
    await stage.plan(succeeded);
    await stage.drain();
    expect(standing(stage)[0]?.text).toContain("Payment failed");
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(standing(stage)[0]?.whole).toContain("Recovered");
    expect(standing(stage)[0]?.thread).toHaveLength(2);
  });

  test("gets its reply, once, when the process dies between the edit and the reply", async () => {
    const stage = await open();
    const { failed1, failed2, succeeded } = story(invoiceNumber());
    for (const event of [failed1, failed2]) {
      await stage.plan(event);
      await stage.deliver();
    }
    await fault(stage, "chat.postMessage", "error:internal_error");
    await stage.plan(succeeded);
    await stage.drain();
    expect(standing(stage)[0]?.text).toContain("paid");
    expect(standing(stage)[0]?.thread).toHaveLength(2);
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(standing(stage)[0]?.thread).toHaveLength(3);
  });

  test("is told as a whole by the next process when one dies with it in its hands", async () => {
    const stage = await open();
    const { failed1, failed2, succeeded } = story(invoiceNumber());
    await stage.plan(failed1);
    await stage.deliver();
    await stage.plan(failed2);
    await stage.plan(succeeded);
    await stage.sql`update lanes set next_at = null`;
    const [head] = await claim(system, stage.lane, { size: 1, urgentOnly: false });
    if (!head?.destination) throw new Error("nothing was claimed");
    expect((await openTale(stage.lane, head, head.destination)).told).toHaveLength(2);
    await stage.drain();
    expect(standing(stage)[0]?.thread).toEqual([]);
    await stage.sql`update notifications set lease_until = now() - interval '1 second' where state = 'sending'`;
    await stage.sql`update lanes set busy_until = now() - interval '1 second'`;
    await stage.drain();
    const [message, ...none] = standing(stage);
    expect(none).toEqual([]);
    expect(message?.whole).toContain("Resolved · Recovered");
    expect(message?.thread).toHaveLength(3);
    const rows =
      await stage.sql`select possibly_duplicated as doubled, count(*)::int as count from notifications
      where project_id = ${stage.scope.projectId} group by 1 order by 1`;
    expect(rows).toEqual([
      { doubled: false, count: 1 },
      { doubled: true, count: 2 },
    ]);
  });

  test("goes on where the route takes only the beginning", async () => {
    const stage = await open({ takes: ["payment.failed"] });
    const { failed1, succeeded } = story(invoiceNumber());
    await stage.plan(failed1);
    await stage.deliver();
    await stage.plan(succeeded);
    await stage.deliver();
    expect(standing(stage)).toHaveLength(1);
    expect(standing(stage)[0]?.whole).toContain("Resolved · Recovered");
    const [row] =
      await stage.sql`select reason ->> 'code' as code from notifications where event_type = 'payment.succeeded'
      and project_id = ${stage.scope.projectId}`;
    expect(row).toEqual({ code: "case_follow_up" });
  });
});

describe("a webhook", () => {
  test("gets follow-ups that refer back, since nothing can be edited there", async () => {
    const stage = await open({ kind: "webhook" });
    const { failed1, failed2, succeeded } = story(invoiceNumber());
    await stage.plan(failed1);
    await stage.deliver();
    await stage.plan(failed2, succeeded);
    await stage.deliver();
    const [first, second, ...none] = stage.channel().map((message) => JSON.stringify(message));
    expect(none).toEqual([]);
    expect(first).not.toContain("Follow-up");
    expect(second).toContain("Follow-up to: Payment failed: Acme $4,200 (attempt 1 of 4)");
    expect(second).toContain("Acme paid");
    expect(second).toContain("attempt 2");
  });
});
