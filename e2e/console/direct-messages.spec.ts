import { demoUsers } from "@/local/slack/demo-world";
import { invoice } from "../support/event";
import { expect, mentions, test } from "../support/test";
import { pageOf, signIn } from "./visit";

test("a person is found by name, written to, and told an event", async ({
  page,
  stack,
  tenant,
  api,
  slack,
}) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", "new?way=person"));
  await page.getByLabel("Person", { exact: true }).fill("kim");
  await page.getByRole("option", { name: /Kim Park/ }).click();
  await expect(page.getByLabel("Person", { exact: true })).toHaveValue("Kim Park");
  await page.getByLabel("Every event").check();
  const before = (await slack.messages(demoUsers.kim.name)).length;
  await page.getByRole("button", { name: "Add and send a test" }).click();
  await expect(page.getByRole("heading", { name: "Kim Park", level: 1 })).toBeVisible();
  await expect(page.getByText(/^Arrived in /)).toBeVisible();
  await expect(page.getByText("Slack direct message @Kim Park in Acme Demo")).toBeVisible();
  const told = (await slack.messages(demoUsers.kim.name)).slice(before);
  expect(told).toMatchObject([{ via: "bot", channel: expect.stringMatching(/^D/) }]);

  const sent = invoice();
  await api.send(sent);
  await expect
    .poll(
      async () =>
        (await slack.messages(demoUsers.kim.name)).filter((one) => mentions(one, sent.data.number)).length,
    )
    .toBe(1);

  await page.getByRole("button", { name: "Run checks" }).click();
  await expect(page.getByText("Slack shows Kim Park to Bellwire.")).toBeVisible();
  await page.getByText("A test does not arrive").click();
  await expect(page.getByText("The person's Slack account is active.")).toBeVisible();
});

test("an address is looked up by Slack, and who left or is an app is refused in words", async ({
  page,
  stack,
  tenant,
}) => {
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "destinations", "new?way=person"));
  const field = page.getByLabel("Person", { exact: true });
  const refused = {
    "nobody@acme.test": "Slack knows nobody by that in the workspace",
    [demoUsers.deactivated.id]: "account was deactivated",
    U0BELLWIRE: "That is an app, not a person",
  };
  for (const [typed, words] of Object.entries(refused)) {
    await field.fill(typed);
    await page.getByRole("button", { name: "Add destination", exact: true }).click();
    await expect(page.getByText(words).first(), typed).toBeVisible();
    await expect(field, typed).toHaveAttribute("aria-invalid", "true");
    expect(page.url(), typed).toContain("/destinations/new");
  }
  await field.fill(demoUsers.sam.email);
  await page.getByRole("button", { name: "Add destination", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sam Osei", level: 1 })).toBeVisible();

  await page.goto(pageOf(stack, tenant, "destinations", "new?way=person"));
  await field.fill(demoUsers.sam.email);
  await page.getByRole("button", { name: "Add destination", exact: true }).click();
  await expect(page.getByText(/is what “Sam Osei” .* uses/)).toBeVisible();
});

test("a preset makes its routes in one go, to the destinations that were chosen", async ({
  page,
  stack,
  tenant,
  api,
}) => {
  for (const email of [demoUsers.kim.email, demoUsers.sam.email])
    expect((await api.post("/api/v1/destinations", { kind: "slack_dm", email })).status).toBe(201);
  await signIn(page, stack);
  await page.goto(pageOf(stack, tenant, "routes"));
  await page.getByRole("link", { name: "Use a preset" }).click();
  await page
    .getByLabel("Created and executed go to")
    .selectOption({ label: "Kim Park (@Kim Park in Acme Demo)" });
  await page
    .getByLabel("PIN failures and locks go to")
    .selectOption({ label: "Sam Osei (@Sam Osei in Acme Demo)" });
  await expect(page.getByText("Approval PIN failures and locks to Sam Osei")).toBeVisible();
  await page.getByRole("button", { name: "Create 2 routes" }).click();
  await expect(page.getByRole("row", { name: /Approvals created and executed/ })).toContainText("Kim Park");
  await expect(page.getByRole("row", { name: /PIN failures and locks/ })).toContainText("Sam Osei");
});
