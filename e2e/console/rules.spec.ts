import { makeLanes } from "../support/lanes";
import { expect, mentions, test } from "../support/test";
import { until } from "../support/until";
import { inspect } from "./inspection";
import { pageOf, rowWith, signIn } from "./visit";

test.beforeEach(() => test.setTimeout(180_000));

const reading = (customer: string, value: number) => ({
  measurements: [{ meter: "api-hours", customer, value }],
});

test("a rule is made from a preset, tried on the past, breached, told, and shown as firing", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  expect((await api.post("/api/v1/measurements", reading("cus_small", 3))).status).toBe(202);
  await signIn(page, stack);

  await page.goto(pageOf(stack, tenant, "rules"));
  await expect(page.getByText("No rules yet")).toBeVisible();
  await page.getByRole("link", { name: /^Over 1,000 hours a week/ }).click();
  await expect(page.getByText("From the preset")).toBeVisible();
  await page.getByRole("combobox", { name: "Meter", exact: true }).fill("api-hours");
  await expect(page.getByText("Api-hours of each customer in a week is above 1,000.")).toBeVisible();

  // Wrong first: it is told at the field, and what was typed stays.
  await page.getByLabel("Threshold").fill("lots");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("Threshold")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Threshold")).toHaveValue("lots");
  await page.getByLabel("Threshold").fill("2");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("1 message", { exact: true })).toBeVisible();
  await expect(page.getByText(/cus_small/).first()).toBeVisible();

  await page.getByLabel("Threshold").fill("1000");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("checkbox", { name: lane.channel }).check();
  await page.getByLabel("Recommended action").fill("Call them today");
  // Back and forth loses nothing.
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByLabel("Threshold")).toHaveValue("1000");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("checkbox", { name: lane.channel })).toBeChecked();
  await page.getByRole("button", { name: "Create rule" }).click();
  await expect(page.getByRole("heading", { name: "Over 1,000 hours a week", level: 1 })).toBeVisible();
  await expect(page.getByText("All is well: it fires for nobody.")).toBeVisible();

  expect((await api.post("/api/v1/measurements", reading("cus_large", 1_001))).status).toBe(202);
  const message = await until(
    async () => (await slack.messages(lane.channel)).find((one) => mentions(one, "cus_large")),
    { withinMs: 30_000, what: "the breach is told" },
  );
  expect(mentions(message, "Call them today")).toBe(true);
  await page.reload();
  await expect(rowWith(page, "cus_large").first()).toContainText("Firing");
  await expect(rowWith(page, "cus_small")).toHaveCount(0);
  const rule = page.url();

  await page.goto(pageOf(stack, tenant, "rules"));
  await expect(rowWith(page, "Over 1,000 hours a week")).toContainText("1 firing");
  await page.goto(pageOf(stack, tenant, "customers", "cus_large"));
  await expect(rowWith(page, "Over 1,000 hours a week").first()).toContainText("Firing");

  for (const path of [
    pageOf(stack, tenant, "rules"),
    pageOf(stack, tenant, "rules", "noise"),
    pageOf(stack, tenant, "rules", "import"),
    pageOf(stack, tenant, "customers", "cus_large"),
    pageOf(stack, tenant, "meters", "api-hours"),
    rule,
    `${rule}/edit`,
  ]) {
    await inspect(page, path);
  }
});

test("every type of rule can be filled in by keyboard, and is accessible", async ({
  page,
  stack,
  tenant,
}) => {
  await signIn(page, stack);
  const form = pageOf(stack, tenant, "rules", "new");
  await inspect(page, form);
  for (const type of ["usage", "customer", "revenue", "events", "balance", "absence", "unknown"]) {
    await inspect(page, `${form}?type=${type}`);
  }
  await page.goto(form);
  const type = page.getByRole("button", { name: /^Events/ });
  await type.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Many failed payments");
  await page.getByRole("combobox", { name: "Event type" }).focus();
  await page.keyboard.type("payment.failed");
  await page.getByLabel("Threshold").focus();
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Many failed payments", level: 1 })).toBeVisible();
  await expect(page.getByText("10 or more", { exact: false }).first()).toBeVisible();
});

test("a rule is changed, copied, switched off and deleted", async ({ page, stack, tenant, api }) => {
  const made = await api.post("/api/v1/rules", {
    name: "Low health",
    signal: { kind: "field", field: "healthScore" },
    scope: { kind: "each" },
    condition: { kind: "below", value: 40 },
  });
  expect(made.status).toBe(201);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "rules"));
  await page.getByRole("link", { name: "Low health" }).click();
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Threshold").fill("35");
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("Health score of each customer is below 35.")).toBeVisible();

  await page.getByRole("link", { name: "Duplicate" }).click();
  await page.getByLabel("Name", { exact: true }).fill("low HEALTH");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Create rule" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name", { exact: true }).fill("Lower health");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Create rule" }).click();
  await expect(page.getByRole("heading", { name: "Lower health", level: 1 })).toBeVisible();

  await page.getByRole("switch", { name: "Enabled" }).click();
  await expect(page.getByText("It is off and judges nothing.")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete rule" }).click();
  await expect(page.getByRole("heading", { name: "Rules", level: 1 })).toBeVisible();
  await expect(rowWith(page, "Lower health")).toHaveCount(0);
  await expect(rowWith(page, "Low health")).toBeVisible();
});

test("alerts of Amberflo's are looked at, then taken in as they are", async ({ page, stack, tenant }) => {
  const alert = {
    name: "Over 1000 hours a week",
    notificationType: "usage",
    meterId: "hours",
    thresholdCondition: "greater-than",
    thresholdValue: 1000,
    range: "week",
    email: ["ops@example.test"],
    enabled: true,
  };
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "rules", "import"));
  await page.getByLabel("Rules", { exact: true }).fill(JSON.stringify([alert, { ...alert, name: "" }]));
  await page.getByRole("button", { name: "See what it comes to" }).click();
  await expect(page.getByText(/^1 would be added, .* 1 cannot be used\./)).toBeVisible();
  await expect(page.getByText(/is above 1,000\./)).toBeVisible();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText(/^1 added, /)).toBeVisible();
  await page.goto(pageOf(stack, tenant, "rules"));
  await expect(rowWith(page, "Over 1000 hours a week")).toContainText("ops@example.test");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a rule can be made, and a bad one is refused in words", async ({ page, stack, tenant }) => {
    await signIn(page, stack);
    await page.goto(pageOf(stack, tenant, "rules", "new"));
    await page.getByRole("link", { name: /^Usage What/ }).click();
    await page.getByLabel("Name", { exact: true }).fill("Plain");
    await page.getByRole("combobox", { name: "Meter", exact: true }).fill("api-hours");
    await page.getByLabel("Threshold").fill("lots");
    await page.getByRole("button", { name: "Create rule" }).click();
    await expect(page.getByLabel("Threshold")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Threshold")).toHaveValue("lots");
    await page.getByLabel("Threshold").fill("5");
    await page.getByRole("button", { name: "Create rule" }).click();
    await expect(page.getByRole("heading", { name: "Plain", level: 1 })).toBeVisible();
  });
});
