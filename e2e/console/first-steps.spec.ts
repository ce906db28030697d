import { apiClient } from "../support/api-client";
import { invoice, token } from "../support/event";
import { linkTo } from "../support/mailbox";
import { expect, test } from "../support/test";
import { rowWith } from "./visit";

test("the link that the start prints leads to the overview with the samples", async ({ page, stack }) => {
  await page.goto(stack.signInUrl);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await expect(
    rowWith(page, /just started a free trial|just converted|just purchased|got a/).first(),
  ).toBeVisible();
  await expect(page).not.toHaveURL(/token=/);
});

test("a newcomer comes from the sign-in page to the first event", async ({ page, stack }) => {
  const email = `${token()}@example.test`;
  await page.goto(stack.web);
  await page
    .getByRole("link", { name: /sign in/i })
    .first()
    .click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a sign-in link" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();

  await page.goto(await linkTo(stack.mail, email, stack.web));
  await expect(page.getByRole("heading", { name: "Welcome to Bellwire" })).toBeVisible();
  await page.getByLabel("Organization").fill("Northwind");
  await page.getByLabel("First project").fill("Shop");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Waiting for your first event")).toBeVisible();
  const overview = page.url();

  await page.getByRole("link", { name: "Create key" }).click();
  await page.getByLabel("Name").fill("Billing backend");
  await page.getByRole("button", { name: "Make an API key" }).click();
  const key = page.getByText(/^bw_live_\w{36}$/);
  await expect(key).toBeVisible();
  const secret = (await key.textContent()) ?? "";
  await page.reload();
  await expect(rowWith(page, "Billing backend")).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.goto(overview);
  await expect(page.getByText("Waiting for your first event")).toBeVisible();
  expect((await apiClient(stack.web, secret).send(invoice())).status).toBe(202);
  // Nobody reloads: the page turns by itself.
  await expect(page.getByText("Waiting for your first event")).toBeHidden();
  await expect(page.getByText("Latest notifications")).toBeVisible();
});

test("a sign-in link works once", async ({ page, stack, browser }) => {
  const email = `${token()}@example.test`;
  await page.goto(`${stack.web}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a sign-in link" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
  const link = await linkTo(stack.mail, email, stack.web);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Welcome to Bellwire" })).toBeVisible();

  const stranger = await browser.newContext();
  const second = await stranger.newPage();
  await second.goto(link);
  await expect(second.getByRole("heading", { name: "Welcome to Bellwire" })).toHaveCount(0);
  await second.goto(`${stack.web}/new`);
  await expect(second.getByRole("button", { name: "Send me a sign-in link" })).toBeVisible();
  await stranger.close();
});
