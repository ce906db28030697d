import { newId } from "@/lib/id";
import { token } from "../support/event";
import { makeLanes } from "../support/lanes";
import { linkTo } from "../support/mailbox";
import { makePerson } from "../support/person";
import { expect, test } from "../support/test";
import { pageOf } from "./visit";

test("a stranger sees the same nothing in place of another tenant's pages as of missing ones", async ({
  page,
  stack,
  tenant,
}) => {
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  const email = `${token()}@example.test`;
  await page.goto(`${stack.web}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a sign-in link" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  await page.goto(await linkTo(stack.mail, email, stack.web));
  await expect(page.getByRole("heading", { name: "Welcome to Bellwire" })).toBeVisible();

  const missing = { organizationSlug: "nobody-here", projectSlug: "nothing-here" };
  const pages = [
    [],
    ["activity"],
    ["activity", newId("notification")],
    ["events"],
    ["destinations"],
    ["destinations", lane?.destinationId ?? ""],
    ["routes"],
    ["integrations"],
    ["settings", "api-keys"],
    ["settings", "members"],
    ["settings", "project"],
  ];
  for (const segments of pages) {
    const foreign = await page.goto(pageOf(stack, tenant, ...segments));
    const foreignWords = await page.getByRole("main").textContent();
    const absent = await page.goto(pageOf(stack, missing, ...segments));
    const absentWords = await page.getByRole("main").textContent();
    expect(foreign?.status(), segments.join("/")).toBe(404);
    expect(absent?.status(), segments.join("/")).toBe(404);
    expect(foreignWords, segments.join("/")).toBe(absentWords);
  }
});

test("who is not signed in is asked to sign in, and comes back to the page", async ({
  page,
  stack,
  tenant,
}) => {
  await page.goto(pageOf(stack, tenant, "activity?state=failed"));
  await expect(page.getByRole("button", { name: "Send me a sign-in link" })).toBeVisible();
  const { email } = await makePerson(stack.databaseUrl, tenant, "viewer");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a sign-in link" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  await page.goto(await linkTo(stack.mail, email, stack.web));
  await expect(page.getByText("No notification matches")).toBeVisible();
  expect(page.url()).toBe(pageOf(stack, tenant, "activity?state=failed"));
});
