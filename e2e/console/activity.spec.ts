import { invoice } from "../support/event";
import { makeLanes } from "../support/lanes";
import { expect, mentions, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

test("an event becomes a message in Slack, and the activity shows it by itself", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "activity"));
  await expect(page.getByText("No notifications yet")).toBeVisible();

  const event = { ...invoice(), type: lane.eventType };
  expect((await api.send(event)).status).toBe(202);
  await expect
    .poll(async () => (await slack.messages(lane.channel)).map((one) => mentions(one, event.data.number)))
    .toEqual([true]);

  // Nobody reloads.
  const row = rowWith(page, lane.eventType);
  await expect(row).toContainText("Sent");
  await expect(row).toContainText(lane.channel);
  await row.getByRole("link").first().click();

  await expect(page.getByRole("heading", { name: "As Slack shows it" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(event.data.number);
  await expect(page.getByRole("heading", { name: "Why" })).toBeVisible();
  await expect(page.locator("summary").filter({ hasText: lane.channel })).toContainText(/send/i);
  const attempts = page.getByRole("table").filter({ hasText: /attempt|outcome/i });
  await expect(attempts.getByRole("row")).toHaveCount(2);
  await expect(page.getByText("Event accepted")).toBeVisible();
  await expect(page.getByText("Settled as sent")).toBeVisible();
});

test("the activity can be filtered down to one state", async ({ page, stack, tenant, api }) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  if (!lane) throw new Error("There is no lane.");
  await api.send({ ...invoice(), type: lane.eventType });
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "activity?state=sent"));
  await expect(rowWith(page, lane.eventType)).toBeVisible();
  await page.goto(pageOf(stack, tenant, "activity?state=failed"));
  await expect(page.getByText("No notification matches")).toBeVisible();
});
