import { mkdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { clockOf } from "../support/clock";
import { token } from "../support/event";
import { type Lane, makeLanes } from "../support/lanes";
import { expect, mentions, test } from "../support/test";
import { inspect } from "./inspection";
import { pageOf, signIn } from "./visit";

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const acme = {
  id: "acme",
  name: "Acme",
  mrr: { amount: "9000", currency: "USD" },
  owner: { email: "kim@house.example", name: "Kim Lee" },
};
const bolt = {
  id: "bolt",
  name: "Bolt & Sons",
  mrr: { amount: "4200", currency: "USD" },
  owner: { email: "ada@house.example", name: "Ada Ray" },
};

const failed = (customer: object, amount: string, more: object = {}) => ({
  type: "payment.failed",
  customer,
  data: { amount: { amount, currency: "USD" }, invoiceNumber: token(), attempt: 1, maxAttempts: 4, ...more },
});

/** Where a look at what was told is kept, if somebody wants to look. */
async function look(page: Page, slack: string, { channel }: Lane, name: string) {
  const folder = process.env.BELLWIRE_LOOKS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1280, height: 1400 });
  await page.goto(slack);
  const link = page.getByRole("link", { name: channel }).first();
  if (await link.isVisible()) await link.click();
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

test("a daily digest, a weekly report, a catch-up after quiet hours and an escalation in two steps, as their hour comes", async ({
  page,
  stack,
  slack,
  tenant,
  api,
}) => {
  test.setTimeout(420_000);
  const clock = clockOf(stack, tenant);
  const prefix = `time-${token().slice(1, 7)}`;
  const [daily, weekly, night, first, second] = await makeLanes(stack, tenant, { prefix, count: 5 });
  if (!daily || !weekly || !night || !first || !second) throw new Error("there are not five channels");
  const made = async (path: string, body: object) => {
    const answer = await api.post(path, body);
    expect(answer.status, answer.text).toBe(201);
  };
  const route = (name: string, lane: Lane, filter: object) =>
    made("/api/v1/routes", {
      name,
      eventTypes: ["payment.*"],
      filter,
      destinationId: lane.destinationId,
    });
  const only = (kind: string) => ({ field: "data.kind", operator: "eq", value: kind });

  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "digests"));
  await expect(page.getByText("No digests yet")).toBeVisible();
  await page.getByRole("link", { name: "Create digest" }).click();
  await page.getByLabel("Name").fill("CS daily");
  await page.getByLabel("Destination").selectOption({ label: daily.channel });
  await page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await page.getByRole("button", { name: "Create digest" }).click();
  await expect(page.getByRole("link", { name: "CS daily" })).toBeVisible();
  await expect(page.getByText("Every day at 09:00")).toBeVisible();
  await inspect(page, page.url());

  await made("/api/v1/digests", {
    name: "Leadership weekly",
    template: "leadership",
    destinationId: weekly.destinationId,
    collects: "nothing",
    cadence: { every: "week", weekday: 1, at: "08:00" },
  });
  const now = Date.now();
  const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString().slice(11, 16);
  await made("/api/v1/quiet-hours", {
    name: "Nights",
    destinationId: night.destinationId,
    hours: { mode: "quiet", timeZone: "UTC", spans: [{ days: everyDay, from: at(-1), until: at(6) }] },
  });
  await made("/api/v1/escalations", {
    name: "Account team",
    severities: ["warning", "critical"],
    steps: [
      { afterMinutes: 15, destinationId: first.destinationId },
      { afterMinutes: 30, destinationId: second.destinationId },
    ],
  });
  for (const [kind, lane] of Object.entries({ daily, night })) await route(`To ${kind}`, lane, only(kind));

  // What happens: by day, at night, and something that nobody looks at.
  const health = (customer: object, from: number, to: number) => ({
    type: "customer.health_changed",
    customer: { ...customer, healthScore: to },
    data: { previousScore: from, score: to },
  });
  const threeDaysAgo = { occurredAt: new Date(now - 3 * 86_400_000).toISOString() };
  await api.send({
    events: [
      { ...health(acme, 70, 72), ...threeDaysAgo },
      { ...health(bolt, 60, 61), ...threeDaysAgo },
    ],
  });
  await api.send({ events: [health(acme, 72, 31), health(bolt, 61, 88)] });
  await api.send({
    events: [
      failed(acme, "42.00", { kind: "daily" }),
      failed(bolt, "129.50", { kind: "daily" }),
      failed(acme, "7.25", { kind: "daily" }),
    ],
  });
  await api.send({ ...failed(bolt, "310.00", { kind: "daily" }), occurredAt: "2026-11-02T10:00:00Z" });
  const paid = {
    ...failed(acme, "88.00", { kind: "night", invoiceNumber: "N-1" }),
    occurredAt: new Date(now - 600_000).toISOString(),
  };
  await api.send({ events: [paid, failed(bolt, "55.00", { kind: "night" })] });
  await api.send({ ...paid, type: "payment.succeeded", occurredAt: new Date(now - 300_000).toISOString() });

  const held = async (count: number) =>
    expect
      .poll(
        async () =>
          (await api.get("/api/v1/notifications?state=held&limit=100")).text.split('"id":"ntf_').length - 1,
        { timeout: 30_000 },
      )
      .toBeGreaterThanOrEqual(count);
  await held(7);
  expect(await slack.messages(daily.channel)).toEqual([]);
  await page.goto(pageOf(stack, tenant, "quiet-hours"));
  await expect(page.getByText("notifications are held")).toBeVisible();
  await inspect(page, page.url());

  await clock.digestsAreDue();
  await clock.quietIsOver();
  const one = async ({ channel }: Lane) =>
    expect.poll(async () => (await slack.messages(channel)).length, { timeout: 100_000 }).toBe(1);
  await Promise.all([one(daily), one(weekly), one(night)]);

  const [digest] = await slack.messages(daily.channel);
  if (!digest) throw new Error("there is no digest");
  for (const words of [
    "CS daily",
    "Kim Lee",
    "Ada Ray",
    "top movers",
    "late, of 2 Nov",
    "(Europe/Berlin)",
    "Open full digest",
  ])
    expect(mentions(digest, words), words).toBe(true);
  const [report] = await slack.messages(weekly.channel);
  for (const words of ["Leadership weekly", "Key accounts", "Revenue at risk", "Churn"])
    expect(report && mentions(report, words), words).toBe(true);
  const [caughtUp] = await slack.messages(night.channel);
  for (const words of ["While it was quiet", "Still open", "Resolved meanwhile"])
    expect(caughtUp && mentions(caughtUp, words), words).toBe(true);
  await look(page, stack.slack, daily, "daily");
  await look(page, stack.slack, weekly, "weekly");
  await look(page, stack.slack, night, "catch-up");

  // The page that says all of it.
  await page.goto(pageOf(stack, tenant, "digests"));
  await page.getByRole("link", { name: "CS daily" }).click();
  await page.getByRole("table", { name: "Told so far" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("CS daily");
  await inspect(page, page.url());

  // What is open is told on, step by step, until somebody acknowledges it.
  const climbed = async ({ channel }: Lane) =>
    expect
      .poll(
        async () => {
          await clock.stepsAreDue();
          return (await slack.messages(channel)).filter((message) =>
            mentions(message, "Nobody has acknowledged"),
          ).length;
        },
        { timeout: 200_000, intervals: [5_000] },
      )
      .toBeGreaterThanOrEqual(1);
  await climbed(first);
  await climbed(second);
  await look(page, stack.slack, first, "escalation-1");
  await look(page, stack.slack, second, "escalation-2");
  await page.goto(pageOf(stack, tenant, "escalations"));
  await expect(page.getByRole("link", { name: "Account team" })).toBeVisible();
  await inspect(page, page.url());
});
