import { apiClient } from "../support/api-client";
import { expect, test } from "../support/test";
import { until } from "../support/until";
import { inspect } from "./inspection";
import { signIn } from "./visit";

test("a customer is known from an event, filled in by the API, and metered", async ({ page, stack }) => {
  test.setTimeout(120_000);
  const api = apiClient(stack.web, stack.apiKey);
  // An id that has to be written differently in an address.
  const id = "eu/acme gmbh";
  const address = `/api/v1/customers/${encodeURIComponent(id)}`;
  await api.send({
    type: "invoice.generated",
    customer: { id, name: "Acme GmbH", tier: "growth", mrr: { amount: "900.00", currency: "EUR" } },
    data: { number: "INV-7", amountDue: { amount: "1299.00", currency: "EUR" } },
  });
  await until(async () => (await api.get(address)).status === 200, {
    withinMs: 20_000,
    what: "the customer is known from its event",
  });
  expect((await api.call("PATCH", address, JSON.stringify({ healthScore: 54 }))).status).toBe(200);
  const readings = [1, 2, 3].map((value) => ({ meter: "api-hours", customer: id, value, id: `r${value}` }));
  const measured = await api.call("POST", "/api/v1/measurements", JSON.stringify({ measurements: readings }));
  expect(measured.status).toBe(202);

  await signIn(page, stack);
  const home = page.url();
  await page.goto(`${home}/customers`);
  await page.getByRole("link", { name: "Acme GmbH" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Acme GmbH");
  await expect(page.getByRole("main")).toContainText("€900.00");
  await expect(page.getByRole("main")).toContainText("54");
  await expect(page.getByRole("main")).toContainText("api-hours");
  const here = new URL(page.url()).pathname;
  for (const path of ["/customers", "/customers?query=nobody-at-all", "/meters", "/settings/customers"]) {
    await inspect(page, home + path);
  }
  await inspect(page, stack.web + here);
});
