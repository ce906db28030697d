import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { enterAs, makePerson } from "../support/person";
import { withDatabase } from "../support/tenant";
import { expect, test } from "../support/test";
import { inspect } from "./inspection";

const event = (type: string, data: object) => ({
  id: `evt_${token()}`,
  type,
  customer: { id: "cus_acme", name: "Acme Corporation International", owner: { email: "kim@acme.test" } },
  data,
});

test("what people do about messages is done, shown and undone in the console", async ({
  stack,
  tenant,
  api,
  page,
}) => {
  test.setTimeout(120_000);
  const person = await makePerson(stack.databaseUrl, tenant);
  await enterAs(page.context(), stack, person);
  const [lane] = await makeLanes(stack, tenant, { prefix: `con-${token().slice(1, 7)}`, count: 1 });
  if (!lane) throw new Error("there is no lane");
  const route = { name: "All", eventTypes: ["*"], filter: null, destinationId: lane.destinationId };
  expect((await api.post("/api/v1/routes", route)).status).toBe(201);
  await api.send(
    event("approval.created", { approvalId: "apr_1", project: "myapp", key: "deploy", requestedBy: "ci" }),
  );
  await api.send(
    event("payment.failed", {
      invoiceNumber: "INV-1",
      amount: { amount: "42.00", currency: "USD" },
      attempt: 1,
    }),
  );
  const home = `${stack.web}/${tenant.organizationSlug}/${tenant.projectSlug}`;

  await page.goto(`${home}/cases`);
  await page.getByRole("link", { name: /Approval needed/ }).click();
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  await inspect(page, page.url());
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Resolved · Approved").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Decline" })).toHaveCount(0);

  await page.goto(`${home}/cases?state=open`);
  await page
    .getByRole("link", { name: /Payment failed|could not pay|failed/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
  await page.getByRole("button", { name: "Mute customer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mute", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await page.getByRole("link", { name: "Silences" }).click();
  await expect(page.getByRole("heading", { name: "Silences" })).toBeVisible();
  await expect(page.getByText(person.email).first()).toBeAttached();
  await inspect(page, page.url());
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Nothing is muted")).toBeVisible();

  await page.getByRole("link", { name: "Interventions" }).click();
  await expect(page.getByRole("heading", { name: "Interventions" })).toBeVisible();
  await expect(page.getByText("2 of 2").or(page.getByText("1 of 2")).first()).toBeVisible();
  await inspect(page, page.url());

  await page.goto(`${home}/activity`);
  await page
    .getByRole("link", { name: /Approval needed/ })
    .first()
    .click();
  const useful = page.getByRole("button", { name: "Useful" });
  await useful.click();
  await expect(page.getByText("1 useful, 0 noise")).toBeVisible();
  await page.getByRole("button", { name: "Noise" }).click();
  await expect(page.getByText("0 useful, 1 noise")).toBeVisible();

  const [vote] = await withDatabase(
    stack.databaseUrl,
    (sql) => sql<{ vote: string }[]>`select vote from message_votes where project_id = ${tenant.projectId}`,
  );
  expect(vote?.vote).toBe("noise");
});
