import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

const broken = {
  id: "order-1042",
  type: "payment.failed",
  occurredAt: "yesterday",
  data: { token: "hunter2", note: "kept" },
};

test("a refused event can be found with its reason, its place and what mends it, without its secrets", async ({
  page,
  stack,
  tenant,
  api,
}) => {
  const refused = await api.send({ events: [broken, { id: "good", type: "order.placed" }] });
  expect(refused.status).toBe(202);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "events"));
  await page.getByRole("link", { name: /^Rejected 1/ }).click();

  await expect(page.getByLabel("Rejected in the last hour")).toContainText("of 2 events, 50%");
  const row = rowWith(page, broken.id);
  await expect(row).toContainText("/occurredAt must be an ISO 8601 instant");
  await row.getByRole("link").click();

  await expect(page.getByRole("heading", { name: "Not a valid event" })).toBeVisible();
  await expect(page.locator("mark")).toHaveText('"occurredAt": "yesterday",');
  const body = page.getByRole("region", { name: "Rejected body" });
  await expect(body).toContainText('"note": "kept"');
  await expect(page.getByRole("main")).not.toContainText("hunter2");
  await expect(page.getByRole("main")).toContainText("curl");
});

test("the list of refused events can be searched and filtered", async ({ page, stack, tenant, api }) => {
  await api.send({ events: [broken, { id: "other", type: "order.placed", data: { note: "\u0000" } }] });
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "events", "rejected?code=unsafe_value"));
  await expect(rowWith(page, "other")).toBeVisible();
  await expect(rowWith(page, broken.id)).toHaveCount(0);
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByText("No rejected event matches")).toBeVisible();
});

test("the page of an event says why nobody was told, and gives it as a file", async ({
  page,
  stack,
  tenant,
  api,
}) => {
  await api.send({ id: "lonely", type: "order.placed", data: { n: 1 } });
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "events?id=lonely"));
  await page.getByRole("row").getByRole("link").click();
  await expect(page.getByText("Nobody was told: there was no route for it at the time")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "JSON" }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ externalId: "lonely", isDecided: true });
});
