import { invoice } from "../support/event";
import { makeLanes } from "../support/lanes";
import { expect, mentions, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

test("a route with a type and a filter is made, previewed, and holds", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "routes", "new"));
  await page.getByLabel("Name").fill("Large invoices");
  await page.locator("summary").filter({ hasText: "Invoices" }).click();
  await page.getByRole("checkbox", { name: /invoice\.generated/ }).check();
  await page.getByRole("button", { name: "Add condition" }).click();
  await page.getByLabel("Field of condition 1").fill("data.amountDue.amount");
  await page.getByLabel("Comparison of condition 1").selectOption("gte");
  await page.getByLabel("Value of condition 1").fill("1000");
  await page.getByLabel("Sample event").selectOption("invoice.generated");
  await expect(page.getByText(/invoice/i).first()).toBeVisible();
  await page.getByRole("button", { name: "Create route" }).click();
  await expect(page.getByText("Large invoices").first()).toBeVisible();

  const large = invoice();
  const small = invoice();
  small.data.amountDue.amount = "20.00";
  const answer = await api.send({ events: [large, small] });
  expect(answer.status).toBe(202);
  await expect
    .poll(
      async () =>
        (await slack.messages(lane.channel)).filter((one) => mentions(one, large.data.number)).length,
    )
    .toBe(1);
  expect((await slack.messages(lane.channel)).some((one) => mentions(one, small.data.number))).toBe(false);

  // The small one is no notification; the event says why it went nowhere.
  await page.goto(pageOf(stack, tenant, "activity"));
  await expect(rowWith(page, large.data.number)).toContainText("Sent");
  await expect(rowWith(page, small.data.number)).toHaveCount(0);
  await page.goto(pageOf(stack, tenant, "events"));
  await rowWith(page, small.id).getByRole("link").first().click();
  const decision = page.locator("details").filter({ hasText: "Large invoices" });
  await expect(decision).toBeVisible();
  if (!(await decision.getAttribute("open"))) await decision.locator("summary").click();
  await expect(decision).toContainText("data.amountDue.amount");
  await expect(decision).toContainText("20.00");
  await expect(decision).toContainText("1000");
});

test("the API previews where an event would go, and why not elsewhere", async ({ stack, tenant, api }) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 2 });
  const answer = await api.post("/api/v1/routes/preview", {
    event: { ...invoice(), type: lane?.eventType },
  });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(lane?.channel);
  expect((await api.get("/api/v1/events")).body).toMatchObject({ events: [] });
});
