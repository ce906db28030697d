import { z } from "zod";
import { invoice } from "../support/event";
import { type Lane, makeLanes } from "../support/lanes";
import { type Tenant, withDatabase } from "../support/tenant";
import { expect, mentions, test } from "../support/test";
import { pageOf, rowWith, signIn } from "./visit";

/** Sends all of the project's events to a lane. */
async function takeAll(databaseUrl: string, tenant: Tenant, lanes: readonly Lane[]): Promise<void> {
  const ids = lanes.map(({ destinationId }) => destinationId);
  await withDatabase(databaseUrl, async (sql) => {
    await sql`update routes set event_types = array['*'] where project_id = ${tenant.projectId} and destination_id = any(${ids})`;
    await sql`update projects set playbook_version = playbook_version + 1 where id = ${tenant.projectId}`;
  });
}

test("an invoice in words of one's own: previewed, saved, sent; and the built-in ones where they fail", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  const [lane] = lanes;
  if (!lane) throw new Error("There is no lane.");
  await takeAll(stack.databaseUrl, tenant, lanes);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "templates"));
  await page.getByLabel("Find an event type").fill("invoice");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Invoice generated" }).click();
  await expect(page.locator("form[data-ready]")).toBeVisible();

  const preview = page.getByTestId("template-preview");
  const headline = page.getByLabel("Headline");
  await headline.fill("{{ customer-name | upcase }} owes {{ data.amountDue | mony }}");
  await expect(page.getByText(/Line 1, column 55: There is no filter “mony”/)).toBeVisible();
  await headline.fill(
    "{{ customer-name | upcase }} owes {{ data.amountDue | money }} in {{ data.installments | number | default: 1 }}",
  );
  await expect(preview).toContainText("ACME owes $1,299.00 in 1");
  await page.getByRole("button", { name: "E-mail" }).click();
  await expect(preview).toContainText("Subject: ACME owes");
  await expect(preview.getByRole("term").filter({ hasText: "Amount due" })).toBeVisible();
  await page.getByRole("button", { name: "JSON" }).click();
  await expect(preview).toContainText('"eventType": "invoice.generated"');

  // What is not saved is not lost by a slip of the hand.
  page.once("dialog", (dialog) => dialog.dismiss());
  await page.getByRole("link", { name: "Events" }).click();
  await expect(headline).toHaveValue(/owes/);
  await headline.press("Control+s");
  await expect(page.getByText("Saved. It holds for the next event.")).toBeVisible();

  const good = invoice();
  await api.send({ events: [good] });
  await expect
    .poll(async () => (await slack.messages(lane.channel)).some((one) => mentions(one, good.data.number)))
    .toBe(true);
  const [sent] = (await slack.messages(lane.channel)).filter((one) => mentions(one, good.data.number));
  expect(sent?.text).toContain("ACME owes $1,299.00 in 1");

  const odd = { ...invoice(), data: { ...invoice().data, number: "odd-one", installments: "many" } };
  await api.send({ events: [odd] });
  await expect
    .poll(async () => (await slack.messages(lane.channel)).find((one) => mentions(one, "odd-one"))?.text)
    .toContain("Invoice for Acme");
  await page.goto(pageOf(stack, tenant, "activity"));
  await rowWith(page, "Invoice for Acme").getByRole("link").first().click();
  await expect(page.getByText("The built-in wording was sent")).toBeVisible();
  await page.goto(pageOf(stack, tenant, "templates", "invoice.generated"));
  await expect(
    page.getByText("It could not be used for an event; the built-in wording was sent"),
  ).toBeVisible();
  await page.goto(pageOf(stack, tenant, "templates"));
  await expect(page.getByText("Falls back")).toBeVisible();

  await page.goto(pageOf(stack, tenant, "templates", "invoice.generated"));
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(page.getByRole("heading", { name: "Templates", level: 1 })).toBeVisible();
  await expect(page.getByText("Own wording")).toHaveCount(0);
});

test("two people on one wording: the second is told, and nothing is lost", async ({
  page,
  stack,
  tenant,
  api,
}) => {
  const made = await api.post("/api/v1/templates", {
    eventType: "payment.failed",
    body: { headline: "First wording" },
  });
  expect(made.status).toBe(201);
  const { id } = z.object({ id: z.string() }).parse(made.body);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "templates", "payment.failed"));
  await expect(page.locator("form[data-ready]")).toBeVisible();
  const changed = await api.call(
    "PATCH",
    `/api/v1/templates/${id}`,
    JSON.stringify({
      body: { headline: "By somebody else" },
      revision: 1,
    }),
  );
  expect(changed.status).toBe(200);
  await page.getByLabel("Headline").fill("By me");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/It was changed meanwhile by the API key/)).toBeVisible();
  await page.getByRole("button", { name: "Save over it" }).click();
  await expect(page.getByText("Saved. It holds for the next event.")).toBeVisible();
  expect((await api.get(`/api/v1/templates/${id}`)).body).toMatchObject({
    body: { headline: "By me" },
    revision: 3,
  });
});

test("an amount is hidden in one channel and told in the other", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 2 });
  const [open, finance] = lanes;
  if (!open || !finance) throw new Error("There are no lanes.");
  await takeAll(stack.databaseUrl, tenant, lanes);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", open.destinationId));
  await page.getByRole("button", { name: "Hide amounts" }).click();
  await page.getByRole("button", { name: "Mask e-mail addresses" }).click();
  await page.getByRole("button", { name: "Show an invoice as it would arrive" }).click();
  await expect(page.getByText("Invoice for Acme").last()).toBeVisible();
  await page.getByRole("button", { name: "Save redaction" }).click();
  await expect(page.getByText("Saved. It holds for the next event.")).toBeVisible();
  expect((await api.get(`/api/v1/destinations/${open.destinationId}`)).body).toMatchObject({
    redaction: [
      { path: "amounts", mode: "hide" },
      { path: "emails", mode: "mask" },
    ],
  });

  const event = invoice();
  const told = { ...event, data: { ...event.data, note: "Ask ap@acme.test for the $1,299.00" } };
  await api.send({ events: [told] });
  const arrived = async (channel: string) =>
    (await slack.messages(channel)).find((one) => mentions(one, event.data.number));
  await expect.poll(async () => (await arrived(finance.channel))?.text).toContain("$1,299");
  await expect.poll(async () => (await arrived(open.channel))?.text).toContain("Invoice for Acme");
  expect(JSON.stringify(await arrived(open.channel))).not.toMatch(/1,?299|ap@acme\.test/);
  await page.goto(`${pageOf(stack, tenant, "activity")}?destination=${open.destinationId}`);
  await rowWith(page, "Invoice for Acme").getByRole("link").first().click();
  await expect(page.getByText(/This is the redacted message, as it was sent/)).toBeVisible();
});
