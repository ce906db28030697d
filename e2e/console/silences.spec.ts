import { mkdirSync } from "node:fs";
import { z } from "zod";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { enterAs, makePerson } from "../support/person";
import { read } from "../support/rules";
import { expect, test } from "../support/test";
import { inspect } from "./inspection";

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const listed = z.object({ items: z.array(z.looseObject({})) });
const silences = z.object({
  mutes: listed,
  snoozes: listed,
  cooldowns: listed,
  quietHours: z.array(z.looseObject({ name: z.string() })),
  switchedOff: z.array(z.looseObject({ name: z.string() })),
});

test("all that keeps something from being told stands on one page, with who and until when, and is undone there", async ({
  stack,
  tenant,
  api,
  page,
}) => {
  test.setTimeout(180_000);
  const person = await makePerson(stack.databaseUrl, tenant);
  await enterAs(page.context(), stack, person);
  const [lane] = await makeLanes(stack, tenant, { prefix: `sil-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const { destinationId } = lane;
  const made = async (path: string, body: object) => {
    const answer = await api.post(path, body);
    expect(answer.status, answer.text).toBe(201);
  };
  const route = { filter: null, destinationId };
  await made("/api/v1/routes", { name: "Payments", eventTypes: ["payment.*"], ...route });
  await made("/api/v1/routes", { name: "Idle route", eventTypes: ["chat.*"], ...route, enabled: false });
  await made("/api/v1/rules", {
    name: "Hours used up",
    signal: { kind: "meter", meter: "api-hours" },
    scope: { kind: "each" },
    window: "day",
    condition: { kind: "above", value: 100 },
    cooldownMinutes: 240,
    destinations: [{ destinationId }],
  });
  const payment = { invoiceNumber: "INV-1", amount: { amount: "42.00", currency: "USD" }, attempt: 1 };
  const customer = { id: "cus_acme", name: "Acme Corporation International" };
  await api.send({ id: `evt_${token()}`, type: "payment.failed", customer, data: payment });
  await read(api, "api-hours", "cus_acme", [{ value: 120 }]);
  const now = async () => silences.parse((await api.get("/api/v1/silences")).body);
  await expect.poll(async () => (await now()).cooldowns.items.length, { timeout: 90_000 }).toBe(1);

  const home = `${stack.web}/${tenant.organizationSlug}/${tenant.projectSlug}`;
  await page.goto(`${home}/cases?state=open`);
  await page
    .getByRole("link", { name: /Payment failed|could not pay|failed/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Snooze", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  await made("/api/v1/quiet-hours", {
    name: "Nights",
    hours: { mode: "quiet", timeZone: "UTC", spans: [{ days: everyDay, from: clock(-1), until: clock(5) }] },
  });
  await made("/api/v1/mutes", {
    customerId: "cus_bolt",
    until: new Date(Date.now() + 86_400_000).toISOString(),
    reason: "On holiday",
  });

  await page.getByRole("link", { name: "Silences" }).click();
  const table = (name: string) => page.getByRole("table", { name });
  await expect(table("Mutes, the newest first")).toContainText("On holiday");
  await expect(table("Snoozed cases")).toContainText(person.email);
  await expect(table("Rules in their cooldown")).toContainText("Hours used up");
  await expect(table("Quiet hours that hold just now")).toContainText("Nights");
  await expect(table("What is switched off")).toContainText("Idle route");
  await inspect(page, page.url());
  const folder = process.env.BELLWIRE_LOOKS;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/silences-${colorScheme}.png`, fullPage: true });
    }
  }

  const undo = async (name: string, words: string) => {
    await table(name).getByRole("button", { name: words }).click();
    await expect(table(name)).toHaveCount(0);
  };
  await undo("Snoozed cases", "Wake now");
  await undo("Rules in their cooldown", "End now");
  await undo("Quiet hours that hold just now", "Switch off");
  await undo("What is switched off", "Switch on");
  await undo("Mutes, the newest first", "Undo");
  await expect(page.getByText("Nothing is muted")).toBeVisible();
  expect(await now()).toEqual({
    mutes: { items: [] },
    snoozes: { items: [] },
    cooldowns: { items: [] },
    quietHours: [],
    switchedOff: [],
  });
});

test("an escalation is asked to tell the owner's manager, and a user group, in its form", async ({
  stack,
  tenant,
  api,
  page,
}) => {
  const person = await makePerson(stack.databaseUrl, tenant);
  await enterAs(page.context(), stack, person);
  const [lane] = await makeLanes(stack, tenant, { prefix: `esc-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const home = `${stack.web}/${tenant.organizationSlug}/${tenant.projectSlug}`;
  await page.goto(`${home}/escalations/new`);
  await page.getByLabel("Name").fill("On call");
  await page.getByLabel("Tell").first().selectOption({ label: "The owner’s manager, directly" });
  await page.getByLabel("User group").first().fill("S0123ABC");
  await page.getByRole("button", { name: "Create escalation" }).click();
  await page.getByRole("link", { name: "On call" }).click();
  await expect(page.getByLabel("Tell").first()).toHaveValue("manager");
  await expect(page.getByLabel("User group").first()).toHaveValue("S0123ABC");
  await inspect(page, page.url());
  const answer = await api.get("/api/v1/escalations");
  expect(answer.body).toMatchObject({
    escalations: [{ steps: [{ afterMinutes: 15, person: "manager", mentionGroupId: "S0123ABC" }] }],
  });
  const folder = process.env.BELLWIRE_LOOKS;
  if (folder) await page.screenshot({ path: `${folder}/escalation.png`, fullPage: true });
});
