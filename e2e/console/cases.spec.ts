import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { expect, test } from "../support/test";
import { inspect } from "./inspection";
import { signIn } from "./visit";

test("a case is found, read, acknowledged, assigned, snoozed and resolved", async ({
  page,
  stack,
  tenant,
  api,
}) => {
  test.setTimeout(120_000);
  await signIn(page, stack);
  const home = `${stack.web}/${tenant.organizationSlug}/${tenant.projectSlug}/cases`;
  await page.goto(home);
  await expect(page.getByText("No cases yet")).toBeVisible();
  await inspect(page, page.url());
  // A case is kept from when somebody is told of it.
  const [lane] = await makeLanes(stack, tenant, { prefix: `cases-${token().slice(1, 7)}`, count: 1 });
  const route = { name: "Payments", eventTypes: ["payment.*"], destinationId: lane?.destinationId };
  expect((await api.post("/api/v1/routes", route)).status).toBe(201);

  const number = token();
  const event = (type: string, minute: number, data: object) => ({
    type,
    occurredAt: `2026-11-21T09:${minute}:00Z`,
    customer: { id: number, name: "Acme" },
    data: { amount: { amount: "4200.00", currency: "USD" }, invoiceNumber: number, ...data },
  });
  await api.send(event("payment.failed", 20, { attempt: 2, maxAttempts: 4 }));
  await api.send(event("payment.failed", 10, { attempt: 1, maxAttempts: 4 }));
  await expect
    .poll(async () => (await api.get(`/api/v1/cases?customer=${number}`)).text, { timeout: 15_000 })
    .toContain('"stepCount":2');
  await page.goto(`${home}?state=open`);
  await inspect(page, page.url());
  await page.getByRole("link", { name: /Payment failed: Acme/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("attempt 2 of 4");
  await expect(page.getByText("arrived late", { exact: false })).toBeVisible();
  await inspect(page, page.url());

  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
  await page.getByLabel("Assigned to").fill("Kim");
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText("Assigned.")).toBeVisible();
  await page.getByRole("button", { name: "Snooze" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Snooze" }).click();
  await expect(page.getByRole("button", { name: "Wake" })).toBeVisible();
  await page.getByRole("button", { name: "Resolve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("Resolved · by hand").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
  await page.goto(`${home}?state=open`);
  await expect(page.getByText("No case matches")).toBeVisible();
});
